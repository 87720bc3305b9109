//! The port: what runs and the command line see of this cloud.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use phonevault_core::cloud::{
    BackupBatch, BackupItem, BackupPower, BackupRef, BackupState, Cloud, Compatibility, Marker, PowerAction,
    RestoreBatch, RestoreItem,
};
use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::job::Action;
use phonevault_core::location::Location;
use phonevault_core::phone::{Phone, Power};
use phonevault_core::scope::{Scope, ScopeKind};
use phonevault_core::testing::TestWorld;
use phonevault_huawei::Settings;
use serde_json::{Value, json};
use support::{P1, P2, PROJECT, builder, client, scripted, sent};

const ACCEPTED: &str =
    r#"{"request_id":"r","jobs":[{"phone_id":"00112233445566778899aabbccddeeff","job_id":"j1"}]}"#;

#[test]
fn what_it_is_and_what_it_can() {
    let world = TestWorld::new(1);
    let client = client(&world);
    assert_eq!((client.name(), client.region(), client.account()), ("huawei", "cn-north-4", Some(PROJECT)));
    assert_eq!(client.capabilities().scopes, [ScopeKind::Apps, ScopeKind::Paths]);
    assert_eq!(client.policies().during_backup(ScopeKind::Apps), BackupPower::Running);
    assert!(client.policies().restart_after_restore);
    assert!(client.capabilities().probes && client.capabilities().resets);
    assert_eq!(client.store_rules().scheme(), "obs");
    assert_eq!(client.store_endpoint("b").unwrap().to_string(), "https://obs.cn-north-4.myhuaweicloud.com");
    assert_eq!((client.limits().ids_per_poll, client.limits().page_size), (20, 100));
    let settings =
        Settings { backup_power: BackupPower::Any, restart_after_restore: false, ..Settings::default() };
    let other = builder(&world).settings(settings).build().unwrap();
    assert_eq!(other.policies().during_backup(ScopeKind::Paths), BackupPower::Any);
    assert!(!other.policies().restart_after_restore);
}

#[test]
fn every_phone_gets_an_object_of_its_own_below_a_folder() {
    let client = client(&TestWorld::new(1));
    let at = |to: &str| {
        let to: Location = to.parse().unwrap();
        client.destination(&to, &P1.into(), &Marker::new("Run 7")).to_string()
    };
    assert_eq!(at("obs://b/nightly/"), format!("obs://b/nightly/{P1}/run-7.tar"));
    assert_eq!(at("obs://b"), format!("obs://b/{P1}/run-7.tar"));
    assert_eq!(at("obs://b/exact.tar"), "obs://b/exact.tar");
}

async fn exported(scope: Scope) -> Value {
    let (world, client) = scripted(&[(200, ACCEPTED)]);
    let item = BackupItem { phone: P1.into(), to: "obs://bbb/dir/k.tar".parse().unwrap() };
    let batch = BackupBatch { items: vec![item], scope, marker: Marker::new("m") };
    let submission = client.submit_backup(&batch).await.unwrap();
    assert_eq!((submission.action, &*submission.request_id), (Action::Backup, "r"));
    assert_eq!(submission.items[0].task.as_deref(), Some("j1"));
    serde_json::from_slice(&world.network().requests()[0].body).unwrap()
}

#[tokio::test]
async fn applications_become_the_vendors_paths_and_paths_stay_as_they_are() {
    let body = exported(Scope::Apps(vec!["com.acme.notes".to_owned(), "org.b".to_owned()])).await;
    assert_eq!(
        body,
        json!({"storage_infos": [{"phone_id": P1, "include_files": [
            "/data/app/com.acme.notes-*", "/data/data/com.acme.notes", "/data/media/0/Android/data/com.acme.notes",
            "/data/app/org.b-*", "/data/data/org.b", "/data/media/0/Android/data/org.b"],
            "bucket_name": "bbb", "object_path": "dir/k.tar"}]})
    );
    let paths = Scope::Paths { include: vec!["/data/x".to_owned()], exclude: vec!["/data/x/y".to_owned()] };
    let body = exported(paths).await;
    assert_eq!(body["storage_infos"][0]["include_files"], json!(["/data/x"]));
    assert_eq!(body["storage_infos"][0]["exclude_files"], json!(["/data/x/y"]));
}

#[tokio::test]
async fn a_backup_is_where_it_was_put_and_is_restored_from_there() {
    let (world, client) = scripted(&[(200, ACCEPTED)]);
    let to: Location = "obs://bbb/ä k.tar".parse().unwrap();
    let reference =
        BackupRef { phone: Some(P2.into()), id: None, to: Some(to.clone()), scope: Some(ScopeKind::Apps) };
    let backup = client.find_backup(&reference).await.unwrap();
    assert_eq!((&backup.state, &backup.location), (&BackupState::NotRecorded, &to));
    assert_eq!((backup.phone.as_ref(), backup.scope), (Some(&P2.into()), Some(ScopeKind::Apps)));
    assert!(world.network().requests().is_empty());
    let batch = RestoreBatch { items: vec![RestoreItem { phone: P1.into(), backup }] };
    assert_eq!(client.submit_restore(&batch).await.unwrap().action, Action::Restore);
    let body = json!({"restore_infos": [{"phone_id": P1, "bucket_name": "bbb", "object_path": "ä k.tar"}]});
    assert!(sent(&world)[0].ends_with(&body.to_string()), "{}", sent(&world)[0]);
    let by_id = BackupRef { phone: None, id: Some("x".to_owned()), to: None, scope: None };
    assert_eq!(client.find_backup(&by_id).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(client.list_backups(None).await.unwrap_err().kind(), ErrorKind::Unsupported);
}

#[tokio::test]
async fn starting_is_restarting() {
    let (world, client) = scripted(&[(200, ACCEPTED), (200, ACCEPTED), (200, ACCEPTED)]);
    for (action, expected, call) in [
        (PowerAction::Stop, Action::Stop, "batch-stop"),
        (PowerAction::Start, Action::Start, "batch-restart"),
        (PowerAction::Restart, Action::Restart, "batch-restart"),
    ] {
        assert_eq!(client.power(action, &[P1.into()]).await.unwrap().action, expected);
        assert!(sent(&world).last().unwrap().contains(call));
    }
}

#[tokio::test]
async fn a_reset_is_a_job_and_keeps_image_and_settings() {
    let (world, client) = scripted(&[(200, ACCEPTED)]);
    let submission = client.reset(&[P1.into()]).await.unwrap();
    assert_eq!((submission.action, submission.items[0].task.as_deref()), (Action::Reset, Some("j1")));
    assert_eq!(
        sent(&world),
        [format!(
            "POST /v1/{PROJECT}/cloud-phone/phones/batch-reset {{\"phones\":[{{\"phone_id\":\"{P1}\"}}]}}"
        )]
    );
    let error = client.reset(&[]).await.unwrap_err();
    assert_eq!((error.kind(), world.network().requests().len()), (ErrorKind::Validation, 1));
}

#[tokio::test]
async fn a_probe_answers_the_output_of_a_command_that_succeeded_and_nothing_else() {
    let probed = async |job: Value| {
        let (world, client) = scripted(&[(200, &json!({"request_id": "q", "jobs": [job]}).to_string())]);
        let output = client.probe(&P1.into(), "ls -l /data/local").await;
        let body = json!({"command": "shell", "content": "ls -l /data/local", "phone_ids": [P1]});
        assert_eq!(sent(&world), [format!("POST /v1/{PROJECT}/cloud-phone/phones/sync-commands {body}")]);
        output
    };
    let good =
        json!({"phone_id": P1, "job_id": "j", "status": 2, "execute_msg": "total 0", "error_code": null});
    assert_eq!(probed(good).await.unwrap(), "total 0");
    assert_eq!(probed(json!({"phone_id": P1, "status": 2})).await.unwrap(), "");
    for (job, kind, applied, word) in [
        (
            json!({"status": -1, "error_code": "CPS.9", "execute_msg": "hush"}),
            ErrorKind::JobFailed,
            Applied::Yes,
            "does not say why",
        ),
        (
            json!({"status": -1, "error_msg": "exit status 1 of ls -l /data/local", "execute_msg": "hush"}),
            ErrorKind::JobFailed,
            Applied::Yes,
            "exit status 1 of [redacted]",
        ),
        (json!({"status": 1}), ErrorKind::WaitTimeout, Applied::Yes, "still runs"),
        (json!({"status": 5}), ErrorKind::WaitTimeout, Applied::Yes, "status 5"),
        (
            json!({"error_code": "CPS.0141", "error_msg": "not running"}),
            ErrorKind::Conflict,
            Applied::No,
            "not running",
        ),
        (json!({"error_code": "CPS.0005"}), ErrorKind::NotFound, Applied::No, "does not say why"),
        // It has a job, so it was not refused.
        (
            json!({"job_id": "j", "error_code": "CPS.0003", "error_msg": "later"}),
            ErrorKind::WaitTimeout,
            Applied::Yes,
            "later",
        ),
        (json!({"execute_msg": "total 0"}), ErrorKind::Malformed, Applied::Unknown, "neither status"),
    ] {
        let mut job = job;
        job["phone_id"] = json!(P1);
        let code = job["error_code"].as_str().map(str::to_owned);
        let error = probed(job.clone()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (kind, applied), "{job}: {error}");
        assert!(error.message().contains(word) && error.message().contains(P1), "{error}");
        assert!(!error.is_retryable(), "{error}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hush") && !shown.contains("/data/local"), "{shown}");
        assert_eq!(error.vendor_code().map(str::to_owned), code, "{job}");
        assert_eq!((error.operation(), error.request_id()), (Some("RunSyncCommand"), Some("q")), "{job}");
    }
}

#[tokio::test]
async fn phones_are_listed_by_pages_and_described_one_by_one() {
    let first: Vec<Value> = (0..100)
        .map(|n| {
            json!({"phone_id": format!("p{n}"), "phone_name": "n", "status": 2, "image_version": "AOSP 9",
            "image_id": "i", "server_id": "s"})
        })
        .collect();
    let (world, client) = scripted(&[
        (200, &json!({"count": 101, "phones": first}).to_string()),
        (200, r#"{"count":101,"phones":[{"phone_id":"p100","status":-7}]}"#),
        (200, r#"{"phone_id":"p1","status":8,"image_version":"AOSP 11"}"#),
        (404, r#"{"error_code":"CPS.0005","error_msg":"resource gone"}"#),
    ]);
    let page = client.list_phones(None).await.unwrap();
    assert_eq!((page.phones.len(), page.next.as_deref()), (100, Some("100")));
    let phone = &page.phones[0];
    assert_eq!((phone.power.clone(), phone.android.as_deref()), (Power::Running, Some("AOSP 9")));
    assert_eq!((phone.region.as_deref(), phone.image_id.as_deref()), (Some("cn-north-4"), Some("i")));
    let last = client.list_phones(page.next.as_deref()).await.unwrap();
    assert_eq!((last.phones[0].power.clone(), last.next), (Power::Unusable("abnormal".into()), None));
    assert_eq!(sent(&world)[1], format!("GET /v1/{PROJECT}/cloud-phone/phones?limit=100&offset=100"));
    let error = client.describe_phones(&["p1".into(), "missing".into()]).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("CPS.0005")));
    assert!(error.message().contains("`missing`"), "{error}");
}

#[test]
fn a_backup_of_a_later_android_is_refused() {
    let client = client(&TestWorld::new(1));
    let phone = |android: Option<&str>| {
        let mut phone = Phone::new(P1.into(), Power::Running);
        phone.android = android.map(str::to_owned);
        phone
    };
    let check = |source, target| client.restorable(&phone(source), &phone(target));
    assert_eq!(check(Some("AOSP 9"), Some("AOSP 9")), Compatibility::Ready);
    assert!(matches!(check(Some("AOSP 11"), Some("AOSP 9")), Compatibility::Refused(_)));
    assert!(matches!(check(Some("AOSP 7.0"), Some("AOSP 7.1")), Compatibility::Warning(_)));
    assert!(matches!(check(None, Some("AOSP 9")), Compatibility::CannotTell(_)));
}
