//! Deletion of backups: the exact request, and what follows it until the records are gone.

use std::time::Duration;

use phonevault_alibaba::Settings;
use phonevault_alibaba::models::DeleteBackupFileRequest;
use phonevault_core::cloud::Cloud;
use phonevault_core::testing::Reply;
use phonevault_core::waiter::Waiter;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bad_input::refused;
use crate::bench::{Bench, REQUEST_ID};

fn accepted() -> Value {
    json!({"RequestId": REQUEST_ID})
}

fn records(list: &[(&str, &str)]) -> Value {
    let data: Vec<Value> =
        list.iter().map(|(id, status)| json!({"BackupFileId": id, "Status": status})).collect();
    json!({"RequestId": "R", "TotalCount": data.len(), "Data": data})
}

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

#[tokio::test]
async fn delete_backup_file() {
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "New": 1})]);
    let request = DeleteBackupFileRequest::new(["bf-1", "bf-2"]);
    let answer = bench.client.delete_backup_file(&request).await.unwrap();
    assert_eq!((&*answer.request_id, answer.other["New"].as_i64()), (REQUEST_ID, Some(1)));
    assert_eq!(
        bench.sent(),
        [("DeleteBackupFile".to_owned(), "BackupFileIdList.1=bf-1&BackupFileIdList.2=bf-2".to_owned())]
    );
    for body in ["{}", r#"{"RequestId":""}"#, "gone"] {
        let bench = Bench::new();
        bench.reply(Reply::json(200, body));
        let error = bench.client.delete_backup_file(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{body}");
    }
}

#[tokio::test]
async fn ids_that_cannot_be_meant_are_refused() {
    let many: Vec<String> = (0..51).map(|n| format!("bf-{n}")).collect();
    for (list, field) in [
        (Value::Null, "BackupFileIdList"),
        (json!([]), "BackupFileIdList"),
        (json!(["bf-1", "bf-1"]), "BackupFileIdList[1]"),
        (json!([" "]), "BackupFileIdList[0]"),
    ] {
        refused("DeleteBackupFile", json!({"BackupFileIdList": list}), field).await;
    }
    let text = refused("DeleteBackupFile", json!({"BackupFileIdList": many}), "BackupFileIdList").await;
    assert!(text.contains("INFERRED") && text.contains("backups_per_delete"), "{text}");
    let bench = Bench::new();
    for (list, field) in [(ids(&[]), "ids"), (ids(&["bf-1", "bf-2", "bf-1"]), "ids[2]")] {
        let error = bench.client.delete_backups(&list).await.unwrap_err();
        assert_eq!((error.kind(), &*error.violations()[0].field), (ErrorKind::Validation, field));
    }
    assert!(bench.client.delete_backups(&ids(&[""])).await.is_err());
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn the_port_deletes_and_waits_until_the_records_are_gone() {
    let bench = Bench::answering(&[
        accepted(),
        records(&[("bf-1", "DELETING")]),
        records(&[]),
        // The next look asks only for what is left.
        records(&[("bf-1", "AVAILABLE")]),
        records(&[("bf-10", "AVAILABLE")]),
    ]);
    bench.client.delete_backups(&ids(&["bf-1", "bf-2"])).await.unwrap();
    let sent = bench.sent();
    assert_eq!(sent[0].0, "DeleteBackupFile");
    let asked: Vec<&str> = sent[1..].iter().map(|(_, query)| &**query).collect();
    let one = |id: &str| format!("BackupFileId={id}&MaxResults=100");
    assert_eq!(asked, [one("bf-1"), one("bf-2"), one("bf-1"), one("bf-1")]);
}

#[tokio::test]
async fn a_deletion_that_does_not_end_names_what_is_left() {
    let settings = Settings { delete_wait: Duration::from_secs(10), ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings));
    bench.reply(Reply::json(200, &accepted().to_string()));
    for _ in 0..20 {
        bench.reply(Reply::json(200, &records(&[("bf-1", "RECOVERING")]).to_string()));
    }
    let error = bench.client.delete_backups(&ids(&["bf-1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
    assert_eq!(error.operation(), Some("DeleteBackupFile"));
    assert!(error.message().contains("bf-1 (RECOVERING)"), "{error}");
    // A refusal of the question does not mean that the record is gone, whatever its words are.
    let bench = Bench::answering(&[accepted()]);
    bench.reply(Reply::json(404, r#"{"RequestId":"R","Code":"InvalidBackupFile.NotFound","Message":"no"}"#));
    let error = bench.client.delete_backups(&ids(&["bf-1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PollFailed, Applied::Yes));
    assert_eq!(error.vendor_code(), Some("InvalidBackupFile.NotFound"));
}

#[tokio::test]
async fn more_backups_than_one_call_takes_need_several_and_what_was_accepted_is_said() {
    let settings = || Settings { backups_per_delete: 2, ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings()));
    for body in [accepted(), accepted(), records(&[]), records(&[]), records(&[])] {
        bench.reply(Reply::json(200, &body.to_string()));
    }
    bench.client.delete_backups(&ids(&["a", "b", "c"])).await.unwrap();
    assert_eq!(bench.sent()[1].1, "BackupFileIdList.1=c");
    for (reply, kind, applied) in [
        (
            Reply::json(403, r#"{"RequestId":"R","Code":"Forbidden"}"#),
            ErrorKind::PermissionDenied,
            Applied::Yes,
        ),
        (
            Reply::json(500, r#"{"RequestId":"R","Code":"InternalError"}"#),
            ErrorKind::Server,
            Applied::Unknown,
        ),
    ] {
        let bench = Bench::with(|builder| builder.settings(settings()));
        bench.reply(Reply::json(200, &accepted().to_string()));
        bench.reply(reply.clone());
        let error = bench.client.delete_backups(&ids(&["a", "b", "c"])).await.unwrap_err();
        assert_eq!((error.kind(), error.applied(), error.is_retryable()), (kind, applied, false), "{error}");
        assert!(error.message().contains("2 backups before"), "{error}");
        assert_eq!((error.request_id(), error.cloud()), (Some("R"), Some("alibaba")));
        // The first call alone is what it is.
        let bench = Bench::new();
        bench.reply(reply);
        let error = bench.client.delete_backups(&ids(&["a"])).await.unwrap_err();
        assert!(error.applied() != Applied::Yes && !error.message().contains("before"), "{error}");
    }
}

#[tokio::test]
async fn records_are_waited_for_alone_too() {
    let bench = Bench::answering(&[records(&[])]);
    bench.client.backup_files_gone(&ids(&["bf-1"]), &Waiter::default()).await.unwrap();
    bench.client.backup_files_gone(&[], &Waiter::default()).await.unwrap();
    assert_eq!(bench.requests().len(), 1);
}

#[tokio::test]
async fn nothing_is_deleted_if_any_id_cannot_be_meant() {
    let settings = Settings { backups_per_delete: 1, ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings));
    bench.reply(Reply::json(200, &accepted().to_string()));
    let error = bench.client.delete_backups(&ids(&["a", " "])).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No), "{error}");
    assert_eq!(error.violations()[0].field, "ids[1]");
    assert!(bench.requests().is_empty());
}
