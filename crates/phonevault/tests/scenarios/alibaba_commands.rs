//! Alibaba: commands on phones, waited for and followed, and phones that are reset.

use phonevault::alibaba::models::{
    AndroidInstanceStatus, ContentEncoding, DescribeAndroidInstancesRequest, DescribeInvocationsRequest,
    DescribeTasksRequest, InvocationStatus, ResetAndroidInstancesInGroupRequest, RunCommandRequest,
    RunSyncCommandRequest, StopAndroidInstanceRequest, TaskType,
};
use phonevault::job::Outcome;
use phonevault::secret::Secret;
use phonevault::transport::Method;
use phonevault::{Applied, ErrorKind};

use crate::tree::below;
use crate::world::{World, one_look, waiter};

#[tokio::test(flavor = "multi_thread")]
async fn a_command_answers_what_each_phone_says() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    for (phone, content) in phones.iter().zip(["first", "second"]) {
        world.put_file(phone, "/data/local/tmp/own.txt", content.as_bytes()).await;
    }
    let request = RunSyncCommandRequest::new(&phones, "cat /data/local/tmp/own.txt");
    let answer = client.run_sync_command(&request).await.unwrap();
    assert!(!format!("{answer:?} {request:?}").contains("second"));
    let data = answer.data.unwrap();
    let said = |index: usize| data[index].output.as_ref().map(Secret::expose).unwrap();
    assert_eq!((said(0), said(1)), ("first", "second"));
    assert!(data.iter().zip(&phones).all(|(one, phone)| one.instance_id == *phone && one.other.is_empty()));
    assert_eq!(answer.total_count.as_deref(), Some("2"));

    // `echo hi`, encoded.
    let encoded = RunSyncCommandRequest {
        content_encoding: Some(ContentEncoding::Base64),
        ..RunSyncCommandRequest::new(&phones[..1], "ZWNobyBoaQ==")
    };
    let data = client.run_sync_command(&encoded).await.unwrap().data.unwrap();
    assert_eq!(data[0].output.as_ref().map(Secret::expose), Some("hi\n"));

    let stranger = RunSyncCommandRequest::new(["acp-nobody0000000000"], "echo canary-of-a-command");
    let error = client.run_sync_command(&stranger).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::NotFound, Applied::No), "{error}");
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_an_answer_leaves_out_is_found_in_the_error() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let fault = br#"{"cloud":"alibaba","operation":"RunSyncCommand","kind":"refuse_item","effect":"applied","nth":1,"times":1}"#;
    world.admin(Method::Post, "/faults", "", fault).await;
    let request = RunSyncCommandRequest::new(&phones, "mkdir /data/made");
    let error = client.run_sync_command(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{error}");
    let outcomes: Vec<_> =
        error.result().unwrap().phones.iter().map(|phone| phone.outcome.unwrap()).collect();
    assert!(outcomes.len() == 2 && outcomes.contains(&Outcome::Unknown), "{outcomes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_started_command_is_followed_by_its_tasks_and_its_output_asked_for() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let request = RunCommandRequest::new(&phones, "mkdir /data/media/0/made");
    let job = client.run_command(&request).await.unwrap();
    assert!(world.alibaba().resume_job(&job.token()).unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    for phone in &phones {
        assert_eq!(below(&world.tree(phone).await, &["/data/media/0/made"]).len(), 1);
    }
    let tasks = DescribeTasksRequest {
        parent_task_id: job.response().task_id.clone(),
        instance_id: Some(phones[1].clone()),
        ..Default::default()
    };
    let task = client.describe_tasks(&tasks).await.unwrap().data.unwrap().remove(0);
    assert_eq!(task.task_type, Some(TaskType::RunCommand));

    let job = client.run_command(&RunCommandRequest::new(&phones, "ls /data/media/0/made/..")).await.unwrap();
    job.wait(&waiter()).await.unwrap();
    let invocation = job.response().invoke_id.clone().unwrap();
    let question = DescribeInvocationsRequest::new(&phones[..1], invocation);
    let data = client.describe_invocations(&question).await.unwrap().data.unwrap();
    assert_eq!((data.len(), &*data[0].instance_id), (1, &*phones[0]));
    assert!(data[0].output.as_ref().unwrap().expose().contains("made"));
    assert_eq!(data[0].invocation_status, Some(InvocationStatus::Success));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_runs_is_running() {
    let world = World::frozen(2).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let job = client.run_command(&RunCommandRequest::new(&phones, "id")).await.unwrap();
    let error = job.wait(&one_look()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    let question = DescribeInvocationsRequest::new(&phones, job.response().invoke_id.clone().unwrap());
    let data = client.describe_invocations(&question).await.unwrap().data.unwrap();
    assert_eq!(data[0].invocation_status, Some(InvocationStatus::Running));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_takes_what_was_there_and_is_followed_by_its_tasks() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    for phone in &phones {
        world.put_file(phone, "/data/media/0/mine.txt", b"mine").await;
    }
    // One of them is stopped, which is allowed.
    let stop =
        StopAndroidInstanceRequest { android_instance_ids: phones[1..].to_vec(), ..Default::default() };
    client.stop_android_instance(&stop).await.unwrap().wait(&waiter()).await.unwrap();
    let job = client
        .reset_android_instances_in_group(&ResetAndroidInstancesInGroupRequest::new(&phones))
        .await
        .unwrap();
    assert!(job.response().order_id.is_none() && job.response().tasks.is_some());
    assert!(world.alibaba().resume_job(&job.token()).unwrap().wait(&waiter()).await.unwrap().all_succeeded());
    for phone in &phones {
        assert!(below(&world.tree(phone).await, &["/data/media/0/mine.txt"]).is_empty());
    }
    let all = client.describe_android_instances(&DescribeAndroidInstancesRequest::default()).await.unwrap();
    let states = all.instance_model.unwrap();
    assert!(states.iter().all(|phone| phone.android_instance_status == Some(AndroidInstanceStatus::Running)));
    let request = ResetAndroidInstancesInGroupRequest {
        target_data_disk_size: Some(8),
        ..ResetAndroidInstancesInGroupRequest::new(&phones)
    };
    let error = client.reset_android_instances_in_group(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PermissionDenied, Applied::No));
}
