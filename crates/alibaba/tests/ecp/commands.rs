//! Commands on phones: the exact requests, the answers, the job, the port's probe, and nothing that they say in a text.

use std::time::Duration;

use phonevault_alibaba::Settings;
use phonevault_alibaba::models::{
    ContentEncoding, DescribeInvocationsRequest, DescribeTasksRequest, InvocationStatus, RunCommandRequest,
    RunSyncCommandRequest,
};
use phonevault_core::cloud::Cloud;
use phonevault_core::job::{Action, Outcome};
use phonevault_core::secret::Secret;
use phonevault_core::testing::Reply;
use phonevault_core::waiter::Waiter;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bad_input::refused;
use crate::bench::{Bench, OTHER, PHONE, REQUEST_ID};

fn said(phone: &str, status: &str, output: &str) -> Value {
    json!({
        "InstanceId": phone, "InvocationId": "t-cmd", "InvocationStatus": status, "Output": output,
        "StartTime": "2026-03-01T08:00:04Z", "FinishTime": "2026-03-01 16:00:05",
    })
}

fn answer(data: &[Value]) -> Value {
    json!({"RequestId": REQUEST_ID, "TotalCount": data.len().to_string(), "Data": data})
}

#[tokio::test]
async fn a_command_with_its_output() {
    let bench =
        Bench::answering(&[answer(&[said(PHONE, "Thinking", "hush-output"), said(OTHER, "RUNNING", "")])]);
    let request = RunSyncCommandRequest {
        content_encoding: Some(ContentEncoding::Base64),
        wait_time: Some(500),
        ..RunSyncCommandRequest::new([PHONE, OTHER], "bHMgLWw=")
    };
    let response = bench.client.run_sync_command(&request).await.unwrap();
    let sent = &bench.requests()[0];
    assert_eq!(
        sent.query,
        "CommandContent=bHMgLWw%3D&ContentEncoding=Base64&InstanceIds.1=acp-demo00000001&\
         InstanceIds.2=acp-demo00000002&WaitTime=500"
    );
    assert_eq!((sent.headers.get("x-acs-action"), sent.body.len()), (Some("RunSyncCommand"), 0));
    let shown = format!("{response:?}");
    let data = response.data.unwrap();
    assert_eq!(data[0].invocation_status, Some(InvocationStatus::Other("Thinking".into())));
    assert_eq!(data[1].invocation_status, Some(InvocationStatus::Running));
    assert_eq!(data[0].output.as_ref().map(Secret::expose), Some("hush-output"));
    assert!(shown.contains(PHONE) && !shown.contains("hush"), "{shown}");
    // Written out it is whole: only texts for people hide it.
    assert_eq!(serde_json::to_value(&data[0]).unwrap()["Output"], "hush-output");
    let secret = RunSyncCommandRequest::new([PHONE], "login --password hush");
    assert!(!format!("{secret:?}").contains("hush"));
    assert!(!format!("{:?}", RunCommandRequest::new([PHONE], "login hush")).contains("hush"));
}

#[tokio::test]
async fn a_started_command_is_a_job() {
    let tasks = |status: &str| {
        let task = |id: &str, phone: &str, status: &str| {
            json!({
                "TaskId": id, "ParentTaskId": "t-batch", "Level": 2, "TaskType": "RunCommand", "TaskStatus": status,
                "InstanceId": phone, "Result": "hush-output",
            })
        };
        json!({"RequestId": "R", "Data": [task("t-1", PHONE, "Finished"), task("t-2", OTHER, status)]})
    };
    let bench = Bench::answering(&[
        json!({
            "RequestId": REQUEST_ID, "InvokeId": "t-cmd", "TaskId": "t-batch", "RunCommandInfos": [
                {"InstanceId": OTHER, "ChildTaskId": "t-2", "InvokeId": "t-cmd"},
                {"InstanceId": PHONE, "ChildTaskId": "t-1"},
            ],
        }),
        tasks("Processing"),
        tasks("Failed"),
    ]);
    let request = RunCommandRequest {
        agent_type: Some("EdsAgent".into()),
        content_encoding: Some("plaintext".into()),
        timeout: Some(120),
        ..RunCommandRequest::new([PHONE, OTHER], "ls /data")
    };
    let job = bench.client.run_command(&request).await.unwrap();
    assert_eq!(
        bench.sent()[0],
        (
            "RunCommand".to_owned(),
            format!(
                "AgentType=EdsAgent&CommandContent=ls /data&ContentEncoding=plaintext&InstanceIds.1={PHONE}&\
                 InstanceIds.2={OTHER}&Timeout=120"
            )
        )
    );
    let submission = job.submission();
    assert_eq!((submission.action, submission.batch.as_deref()), (Action::Run, Some("t-batch")));
    assert_eq!(job.response().invoke_id.as_deref(), Some("t-cmd"));
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones[0].outcome, phones[1].outcome), (Some(Outcome::Succeeded), Some(Outcome::Failed)));
    // What the command said belongs to its caller, not into an error.
    assert!(!format!("{error:?} {error}").contains("hush"), "{error:?}");
    assert_eq!(bench.sent()[1].1, "MaxResults=100&TaskIds.1=t-1&TaskIds.2=t-2");
    let resumed = bench.client.resume_job(&job.token()).unwrap();
    assert_eq!(resumed.submission(), submission);
}

#[tokio::test]
async fn a_started_command_without_task_ids_is_followed_by_its_request() {
    let bench = Bench::answering(&[
        json!({"RequestId": REQUEST_ID, "RunCommandInfos": [{"InstanceId": PHONE}]}),
        json!({"RequestId": "R", "Data": [{"TaskId": "t-1", "TaskStatus": "Finished", "InstanceId": PHONE}]}),
    ]);
    let job = bench.client.run_command(&RunCommandRequest::new([PHONE], "ls")).await.unwrap();
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    assert_eq!(bench.sent()[1].1, format!("InvokeId={REQUEST_ID}&MaxResults=100"));
    // The vendor's page knows no more than the id of the command.
    let bench = Bench::answering(&[
        json!({"RequestId": REQUEST_ID, "InvokeId": "t-cmd"}),
        json!({"RequestId": "R", "Data": [{"TaskId": "t-1", "TaskStatus": "Finished", "InstanceId": PHONE}]}),
    ]);
    let job = bench.client.run_command(&RunCommandRequest::new([PHONE], "ls")).await.unwrap();
    assert_eq!(job.response().invoke_id.as_deref(), Some("t-cmd"));
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
}

#[tokio::test]
async fn what_a_command_said_is_asked_for() {
    let bench = Bench::answering(&[answer(&[said(PHONE, "SUCCESS", "hush-output")])]);
    let request = DescribeInvocationsRequest::new([PHONE], "t-cmd");
    let response = bench.client.describe_invocations(&request).await.unwrap();
    assert_eq!(
        bench.sent(),
        [("DescribeInvocations".to_owned(), format!("InstanceIds.1={PHONE}&InvocationId=t-cmd"))]
    );
    assert_eq!(response.total_count.as_deref(), Some("1"));
    let tasks =
        json!({"RequestId": "R", "Data": [{"TaskId": "t-1", "TaskStatus": "Finished", "Result": "hush"}]});
    let bench = Bench::answering(&[tasks]);
    let page = bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap();
    assert!(!format!("{response:?} {page:?}").contains("hush"));
    assert_eq!(page.data.unwrap()[0].result.as_ref().map(Secret::expose), Some("hush"));
}

#[tokio::test]
async fn answers_that_cannot_be_used_quote_nothing() {
    for (operation, body, applied) in [
        ("RunSyncCommand", r#"{"RequestId":"R","Data":"hush"}"#, Applied::Unknown),
        ("RunSyncCommand", r#"{"RequestId":"R"}"#, Applied::Unknown),
        ("RunSyncCommand", r#"{"RequestId":"R","Data":[{"Output":"hush"}]}"#, Applied::Unknown),
        (
            "RunSyncCommand",
            r#"{"RequestId":"R","Data":[{"InstanceId":"a","Output":{"x":"hush"}}]}"#,
            Applied::Unknown,
        ),
        ("RunCommand", r#"{"RequestId":"R"}"#, Applied::Unknown),
        ("RunCommand", r#"{"InvokeId":"t"}"#, Applied::Unknown),
        ("RunCommand", r#"{"RequestId":"R","RunCommandInfos":[{"InstanceId":""}]}"#, Applied::Unknown),
        ("DescribeInvocations", r#"{"RequestId":"R","Data":["hush"]}"#, Applied::No),
        ("DescribeInvocations", r#"{"RequestId":"R","TotalCount":"2"}"#, Applied::No),
    ] {
        let bench = Bench::new();
        bench.reply(Reply::json(200, body));
        let params = match operation {
            "DescribeInvocations" => json!({"InstanceIds": [PHONE], "InvocationId": "t-1"}),
            _ => json!({"InstanceIds": [PHONE], "CommandContent": "ls"}),
        };
        let error = bench.client.call(operation, params).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, applied), "{body}: {error}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
    let bench = Bench::answering(&[json!({"RequestId": "R", "TotalCount": "0"})]);
    let request = DescribeInvocationsRequest::new([PHONE], "t-1");
    assert_eq!(bench.client.describe_invocations(&request).await.unwrap().data, None);
}

#[tokio::test]
async fn commands_that_cannot_be_meant_are_refused() {
    let many: Vec<String> = (0..51).map(|n| format!("acp-{n}")).collect();
    for operation in ["RunSyncCommand", "RunCommand"] {
        let with = |name: &str, value: Value| {
            let mut params = json!({"InstanceIds": [PHONE], "CommandContent": "echo hush"});
            params[name] = value;
            params
        };
        for (name, value, field) in [
            ("InstanceIds", json!([]), "InstanceIds"),
            ("InstanceIds", json!(many), "InstanceIds"),
            ("InstanceIds", json!([PHONE, PHONE]), "InstanceIds[1]"),
            ("InstanceIds", json!([PHONE, " "]), "InstanceIds[1]"),
            ("CommandContent", json!("  "), "CommandContent"),
            ("CommandContent", Value::Null, "CommandContent"),
            ("ContentEncoding", json!("Hex"), "ContentEncoding"),
        ] {
            let text = refused(operation, with(name, value), field).await;
            assert!(!text.contains("hush"), "{text}");
        }
    }
    let params = |name: &str, value: Value| {
        let mut params = json!({"InstanceIds": [PHONE], "CommandContent": "ls"});
        params[name] = value;
        params
    };
    for wait in [499, 3001, -1] {
        refused("RunSyncCommand", params("WaitTime", json!(wait)), "WaitTime").await;
    }
    refused("RunSyncCommand", params("ContentEncoding", json!("base64")), "ContentEncoding").await;
    refused("RunCommand", params("Timeout", json!(0)), "Timeout").await;
    refused("RunCommand", params("AgentType", json!("Telnet")), "AgentType").await;
    let question = |ids: Value, command: Value| json!({"InstanceIds": ids, "InvocationId": command});
    refused("DescribeInvocations", question(json!([]), json!("t")), "InstanceIds").await;
    refused("DescribeInvocations", question(json!([PHONE]), json!("")), "InvocationId").await;
    refused("DescribeInvocations", question(json!(many), json!("t")), "InstanceIds").await;
    let bench = Bench::new();
    let wrong = params("CommandContent", json!({"secret": "hush"}));
    let error = bench.client.call("RunCommand", wrong).await.unwrap_err();
    assert_eq!(error.violations()[0].field, "CommandContent");
    assert!(!format!("{error:?}").contains("hush") && bench.requests().is_empty(), "{error:?}");
}

#[tokio::test]
async fn a_probe_answers_the_output() {
    let bench = Bench::answering(&[answer(&[said(OTHER, "FAILED", "x"), said(PHONE, "success", "12\n")])]);
    assert_eq!(bench.client.probe(&PHONE.into(), "wc -l").await.unwrap(), "12\n");
    assert_eq!(
        bench.sent(),
        [("RunSyncCommand".to_owned(), format!("CommandContent=wc -l&InstanceIds.1={PHONE}&WaitTime=3000"))]
    );
    let mut silent = said(PHONE, "Success", "");
    silent.as_object_mut().unwrap().remove("Output");
    let bench = Bench::answering(&[answer(&[silent])]);
    assert_eq!(bench.client.probe(&PHONE.into(), "true").await.unwrap(), "");
}

#[tokio::test]
async fn a_probe_that_takes_longer_is_looked_after() {
    let bench = Bench::answering(&[
        answer(&[said(PHONE, "RUNNING", "par")]),
        answer(&[said(PHONE, "Busy-as-never-seen", "par")]),
        answer(&[]),
        answer(&[said(PHONE, "SUCCESS", "partial no more")]),
    ]);
    assert_eq!(bench.client.probe(&PHONE.into(), "sleep 5").await.unwrap(), "partial no more");
    for (action, query) in &bench.sent()[1..] {
        assert_eq!(
            (&**action, query),
            ("DescribeInvocations", &format!("InstanceIds.1={PHONE}&InvocationId=t-cmd"))
        );
    }
}

#[tokio::test]
async fn a_probe_that_does_not_end_well_says_how_without_its_output() {
    let long = Settings { probe_wait: Duration::from_secs(5), ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(long));
    for _ in 0..20 {
        bench.reply(Reply::json(200, &answer(&[said(PHONE, "Paused", "hush-output")]).to_string()));
    }
    let error = bench.client.probe(&PHONE.into(), "hush-command").await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    assert!(error.message().contains("Paused") && error.message().contains("command_succeeded"), "{error}");
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");

    let mut nameless = said(PHONE, "RUNNING", "");
    nameless["InvocationId"] = Value::Null;
    for (answers, kind) in [
        (vec![answer(&[said(PHONE, "Failed", "hush-output")])], ErrorKind::JobFailed),
        (
            vec![answer(&[said(PHONE, "RUNNING", "")]), answer(&[said(PHONE, "TIMEOUT", "hush-output")])],
            ErrorKind::JobFailed,
        ),
        (vec![answer(&[nameless])], ErrorKind::WaitTimeout),
    ] {
        let bench = Bench::answering(&answers);
        let error = bench.client.probe(&PHONE.into(), "ls").await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (kind, Applied::Yes), "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
    let bench = Bench::answering(&[answer(&[said(OTHER, "SUCCESS", "hush-output")])]);
    let error = bench.client.probe(&PHONE.into(), "ls").await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown));
    assert!(error.message().contains(PHONE) && error.request_id() == Some(REQUEST_ID), "{error}");
    let bench = Bench::answering(&[answer(&[said(PHONE, "RUNNING", "")])]);
    bench.reply(Reply::json(403, r#"{"RequestId":"R","Code":"Forbidden.RAM","Message":"no"}"#));
    let error = bench.client.probe(&PHONE.into(), "ls").await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PollFailed, Applied::Yes));
    assert_eq!(error.vendor_code(), Some("Forbidden.RAM"));
    let bench = Bench::new();
    let error = bench.client.probe(&PHONE.into(), " ").await.unwrap_err();
    assert_eq!(error.violations()[0].field, "CommandContent");
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn which_words_mean_an_end_is_a_setting() {
    let own = Settings {
        command_succeeded: vec!["Great".into()],
        command_failed: vec!["SUCCESS".into()],
        ..Settings::default()
    };
    let bench = Bench::with(|builder| builder.settings(own));
    for status in ["GREAT", "success"] {
        bench.reply(Reply::json(200, &answer(&[said(PHONE, status, "x")]).to_string()));
    }
    assert_eq!(bench.client.probe(&PHONE.into(), "ls").await.unwrap(), "x");
    assert_eq!(bench.client.probe(&PHONE.into(), "ls").await.unwrap_err().kind(), ErrorKind::JobFailed);
}

#[tokio::test]
async fn a_service_that_repeats_a_command_does_not_show_it() {
    const COMMAND: &str = "login --password \"hush hush\"+ä";
    let encoded = "login%20--password%20%22hush%20hush%22%2B%C3%A4";
    for operation in ["RunCommand", "RunSyncCommand"] {
        for echo in [COMMAND.to_owned(), encoded.to_owned(), encoded.replace('%', "%25")] {
            for (status, body) in [
                (
                    400,
                    json!({"RequestId": "R", "Code": "InvalidParameter", "Message": format!("bad: {echo}")}),
                ),
                (200, json!(format!("you said {echo}"))),
                (502, json!(format!("you said {echo}"))),
            ] {
                let bench = Bench::new();
                bench.reply(Reply::json(status, &body.to_string()));
                let params = json!({"InstanceIds": [PHONE], "CommandContent": COMMAND});
                let error = bench.client.call(operation, params).await.unwrap_err();
                let shown = format!("{error} {error:?} {:?}", error.excerpt());
                assert!(!shown.contains("hush"), "{operation}: {shown}");
                assert!(status != 400 || error.vendor_code() == Some("InvalidParameter"), "{shown}");
            }
        }
    }
    // A command so short that it stands in the words by chance leaves codes and ids alone.
    let bench = Bench::new();
    let body = json!({"RequestId": "id-1", "Code": "InvalidParameter", "Message": "no"});
    bench.reply(Reply::json(400, &body.to_string()));
    let error = bench.client.run_command(&RunCommandRequest::new([PHONE], "id")).await.unwrap_err();
    assert_eq!((error.vendor_code(), error.request_id()), (Some("InvalidParameter"), Some("id-1")));
}

#[tokio::test]
async fn what_tasks_hold_of_a_command_is_in_no_error() {
    let started = json!({"RequestId": REQUEST_ID, "TaskId": "t-0", "RunCommandInfos": [
        {"InstanceId": PHONE, "ChildTaskId": "t-1"}]});
    // The kinds of newer tasks are not published, so the job itself knows that it is one of a command.
    for kind in [json!("RunShell"), Value::Null] {
        let task =
            json!({"TaskId": "t-1", "TaskType": kind, "TaskStatus": "Failed", "Result": "hush-output"});
        let bench = Bench::answering(&[started.clone(), json!({"RequestId": "R", "Data": [task]})]);
        let job = bench.client.run_command(&RunCommandRequest::new([PHONE], "ls")).await.unwrap();
        let error = job.wait(&Waiter::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::JobFailed);
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
    for body in [r#"{"Data":[{"TaskId":"t","Result":"hush"}]}"#, r#"{"RequestId":"R","Data":["hush"]}"#] {
        let bench = Bench::new();
        bench.reply(Reply::json(200, body));
        let error = bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap_err();
        assert!(!format!("{error} {error:?} {:?}", error.excerpt()).contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn a_phone_that_the_output_leaves_out_is_not_lost() {
    let bench = Bench::answering(&[answer(&[said(PHONE, "SUCCESS", "hush"), said("acp-3", "FAILED", "")])]);
    let request = RunSyncCommandRequest::new([PHONE, OTHER, "acp-3"], "reboot");
    let error = bench.client.run_sync_command(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{error}");
    assert!(error.message().contains(OTHER) && error.request_id() == Some(REQUEST_ID), "{error}");
    let phones = &error.result().unwrap().phones;
    let ended: Vec<_> = phones.iter().map(|phone| (phone.phone.as_str(), phone.outcome)).collect();
    assert_eq!(
        ended,
        [
            (PHONE, Some(Outcome::Succeeded)),
            (OTHER, Some(Outcome::Unknown)),
            ("acp-3", Some(Outcome::Failed))
        ]
    );
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    // None at all, although the count says that it is none.
    let bench = Bench::answering(&[json!({"RequestId": "R", "TotalCount": "0"})]);
    let error = bench.client.run_sync_command(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{error}");
}

#[tokio::test]
async fn what_a_later_version_adds_to_an_output_is_not_shown() {
    let mut later = said(PHONE, "SUCCESS", "hush");
    later["OutputOfErrors"] = json!("hush");
    let bench = Bench::answering(&[answer(&[later])]);
    let request = RunSyncCommandRequest::new([PHONE], "ls");
    let response = bench.client.run_sync_command(&request).await.unwrap();
    let shown = format!("{response:?}");
    assert!(shown.contains("OutputOfErrors") && !shown.contains("hush"), "{shown}");
}

#[tokio::test]
async fn states_of_commands_are_read_as_the_page_and_as_its_sample_write_them() {
    use InvocationStatus::{Failed, Other, Pending, Running, Success, Timeout};
    let texts = ["Pending", "RUNNING", "Running", "success", "Failed", "TIMEOUT", "Finished"];
    let known = [Pending, Running, Running, Success, Failed, Timeout, Other("Finished".into())];
    let data: Vec<Value> = texts.iter().map(|text| said(PHONE, text, "")).collect();
    let bench = Bench::answering(&[answer(&data)]);
    let request = DescribeInvocationsRequest::new([PHONE], "t-1");
    let read = bench.client.describe_invocations(&request).await.unwrap().data.unwrap();
    let states: Vec<_> = read.into_iter().map(|one| one.invocation_status.unwrap()).collect();
    assert_eq!(states, known);
}
