//! `call`, `prepare` and `dry_run`: any operation, with the same validation as its method.

use phonevault_alibaba::models::BackupAppRequest;
use phonevault_alibaba::{CallOptions, operations};
use phonevault_core::testing::Reply;
use phonevault_core::{Applied, ErrorKind, timestamp};
use serde_json::{Value, json};

use crate::bench::{Bench, FOLDER, HOST, PHONE, REQUEST_ID};

fn backup_app() -> Value {
    json!({
        "AndroidInstanceIdList": [PHONE], "SourceAppList": ["com.example.alpha"],
        "BackupFilePath": FOLDER, "UploadEndpoint": HOST, "Description": null,
    })
}

fn skipping(bench: &Bench) -> phonevault_alibaba::Client {
    bench.client.with_options(CallOptions { skip_rules: true, timeout: None })
}

#[tokio::test]
async fn call_and_method_send_the_same_bytes() {
    let answer = json!({"RequestId": REQUEST_ID, "TaskId": "t-1", "Data": []});
    let bench = Bench::answering(&[answer.clone(), answer.clone()]);
    let typed = BackupAppRequest::new([PHONE], ["com.example.alpha"], FOLDER, HOST);
    bench.client.backup_app(&typed).await.unwrap();
    assert_eq!(bench.client.call("backupapp", backup_app()).await.unwrap(), answer);
    let requests = bench.requests();
    assert_eq!(requests[0].url(), requests[1].url());
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn every_operation_of_the_table_is_signed_and_sent_as_post() {
    for spec in operations::all().iter().filter(|spec| !spec.typed) {
        let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "Extra": [1]})]);
        let name = spec.body.first().copied().unwrap_or("SomeName");
        let client = skipping(&bench);
        let answer = client.call(spec.name, json!({name: "v 1", "Flag": true})).await.unwrap();
        assert_eq!(answer["Extra"][0], 1);
        let request = &bench.requests()[0];
        assert_eq!(request.headers.get("x-acs-action"), Some(spec.name));
        if spec.body.is_empty() {
            assert_eq!((&*request.query, request.body.len()), ("Flag=true&SomeName=v%201", 0));
            assert_eq!(request.headers.get("content-type"), None);
        } else {
            assert_eq!(request.query, "Flag=true");
            assert_eq!(request.body, format!("{name}=v+1").into_bytes());
            assert_eq!(request.headers.get("content-type"), Some("application/x-www-form-urlencoded"));
        }
    }
}

#[tokio::test]
async fn a_dry_run_is_pinned_and_sends_nothing() {
    let bench = Bench::new();
    let at = timestamp::parse_rfc3339("2026-01-02T03:04:05Z");
    let nonce = Some("0123456789abcdef0123456789abcdef");
    let first = bench.client.dry_run("BackupApp", backup_app(), at, nonce).await.unwrap();
    let again = bench.client.dry_run("BackupApp", backup_app(), at, nonce).await.unwrap();
    assert!(first == again);
    assert_eq!(first.headers.get("x-acs-signature-nonce"), nonce);
    assert!(first.url().starts_with("https://eds-aic.cn-shanghai.aliyuncs.com/?AndroidInstanceIdList.1=acp"));
    let unsigned = bench.client.prepare("BackupApp", backup_app()).unwrap();
    assert_eq!((unsigned.headers.get("authorization"), &*unsigned.query), (None, &*first.query));
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn unknown_operations_and_parameters_are_refused_before_sending() {
    let bench = Bench::new();
    let error = bench.client.call("RecoverFile", json!({})).await.unwrap_err();
    assert!(error.message().contains("RecoveryFile"), "{error}");
    for (params, field) in [
        (json!([1]), "params"),
        (json!("x"), "params"),
        (json!({"MaxResult": 5}), "MaxResult"),
        (json!({"MaxResults": "5"}), "MaxResults"),
        (json!({"MaxResults": 101}), "MaxResults"),
        (json!({"TaskIds": "t-1"}), "TaskIds"),
        (json!({"TaskIds": ["t-1", 2]}), "TaskIds"),
        (json!({"Level": 3}), "Level"),
    ] {
        let error = bench.client.call("DescribeTasks", params.clone()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No), "{params}");
        assert!(error.message().starts_with(field), "{params}: {error}");
        assert!(bench.client.prepare("DescribeTasks", params).is_err());
    }
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn skip_rules_sends_what_the_rules_refuse() {
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "Data": []})]);
    let params = json!({"MaxResults": 1000, "BrandNew": ["x"]});
    skipping(&bench).call("DescribeTasks", params).await.unwrap();
    assert_eq!(bench.sent()[0].1, "BrandNew.1=x&MaxResults=1000");
}

#[tokio::test]
async fn an_answer_without_a_request_id_or_the_typed_fields_is_malformed() {
    for (operation, body, field) in [
        ("DescribeRegions", json!({"RegionModels": []}), "RequestId"),
        ("DescribeRegions", json!({"RequestId": ""}), "RequestId"),
        ("DescribeTasks", json!({"RequestId": "R"}), "Data"),
        ("DeleteBackupFile", json!({}), "RequestId"),
    ] {
        let bench = Bench::answering(&[body]);
        let error = skipping(&bench).call(operation, json!({})).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{operation}");
        assert!(error.message().contains(field), "{error}");
        let expected = if operation.starts_with("Delete") { Applied::Unknown } else { Applied::No };
        assert_eq!(error.applied(), expected);
    }
}

#[tokio::test]
async fn answers_with_secrets_are_never_quoted() {
    let bench = Bench::new();
    bench.reply(Reply::json(200, "-----BEGIN PRIVATE KEY----- hush"));
    let error = bench.client.call("CreateKeyPair", json!({"KeyPairName": "k"})).await.unwrap_err();
    assert_eq!((error.kind(), error.excerpt()), (ErrorKind::Malformed, None));
    assert!(!format!("{error:?}").contains("hush"));
}
