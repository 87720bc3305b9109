//! Jobs: from the answer of a submission to the outcome of each phone.

use phonevault_alibaba::models::{BackupAppRequest, RecoveryFileRequest, StopAndroidInstanceRequest};
use phonevault_alibaba::{Client, Settings};
use phonevault_core::cloud::Cloud;
use phonevault_core::job::{Action, Outcome, TaskHandle, TaskState};
use phonevault_core::testing::Reply;
use phonevault_core::waiter::Waiter;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bench::{Bench, FOLDER, HOST, OTHER, PHONE, REQUEST_ID};

fn task(id: &str, phone: &str, status: &str) -> Value {
    json!({
        "TaskId": id, "ParentTaskId": "t-batch", "Level": 2, "TaskType": "BackupApp", "TaskStatus": status,
        "InstanceId": phone, "StartTime": "2026-03-01T08:00:04Z", "FinishTime": "",
    })
}

fn tasks(list: &[Value]) -> Value {
    json!({"RequestId": "R", "TotalCount": list.len(), "NextToken": "", "Data": list})
}

fn backup() -> BackupAppRequest {
    BackupAppRequest::new([PHONE, OTHER], ["com.example.alpha"], FOLDER, HOST)
}

fn accepted() -> Value {
    json!({"RequestId": REQUEST_ID, "TaskId": "t-batch", "Count": 2, "Data": [
        {"AndroidInstanceId": OTHER, "BackupFileId": "bf-2", "BackupFileName": "nightly", "TaskId": "t-2"},
        {"AndroidInstanceId": PHONE, "BackupFileId": "bf-1", "BackupFileName": "nightly", "TaskId": "t-1"},
    ]})
}

fn handle(action: Action, phone: &str, task: Option<&str>, batch: Option<&str>) -> TaskHandle {
    TaskHandle {
        action,
        phone: phone.into(),
        request_id: REQUEST_ID.into(),
        batch: batch.map(str::to_owned),
        task: task.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_backup_is_followed_to_its_end() {
    let bench = Bench::answering(&[
        accepted(),
        tasks(&[task("t-1", PHONE, "Waiting"), task("t-2", OTHER, "Processing")]),
        tasks(&[task("t-2", OTHER, "Finished")]),
        tasks(&[task("t-1", PHONE, "Finished"), task("t-2", OTHER, "Finished")]),
    ]);
    let job = bench.client.backup_app(&backup()).await.unwrap();
    assert_eq!((job.id(), &*job.response().task_id), (REQUEST_ID, "t-batch"));
    let submission = job.submission();
    assert_eq!((submission.action, submission.batch.as_deref()), (Action::Backup, Some("t-batch")));
    // The order is that of the request, whatever that of the answer is.
    let items: Vec<_> = submission
        .items
        .iter()
        .map(|item| (item.phone.as_str(), item.task.as_deref(), item.backup.as_deref()))
        .collect();
    assert_eq!(items, [(PHONE, Some("t-1"), Some("bf-1")), (OTHER, Some("t-2"), Some("bf-2"))]);
    let result = job.wait(&Waiter::default()).await.unwrap();
    assert!(result.all_succeeded());
    assert_eq!(result.phones[0].backup.as_deref(), Some("bf-1"));
    for (action, query) in &bench.sent()[1..] {
        assert_eq!((&**action, &**query), ("DescribeTasks", "MaxResults=100&TaskIds.1=t-1&TaskIds.2=t-2"));
    }
}

#[tokio::test]
async fn what_did_not_fully_succeed_is_an_error_with_all_outcomes() {
    for (status, state) in
        [("PartFinished", TaskState::Partial), ("Skipped", TaskState::Skipped), ("Failed", TaskState::Failed)]
    {
        let mut bad = task("t-2", OTHER, status);
        bad["ErrorCode"] = json!("FilePathNotFound");
        bad["Result"] = json!("{'ok': True}");
        bad["FinishTime"] = json!("2026-03-01T08:00:39Z");
        let bench = Bench::answering(&[accepted(), tasks(&[task("t-1", PHONE, "Finished"), bad])]);
        let job = bench.client.backup_app(&backup()).await.unwrap();
        let error = job.wait(&Waiter::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
        let phones = &error.result().unwrap().phones;
        assert_eq!(phones[0].outcome, Some(Outcome::Succeeded));
        assert_eq!(
            (phones[1].outcome, phones[1].code.as_deref()),
            (Some(Outcome::Failed), Some("FilePathNotFound"))
        );
        assert_eq!(phones[1].message.as_deref(), Some("{'ok': True}"));
        let seen = phones[1].task.as_ref().unwrap();
        assert_eq!((&seen.state, seen.finished.is_some()), (&state, true));
    }
}

#[tokio::test]
async fn unknown_states_keep_running_until_the_limit() {
    let bench = Bench::answering(&[accepted()]);
    for _ in 0..500 {
        let page = tasks(&[task("t-1", PHONE, "Paused"), task("t-2", OTHER, "Finished")]);
        bench.reply(Reply::json(200, &page.to_string()));
    }
    let job = bench.client.backup_app(&backup()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones[0].outcome, phones[1].outcome), (Some(Outcome::Unknown), Some(Outcome::Succeeded)));
    assert_eq!(phones[0].task.as_ref().unwrap().state, TaskState::Other("Paused".into()));
}

#[tokio::test]
async fn a_phone_that_the_answer_does_not_name_is_followed_through_the_batch() {
    let mut answer = accepted();
    answer["Data"].as_array_mut().unwrap().remove(0);
    let bench = Bench::answering(&[
        answer,
        tasks(&[task("t-1", PHONE, "Finished")]),
        tasks(&[task("t-9", OTHER, "Finished"), task("t-8", "acp-else", "Failed")]),
    ]);
    let job = bench.client.backup_app(&backup()).await.unwrap();
    let items = &job.submission().items;
    assert_eq!((items.len(), items[1].task.as_deref(), items[1].refused.is_none()), (2, None, true));
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    assert_eq!(bench.sent()[2].1, format!("InstanceId={OTHER}&MaxResults=100&ParentTaskId=t-batch"));

    // A phone that is never seen ends as unknown; it is not lost.
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "TaskId": "t-batch", "Data": []})]);
    for _ in 0..500 {
        let page = tasks(&[task("t-1", PHONE, "Finished")]);
        bench.reply(Reply::json(200, &page.to_string()));
    }
    let job = bench.client.backup_app(&backup()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones[0].outcome, phones[1].outcome), (Some(Outcome::Succeeded), Some(Outcome::Unknown)));
    assert_eq!(bench.sent()[1].1, "MaxResults=100&ParentTaskId=t-batch");
}

#[tokio::test]
async fn a_phone_named_twice_is_malformed() {
    let mut answer = accepted();
    let twice = answer["Data"][0].clone();
    answer["Data"].as_array_mut().unwrap().push(twice);
    let bench = Bench::answering(&[answer]);
    let error = bench.client.backup_app(&backup()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown));
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn a_restore_is_followed_by_its_tasks() {
    let bench = Bench::answering(&[
        json!({"RequestId": REQUEST_ID, "TaskId": "t-b", "Data": [{"AndroidInstanceId": PHONE, "TaskId": "t-1"}]}),
        tasks(&[task("t-1", PHONE, "Finished")]),
    ]);
    let job = bench.client.recovery_file(&RecoveryFileRequest::of_id([PHONE], "bf-1")).await.unwrap();
    assert_eq!(job.submission().action, Action::Restore);
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
}

#[tokio::test]
async fn power_is_followed_by_tasks_under_the_request_and_then_by_the_phones_state() {
    let instances = |status: &str| {
        json!({"RequestId": "R", "InstanceModel": [
            {"AndroidInstanceId": PHONE, "AndroidInstanceStatus": "STOPPED"},
            {"AndroidInstanceId": OTHER, "AndroidInstanceStatus": status},
        ]})
    };
    let none = tasks(&[]);
    let bench = Bench::answering(&[
        json!({"RequestId": REQUEST_ID}),
        none.clone(),
        instances("STOPPING"),
        none.clone(),
        instances("BACKUP_FAILED"),
        none,
        instances("STOPPED"),
    ]);
    let request = StopAndroidInstanceRequest {
        android_instance_ids: vec![PHONE.into(), OTHER.into()],
        ..Default::default()
    };
    let job = bench.client.stop_android_instance(&request).await.unwrap();
    assert_eq!((job.id(), job.submission().action), (REQUEST_ID, Action::Stop));
    let mut seen = Vec::new();
    job.wait_with(&Waiter::default(), |status| {
        seen.push(status.phones[1].task.as_ref().unwrap().state.clone());
    })
    .await
    .unwrap();
    assert_eq!(seen, [TaskState::Running, TaskState::Unseen, TaskState::Succeeded]);
    let sent = bench.sent();
    assert_eq!(sent[1].1, format!("InvokeId={REQUEST_ID}&MaxResults=100"));
    assert_eq!(
        sent[2],
        (
            "DescribeAndroidInstances".to_owned(),
            format!("AndroidInstanceIds.1={PHONE}&AndroidInstanceIds.2={OTHER}&MaxResults=100")
        )
    );
}

#[tokio::test]
async fn tasks_under_the_request_decide_before_the_phones_state() {
    let mut by_resource = task("t-2", "", "Failed");
    by_resource["InstanceId"] = Value::Null;
    by_resource["ResourceId"] = json!(OTHER);
    let mut batch = task("t-0", PHONE, "Finished");
    batch["Level"] = json!(1);
    let bench = Bench::answering(&[tasks(&[batch, task("t-1", PHONE, "Processing"), by_resource])]);
    let handles = [handle(Action::Stop, PHONE, None, None), handle(Action::Stop, OTHER, None, None)];
    let states = bench.client.poll(&handles).await.unwrap();
    assert_eq!((&states[0].state, &states[1].state), (&TaskState::Running, &TaskState::Failed));
    assert_eq!(bench.requests().len(), 1);
}

#[tokio::test]
async fn the_state_of_a_restarted_phone_says_nothing_and_the_fallback_can_be_switched_off() {
    let bench = Bench::answering(&[tasks(&[])]);
    let states = bench.client.poll(&[handle(Action::Restart, PHONE, None, None)]).await.unwrap();
    assert_eq!(states[0].state, TaskState::Unseen);
    let settings = Settings { power_by_instance_state: false, ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings));
    bench.reply(Reply::json(200, &tasks(&[]).to_string()));
    let states = bench.client.poll(&[handle(Action::Stop, PHONE, None, None)]).await.unwrap();
    assert_eq!((&states[0].state, bench.requests().len()), (&TaskState::Unseen, 1));
}

#[tokio::test]
async fn many_tasks_are_polled_in_few_calls_and_answered_in_order() {
    let bench = Bench::new();
    let id = |n: usize| format!("t-{n:03}");
    // The answers come in the opposite order, the first one in two pages.
    let page = |numbers: std::ops::Range<usize>, next: &str| {
        let data: Vec<Value> =
            numbers.rev().map(|n| task(&id(n), "acp", if n == 7 { "Failed" } else { "Finished" })).collect();
        Reply::json(200, &json!({"RequestId": "R", "NextToken": next, "Data": data}).to_string())
    };
    bench.reply(page(0..60, "n1"));
    bench.reply(page(60..100, ""));
    bench.reply(page(100..149, ""));
    let handles: Vec<TaskHandle> =
        (0..150).map(|n| handle(Action::Backup, "acp", Some(&id(n)), Some("t-batch"))).collect();
    let states = bench.client.poll(&handles).await.unwrap();
    let bad: Vec<usize> = (0..150).filter(|n| states[*n].state != TaskState::Succeeded).collect();
    assert_eq!(bad, [7, 149]);
    assert_eq!((&states[7].state, &states[149].state), (&TaskState::Failed, &TaskState::Unseen));
    assert_eq!(bench.requests().len(), 3);
}

#[tokio::test]
async fn a_finished_batch_whose_counters_disagree_is_partial() {
    for (counters, state) in [
        (json!({"FailedChildCount": 1}), TaskState::Partial),
        (json!({"SuccessChildCount": 1, "TotalChildCount": 2}), TaskState::Partial),
        (json!({"SuccessChildCount": 2, "TotalChildCount": 2, "FailedChildCount": 0}), TaskState::Succeeded),
    ] {
        let mut batch = task("t-1", PHONE, "Finished");
        batch["Level"] = json!(1);
        batch.as_object_mut().unwrap().extend(counters.as_object().unwrap().clone());
        let bench = Bench::answering(&[tasks(&[batch])]);
        let states = bench.client.poll(&[handle(Action::Backup, PHONE, Some("t-1"), None)]).await.unwrap();
        assert_eq!(states[0].state, state, "{counters}");
    }
}

#[tokio::test]
async fn a_job_is_resumed_from_its_token_in_its_own_region_only() {
    let bench = Bench::answering(&[
        accepted(),
        tasks(&[task("t-1", PHONE, "Finished"), task("t-2", OTHER, "Finished")]),
    ]);
    let token = bench.client.backup_app(&backup()).await.unwrap().token();
    let job = bench.client.resume_job(&token).unwrap();
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    let elsewhere = Client::builder("ap-southeast-1").build().unwrap();
    for (client, token) in [(&elsewhere, &*token), (&bench.client, "pv1.damaged")] {
        assert_eq!(client.resume_job(token).unwrap_err().kind(), ErrorKind::Validation);
    }
}

#[tokio::test]
async fn a_poll_that_fails_for_good_says_that_the_work_goes_on() {
    let bench = Bench::answering(&[accepted()]);
    bench.reply(Reply::json(403, r#"{"RequestId":"R","Code":"Forbidden.RAM","Message":"no"}"#));
    let job = bench.client.backup_app(&backup()).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PollFailed, Applied::Yes));
    assert_eq!(error.result().unwrap().phones.len(), 2);
}
