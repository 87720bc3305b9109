//! Reset, custom images and commands on phones: the exact request, and what becomes of the answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::job::{Action, Outcome};
use phonevault_core::secret::Secret;
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::waiter::Waiter;
use phonevault_huawei::Settings;
use phonevault_huawei::models::{
    ImageStatus, ImageType, InstallApkRequest, JobState, ListImagesRequest, ListJobsRequest, PushFileRequest,
    ResetCloudPhoneRequest, RunShellCommandRequest, RunSyncCommandRequest, ShowJobRequest,
    UninstallApkRequest,
};
use serde_json::{Value, json};
use support::{P1, P2, PROJECT, assert_unsent, builder, client, fields, scripted, sent, skipping};

fn accepted(phones: &[&str]) -> String {
    let jobs: Vec<Value> =
        phones.iter().map(|p| json!({"phone_id": p, "job_id": format!("j-{p}")})).collect();
    json!({"request_id": "req", "jobs": jobs}).to_string()
}

#[tokio::test]
async fn reset() {
    let (world, client) = scripted(&[
        (200, &accepted(&[P1, P2])),
        (
            200,
            &json!({"jobs": [{"job_id": format!("j-{P1}"), "status": 2}, {"job_id": format!("j-{P2}"), "status": 2}]})
                .to_string(),
        ),
    ]);
    let mut request = ResetCloudPhoneRequest::new([P1, P2]);
    request.image_id = Some("img".to_owned());
    request.phones[1].property = Some("{}".to_owned());
    request.phones[1].factory_reset_enabled = Some(true);
    let job = client.reset_cloud_phone(&request).await.unwrap();
    assert_eq!(job.submission().action, Action::Reset);
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    assert_eq!(
        sent(&world),
        [
            format!(
                "POST /v1/{PROJECT}/cloud-phone/phones/batch-reset {{\"image_id\":\"img\",\"phones\":[\
                 {{\"phone_id\":\"{P1}\"}},\
                 {{\"phone_id\":\"{P2}\",\"property\":\"{{}}\",\"factory_reset_enabled\":true}}]}}"
            ),
            format!("GET /v1/{PROJECT}/cloud-phone/jobs?limit=100&request_id=req"),
        ]
    );
}

#[tokio::test]
async fn custom_images_come_in_pages() {
    let page = |from: i64, len: i64| {
        let image =
            |n| json!({"image_id": format!("i{n}"), "status": 7, "image_type": "cloned", "image_size": 5});
        json!({"request_id": "q", "total": 3, "image_infos": (from..from + len).map(image).collect::<Vec<_>>()})
            .to_string()
    };
    let (world, client) = scripted(&[(200, &page(0, 1)), (200, &page(0, 2)), (200, &page(2, 1))]);
    let request = ListImagesRequest {
        image_type: Some(ImageType::Share),
        status: Some(ImageStatus::Usable),
        offset: Some(0),
        limit: Some(1),
        image_id: Some("i".to_owned()),
        image_name: Some("n m".to_owned()),
        create_since: Some(1),
        create_until: Some(2),
        src_project_id: Some("p".to_owned()),
    };
    let answer = client.list_images(&request).await.unwrap();
    // What this version does not know is kept.
    let image = &answer.image_infos[0];
    assert_eq!(
        (image.status, image.image_type.as_ref()),
        (Some(ImageStatus::Other(7)), Some(&ImageType::Other("cloned".to_owned())))
    );
    let all = client.list_images_pages(ListImagesRequest::default()).collect(10).await.unwrap();
    assert_eq!(all.iter().map(|image| &*image.image_id).collect::<Vec<_>>(), ["i0", "i1", "i2"]);
    let path = format!("GET /v1/{PROJECT}/cloud-phone/images");
    assert_eq!(
        sent(&world),
        [
            format!(
                "{path}?create_since=1&create_until=2&image_id=i&image_name=n%20m&image_type=share&limit=1&offset=0\
                 &src_project_id=p&status=1"
            ),
            format!("{path}?limit=100"),
            format!("{path}?limit=100&offset=2"),
        ]
    );
}

#[tokio::test]
async fn each_command_is_a_job_under_its_own_name() {
    let (world, client) = scripted(&[
        (200, &accepted(&[P1])),
        (200, &accepted(&[P1])),
        (200, &accepted(&[P1, P2])),
        (200, &accepted(&[P1])),
        (200, &accepted(&[P1])),
    ]);
    let shell = client.run_shell_command(&RunShellCommandRequest::new("ls -l /data", [P1])).await.unwrap();
    let push = client.push_file(&PushFileRequest::new("obs://bbb/d/a.tar", [P1])).await.unwrap();
    let install = InstallApkRequest::new("-r obs://bbb/a.apk", [P1, P2]);
    let install = client.install_apk(&install).await.unwrap();
    let several = InstallApkRequest {
        command: "install-multiple".to_owned(),
        ..InstallApkRequest::new("obs://bbb/a.apk obs://bbb/b.apk", [P1])
    };
    let several = client.install_apk(&several).await.unwrap();
    let gone = client.uninstall_apk(&UninstallApkRequest::new("com.acme.notes", [P1])).await.unwrap();
    let bodies: Vec<Value> = world
        .network()
        .requests()
        .into_iter()
        .map(|request| serde_json::from_slice(&request.body).unwrap())
        .collect();
    assert_eq!(
        bodies,
        [
            json!({"command": "shell", "content": "ls -l /data", "phone_ids": [P1]}),
            json!({"command": "push", "content": "obs://bbb/d/a.tar", "phone_ids": [P1]}),
            json!({"command": "install", "content": "-r obs://bbb/a.apk", "phone_ids": [P1, P2]}),
            json!({"command": "install-multiple", "content": "obs://bbb/a.apk obs://bbb/b.apk", "phone_ids": [P1]}),
            json!({"command": "uninstall", "content": "com.acme.notes", "phone_ids": [P1]}),
        ]
    );
    let path = format!("POST /v1/{PROJECT}/cloud-phone/phones/commands ");
    assert!(sent(&world).iter().all(|line| line.starts_with(&path)), "{:?}", sent(&world));
    for (job, phones) in [(&shell, 1), (&push, 1), (&install, 2), (&several, 1), (&gone, 1)] {
        assert_eq!((job.submission().action, job.submission().items.len()), (Action::Run, phones));
    }
}

#[tokio::test]
async fn the_output_of_a_command_stands_in_its_job() {
    let done = json!({"job_id": format!("j-{P1}"), "status": 2, "execute_msg": "total 0"});
    let (world, client) = scripted(&[
        (200, &accepted(&[P1])),
        (200, &json!({ "jobs": [done] }).to_string()),
        (200, &done.to_string()),
    ]);
    let job = client.run_shell_command(&RunShellCommandRequest::new("ls", [P1])).await.unwrap();
    let token = job.token();
    assert!(client.resume_job(&token).unwrap().wait(&Waiter::default()).await.unwrap().all_succeeded());
    let id = job.response().jobs[0].job_id.clone().unwrap();
    let shown = client.call("ShowJob", json!({ "job_id": id })).await.unwrap();
    assert_eq!(shown["execute_msg"], json!("total 0"));
    assert_eq!(world.network().requests().len(), 3);
}

#[tokio::test]
async fn of_servers_the_answer_says_which_phones_they_have() {
    let (world, client) = scripted(&[
        (200, &accepted(&[P1, P2])),
        (200, r#"{"request_id":"r","jobs":[]}"#),
        (200, r#"{"request_id":"r-9","jobs":[{"phone_id":"a","job_id":"j"},{"job_id":"k"}]}"#),
    ]);
    let request = RunShellCommandRequest {
        server_ids: vec!["s".to_owned()],
        ..RunShellCommandRequest::new("ls", [""; 0])
    };
    let job = client.run_shell_command(&request).await.unwrap();
    let phones: Vec<&str> = job.submission().items.iter().map(|item| item.phone.as_str()).collect();
    assert_eq!(phones, [P1, P2]);
    assert!(sent(&world)[0].ends_with(r#"{"command":"shell","content":"ls","server_ids":["s"]}"#));
    let silent = client.run_shell_command(&request).await.unwrap_err();
    assert_eq!((silent.kind(), silent.applied()), (ErrorKind::Malformed, Applied::Unknown), "{silent}");
    let nameless = client.run_shell_command(&request).await.unwrap_err();
    assert_eq!(nameless.kind(), ErrorKind::Malformed);
    assert!(
        nameless.message().contains("names no phone") && nameless.message().contains("r-9"),
        "{nameless}"
    );
    assert_eq!(nameless.result().unwrap().phones[0].task_id.as_deref(), Some("j"));
}

#[tokio::test]
async fn a_command_that_is_waited_for_answers_phone_by_phone() {
    let (world, client) = scripted(&[(
        200,
        &json!({"request_id": "q", "jobs": [
            {"phone_id": P2, "error_code": "CPS.0141", "error_msg": "not running"},
            {"phone_id": P1, "job_id": "j", "status": 9, "execute_msg": "x", "new": 1}]})
        .to_string(),
    )]);
    let answer = client.run_sync_command(&RunSyncCommandRequest::new("ls", [P1, P2])).await.unwrap();
    assert_eq!(
        sent(&world),
        [format!(
            "POST /v1/{PROJECT}/cloud-phone/phones/sync-commands {{\"command\":\"shell\",\"content\":\"ls\",\
             \"phone_ids\":[\"{P1}\",\"{P2}\"]}}"
        )]
    );
    assert_eq!(answer.jobs[1].status, Some(JobState::Other(9)));
    assert_eq!(answer.jobs[1].other["new"], json!(1));
}

#[tokio::test]
async fn answers_that_say_too_little_are_malformed_and_may_have_been_applied() {
    let world = TestWorld::new(1);
    let client = client(&world);
    for body in [
        "{}".to_owned(),
        r#"{"jobs":[]}"#.to_owned(),
        format!(r#"{{"jobs":[{{"phone_id":"{P1}","status":2}}]}}"#),
        format!(r#"{{"jobs":[{{"phone_id":"{P1}","status":2}},{{"phone_id":"{P2}","job_id":"j"}}]}}"#),
        format!(r#"{{"jobs":[{{"phone_id":"{P1}","status":2}},{{"phone_id":"other","status":2}}]}}"#),
        format!(r#"{{"jobs":[{{"phone_id":"{P1}","status":"2"}},{{"phone_id":"{P2}","status":2}}]}}"#),
    ] {
        world.network().reply(Reply::json(200, &body));
        let error = client.run_sync_command(&RunSyncCommandRequest::new("ls", [P1, P2])).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{body}: {error}"
        );
    }
    for body in [
        "{}",
        r#"{"request_id":"r","jobs":[]}"#,
        r#"{"request_id":"r","jobs":[{"phone_id":"x","job_id":"j"}]}"#,
    ] {
        world.network().reply(Reply::json(200, body));
        let error = client.reset_cloud_phone(&ResetCloudPhoneRequest::new([P1, P2])).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{body}: {error}"
        );
        world.network().reply(Reply::json(200, body));
        let error = client.push_file(&PushFileRequest::new("obs://bbb/a.tar", [P1, P2])).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{body}: {error}"
        );
    }
    for body in ["{}", r#"{"image_infos":[{"image_name":"n"}]}"#, r#"{"image_infos":[{"image_id":""}]}"#] {
        world.network().reply(Reply::json(200, body));
        let error = client.list_images(&ListImagesRequest::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_phone_that_refuses_a_command_is_refused_and_the_others_go_on() {
    let partly = json!({"request_id": "r", "jobs": [
        {"phone_id": P1, "job_id": "j1"}, {"phone_id": P2, "error_code": "CPS.0141", "error_msg": "not running"}]});
    let (_, client) =
        scripted(&[(200, &partly.to_string()), (200, r#"{"jobs":[{"job_id":"j1","status":2}]}"#)]);
    let job = client.push_file(&PushFileRequest::new("obs://bbb/a.tar", [P1, P2])).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    let outcomes: Vec<_> =
        error.result().unwrap().phones.iter().map(|phone| phone.outcome.unwrap()).collect();
    assert_eq!(outcomes, [Outcome::Succeeded, Outcome::Refused]);
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
}

#[tokio::test]
async fn the_command_is_filled_in_and_a_wrong_one_is_refused() {
    let (world, client) = scripted(&[(200, &accepted(&[P1]))]);
    client.call("UninstallApk", json!({"content": "com.acme.notes", "phone_ids": [P1]})).await.unwrap();
    assert!(sent(&world)[0].contains(r#""command":"uninstall""#), "{:?}", sent(&world));
}

#[tokio::test]
async fn guessed_numbers_of_a_command_are_a_setting_and_the_documented_one_is_not() {
    let world = TestWorld::new(1);
    let ids = |n: usize| (0..n).map(|n| format!("p{n}")).collect::<Vec<_>>();
    let shell = |n| serde_json::to_value(RunShellCommandRequest::new("ls", ids(n))).unwrap();
    let error = client(&world).call("RunShellCommand", shell(101)).await.unwrap_err();
    assert_eq!(fields(&error), ["phone_ids"]);
    assert!(error.message().contains("inferred") && error.message().contains("ids_per_command"), "{error}");
    assert_unsent(&world, &error);
    let settings = Settings { ids_per_command: 101, ..Settings::default() };
    let wider = builder(&world).settings(settings).build().unwrap();
    assert!(wider.prepare("RunShellCommand", shell(101)).is_ok());
    let sync = serde_json::to_value(RunSyncCommandRequest::new("ls", ids(16))).unwrap();
    let error = wider.prepare("RunSyncCommand", sync.clone()).unwrap_err();
    assert!(error.message().contains("at most 15"), "{error}");
    assert!(skipping(&wider).prepare("RunSyncCommand", sync).is_ok());
}

#[tokio::test]
async fn what_an_incomplete_answer_says_of_a_phone_is_kept_as_it_is_said() {
    let body = json!({"request_id": "q", "jobs": [
        {"phone_id": "a", "job_id": "ja", "status": 2},
        {"phone_id": "b", "job_id": "jb", "status": -1, "error_code": "CPS.0003"},
        {"phone_id": "c", "job_id": "jc", "status": 1},
        {"phone_id": "d", "error_code": "CPS.0141"}]});
    let (_, client) = scripted(&[(200, &body.to_string())]);
    let request = RunSyncCommandRequest::new("ls", ["a", "b", "c", "d", "e"]);
    let error = client.run_sync_command(&request).await.unwrap_err();
    let outcomes: Vec<_> =
        error.result().unwrap().phones.iter().map(|phone| phone.outcome.unwrap()).collect();
    assert_eq!(
        outcomes,
        [Outcome::Succeeded, Outcome::Failed, Outcome::Unknown, Outcome::Refused, Outcome::Unknown]
    );
}

#[tokio::test]
async fn nothing_is_lost_where_skipped_rules_leave_a_request_unread() {
    let body = json!({"request_id": "r-9", "jobs": [{"phone_id": P1, "job_id": "j1"}, {"phone_id": P2}]});
    let (world, client) = scripted(&[(200, &body.to_string())]);
    let params = json!({"command": "shell", "content": "ls", "phone_ids": [P1, P2], "new": 1});
    let error = skipping(&client).call("RunShellCommand", params).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{error}");
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones.len(), phones[0].task_id.as_deref()), (2, Some("j1")));
    assert_eq!(world.network().requests().len(), 1);
}

#[tokio::test]
async fn neither_a_command_nor_its_output_is_shown_and_both_are_written_out() {
    let shell = RunShellCommandRequest::new("login hush", [P1]);
    let sync = RunSyncCommandRequest::new("login hush", [P1]);
    assert!(!format!("{shell:?} {sync:?}").contains("hush"));
    assert_eq!(serde_json::to_value(&shell).unwrap()["content"], json!("login hush"));
    let one =
        json!({"job_id": "j", "phone_id": P1, "status": -1, "error_code": "C", "execute_msg": "hush-output"});
    let list = json!({"request_id": "q", "jobs": [one]}).to_string();
    let (_, client) = scripted(&[(200, &list), (200, &one.to_string()), (200, &list)]);
    let run = client.run_sync_command(&sync).await.unwrap();
    let shown = client.show_job(&ShowJobRequest::new("j")).await.unwrap();
    let listed = client.list_jobs(&ListJobsRequest::of_requests(["q"])).await.unwrap();
    let debug = format!("{run:?} {shown:?} {listed:?}");
    assert!(debug.contains(P1) && !debug.contains("hush"), "{debug}");
    let outputs = [&run.jobs[0].execute_msg, &shown.execute_msg, &listed.jobs[0].execute_msg];
    for output in outputs {
        assert_eq!(output.as_ref().map(Secret::expose), Some("hush-output"));
    }
    assert_eq!(serde_json::to_value(&shown).unwrap()["execute_msg"], json!("hush-output"));
}

#[tokio::test]
async fn no_error_about_a_command_quotes_it_or_its_output() {
    let command = |content: Value| json!({"content": content, "phone_ids": [P1]});
    let question = json!({"job_id": "j"});
    let list = json!({"request_id": "q"});
    let login = command(json!("login hush"));
    for (operation, params, status, body) in [
        ("RunSyncCommand", &login, 200, r#"{"jobs":"hush"}"#),
        ("RunSyncCommand", &login, 200, r#"{"jobs":[{"phone_id":"other","status":2,"execute_msg":"hush"}]}"#),
        ("RunSyncCommand", &login, 200, r#"{"jobs":[{"status":2,"execute_msg":{"x":"hush"}}]}"#),
        ("RunSyncCommand", &login, 200, "<html>login hush</html>"),
        ("RunSyncCommand", &login, 502, "<html>login hush</html>"),
        ("RunSyncCommand", &login, 400, r#"{"error_code":"CPS.0001","error_msg":"bad content: login hush"}"#),
        (
            "RunShellCommand",
            &login,
            400,
            r#"{"error_code":"CPS.0001","error_msg":"bad content: login hush"}"#,
        ),
        ("RunShellCommand", &login, 502, "<html>login hush</html>"),
        ("RunShellCommand", &login, 200, r#"{"request_id":"q","jobs":[{"error_msg":"login hush"}]}"#),
        ("ShowJob", &question, 200, r#"{"job_id":"other","status":2,"execute_msg":"hush"}"#),
        ("ShowJob", &question, 200, r#"{"job_id":"j","status":"hush"}"#),
        ("ShowJob", &question, 200, r#"{"job_id":"j","execute_msg":["hush"],"status":2}"#),
        ("ListJobs", &list, 200, r#"{"jobs":[{"job_id":"","execute_msg":"hush"}]}"#),
        ("ListJobs", &list, 200, r#"{"jobs":["hush"]}"#),
    ] {
        let (_, client) = scripted(&[(status, body)]);
        let error = client.call(operation, params.clone()).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(operation) && !shown.contains("hush"), "{body}: {shown}");
    }
    let world = TestWorld::new(1);
    let client = client(&world);
    for operation in ["RunShellCommand", "RunSyncCommand"] {
        for content in
            [json!("echo 'hush'"), json!("hush".repeat(600)), json!({"x": "hush"}), json!(["hush"])]
        {
            let error = client.call(operation, command(content)).await.unwrap_err();
            assert!(fields(&error)[0].starts_with("content"), "{error}");
            assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
            assert_unsent(&world, &error);
        }
    }
}

#[tokio::test]
async fn a_phone_that_repeats_a_command_when_it_refuses_it_does_not_show_it() {
    let refused = json!({"phone_id": P1, "error_code": "CPS.0001", "error_msg": "bad content: login hush"});
    let body = json!({"request_id": "q", "jobs": [refused]}).to_string();
    let (_, client) = scripted(&[(200, &body), (200, &body)]);
    let answer = client.run_sync_command(&RunSyncCommandRequest::new("login hush", [P1])).await.unwrap();
    let told = answer.jobs[0].error_msg.as_deref();
    assert_eq!(told, Some("bad content: [redacted]"));
    let job = client.run_shell_command(&RunShellCommandRequest::new("login hush", [P1])).await.unwrap();
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    let shown = format!("{job:?} {error} {error:?}");
    assert!(shown.contains("bad content") && !shown.contains("hush"), "{shown}");
}
