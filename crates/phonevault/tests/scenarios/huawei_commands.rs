//! Huawei: commands on phones, files and applications that are brought there, images, and phones that are reset.

use phonevault::huawei::models::{
    BatchStorageRequest, InstallApkRequest, ListCloudPhoneImagesRequest, ListCloudPhonesRequest,
    ListImagesRequest, PushFileRequest, ResetCloudPhoneRequest, RunShellCommandRequest,
    RunSyncCommandRequest, ShowJobRequest, StorageInfo, UninstallApkRequest,
};
use phonevault::job::Outcome;
use phonevault::secret::Secret;
use phonevault::store::Dialect;
use phonevault::{Applied, ErrorKind};
use serde_json::Value;

use crate::tree::{below, holds_all};
use crate::world::{NOTES, World, waiter};

#[tokio::test(flavor = "multi_thread")]
async fn a_command_answers_what_each_phone_says() {
    let world = World::fast(4).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    for (phone, content) in phones.iter().zip(["first", "second"]) {
        world.put_file(phone, "/data/local/tmp/own.txt", content.as_bytes()).await;
    }
    let request = RunSyncCommandRequest::new("cat /data/local/tmp/own.txt", &phones);
    let answer = client.run_sync_command(&request).await.unwrap();
    assert!(!format!("{answer:?}").contains("second"));
    let said: Vec<_> = answer.jobs.iter().map(|job| job.execute_msg.as_ref().map(Secret::expose)).collect();
    assert_eq!(said, [Some("first"), Some("second")]);
    assert!(answer.jobs.iter().zip(&phones).all(|(job, phone)| job.phone_id.as_ref() == Some(phone)));

    let job =
        client.run_shell_command(&RunShellCommandRequest::new("mkdir /data/made", &phones)).await.unwrap();
    assert!(world.huawei().resume_job(&job.token()).unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    assert_eq!(below(&world.tree(&phones[1]).await, &["/data/made"]).len(), 1);
    let job = client.run_shell_command(&RunShellCommandRequest::new("ls /data", &phones[..1])).await.unwrap();
    let result = job.wait(&waiter()).await.unwrap();
    let shown =
        client.show_job(&ShowJobRequest::new(result.phones[0].task_id.clone().unwrap())).await.unwrap();
    assert!(
        shown.execute_msg.as_ref().unwrap().expose().contains("made")
            && !format!("{shown:?}").contains("made")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_exported_of_one_phone_is_pushed_to_another() {
    let world = World::fast(4).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let (bucket, home) = (world.ready().obs_bucket(), format!("/data/data/{NOTES}"));
    let info = StorageInfo::new(&*phones[0], [&*home], bucket, "own.tar");
    client.batch_storage(&BatchStorageRequest::new([info])).await.unwrap().wait(&waiter()).await.unwrap();
    let saved = below(&world.tree(&phones[0]).await, &[&home]);
    world.damage(&phones[1], &home).await;
    let request = PushFileRequest::new(format!("obs://{bucket}/own.tar"), &phones[1..2]);
    assert!(client.push_file(&request).await.unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    assert!(holds_all(&world.tree(&phones[1]).await, &saved));
    let request = PushFileRequest::new(format!("obs://{bucket}/none.tar"), &phones[1..2]);
    let error = match client.push_file(&request).await {
        Ok(job) => job.wait(&waiter()).await.unwrap_err(),
        Err(error) => error,
    };
    assert!(format!("{error:?}").contains("CPS.0104"), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn applications_are_installed_and_removed() {
    const TOOL: &str = "com.acme.tool";
    let world = World::fast(2).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let object = world.at(Dialect::Obs, &format!("apks/{TOOL}.apk"));
    world.put_object(Dialect::Obs, &object, b"PK\x03\x04 code").await;
    let has = async |package: &str| {
        world.phones("huawei").await[0]["apps"].as_array().unwrap().contains(&Value::from(package))
    };
    let install = InstallApkRequest::new(object.to_string(), &phones);
    assert!(client.install_apk(&install).await.unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    assert!(has(TOOL).await);
    let remove = UninstallApkRequest::new(TOOL, &phones);
    assert!(client.uninstall_apk(&remove).await.unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    assert!(!has(TOOL).await && has(NOTES).await);
    let error = client.uninstall_apk(&remove).await.unwrap().wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes), "{error}");
    let phone = &error.result().unwrap().phones[0];
    assert!(phone.outcome == Some(Outcome::Failed) && phone.code.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_takes_what_was_there_and_may_change_the_image() {
    let world = World::fast(4).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    for phone in &phones {
        world.put_file(phone, "/data/media/0/mine.txt", b"mine").await;
    }
    let job = client.reset_cloud_phone(&ResetCloudPhoneRequest::new(&phones[..1])).await.unwrap();
    assert!(world.huawei().resume_job(&job.token()).unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    assert!(below(&world.tree(&phones[0]).await, &["/data/media/0/mine.txt"]).is_empty());
    assert_eq!(below(&world.tree(&phones[1]).await, &["/data/media/0/mine.txt"]).len(), 1);

    let before = client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap().phones;
    let other = client
        .list_cloud_phone_images(&ListCloudPhoneImagesRequest::default())
        .await
        .unwrap()
        .phone_images
        .into_iter()
        .find(|image| before.iter().all(|phone| phone.image_id.as_ref() != Some(&image.image_id)))
        .unwrap();
    let request = ResetCloudPhoneRequest {
        image_id: Some(other.image_id.clone()),
        ..ResetCloudPhoneRequest::new(&phones[1..])
    };
    assert!(client.reset_cloud_phone(&request).await.unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    let after = client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap().phones;
    let image = |id: &str| after.iter().find(|phone| phone.phone_id == id).unwrap().image_id.clone();
    assert_eq!(image(&phones[1]), Some(other.image_id));
    assert_eq!(image(&phones[0]), before.iter().find(|p| p.phone_id == phones[0]).unwrap().image_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn images_are_listed_to_the_end() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let all =
        client.list_cloud_phone_images(&ListCloudPhoneImagesRequest::default()).await.unwrap().phone_images;
    let phone = client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap().phones.remove(0);
    assert!(all.iter().any(|image| phone.image_id.as_ref() == Some(&image.image_id)));
    let paged = client.list_cloud_phone_images_pages(ListCloudPhoneImagesRequest::default());
    assert_eq!({ paged }.collect(1000).await.unwrap().len(), all.len());
    let own = client.list_images(&ListImagesRequest::default()).await.unwrap();
    assert_eq!(own.total, i64::try_from(own.image_infos.len()).ok());
    let one = ListImagesRequest { limit: Some(1), ..Default::default() };
    assert_eq!(client.list_images_pages(one).collect(1000).await.unwrap(), own.image_infos);
}
