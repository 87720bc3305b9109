//! Submissions, waits over scripted polls, tokens, and lists.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use phonevault_core::cloud::Cloud;
use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::job::{Action, Outcome, TaskHandle, TaskState};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::waiter::Waiter;
use phonevault_huawei::models::{
    BatchRestoreRequest, ListCloudPhoneImagesRequest, ListCloudPhonesRequest, ListJobsRequest, RestoreInfo,
    StopCloudPhoneRequest,
};
use serde_json::{Value, json};
use support::{P1, P2, PROJECT, builder, client, scripted, sent};

fn both() -> BatchRestoreRequest {
    BatchRestoreRequest::new([RestoreInfo::new(P1, "bbb", "k"), RestoreInfo::new(P2, "bbb", "k")])
}

fn job(id: &str, status: i64) -> Value {
    json!({"job_id": id, "status": status, "begin_time": "2026-01-02T03:04:05Z", "end_time": null})
}

fn jobs(list: &[Value]) -> String {
    json!({"request_id": "q", "jobs": list}).to_string()
}

const ACCEPTED: &str = r#"{"request_id":"r","jobs":[
    {"phone_id":"00112233445566778899aabbccddeeff","job_id":"j1"},
    {"phone_id":"ffeeddccbbaa99887766554433221100","job_id":"j2"}]}"#;
const PARTLY: &str = r#"{"request_id":"r","jobs":[
    {"phone_id":"ffeeddccbbaa99887766554433221100","error_code":"CPS.0141","error_msg":"not running"},
    {"phone_id":"00112233445566778899aabbccddeeff","job_id":"j1"}]}"#;

#[tokio::test]
async fn a_wait_ends_once_every_job_succeeded_and_ignores_the_jobs_of_others() {
    let (world, client) = scripted(&[
        (200, ACCEPTED),
        (400, r#"{"error_code":"CPS.0050","error_msg":"none yet"}"#),
        (200, &jobs(&[job("j1", 1)])),
        (503, "<html>try later</html>"),
        (200, &jobs(&[job("stranger", -1), job("j2", 2), job("j1", 17)])),
        (200, &jobs(&[job("j1", 2), job("j2", 2)])),
    ]);
    let job = client.batch_restore(&both()).await.unwrap();
    let mut seen = Vec::new();
    let result = job.wait_with(&Waiter::default(), |status| seen.push(status.ended)).await.unwrap();
    assert!(result.all_succeeded());
    // A state nobody knows counts as running.
    assert_eq!(seen, [0, 1, 2]);
    assert_eq!(sent(&world)[1], format!("GET /v1/{PROJECT}/cloud-phone/jobs?limit=100&request_id=r"));
    assert_eq!(world.network().requests().len(), 6);
    let task = result.phones[0].task.clone().unwrap();
    assert!(task.started.is_some() && task.finished.is_none());
}

#[tokio::test]
async fn a_partial_refusal_is_normal_and_fails_only_the_phone_refused() {
    let (_, client) =
        scripted(&[(200, PARTLY), (200, &jobs(&[job("j1", 2)])), (200, &jobs(&[job("j1", 2)]))]);
    let job = client.batch_restore(&both()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    let outcomes: Vec<_> =
        error.result().unwrap().phones.iter().map(|phone| phone.outcome.unwrap()).collect();
    assert_eq!(outcomes, [Outcome::Succeeded, Outcome::Refused]);
    assert!(error.message().contains("CPS.0141"), "{error}");
    let result = job.outcomes(&Waiter::default(), |_| {}).await.unwrap();
    assert_eq!(result.phones[1].message.as_deref(), Some("not running"));
}

#[tokio::test]
async fn if_every_phone_is_refused_nothing_was_applied_and_nothing_is_polled() {
    let refused = PARTLY.replace("\"job_id\":\"j1\"", "\"error_code\":\"CPS.0005\"");
    let (world, client) = scripted(&[(200, &refused)]);
    let job = client.batch_restore(&both()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));
    assert_eq!(world.network().requests().len(), 1);
}

#[tokio::test]
async fn a_failed_job_carries_code_and_words() {
    for (words, output, told) in [
        (json!("no file"), json!("hush"), Some("no file")),
        (json!("no file"), Value::Null, Some("no file")),
        // What only the output says is found where it is said, not quoted.
        (json!(""), json!("hush"), Some("see `execute_msg` of ShowJob")),
        (Value::Null, json!(""), None),
    ] {
        let failed = json!({"job_id": "j1", "status": -1, "error_code": "CPS.0104", "error_msg": words, "execute_msg": output});
        let (_, client) = scripted(&[(200, ACCEPTED), (200, &jobs(&[failed, job("j2", 2)]))]);
        let error = client.batch_restore(&both()).await.unwrap().wait(&Waiter::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
        let phone = &error.result().unwrap().phones[0];
        assert_eq!(phone.code.as_deref(), Some("CPS.0104"));
        let message = phone.message.as_deref();
        assert_eq!(message.is_some(), told.is_some(), "{message:?}");
        assert!(told.is_none_or(|told| message.unwrap().ends_with(told)), "{message:?}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn a_wait_that_cannot_go_on_or_takes_too_long_leaves_the_outcome_unknown() {
    let none = r#"{"error_code":"CPS.0050","error_msg":"none"}"#;
    let mut replies = vec![(200, ACCEPTED)];
    replies.extend(std::iter::repeat_n((400, none), 10));
    let (world, client) = scripted(&replies);
    let job = client.batch_restore(&both()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PollFailed, Applied::Yes));
    assert_eq!(error.vendor_code(), Some("CPS.0050"));
    // One poll and five more: the patience of the waiter, not endless.
    assert_eq!(world.network().requests().len(), 1 + 6);

    let running = jobs(&[job_value("j1"), job_value("j2")]);
    let mut replies = vec![(200, ACCEPTED)];
    replies.extend(std::iter::repeat_n((200, &*running), 50));
    let (_, client) = scripted(&replies);
    let waiter = Waiter { limit: Duration::from_secs(60), ..Waiter::default() };
    let error = client.batch_restore(&both()).await.unwrap().wait(&waiter).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    assert!(error.result().unwrap().phones.iter().all(|phone| phone.outcome == Some(Outcome::Unknown)));
}

fn job_value(id: &str) -> Value {
    job(id, 1)
}

#[tokio::test]
async fn a_job_is_taken_up_again_by_its_token_in_its_own_region_and_project_only() {
    let (world, client) = scripted(&[(200, PARTLY), (200, &jobs(&[job("j1", 2)]))]);
    let token = client.batch_restore(&both()).await.unwrap().token();
    assert!(!token.contains("127.0.0.1"));
    let resumed = client.resume_job(&token).unwrap();
    let result = resumed.outcomes(&Waiter::default(), |_| {}).await.unwrap();
    assert_eq!(result.phones[0].outcome, Some(Outcome::Succeeded));
    assert_eq!(result.phones[1].code.as_deref(), Some("CPS.0141"));
    let other_project = builder(&world).project_id("other").build().unwrap();
    assert_eq!(other_project.resume_job(&token).unwrap_err().kind(), ErrorKind::Validation);
    let other_region = phonevault_huawei::Client::builder("cn-south-1").project_id(PROJECT);
    let other_region = other_region.context(world.context()).build().unwrap();
    assert!(other_region.resume_job(&token).unwrap_err().message().contains("region"));
    assert_eq!(client.resume_job("nonsense").unwrap_err().kind(), ErrorKind::Validation);
}

fn handle(request_id: &str, task: &str) -> TaskHandle {
    TaskHandle {
        action: Action::Backup,
        phone: P1.into(),
        request_id: request_id.to_owned(),
        batch: None,
        task: Some(task.to_owned()),
    }
}

#[tokio::test]
async fn one_poll_asks_for_twenty_submissions_and_reads_every_page() {
    let world = TestWorld::new(1);
    let client = client(&world);
    let full: Vec<Value> = (0..100).map(|n| job(&format!("x{n}"), 1)).collect();
    world.network().reply(Reply::json(200, &jobs(&full)));
    world
        .network()
        .reply(Reply::json(200, &jobs(&(0..20).map(|n| job(&format!("j{n}"), 2)).collect::<Vec<_>>())));
    world.network().reply(Reply::json(200, &jobs(&[job("j20", -1)])));
    let mut handles: Vec<TaskHandle> = (0..21).map(|n| handle(&format!("r{n}"), &format!("j{n}"))).collect();
    handles.push(handle("r20", "never-seen"));
    let states = client.poll(&handles).await.unwrap();
    assert!(states[..20].iter().all(|status| status.state == TaskState::Succeeded));
    assert_eq!((&states[20].state, &states[21].state), (&TaskState::Failed, &TaskState::Unseen));
    let lines = sent(&world);
    assert_eq!(lines.len(), 3);
    assert!(lines[0].contains("request_ids=r0%2Cr1%2C") && lines[0].ends_with("r19"), "{}", lines[0]);
    assert!(lines[1].contains("offset=100"), "{}", lines[1]);
    assert!(lines[2].ends_with("limit=100&request_id=r20"), "{}", lines[2]);
}

#[tokio::test]
async fn a_submission_without_visible_jobs_does_not_hide_the_others() {
    let none = r#"{"error_code":"CPS.0050","error_msg":"none"}"#;
    let (_, client) = scripted(&[(400, none), (200, &jobs(&[job("a", 2)])), (400, none)]);
    let states = client.poll(&[handle("r1", "a"), handle("r2", "b")]).await.unwrap();
    assert_eq!((&states[0].state, &states[1].state), (&TaskState::Succeeded, &TaskState::Unseen));
    let (_, client) = scripted(&[(400, none), (400, none), (400, none)]);
    let error = client.poll(&[handle("r1", "a"), handle("r2", "b")]).await.unwrap_err();
    assert!(error.is_retryable() && error.vendor_code() == Some("CPS.0050"));
}

fn phones_page(ids: std::ops::Range<usize>, count: Option<i64>) -> String {
    let phones: Vec<Value> = ids.map(|n| json!({"phone_id": format!("p{n}"), "status": 2})).collect();
    json!({"count": count, "phones": phones}).to_string()
}

#[tokio::test]
async fn lists_are_read_to_their_end_or_to_the_cap() {
    let (world, client) = scripted(&[
        (200, &phones_page(0..100, Some(150))),
        // A phone was created meanwhile: the last of the page before comes again.
        (200, &phones_page(99..150, Some(150))),
    ]);
    let phones =
        client.list_cloud_phones_pages(ListCloudPhonesRequest::default()).collect(1000).await.unwrap();
    assert_eq!(phones.len(), 150);
    assert!(sent(&world)[1].contains("offset=100"));
    let (world, client) = scripted(&[(200, &phones_page(0..100, Some(150)))]);
    let mut pages = client.list_cloud_phones_pages(ListCloudPhonesRequest::default());
    assert_eq!(pages.collect(99).await.unwrap().len(), 99);
    assert_eq!(world.network().requests().len(), 1);

    let (world, client) = scripted(&[
        (200, r#"{"phone_images":[{"image_id":"a"}],"page_info":{"next_marker":"m1"}}"#),
        (200, r#"{"phone_images":[{"image_id":"b"}],"page_info":{"next_marker":""}}"#),
    ]);
    let images =
        client.list_cloud_phone_images_pages(ListCloudPhoneImagesRequest::default()).collect(10).await;
    assert_eq!(images.unwrap().len(), 2);
    assert!(sent(&world)[1].ends_with("?marker=m1"));
}

#[tokio::test]
async fn a_server_that_repeats_itself_ends_in_an_error() {
    let page = phones_page(0..100, None);
    let (_, client) = scripted(&[(200, &page), (200, &page)]);
    let error =
        client.list_cloud_phones_pages(ListCloudPhonesRequest::default()).collect(10_000).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No));

    let full = jobs(&(0..100).map(|n| job(&format!("j{n}"), 1)).collect::<Vec<_>>());
    let (world, client) = scripted(&[(200, &full), (200, &full)]);
    let mut pages = client.list_jobs_pages(ListJobsRequest::of_requests(["r"]));
    assert!(pages.next().await.unwrap().is_some());
    assert_eq!(pages.next().await.unwrap_err().kind(), ErrorKind::Malformed);
    assert!(pages.next().await.unwrap().is_none());
    assert_eq!(world.network().requests().len(), 2);

    let same = r#"{"phone_images":[],"page_info":{"next_marker":"m"}}"#;
    let (_, client) = scripted(&[(200, same), (200, same)]);
    let error =
        client.list_cloud_phone_images_pages(ListCloudPhoneImagesRequest::default()).collect(10).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Malformed);
    let empty: Vec<String> =
        (0..200).map(|n| format!(r#"{{"phone_images":[],"page_info":{{"next_marker":"m{n}"}}}}"#)).collect();
    let replies: Vec<(u16, &str)> = empty.iter().map(|body| (200, &**body)).collect();
    let (world, client) = scripted(&replies);
    let error =
        client.list_cloud_phone_images_pages(ListCloudPhoneImagesRequest::default()).collect(10).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Malformed);
    assert!(world.network().requests().len() <= 100);
}

#[tokio::test]
async fn a_handle_is_a_job_of_the_core() {
    let (_, client) =
        scripted(&[(200, r#"{"request_id":"r","jobs":[{"job_id":"j"}]}"#), (200, &jobs(&[job("j", 2)]))]);
    let job = client.stop_cloud_phone(&StopCloudPhoneRequest::new([P1])).await.unwrap();
    assert_eq!(job.submission().action, Action::Stop);
    assert_eq!(job.submission().account.as_deref(), Some(PROJECT));
    assert!(job.status().await.unwrap().is_ended());
    let _: Arc<dyn Cloud> = Arc::new(client);
}
