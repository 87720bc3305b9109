//! Huawei: exports, restores, their jobs, and `call` under both names.

use phonevault::huawei::models::{
    BatchRestoreRequest, BatchStorageRequest, JobState, ListJobsRequest, RestartCloudPhoneRequest,
    RestoreInfo, ShowJobRequest, StorageInfo,
};
use phonevault::job::{Action, Outcome, TaskState};
use phonevault::store::Dialect;
use phonevault::timestamp::parse_rfc3339;
use phonevault::{ErrorKind, huawei};
use serde_json::json;

use crate::tree::{below, holds_all};
use crate::world::{NOTES, World, waiter};

const CAMERA: &str = "/data/media/0/DCIM/Camera";

fn notes() -> String {
    format!("/data/data/{NOTES}")
}

/// An export of one application's data.
fn export(phone: &str, world: &World, key: &str) -> StorageInfo {
    StorageInfo::new(phone, [notes()], world.ready().obs_bucket(), key)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_restored_and_visible_after_the_restart() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let phone = &world.ids("huawei").await[0];
    let home = notes();
    let before = world.tree(phone).await;

    let cache = format!("{home}/cache");
    let mut info = StorageInfo::new(&**phone, [&*home, CAMERA], world.ready().obs_bucket(), "a/b+c#1=.tar");
    info.exclude_files = vec![cache.clone()];
    let job = client.batch_storage(&BatchStorageRequest::new([info])).await.unwrap();
    assert_eq!(job.id(), job.response().request_id);
    let line = &job.response().jobs[0];
    assert_eq!((line.phone_id.as_deref(), line.error_code.as_deref()), (Some(&**phone), None));
    let submission = job.submission();
    assert_eq!((&*submission.cloud, &*submission.region), ("huawei", world.ready().huawei_region()));
    assert_eq!(submission.account.as_deref(), Some(client.project_id()));
    assert_eq!((submission.action, &submission.items[0].task), (Action::Backup, &line.job_id));

    let result = job.wait(&waiter()).await.unwrap();
    let ended = &result.phones[0];
    assert_eq!((ended.phone.as_str(), ended.outcome), (&**phone, Some(Outcome::Succeeded)));
    let task = ended.task.as_ref().unwrap();
    assert_eq!((&task.state, &task.code), (&TaskState::Succeeded, &None));
    assert!(task.started.unwrap() <= task.finished.unwrap());

    let job_id = line.job_id.clone().unwrap();
    let shown = client.show_job(&ShowJobRequest::new(&*job_id)).await.unwrap();
    assert_eq!((&shown.job_id, shown.status), (&job_id, Some(JobState::Succeeded)));
    assert_eq!((shown.phone_id.as_deref(), shown.error_code), (Some(&**phone), None));
    assert!(shown.request_id.is_some() && shown.server_id.is_some());
    let time = |text: Option<String>| parse_rfc3339(&text.unwrap()).unwrap();
    assert!(time(shown.begin_time) <= time(shown.end_time));

    let object = world.at(Dialect::Obs, "a/b+c#1=.tar");
    let stat = world.store(Dialect::Obs).stat(&object).await.unwrap();
    assert!(stat.bytes > 10_240, "an archive of hundreds of files has {} bytes", stat.bytes);

    world.damage(phone, &format!("{home}/files")).await;
    world.damage(phone, CAMERA).await;
    world.put_file(phone, &format!("{cache}/00000000.0"), b"not in the export").await;
    let mut expected = below(&before, &[&home, CAMERA]);
    expected.retain(|path, _| !path.starts_with(&cache));
    assert!(!holds_all(&world.tree(phone).await, &expected));
    let infos = [RestoreInfo::new(&**phone, &*object.bucket, &*object.key)];
    let job = client.batch_restore(&BatchRestoreRequest::new(infos)).await.unwrap();
    assert_eq!(job.submission().action, Action::Restore);
    job.wait(&waiter()).await.unwrap();
    let hidden = below(&world.tree(phone).await, &[CAMERA]);
    assert!(hidden.values().any(|entry| entry["visible"] == false), "restored files show before the restart");

    let job = client.restart_cloud_phone(&RestartCloudPhoneRequest::new([phone])).await.unwrap();
    assert_eq!(job.wait(&waiter()).await.unwrap().phones[0].outcome, Some(Outcome::Succeeded));
    let after = world.tree(phone).await;
    assert!(holds_all(&after, &expected));
    assert_ne!(after[&format!("{cache}/00000000.0")], before[&format!("{cache}/00000000.0")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_of_several_submissions_come_page_by_page() {
    let world = World::fast(10).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let mut submissions = Vec::new();
    for (round, phones) in [&phones[..4], &phones[4..], &phones[..1]].into_iter().enumerate() {
        let infos = phones.iter().map(|phone| export(phone, &world, &format!("{round}/{phone}.tar")));
        let job = client.batch_storage(&BatchStorageRequest::new(infos)).await.unwrap();
        assert_eq!(job.wait(&waiter()).await.unwrap().phones.len(), phones.len());
        submissions.push(job);
    }
    let ids: Vec<&str> = submissions.iter().map(phonevault::job::Job::id).collect();
    let wanted: Vec<&str> = submissions
        .iter()
        .flat_map(|job| &job.submission().items)
        .filter_map(|i| i.task.as_deref())
        .collect();

    // Six jobs: the last page may be full, or be followed by an empty one, which both end the list.
    for limit in [1, 2, 3, 4, 6, 7] {
        let request = ListJobsRequest { limit: Some(limit), ..ListJobsRequest::of_requests(ids.clone()) };
        let jobs = client.list_jobs_pages(request).collect(1000).await.unwrap();
        let found: Vec<&str> = jobs.iter().map(|job| &*job.job_id).collect();
        assert_eq!(found, wanted, "pages of {limit}");
    }
    let request = ListJobsRequest { limit: Some(4), ..ListJobsRequest::of_requests(ids.clone()) };
    let mut pages = client.list_jobs_pages(request);
    assert_eq!(pages.next().await.unwrap().unwrap().jobs.len(), 4);
    assert_eq!(pages.next().await.unwrap().unwrap().jobs.len(), 2);
    assert!(pages.next().await.unwrap().is_none());

    let request =
        ListJobsRequest { offset: Some(1), limit: Some(2), ..ListJobsRequest::of_requests([ids[0]]) };
    let page = client.list_jobs(&request).await.unwrap();
    assert_eq!(page.jobs.iter().map(|job| &*job.job_id).collect::<Vec<_>>(), wanted[1..3]);
    let job = &page.jobs[0];
    assert_eq!((job.phone_id.as_ref(), job.status), (Some(&phones[1]), Some(JobState::Succeeded)));
    assert!(job.begin_time.is_some() && job.end_time.is_some() && job.error_code.is_none());

    let alone = ListJobsRequest { request_id: Some(ids[2].to_owned()), ..Default::default() };
    assert_eq!(client.list_jobs(&alone).await.unwrap().jobs[0].job_id, wanted[5]);
    let unknown = ListJobsRequest::of_requests(["0".repeat(32)]);
    let error = client.list_jobs(&unknown).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("CPS.0050")));
    assert!(error.is_retryable(), "jobs may appear a little after their submission");
    let error = client.show_job(&ShowJobRequest::new("0".repeat(32))).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("CPS.0011")));
}

#[tokio::test(flavor = "multi_thread")]
async fn call_knows_both_names_of_the_central_operations() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let phone = &world.ids("huawei").await[0];
    let bucket = world.ready().obs_bucket();
    for (index, name) in ["batch_storage", "BatchExportCloudPhoneData"].into_iter().enumerate() {
        let key = format!("call/{index}.tar");
        let params = json!({"storage_infos": [{
            "phone_id": phone, "include_files": [notes()], "bucket_name": bucket, "object_path": key,
        }]});
        let answer = client.call(name, params).await.unwrap();
        finish(&client, answer["request_id"].as_str().unwrap()).await;
    }
    for (index, name) in ["batch_restore", "batchimportcloudphonedata"].into_iter().enumerate() {
        let key = format!("call/{index}.tar");
        let params =
            json!({"restore_infos": [{"phone_id": phone, "bucket_name": bucket, "object_path": key}]});
        let answer = client.call(name, params).await.unwrap();
        assert_eq!(answer["jobs"][0]["phone_id"], **phone);
        finish(&client, answer["request_id"].as_str().unwrap()).await;
    }
    assert_eq!(world.count("huawei.BatchExportCloudPhoneData").await, (2, 2));
    assert_eq!(world.count("huawei.BatchImportCloudPhoneData").await, (2, 2));

    let listed = client.call("ListCloudPhones", json!({"limit": 1})).await.unwrap();
    assert_eq!((&listed["count"], &listed["phones"][0]["phone_id"]), (&json!(1), &json!(phone)));
    let shown = client.call("ShowCloudPhoneDetail", json!({"phone_id": phone})).await.unwrap();
    assert_eq!(shown["phone_id"], **phone);
    // Known by the table only, and not offered by the simulator: its refusal is the gateway's.
    let error = client.call("ListCloudPhoneServers", json!({})).await.unwrap_err();
    assert_eq!(error.cloud(), Some("huawei"));
    assert!(error.vendor_code().is_some_and(|code| code.starts_with("APIG")), "{error}");

    // What a typed method refuses, `call` refuses too; nothing of it reaches the cloud.
    let bad = json!({"storage_infos": [{"phone_id": phone, "include_files": ["/sdcard/x"],
        "bucket_name": "BAD_Bucket!", "object_path": "k"}]});
    let error = client.call("batch_storage", bad).await.unwrap_err();
    let fields: Vec<&str> = error.violations().iter().map(|violation| &*violation.field).collect();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(fields.contains(&"storage_infos[0].include_files[0]"), "{fields:?}");
    assert!(fields.contains(&"storage_infos[0].bucket_name"), "{fields:?}");
    assert_eq!(world.count("huawei.BatchExportCloudPhoneData").await, (2, 2));
}

/// Waits for a submission that only its request id is known of, as another program would.
async fn finish(client: &huawei::Client, request_id: &str) {
    let end = waiter()
        .wait(phonevault::cloud::Cloud::context(client), || async {
            use phonevault::waiter::Polled;
            let jobs = client.list_jobs(&ListJobsRequest::of_requests([request_id])).await?.jobs;
            let done = jobs.iter().all(|job| job.status == Some(JobState::Succeeded));
            Ok(if done { Polled::Done(()) } else { Polled::Running(()) })
        })
        .await;
    assert!(matches!(end, phonevault::waiter::WaitEnd::Done(())), "{end:?}");
}
