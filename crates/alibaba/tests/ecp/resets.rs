//! Reset of phones: the exact request, the job, the port.

use phonevault_alibaba::models::{ResetAndroidInstancesInGroupRequest, SaleMode};
use phonevault_core::cloud::Cloud;
use phonevault_core::job::{Action, TaskState};
use phonevault_core::phone::PhoneId;
use phonevault_core::testing::Reply;
use phonevault_core::waiter::Waiter;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bad_input::refused;
use crate::bench::{Bench, OTHER, PHONE, REQUEST_ID};

const OPERATION: &str = "ResetAndroidInstancesInGroup";

fn tasks(list: &[(&str, &str, &str)]) -> Value {
    let data: Vec<Value> = list
        .iter()
        .map(|(id, phone, status)| {
            json!({"TaskId": id, "Level": 2, "TaskType": "ResetInstance", "TaskStatus": status, "ResourceId": phone})
        })
        .collect();
    json!({"RequestId": "R", "TotalCount": data.len(), "Data": data})
}

#[tokio::test]
async fn every_parameter_and_the_tasks_of_the_answer() {
    let bench = Bench::answering(&[
        json!({
            "RequestId": REQUEST_ID, "OrderId": "o-1", "Tasks": {"ParentTaskId": "t-p", "ChildTasks": [
                {"InstanceId": OTHER, "TaskId": "t-2"}, {"InstanceId": PHONE, "TaskId": "t-1"},
            ]},
        }),
        tasks(&[("t-1", PHONE, "Finished"), ("t-2", OTHER, "Finished")]),
    ]);
    let request = ResetAndroidInstancesInGroupRequest {
        auto_pay: Some(false),
        ignore_param_validation: Some(true),
        promotion_id: Some("p-1".into()),
        sale_mode: Some(SaleMode::Node),
        setting_reset_type: Some(1),
        target_data_disk_size: Some(32),
        ..ResetAndroidInstancesInGroupRequest::new([PHONE, OTHER])
    };
    let job = bench.client.reset_android_instances_in_group(&request).await.unwrap();
    assert_eq!(
        bench.sent()[0],
        (
            OPERATION.to_owned(),
            format!(
                "AndroidInstanceIds.1={PHONE}&AndroidInstanceIds.2={OTHER}&AutoPay=false&IgnoreParamValidation=true&\
                 PromotionId=p-1&SaleMode=Node&SettingResetType=1&TargetDataDiskSize=32"
            )
        )
    );
    assert_eq!((job.submission().action, job.submission().batch.as_deref()), (Action::Reset, Some("t-p")));
    assert_eq!((job.response().order_id.as_deref(), job.id()), (Some("o-1"), REQUEST_ID));
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    assert_eq!(bench.sent()[1].1, "MaxResults=100&TaskIds.1=t-1&TaskIds.2=t-2");
    assert_eq!(bench.client.resume_job(&job.token()).unwrap().submission().action, Action::Reset);
}

#[tokio::test]
async fn an_answer_with_a_request_id_alone_is_followed_by_it_and_never_by_the_phones_state() {
    let bench = Bench::answering(&[
        json!({"RequestId": REQUEST_ID}),
        tasks(&[]),
        tasks(&[("t-1", PHONE, "Processing")]),
        tasks(&[("t-1", PHONE, "Finished")]),
    ]);
    let submission = bench.client.reset(&[PhoneId::from(PHONE)]).await.unwrap();
    assert_eq!((submission.action, submission.batch.as_deref()), (Action::Reset, None));
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(bench.client.poll(&submission.handles()).await.unwrap()[0].state.clone());
    }
    assert_eq!(states, [TaskState::Unseen, TaskState::Running, TaskState::Succeeded]);
    for (action, query) in &bench.sent()[1..] {
        assert_eq!((&**action, query), ("DescribeTasks", &format!("InvokeId={REQUEST_ID}&MaxResults=100")));
    }
}

#[tokio::test]
async fn answers_that_cannot_be_followed_leave_the_phones_unknown() {
    let request = ResetAndroidInstancesInGroupRequest::new([PHONE]);
    for body in [
        "{}",
        r#"{"RequestId":" "}"#,
        r#"{"RequestId":"R","Tasks":[]}"#,
        r#"{"RequestId":"R","Tasks":{"ChildTasks":[{"InstanceId":"acp-else","TaskId":"t"}]}}"#,
    ] {
        let bench = Bench::new();
        bench.reply(Reply::json(200, body));
        let error = bench.client.reset_android_instances_in_group(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{body}");
        assert_eq!(error.operation(), Some(OPERATION));
    }
}

#[tokio::test]
async fn resets_that_cannot_be_meant_are_refused() {
    let with = |name: &str, value: Value| {
        let mut params = json!({"AndroidInstanceIds": [PHONE]});
        params[name] = value;
        params
    };
    refused(OPERATION, with("TargetDataDiskSize", json!(0)), "TargetDataDiskSize").await;
    refused(OPERATION, with("SaleMode", json!("Rack")), "SaleMode").await;
    let bench = Bench::new();
    assert!(bench.client.reset(&[]).await.is_err());
    assert!(bench.client.reset(&[PHONE.into(), PHONE.into()]).await.is_err());
    assert!(bench.requests().is_empty());
}
