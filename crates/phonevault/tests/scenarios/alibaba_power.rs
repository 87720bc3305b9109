//! Alibaba: stop and start, followed by their tasks, and jobs taken up again by others.

use std::sync::Arc;

use phonevault::alibaba;
use phonevault::alibaba::models::{
    AndroidInstanceStatus, BackupFileRequest, DescribeAndroidInstancesRequest, DescribeTasksRequest,
    StartAndroidInstanceRequest, StopAndroidInstanceRequest, TaskStatus, TaskType,
};
use phonevault::job::{Action, Outcome};
use phonevault::{Applied, ErrorKind};

use crate::world::{World, one_look, waiter};

async fn states(client: &alibaba::Client, phones: &[String]) -> Vec<AndroidInstanceStatus> {
    let request =
        DescribeAndroidInstancesRequest { android_instance_ids: phones.to_vec(), ..Default::default() };
    let phones = client.describe_android_instances(&request).await.unwrap().instance_model.unwrap();
    phones.into_iter().filter_map(|phone| phone.android_instance_status).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_and_start_are_followed_by_the_tasks_of_their_request() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let stop = StopAndroidInstanceRequest {
        android_instance_ids: phones.clone(),
        force_stop: Some(false),
        ..Default::default()
    };
    let job = client.stop_android_instance(&stop).await.unwrap();
    assert_eq!((job.response().tasks.as_ref(), job.response().other.len()), (None, 0));
    assert_eq!(job.submission().action, Action::Stop);
    assert!(job.submission().items.iter().all(|item| item.task.is_none() && item.refused.is_none()));
    let result = job.wait(&waiter()).await.unwrap();
    assert!(
        result.phones.iter().all(|phone| phone.task.as_ref().is_some_and(|task| task.finished.is_some()))
    );
    assert_eq!(
        states(&client, &phones).await,
        [AndroidInstanceStatus::Stopped, AndroidInstanceStatus::Stopped]
    );

    let request = DescribeTasksRequest {
        invoke_id: Some(job.id().to_owned()),
        resource_ids: vec![phones[1].clone()],
        ..Default::default()
    };
    let task = client.describe_tasks(&request).await.unwrap().data.unwrap().remove(0);
    assert_eq!((&task.task_type, &task.task_status), (&Some(TaskType::StopInstance), &TaskStatus::Finished));
    assert_eq!((task.resource_id.as_ref(), task.level), (Some(&phones[1]), Some(2)));

    let error = client.stop_android_instance(&stop).await.unwrap_err();
    assert_eq!((error.vendor_code(), error.applied()), (Some("IncorrectInstanceStatus"), Applied::No));

    let start =
        StartAndroidInstanceRequest { android_instance_ids: phones[..1].to_vec(), ..Default::default() };
    let job = client.start_android_instance(&start).await.unwrap();
    let resumed = world.alibaba().resume_job(&job.token()).unwrap();
    assert_eq!((resumed.id(), resumed.submission()), (job.id(), job.submission()));
    assert_eq!(resumed.wait(&waiter()).await.unwrap().phones[0].outcome, Some(Outcome::Succeeded));
    assert_eq!(states(&client, &phones[..1]).await, [AndroidInstanceStatus::Running]);
    assert_eq!(states(&client, &phones[1..]).await, [AndroidInstanceStatus::Stopped]);
}

#[tokio::test(flavor = "multi_thread")]
async fn running_tasks_are_counted_and_a_wait_that_ends_early_can_be_resumed() {
    let world = World::frozen(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let backup = BackupFileRequest::paths(&phones, ["/data/media"], world.oss_folder("f"));
    let job = client.backup_file(&backup).await.unwrap();
    let error = job.wait(&one_look()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    assert!(error.result().unwrap().phones.iter().all(|phone| phone.outcome == Some(Outcome::Unknown)));
    let request =
        DescribeTasksRequest { invoke_id: Some(job.id().to_owned()), level: Some(1), ..Default::default() };
    let batch = client.describe_tasks(&request).await.unwrap().data.unwrap().remove(0);
    assert_eq!((batch.total_child_count, batch.running_child_count), (Some(2), Some(2)));
    assert!(matches!(batch.task_status, TaskStatus::Waiting | TaskStatus::Processing));
    assert!(batch.finish_time.is_none());

    // A phone that is at work takes nothing else.
    let stop = StopAndroidInstanceRequest { android_instance_ids: phones.clone(), ..Default::default() };
    let error = client.stop_android_instance(&stop).await.unwrap_err();
    assert_eq!((error.vendor_code(), error.applied()), (Some("IncorrectInstanceStatus"), Applied::No));
    let error = client.backup_file(&backup).await.unwrap_err();
    assert_eq!(error.vendor_code(), Some("IncorrectInstanceStatus"));

    let resumed = world.alibaba().resume_job(&job.token()).unwrap();
    assert_eq!(resumed.submission(), job.submission());
    assert_eq!(resumed.status().await.unwrap().ended, 0);
    let elsewhere = world.alibaba_builder(Some("cn-hangzhou")).keys(Arc::new(world.alibaba_keys()));
    for error in [
        elsewhere.build().unwrap().resume_job(&job.token()).unwrap_err(),
        world.huawei().resume_job(&job.token()).unwrap_err(),
        client.resume_job("").unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No), "{error}");
    }
}
