//! Huawei: refused phones among good ones, failed jobs, jobs that do not end, refusals of the whole call.

use phonevault::huawei::CallOptions;
use phonevault::huawei::models::{
    BatchRestoreRequest, BatchStorageRequest, JobState, RestoreInfo, ShowJobRequest, StopCloudPhoneRequest,
    StorageInfo,
};
use phonevault::job::{Outcome, TaskState};
use phonevault::{Applied, ErrorKind};

use crate::world::{NOTES, World, one_look, waiter};

fn export(phone: &str, world: &World, key: &str) -> StorageInfo {
    StorageInfo::new(phone, [format!("/data/data/{NOTES}")], world.ready().obs_bucket(), key)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_phone_does_not_hide_the_good_ones() {
    let world = World::fast(4).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let stranger = "0".repeat(32);
    let infos = [&phones[0], &stranger, &phones[1]].map(|id| export(id, &world, &format!("{id}.tar")));
    let job = client.batch_storage(&BatchStorageRequest::new(infos)).await.unwrap();
    assert_eq!(job.response().jobs[1].error_code.as_deref(), Some("CPS.0005"));
    assert_eq!(job.response().jobs[1].job_id, None);

    let error = job.wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    assert!(!error.is_retryable() && error.message().contains("CPS.0005"), "{error}");
    let wanted = [Outcome::Succeeded, Outcome::Refused, Outcome::Succeeded].map(Some);
    let of = |result: &phonevault::job::JobResult| {
        result.phones.iter().map(|phone| phone.outcome).collect::<Vec<_>>()
    };
    assert_eq!(of(error.result().unwrap()), wanted);
    let refused = &error.result().unwrap().phones[1];
    assert_eq!((refused.phone.as_str(), refused.code.as_deref()), (&*stranger, Some("CPS.0005")));
    assert!(refused.task.is_none() && refused.message.is_some());

    let mut looks = 0;
    let result = job.outcomes(&waiter(), |status| looks += usize::from(status.is_ended())).await.unwrap();
    assert_eq!((of(&result), looks), (wanted.to_vec(), 1));
    // Another process knows the refusal from the token.
    let resumed = world.huawei().resume_job(&job.token()).unwrap();
    assert_eq!(of(&resumed.outcomes(&waiter(), |_| {}).await.unwrap()), wanted);
    assert_eq!(resumed.id(), job.id());

    let nobody = StopCloudPhoneRequest::new([&*stranger]);
    let error = client.stop_cloud_phone(&nobody).await.unwrap().wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_keeps_its_last_answer() {
    let world = World::fast(8).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let bucket = world.ready().obs_bucket();

    let infos = [RestoreInfo::new(&*phones[0], bucket, "nothing/there.tar")];
    let job = client.batch_restore(&BatchRestoreRequest::new(infos)).await.unwrap();
    let error = job.wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    let phone = &error.result().unwrap().phones[0];
    assert_eq!((phone.outcome, phone.code.as_deref()), (Some(Outcome::Failed), Some("CPS.0104")));
    let task = phone.task.as_ref().unwrap();
    assert!(task.state == TaskState::Failed && task.finished.is_some() && task.message.is_some());
    let job_id = phone.task_id.as_deref().unwrap();
    let shown = client.show_job(&ShowJobRequest::new(job_id)).await.unwrap();
    assert_eq!((shown.status, shown.error_code.as_deref()), (Some(JobState::Failed), Some("CPS.0104")));

    // The fourth phone is older: what a later Android saved does not fit there, as the port says beforehand.
    let infos = [export(&phones[0], &world, "new.tar")];
    client.batch_storage(&BatchStorageRequest::new(infos)).await.unwrap().wait(&waiter()).await.unwrap();
    let infos =
        [RestoreInfo::new(&*phones[1], bucket, "new.tar"), RestoreInfo::new(&*phones[3], bucket, "new.tar")];
    let job = client.batch_restore(&BatchRestoreRequest::new(infos)).await.unwrap();
    let result = job.outcomes(&waiter(), |_| {}).await.unwrap();
    let outcomes: Vec<_> = result.phones.iter().map(|phone| phone.outcome).collect();
    assert_eq!(outcomes, [Some(Outcome::Succeeded), Some(Outcome::Failed)]);

    let infos = [StorageInfo::new(&*phones[0], ["/data/nothing/here"], bucket, "none.tar")];
    let job = client.batch_storage(&BatchStorageRequest::new(infos)).await.unwrap();
    let error = job.wait(&waiter()).await.unwrap_err();
    assert_eq!(error.result().unwrap().phones[0].outcome, Some(Outcome::Failed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_that_ends_early_leaves_a_token_and_a_busy_phone_is_refused() {
    let world = World::frozen(2).await;
    let client = world.huawei();
    let phone = &world.ids("huawei").await[0];
    let job = client.batch_storage(&BatchStorageRequest::new([export(phone, &world, "1")])).await.unwrap();
    let status = job.status().await.unwrap();
    assert_eq!((status.ended, status.is_ended(), status.phones[0].outcome), (0, false, None));
    let error = job.wait(&one_look()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    assert_eq!(error.result().unwrap().phones[0].outcome, Some(Outcome::Unknown));
    let shown =
        client.show_job(&ShowJobRequest::new(job.submission().items[0].task.clone().unwrap())).await.unwrap();
    assert_eq!((shown.status, shown.end_time), (Some(JobState::Running), None));

    let again = client.batch_storage(&BatchStorageRequest::new([export(phone, &world, "2")])).await.unwrap();
    let refused = again.submission().items[0].refused.as_ref().unwrap();
    assert_eq!(refused.code.as_deref(), Some("CPS.0042"));
    let error = again.wait(&one_look()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));

    let resumed = world.huawei().resume_job(&job.token()).unwrap();
    assert_eq!(resumed.submission(), job.submission());
    let other_project = world.huawei_builder().project_id("f".repeat(32)).build().unwrap();
    for error in [
        other_project.resume_job(&job.token()).unwrap_err(),
        world.alibaba().resume_job(&job.token()).unwrap_err(),
        client.resume_job(&job.token()[1..]).unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_a_rule_is_not_sent_and_with_the_rules_skipped_the_cloud_refuses_it() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let phone = &world.ids("huawei").await[0];
    let bucket = world.ready().obs_bucket();
    let bad = [
        (StorageInfo::new(&**phone, ["/data/misc/wifi"], bucket, "k"), "include_files[0]", "CPS.0168"),
        (StorageInfo::new(&**phone, ["/data/x"], "NO", "k"), "bucket_name", "CPS.0134"),
        (StorageInfo::new(&**phone, ["/data/x"], bucket, "a b"), "object_path", "CPS.0135"),
    ];
    let unchecked = client.with_options(CallOptions { skip_rules: true, timeout: None });
    for (info, field, code) in bad {
        let request = BatchStorageRequest::new([info]);
        let error = client.batch_storage(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No));
        assert!(error.message().contains(&format!("storage_infos[0].{field}")), "{error}");
        let error = unchecked.batch_storage(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::Rejected, Some(code)));
        assert_eq!((error.applied(), error.http_status()), (Applied::No, Some(400)));
        assert!(error.request_id().is_some() && error.operation() == Some("BatchExportCloudPhoneData"));
    }
    assert_eq!(world.count("huawei.BatchExportCloudPhoneData").await, (3, 0));
}
