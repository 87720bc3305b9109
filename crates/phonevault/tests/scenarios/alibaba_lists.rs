//! Alibaba: tasks with their counters, backup files and phones, filtered and page by page.

use phonevault::alibaba::models::{
    AndroidInstanceStatus, BackupAppRequest, BackupFileRequest, BackupFileStatus,
    DescribeAndroidInstancesRequest, DescribeBackupFilesRequest, DescribeTasksRequest, SaleMode, TaskStatus,
    TaskType,
};
use phonevault::job::Outcome;
use phonevault::timestamp::parse_rfc3339;
use phonevault::{Applied, ErrorKind};
use serde_json::Value;

use crate::world::{UPLOAD_HOST, World, waiter};

const CAMERA: &str = "/data/media/0/DCIM";

#[tokio::test(flavor = "multi_thread")]
async fn one_call_for_several_phones_makes_tasks_of_two_levels() {
    let world = World::fast(6).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let folder = world.oss_folder("levels");
    let job = client.backup_file(&BackupFileRequest::paths(&phones, [CAMERA], folder)).await.unwrap();
    assert_eq!((job.response().count, job.response().data.len()), (Some(3), 3));
    assert!(job.wait(&waiter()).await.unwrap().all_succeeded());

    let invoked = DescribeTasksRequest { invoke_id: Some(job.id().to_owned()), ..Default::default() };
    let answer = client.describe_tasks(&invoked).await.unwrap();
    assert_eq!((answer.total_count, answer.data.as_ref().unwrap().len()), (Some(4), 4));
    let first = DescribeTasksRequest { level: Some(1), ..invoked.clone() };
    let batch = client.describe_tasks(&first).await.unwrap().data.unwrap().remove(0);
    assert_eq!((&batch.task_id, batch.level), (&job.response().task_id, Some(1)));
    assert_eq!((&batch.task_status, &batch.task_type), (&TaskStatus::Finished, &Some(TaskType::BackupFile)));
    let counters = [
        batch.total_child_count,
        batch.success_child_count,
        batch.failed_child_count,
        batch.running_child_count,
    ];
    assert_eq!(counters, [3, 3, 0, 0].map(Some));

    let children = DescribeTasksRequest { parent_task_id: Some(batch.task_id.clone()), ..Default::default() };
    let tasks = client.describe_tasks(&children).await.unwrap().data.unwrap();
    let found: Vec<_> = tasks.iter().filter_map(|task| task.instance_id.as_ref()).collect();
    assert_eq!(found, phones.iter().collect::<Vec<_>>());
    for task in &tasks {
        assert_eq!((task.level, task.parent_task_id.as_ref()), (Some(2), Some(&batch.task_id)));
        assert_eq!((&task.task_status, task.invoke_id.as_deref()), (&TaskStatus::Finished, Some(job.id())));
        let time = |text: &Option<String>| parse_rfc3339(text.as_deref().unwrap()).unwrap();
        assert!(time(&task.start_time) <= time(&task.finish_time));
        assert!(task.error_code.is_none() && task.result.is_some() && task.other.is_empty());
    }
    for size in [1, 2, 4, 100] {
        let request = DescribeTasksRequest { max_results: Some(size), ..invoked.clone() };
        let all = client.describe_tasks_pages(request).collect(1000).await.unwrap();
        assert_eq!(all.iter().collect::<Vec<_>>(), answer.data.iter().flatten().collect::<Vec<_>>());
    }
    let count =
        async |request: DescribeTasksRequest| client.describe_tasks(&request).await.unwrap().total_count;
    let of_phone = DescribeTasksRequest { instance_id: Some(phones[1].clone()), ..Default::default() };
    assert_eq!(count(of_phone).await, Some(1));
    let by_ids = DescribeTasksRequest {
        task_ids: vec![batch.task_id, tasks[0].task_id.clone()],
        ..Default::default()
    };
    assert_eq!(count(by_ids).await, Some(2));
    let failed = DescribeTasksRequest {
        task_statuses: vec![TaskStatus::Failed, TaskStatus::Skipped],
        ..invoked.clone()
    };
    assert_eq!(count(failed).await, Some(0));
    let other = DescribeTasksRequest { task_type: Some(TaskType::StopInstance), ..invoked };
    assert_eq!(count(other).await, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_fails_is_counted_and_named() {
    let world = World::fast(6).await;
    let client = world.alibaba();
    let phones = world.phones("alibaba").await;
    let apps = |phone: &Value| phone["apps"].as_array().unwrap().clone();
    let (with, without) = (&phones[0], &phones[1]);
    let app = apps(with).into_iter().find(|app| !apps(without).contains(app)).unwrap();
    let ids = [with, without].map(|phone| phone["phone_id"].as_str().unwrap());
    let request = BackupAppRequest::new(ids, [app.as_str().unwrap()], world.oss_folder("mixed"), UPLOAD_HOST);
    let job = client.backup_app(&request).await.unwrap();
    let error = job.wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    let ended = &error.result().unwrap().phones;
    assert_eq!((ended[0].outcome, ended[1].outcome), (Some(Outcome::Succeeded), Some(Outcome::Failed)));
    assert_eq!((ended[1].phone.as_str(), ended[1].code.as_deref()), (ids[1], Some("AppNotFound")));
    assert_eq!(job.outcomes(&waiter(), |_| {}).await.unwrap().phones, *ended);

    let request =
        DescribeTasksRequest { invoke_id: Some(job.id().to_owned()), level: Some(1), ..Default::default() };
    let batch = client.describe_tasks(&request).await.unwrap().data.unwrap().remove(0);
    assert_eq!(batch.task_status, TaskStatus::PartFinished);
    let counters = [
        batch.total_child_count,
        batch.success_child_count,
        batch.failed_child_count,
        batch.running_child_count,
    ];
    assert_eq!(counters, [2, 1, 1, 0].map(Some));
    let failed = DescribeBackupFilesRequest {
        status_list: vec![BackupFileStatus::BackupFailed],
        ..Default::default()
    };
    let files = client.describe_backup_files(&failed).await.unwrap().data.unwrap();
    assert_eq!((files.len(), files[0].android_instance_id.as_deref()), (1, Some(ids[1])));
    let phone = DescribeAndroidInstancesRequest {
        android_instance_ids: vec![ids[1].to_owned()],
        ..Default::default()
    };
    let phone = client.describe_android_instances(&phone).await.unwrap().instance_model.unwrap().remove(0);
    assert_eq!(phone.android_instance_status, Some(AndroidInstanceStatus::BackupFailed));
    assert_eq!(phone.error_code.as_deref(), Some("AppNotFound"));
}

#[tokio::test(flavor = "multi_thread")]
async fn backup_files_are_found_by_every_filter_and_page_by_page() {
    let world = World::fast(6).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    for (name, all, phones) in [("first", false, &phones[..]), ("second", true, &phones[..2])] {
        let request = BackupFileRequest {
            backup_all: Some(all),
            backup_file_name: Some(format!("{name} of them")),
            description: Some(format!("marker-{name}-x")),
            source_file_path_list: if all { Vec::new() } else { vec![CAMERA.to_owned()] },
            ..BackupFileRequest::paths(phones, [""; 0], world.oss_folder(name))
        };
        client.backup_file(&request).await.unwrap().wait(&waiter()).await.unwrap();
    }
    let none = DescribeBackupFilesRequest::default();
    let answer = client.describe_backup_files(&none).await.unwrap();
    assert_eq!((answer.total_count, answer.max_results.as_deref()), (Some(5), Some("10")));
    let all = answer.data.unwrap();
    for size in [1, 2, 5, 100] {
        let request = DescribeBackupFilesRequest { max_results: Some(size), ..none.clone() };
        let mut pages = client.describe_backup_files_pages(request.clone());
        let first = pages.next().await.unwrap().unwrap();
        assert_eq!(first.data.unwrap().len(), usize::try_from(size).unwrap().min(5));
        assert_eq!(client.describe_backup_files_pages(request).collect(1000).await.unwrap(), all);
    }
    let count = async |request: DescribeBackupFilesRequest| {
        client.describe_backup_files(&request).await.unwrap().total_count.unwrap()
    };
    let text = |text: &str| Some(text.to_owned());
    let with = || none.clone();
    assert_eq!(
        count(DescribeBackupFilesRequest { android_instance_id: text(&phones[2]), ..with() }).await,
        1
    );
    assert_eq!(count(DescribeBackupFilesRequest { backup_file_name: text("second"), ..with() }).await, 2);
    assert_eq!(count(DescribeBackupFilesRequest { description: text("marker-first"), ..with() }).await, 3);
    assert_eq!(count(DescribeBackupFilesRequest { backup_all: Some(true), ..with() }).await, 2);
    assert_eq!(count(DescribeBackupFilesRequest { sale_mode: Some(SaleMode::Node), ..with() }).await, 5);
    assert_eq!(count(DescribeBackupFilesRequest { instance_group_id: text("ag-none"), ..with() }).await, 0);
    let available = vec![BackupFileStatus::Available, BackupFileStatus::Recovering];
    assert_eq!(count(DescribeBackupFilesRequest { status_list: available, ..with() }).await, 5);
    let name = all[0].android_instance_name.clone();
    assert_eq!(count(DescribeBackupFilesRequest { android_instance_name: name, ..with() }).await, 2);
    let newest = all[0].gmt_created.clone();
    assert!(count(DescribeBackupFilesRequest { start_time: newest.clone(), ..with() }).await >= 2);
    assert_eq!(count(DescribeBackupFilesRequest { end_time: newest, ..with() }).await, 5);
    assert_eq!(
        count(DescribeBackupFilesRequest { end_time: text("2020-01-01 00:00:00"), ..with() }).await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_are_found_by_filters_and_page_by_page() {
    let world = World::fast(10).await;
    let client = world.alibaba();
    let mut ids = world.ids("alibaba").await;
    world.edit_phone(&ids[1], r#"{"power":"stopped"}"#).await;
    let none = DescribeAndroidInstancesRequest::default();
    let answer = client.describe_android_instances(&none).await.unwrap();
    assert_eq!(answer.total_count, Some(5));
    let all = answer.instance_model.unwrap();
    ids.reverse();
    assert_eq!(
        all.iter().map(|phone| &phone.android_instance_id).collect::<Vec<_>>(),
        ids.iter().collect::<Vec<_>>()
    );
    for size in [1, 2, 5] {
        let request = DescribeAndroidInstancesRequest { max_results: Some(size), ..none.clone() };
        assert_eq!(client.describe_android_instances_pages(request).collect(1000).await.unwrap(), all);
    }
    let phone = &all[4];
    assert_eq!(phone.android_instance_status, Some(AndroidInstanceStatus::Running));
    assert_eq!(phone.android_instance_name.as_deref(), Some("phone-002"));
    assert_eq!(
        (phone.image_version.as_deref(), phone.biz_image_type.as_deref()),
        (Some("3.5.3.900"), Some("System"))
    );
    assert_eq!(
        (phone.system_version.as_deref(), phone.server_type.as_deref()),
        (Some("Android 12"), Some("cpm.gx7.10xlarge"))
    );
    assert_eq!((phone.cpu.as_deref(), phone.memory), (Some("4"), Some(8)));
    assert_eq!(phone.disks.as_ref().unwrap()[0].disk_size, Some(32));
    assert_eq!(phone.region_id.as_deref(), Some(world.ready().alibaba_region()));

    let found = async |request: DescribeAndroidInstancesRequest| {
        let phones = client.describe_android_instances(&request).await.unwrap().instance_model.unwrap();
        phones.into_iter().map(|phone| phone.android_instance_id).collect::<Vec<_>>()
    };
    let with = || none.clone();
    let stopped = Some(AndroidInstanceStatus::Stopped);
    assert_eq!(found(DescribeAndroidInstancesRequest { status: stopped, ..with() }).await, [&*ids[3]]);
    let two = vec![ids[0].clone(), ids[4].clone()];
    assert_eq!(
        found(DescribeAndroidInstancesRequest { android_instance_ids: two.clone(), ..with() }).await,
        two
    );
    let name = Some("phone-002".to_owned());
    assert_eq!(
        found(DescribeAndroidInstancesRequest { android_instance_name: name, ..with() }).await,
        [&*ids[4]]
    );
    let group = phone.android_instance_group_id.clone();
    assert_eq!(found(DescribeAndroidInstancesRequest { instance_group_id: group, ..with() }).await.len(), 5);
    let oldest = Some("ASC".to_owned());
    assert_eq!(found(DescribeAndroidInstancesRequest { sort_type: oldest, ..with() }).await[0], ids[4]);
}
