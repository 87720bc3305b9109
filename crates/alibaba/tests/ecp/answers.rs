//! What every kind of answer becomes: never a success by accident, always with the right `applied`.

use std::sync::Arc;
use std::time::Duration;

use phonevault_alibaba::models::{BackupAppRequest, DescribeTasksRequest, StopAndroidInstanceRequest};
use phonevault_core::credentials::Keys;
use phonevault_core::job::Outcome;
use phonevault_core::testing::Reply;
use phonevault_core::transport::TransportFailure;
use phonevault_core::{Applied, Error, ErrorKind};
use serde_json::json;

use crate::bench::{Bench, FOLDER, HOST, PHONE, REQUEST_ID};

async fn change(reply: Reply) -> Error {
    let bench = Bench::with(|builder| builder.max_answer_bytes(4096));
    bench.reply(reply);
    let request = BackupAppRequest::new([PHONE], ["com.example.alpha"], FOLDER, HOST);
    let error = bench.client.backup_app(&request).await.unwrap_err();
    assert_eq!(bench.requests().len(), 1, "a call is sent once");
    assert_eq!((error.operation(), error.cloud()), (Some("BackupApp"), Some("alibaba")));
    error
}

async fn read(reply: Reply) -> Error {
    let bench = Bench::with(|builder| builder.max_answer_bytes(4096));
    bench.reply(reply);
    bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap_err()
}

fn vendor(status: u16, code: &str) -> Reply {
    let body =
        json!({"RequestId": REQUEST_ID, "HostId": "h", "Code": code, "Message": "words", "Recommend": "x"});
    Reply::json(status, &body.to_string())
}

#[tokio::test]
async fn codes_decide_whatever_the_status() {
    use Applied::{No, Unknown};
    use ErrorKind as Kind;
    for (status, code, kind, applied) in [
        (400, "Throttling", Kind::Throttled, No),
        (400, "Throttling.User", Kind::Throttled, No),
        (503, "Throttling.Api", Kind::Throttled, No),
        (429, "SomethingElse", Kind::Throttled, No),
        (500, "InternalError", Kind::Server, Unknown),
        (400, "InternalError", Kind::Server, Unknown),
        (503, "ServiceUnavailable", Kind::Server, Unknown),
        (502, "NobodyKnows", Kind::Server, Unknown),
        (500, "InvalidParameter", Kind::Server, Unknown),
        (500, "InvalidThing.NotFound", Kind::NotFound, Unknown),
        (503, "Forbidden.RiskControl", Kind::PermissionDenied, Unknown),
        (400, "SignatureDoesNotMatch", Kind::Authentication, No),
        (403, "SignatureDoesNotMatch", Kind::Authentication, No),
        (400, "IncompleteSignature", Kind::Authentication, No),
        (404, "InvalidAccessKeyId.NotFound", Kind::Authentication, No),
        (400, "InvalidAccessKeyId.Inactive", Kind::Authentication, No),
        (400, "InvalidTimeStamp.Expired", Kind::Authentication, No),
        (400, "SignatureNonceUsed", Kind::Rejected, Unknown),
        (400, "MissingBackupFilePath", Kind::Rejected, No),
        (400, "InvalidParameter", Kind::Rejected, No),
        (404, "InvalidApi.NotFound", Kind::Rejected, No),
        (404, "InvalidProtocol.NeedSsl", Kind::Rejected, No),
        (403, "UnsupportedHTTPMethod", Kind::Rejected, No),
        (400, "InvalidAndroidInstance.NotFound", Kind::NotFound, No),
        (404, "NoSuchThing", Kind::NotFound, No),
        (400, "Forbidden.RAM", Kind::PermissionDenied, No),
        (403, "NoPermission", Kind::PermissionDenied, No),
        (403, "SomethingElse", Kind::PermissionDenied, No),
        (409, "SomethingElse", Kind::Conflict, No),
        (400, "SomethingElse", Kind::Rejected, No),
    ] {
        let error = change(vendor(status, code)).await;
        assert_eq!((error.kind(), error.applied()), (kind, applied), "{status} {code}: {error}");
        assert_eq!(error.vendor_code(), Some(code));
        assert_eq!((error.http_status(), error.request_id()), (Some(status), Some(REQUEST_ID)));
        assert!(error.message().starts_with("words"), "{error}");
        let error = read(vendor(status, code)).await;
        assert_eq!((error.kind(), error.applied()), (kind, No), "{status} {code}: {error}");
    }
}

#[tokio::test]
async fn a_used_nonce_may_be_tried_again_for_a_read_only() {
    assert!(read(vendor(400, "SignatureNonceUsed")).await.is_retryable());
    let error = change(vendor(400, "SignatureNonceUsed")).await;
    assert!(!error.is_retryable() && error.message().contains("earlier copy"), "{error}");
}

#[tokio::test]
async fn other_forms_of_the_error_body() {
    let lower = Reply::json(400, r#"{"requestId":"R-1","code":"MissingX","message":"give X"}"#);
    let error = change(lower).await;
    assert_eq!(
        (error.vendor_code(), error.request_id(), error.message()),
        (Some("MissingX"), Some("R-1"), "give X")
    );
    let xml = "<?xml version='1.0' encoding='utf-8'?>\n<Error><RequestId>R-2</RequestId><HostId>h</HostId>\
               <Code>Forbidden</Code><Message>a &lt;b&gt; &amp;lt;</Message></Error>";
    let error =
        change(Reply::Answer(403, vec![("content-type", "text/xml;charset=utf-8".into())], xml.into())).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PermissionDenied, Applied::No));
    assert_eq!((error.vendor_code(), error.request_id()), (Some("Forbidden"), Some("R-2")));
    assert_eq!(error.message(), "a <b> &lt;");
    let header = vec![("x-acs-request-id", "R-3".to_owned())];
    let error = change(Reply::Answer(400, header, br#"{"Code":"MissingX"}"#.to_vec())).await;
    assert_eq!(error.request_id(), Some("R-3"));
}

#[tokio::test]
async fn what_is_not_the_vendors_leaves_a_change_unknown() {
    let html = b"<html><Error><Code>Forbidden</Code></Error></html>".to_vec();
    for (status, body) in [
        (400, html.clone()),
        (403, b"".to_vec()),
        (404, b"{\"error\":\"x\"}".to_vec()),
        (404, b"{\"Code\":404}".to_vec()),
        (400, b"[\"Code\"]".to_vec()),
        (302, b"{\"Code\":\"Forbidden\"}".to_vec()),
        (400, b"<Error><Message>no code</Message></Error>".to_vec()),
    ] {
        let error = change(Reply::Answer(status, vec![], body.clone())).await;
        let shown = String::from_utf8_lossy(&body);
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{status} {shown}"
        );
        assert_eq!(error.http_status(), Some(status));
    }
    let error = change(Reply::Answer(502, vec![], html)).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Server, Applied::Unknown));
    assert!(error.excerpt().is_some_and(|text| text.starts_with("<html>")));
}

#[tokio::test]
async fn a_success_that_is_none() {
    let whole =
        json!({"RequestId": REQUEST_ID, "TaskId": "t-1", "Data": [{"AndroidInstanceId": PHONE}]}).to_string();
    for body in [
        "",
        "<html>ok</html>",
        &whole[..whole.len() - 4],
        "[]",
        "null",
        "{}",
        r#"{"RequestId":"R-1"}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1"}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":null}"#,
        r#"{"RequestId":"R-1","TaskId":"","Data":[]}"#,
        r#"{"RequestId":"","TaskId":"t-1","Data":[]}"#,
        r#"{"RequestId":"R-1","TaskId":7,"Data":[]}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":{}}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":[7]}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":[{"TaskId":"t-2"}]}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Count":"1","Data":[]}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":[{"AndroidInstanceId":"acp-somebody-else"}]}"#,
        r#"{"RequestId":"R-1","TaskId":"t-1","Data":[{"AndroidInstanceId":" "}]}"#,
    ] {
        let error = change(Reply::json(200, body)).await;
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{body}: {error}"
        );
        assert_eq!(error.http_status(), Some(200), "{body}");
        assert_eq!(error.excerpt().is_none(), body.is_empty(), "{body}");
        // A body that was cut off still tells it.
        let known = body.contains("R-1") || body.contains(REQUEST_ID);
        assert_eq!(error.request_id().is_some(), known, "{body}");
    }
    let error = change(Reply::json(200, &format!("{{\"RequestId\":\"{}\"}}", "x".repeat(5000)))).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::TooLarge, Applied::Unknown));
    let error = change(Reply::Torn(200, whole[..20].into())).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Transport, Applied::Unknown));
    let error = change(Reply::Failure(TransportFailure::Connect, "refused")).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Connect, Applied::No));
    let error = change(Reply::Silence).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Timeout, Applied::Unknown));
}

#[tokio::test]
async fn a_read_with_wrong_types_is_malformed_and_unknown_values_are_kept() {
    for body in [
        r#"{"RequestId":"R","Data":[{"TaskId":"t-1"}]}"#,
        r#"{"RequestId":"R","Data":[{"TaskId":"t-1","TaskStatus":3}]}"#,
        r#"{"RequestId":"R","Data":[{"TaskId":"t-1","TaskStatus":"Finished","Level":"2"}]}"#,
        r#"{"RequestId":"R","TotalCount":"0","Data":[]}"#,
        r#"{"RequestId":"R","TotalCount":3}"#,
        r#"{"RequestId":"R","Data":[{"TaskId":"","TaskStatus":"Finished"}]}"#,
    ] {
        let error = read(Reply::json(200, body)).await;
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No), "{body}");
    }
    let bench = Bench::answering(&[json!({
        "RequestId": "R", "Brand": {"new": 1},
        "Data": [{"TaskId": "t-1", "TaskStatus": "Paused", "TaskType": "BackupApp", "FinishTime": null, "X": [1]}],
    })]);
    let page = bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap();
    assert_eq!(page.other["Brand"]["new"], 1);
    let task = &page.data.as_deref().unwrap()[0];
    assert_eq!((task.task_status.as_str(), task.finish_time.as_deref()), ("Paused", None));
    assert_eq!(task.other["X"][0], 1);
}

#[tokio::test]
async fn success_false_inside_a_200_is_a_refusal() {
    for (body, kind, applied) in [
        (
            json!({"Success": false, "Code": "InvalidParameter", "Message": "bad"}),
            ErrorKind::Rejected,
            Applied::No,
        ),
        (json!({"Success": false, "Code": "Throttling.User"}), ErrorKind::Throttled, Applied::No),
        (json!({"Success": "false", "Code": "X", "HttpStatusCode": 404}), ErrorKind::NotFound, Applied::No),
        (json!({"Success": false, "Code": "X", "HttpStatusCode": 500}), ErrorKind::Server, Applied::Unknown),
        (json!({"Success": false}), ErrorKind::Rejected, Applied::Unknown),
        (json!({"Success": false, "Code": "NobodyKnows"}), ErrorKind::Rejected, Applied::Unknown),
        (json!({"Success": false, "Code": "Forbidden.RAM"}), ErrorKind::PermissionDenied, Applied::No),
        (json!({"Code": "X", "HttpStatusCode": 403}), ErrorKind::PermissionDenied, Applied::No),
    ] {
        let mut whole = json!({"RequestId": REQUEST_ID, "TaskId": "t-1", "Data": []});
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let error = change(Reply::json(200, &whole.to_string())).await;
        assert_eq!((error.kind(), error.applied()), (kind, applied), "{body}: {error}");
        assert_eq!((error.http_status(), error.request_id()), (Some(200), Some(REQUEST_ID)));
    }
    let bench = Bench::answering(&[json!({"RequestId": "R", "Success": true, "Code": "", "Data": []})]);
    bench.client.call("DescribeBuckets", json!({})).await.unwrap();
}

#[tokio::test]
async fn a_damaged_body_refuses_nothing_for_certain() {
    let head = br#"{"RequestId":"R-1","Success":false,"Code":"InvalidParameter","Data":"#;
    for rest in [&b"\"\xff\"}"[..], b"1e999}"] {
        for status in [200, 400] {
            let error = change(Reply::Answer(status, vec![], [head, rest].concat())).await;
            assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{error}");
            assert_eq!(error.request_id(), Some("R-1"));
        }
    }
}

#[tokio::test]
async fn the_wait_is_read_as_milliseconds_and_capped() {
    let told = |value: &str| {
        let fields = vec![("x-acs-retry-after", value.to_owned())];
        Reply::Answer(400, fields, br#"{"RequestId":"R","Code":"Throttling.User"}"#.to_vec())
    };
    for (value, expected) in [
        ("1500", Some(Duration::from_millis(1500))),
        ("99999999", Some(Duration::from_secs(120))),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
    ] {
        let error = change(told(value)).await;
        assert_eq!((error.retry_after(), error.is_retryable()), (expected, true), "{value}");
    }
    let fields = vec![("x-acs-retry-after", "10".to_owned())];
    let error = change(Reply::Answer(400, fields, br#"{"Code":"NobodyKnows"}"#.to_vec())).await;
    assert_eq!(error.kind(), ErrorKind::Throttled);
}

#[tokio::test]
async fn a_power_answer_without_a_request_id_cannot_be_followed() {
    let bench = Bench::answering(&[json!({})]);
    let request =
        StopAndroidInstanceRequest { android_instance_ids: vec![PHONE.into()], ..Default::default() };
    let error = bench.client.stop_android_instance(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown));
}

#[tokio::test]
async fn a_huge_answer_keeps_its_beginning_and_no_answer_brings_secrets_back() {
    let huge = format!("{{\"RequestId\":\"{REQUEST_ID}\",\"pad\":\"{}\"}}", "x".repeat(5000));
    let error = change(Reply::json(200, &huge)).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::TooLarge, Some(REQUEST_ID)));
    assert_eq!(error.excerpt(), Some(&huge[..200]));

    let token = "CAIS-hush-token+/==";
    let keys = Keys::new("LTAI-KEY", "hush-secret").with_security_token(token);
    let bench = Bench::with(|builder| builder.keys(Arc::new(keys)));
    let words = format!("server CanonicalRequest is POST x-acs-security-token:{token} end");
    bench.reply(Reply::json(400, &json!({"Code": "SignatureDoesNotMatch", "Message": words}).to_string()));
    let error = bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap_err();
    assert!(error.message().ends_with("end") && !format!("{error:?}").contains("hush"), "{error:?}");

    bench.reply(Reply::json(200, r#"{"RequestId":7,"Data":"hush-private"}"#));
    let params = json!({"KeyPairName": "k"});
    let error = bench.client.call("CreateKeyPair", params).await.unwrap_err();
    assert_eq!((error.kind(), error.excerpt()), (ErrorKind::Malformed, None));
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn accepted_work_is_kept_when_the_answer_names_a_phone_too_many() {
    let body = json!({"RequestId": REQUEST_ID, "TaskId": "t-1", "Data": [
        {"AndroidInstanceId": PHONE, "TaskId": "t-2", "BackupFileId": "bf-1"},
        {"AndroidInstanceId": "acp-somebody-else", "TaskId": "t-3"},
    ]});
    let error = change(Reply::json(200, &body.to_string())).await;
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown));
    assert!(
        error.message().contains("acp-somebody-else") && error.request_id() == Some(REQUEST_ID),
        "{error}"
    );
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones.len(), phones[0].outcome), (1, Some(Outcome::Unknown)));
    assert_eq!((phones[0].task_id.as_deref(), phones[0].backup.as_deref()), (Some("t-2"), Some("bf-1")));
}
