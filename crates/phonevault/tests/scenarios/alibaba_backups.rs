//! Alibaba: the three kinds of backups and their restores, under both forms of archives.

use phonevault::alibaba;
use phonevault::alibaba::models::{
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRecord, BackupFileRequest, BackupFileStatus,
    DescribeBackupFilesRequest, RecoverAndroidInstanceRequest, RecoverAppRequest, RecoveryFileRequest,
    UploadType,
};
use phonevault::job::{Action, Outcome};
use phonevault::location::Location;
use phonevault::store::Dialect;
use phonevault::timestamp::parse_zoneless;
use phonevault_simulator::AlibabaArchive;

use crate::tree::{app_folders, below, holds_all};
use crate::world::{ARCHIVES, NOTES, UPLOAD_HOST, World, waiter};

/// The record of a backup by its id.
pub(crate) async fn record(client: &alibaba::Client, id: &str) -> BackupFileRecord {
    let request = DescribeBackupFilesRequest { backup_file_id: Some(id.to_owned()), ..Default::default() };
    let answer = client.describe_backup_files(&request).await.unwrap();
    assert_eq!(answer.total_count, Some(1));
    answer.data.unwrap().remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn applications_are_backed_up_and_replaced() {
    for archive in ARCHIVES {
        let world = World::with_archive(2, archive).await;
        let client = world.alibaba();
        let phone = &world.ids("alibaba").await[0];
        let before = world.tree(phone).await;
        let folder = world.oss_folder("apps");
        let request = BackupAppRequest {
            backup_file_name: Some("Sicherung №1".to_owned()),
            description: Some("a+b & c=d %41".to_owned()),
            ..BackupAppRequest::new([phone], [NOTES], &*folder, UPLOAD_HOST)
        };
        let job = client.backup_app(&request).await.unwrap();
        let answer = job.response();
        assert_eq!((job.id(), answer.count, answer.data.len()), (&*answer.request_id, Some(1), 1));
        let data = &answer.data[0];
        assert_eq!(
            (&data.android_instance_id, data.backup_file_name.as_deref()),
            (phone, Some("Sicherung №1"))
        );
        let item = &job.submission().items[0];
        assert_eq!((&item.task, &item.backup), (&data.task_id, &data.backup_file_id));
        assert_eq!(job.submission().batch.as_deref(), Some(&*answer.task_id));
        assert_eq!(job.submission().action, Action::Backup);
        let result = job.wait(&waiter()).await.unwrap();
        assert_eq!(result.phones[0].backup, data.backup_file_id);

        let found = record(&client, data.backup_file_id.as_deref().unwrap()).await;
        assert_eq!(found.status, Some(BackupFileStatus::Available));
        assert_eq!(found.backup_file_name, request.backup_file_name);
        assert_eq!(found.description, request.description);
        assert_eq!(found.source_app_info_list.as_deref(), Some(&[NOTES.to_owned()][..]));
        assert_eq!((found.backup_all, found.android_instance_id.as_ref()), (Some(false), Some(phone)));
        assert_eq!(
            (&found.upload_type, found.upload_endpoint.as_deref()),
            (&Some(UploadType::Oss), Some(UPLOAD_HOST))
        );
        assert_eq!((found.system_version.as_deref(), &found.task_id), (Some("Android 12"), &data.task_id));
        assert!(found.file_size.unwrap() > 0);
        assert!(parse_zoneless(found.gmt_created.as_deref().unwrap(), 8).is_some());
        assert!(found.other.is_empty(), "{:?}", found.other);
        let path = found.backup_file_path.unwrap();
        let name = path.strip_prefix(&folder).unwrap();
        assert!(name.starts_with(&**phone) && name.ends_with(".ab"), "{name}");
        let object: Location = path.parse().unwrap();
        let store = world.store(Dialect::Oss);
        assert!(store.stat(&object).await.unwrap().bytes > 0);
        let head = store.read(&object, Some(0..14)).await.unwrap().chunk().await.unwrap().unwrap();
        assert_eq!(head == b"ANDROID BACKUP", archive == AlibabaArchive::Adb);

        let folders = app_folders(NOTES);
        let folders: Vec<&str> = folders.iter().map(|folder| &**folder).collect();
        world.damage(phone, &format!("/data/data/{NOTES}")).await;
        assert_ne!(below(&world.tree(phone).await, &folders), below(&before, &folders));
        let request = RecoverAppRequest {
            upload_endpoint: Some(UPLOAD_HOST.to_owned()),
            ..RecoverAppRequest::new([phone], found.backup_file_id, path)
        };
        let job = client.recover_app(&request).await.unwrap();
        let answer = job.response();
        assert_eq!((answer.count, &answer.data[0].android_instance_id), (Some(1), phone));
        assert_eq!((job.submission().action, &job.submission().items[0].backup), (Action::Restore, &None));
        assert_eq!(job.wait(&waiter()).await.unwrap().phones[0].outcome, Some(Outcome::Succeeded));
        // The application was uninstalled first: what was added is gone, and nothing else was touched.
        let after = world.tree(phone).await;
        assert_eq!(below(&after, &folders), below(&before, &folders));
        assert_eq!(after.len(), before.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_laid_over_what_is_there_by_id_or_by_object() {
    for archive in ARCHIVES {
        let world = World::with_archive(2, archive).await;
        let client = world.alibaba();
        let phone = &world.ids("alibaba").await[0];
        let (music, camera, skipped) =
            ("/data/media/0/Music", "/data/media/0/DCIM", "/data/media/0/DCIM/Camera/IMG_1003.jpg");
        let before = world.tree(phone).await;
        let object = format!("oss://{}/files/one object.ab", world.ready().oss_bucket());
        let request = BackupFileRequest {
            exclude_source_file_path_list: vec![skipped.to_owned()],
            upload_endpoint: Some(UPLOAD_HOST.to_owned()),
            upload_type: Some(UploadType::Oss),
            ..BackupFileRequest::paths([phone], [music, camera], &*object)
        };
        let job = client.backup_file(&request).await.unwrap();
        let result = job.wait(&waiter()).await.unwrap();
        let id = result.phones[0].backup.clone().unwrap();
        let found = record(&client, &id).await;
        assert_eq!(found.backup_file_path.as_deref(), Some(&*object));
        assert_eq!(found.source_file_path_list, Some(vec![music.to_owned(), camera.to_owned()]));

        let by_object = RecoveryFileRequest {
            backup_file_id: None,
            backup_file_path: Some(object),
            upload_endpoint: Some(UPLOAD_HOST.to_owned()),
            upload_type: Some(UploadType::Oss),
            ..RecoveryFileRequest::of_id([phone], "")
        };
        let mut wanted = below(&before, &[music, camera]);
        wanted.remove(skipped);
        for request in [RecoveryFileRequest::of_id([phone], id), by_object] {
            world.damage(phone, music).await;
            world.put_file(phone, skipped, b"never saved").await;
            assert!(!holds_all(&world.tree(phone).await, &wanted));
            let job = client.recovery_file(&request).await.unwrap();
            assert_eq!(job.response().data[0].android_instance_id, *phone);
            job.wait(&waiter()).await.unwrap();
            let after = world.tree(phone).await;
            assert!(holds_all(&after, &wanted));
            assert!(after.contains_key(&format!("{music}/added later")), "a restore of files removes none");
            assert_ne!(after[skipped], before[skipped]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_phone_is_replaced_also_by_the_backup_of_another_one() {
    for archive in ARCHIVES {
        let world = World::with_archive(4, archive).await;
        let client = world.alibaba();
        let phones = world.ids("alibaba").await;
        let before = world.tree(&phones[0]).await;
        let folder = world.oss_folder("whole");
        let request = BackupAndroidInstanceRequest {
            description: Some("everything".to_owned()),
            ..BackupAndroidInstanceRequest::new([&phones[0]], folder, UPLOAD_HOST)
        };
        let job = client.backup_android_instance(&request).await.unwrap();
        let result = job.wait(&waiter()).await.unwrap();
        let id = result.phones[0].backup.clone().unwrap();
        let found = record(&client, &id).await;
        assert_eq!((found.backup_all, found.description.as_deref()), (Some(true), Some("everything")));

        world.damage(&phones[0], "/data/system").await;
        assert_ne!(world.tree(&phones[0]).await, before);
        assert_ne!(world.tree(&phones[1]).await, before);
        let path = found.backup_file_path.unwrap();
        let request = RecoverAndroidInstanceRequest {
            backup_file_id: Some(id),
            upload_endpoint: Some(UPLOAD_HOST.to_owned()),
            ..RecoverAndroidInstanceRequest::new(&phones, path)
        };
        let job = client.recover_android_instance(&request).await.unwrap();
        assert_eq!((job.response().count, job.response().data.len()), (Some(2), 2));
        assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
        for phone in &phones {
            assert_eq!(world.tree(phone).await, before);
        }
    }
}
