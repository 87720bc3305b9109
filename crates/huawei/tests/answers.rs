//! Answers that abuse the protocol: a typed error that keeps the facts, never a success.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::time::Duration;

use phonevault_core::error::{Applied, Error, ErrorKind};
use phonevault_core::job::{Job, Outcome};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::TransportFailure;
use phonevault_huawei::models::{
    BatchRestoreRequest, ListCloudPhoneImagesRequest, ListCloudPhonesRequest, ListJobsRequest,
    PhoneJobsResponse, RestoreInfo, ShowCloudPhoneDetailRequest, ShowJobRequest,
};
use phonevault_huawei::{Client, Settings};
use serde_json::json;
use support::{P1, P2, builder, client};

async fn restore(client: &Client) -> Result<Job<PhoneJobsResponse>, Error> {
    let infos = [RestoreInfo::new(P1, "bbb", "k"), RestoreInfo::new(P2, "bbb", "k")];
    client.batch_restore(&BatchRestoreRequest::new(infos)).await
}

async fn refused(reply: Reply) -> Error {
    let world = TestWorld::new(1);
    world.network().reply(reply.clone());
    let error = restore(&client(&world)).await.unwrap_err();
    assert_eq!(world.network().requests().len(), 1, "one call is one request");
    // The same through `call`.
    world.network().reply(reply);
    let params = json!({"restore_infos": [
        {"phone_id": P1, "bucket_name": "bbb", "object_path": "k"},
        {"phone_id": P2, "bucket_name": "bbb", "object_path": "k"}]});
    let called = client(&world).call("batch_restore", params).await.unwrap_err();
    assert_eq!((called.kind(), called.applied()), (error.kind(), error.applied()), "{called}");
    error
}

fn headed(status: u16, body: &str) -> Reply {
    Reply::Answer(status, vec![("x-request-id", "R-7".to_owned())], body.into())
}

#[tokio::test]
async fn a_success_that_cannot_be_used_is_malformed_and_may_have_been_applied() {
    let both = |first: &str, second: &str| {
        format!(
            r#"{{"request_id":"r","jobs":[{{"phone_id":"{P1}",{first}}},{{"phone_id":"{P2}",{second}}}]}}"#
        )
    };
    for body in [
        "",
        " ",
        "<html>Bad Gateway</html>",
        "{\"request_id\":\"r\",\"jobs\":[",
        "[]",
        "null",
        "\"ok\"",
        "{}",
        "{\"request_id\":\"r\"}",
        "{\"request_id\":\"r\",\"jobs\":null}",
        "{\"request_id\":\"r\",\"jobs\":{}}",
        "{\"request_id\":\"r\",\"jobs\":[]}",
        "{\"request_id\":7,\"jobs\":[]}",
        "{\"request_id\":\"r\",\"jobs\":[1]}",
        &both("\"job_id\":5", "\"job_id\":\"j\""),
        &both("\"job_id\":null", "\"job_id\":\"j\""),
        &both("\"job_id\":\"j\"", "\"error_msg\":\"only words\""),
        &both("\"job_id\":\"j\"", "\"job_id\":\"k\"").replace(P2, "somebody-else"),
        &both("\"job_id\":\"j\"", "\"job_id\":\"k\"").replace("\"r\"", "\"\""),
    ] {
        let error = refused(headed(200, body)).await;
        assert_eq!(
            (error.kind(), error.applied()),
            (ErrorKind::Malformed, Applied::Unknown),
            "{body}: {error}"
        );
        assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("R-7")), "{body}");
        assert!(!error.is_retryable(), "{body}");
        let excerpt = error.excerpt().unwrap_or_default();
        assert!(body.starts_with(excerpt) && excerpt.len() <= 200, "{body}: {excerpt}");
    }
}

#[tokio::test]
async fn an_answer_that_leaves_a_phone_out_keeps_the_others() {
    let body = format!(r#"{{"request_id":"r-9","jobs":[{{"phone_id":"{P1}","job_id":"j1"}}]}}"#);
    let error = refused(headed(200, &body)).await;
    assert!(error.message().contains(P2) && error.message().contains("r-9"), "{error}");
    let phones = &error.result().unwrap().phones;
    assert_eq!((phones[0].task_id.as_deref(), phones[0].outcome), (Some("j1"), Some(Outcome::Unknown)));
    assert_eq!((phones[1].task_id.as_deref(), phones[1].outcome), (None, Some(Outcome::Unknown)));
}

#[tokio::test]
async fn error_bodies_are_read_in_every_form_and_classed_by_code_first() {
    use Applied::{No, Unknown};
    let cases = [
        (
            400,
            r#"{"request_id":"b","error_code":"CPS.0004","error_msg":"m"}"#,
            ErrorKind::Rejected,
            No,
            "CPS.0004",
        ),
        (404, r#"{"error_code":"CPS.0005","error_msg":"m"}"#, ErrorKind::NotFound, No, "CPS.0005"),
        (400, r#"{"error_code":"CPS.0005"}"#, ErrorKind::NotFound, No, "CPS.0005"),
        (403, r#"{"error_code":"CPS.0006","error_msg":"m"}"#, ErrorKind::Account, No, "CPS.0006"),
        (400, r#"{"errorCode":"CPS.0141","errorMsg":"m"}"#, ErrorKind::Conflict, No, "CPS.0141"),
        (400, r#"{"code":"CPS.0001","message":"m"}"#, ErrorKind::PermissionDenied, No, "CPS.0001"),
        (400, r#"{"a":{"error_code":"CPS.0168","error_msg":"m"}}"#, ErrorKind::Rejected, No, "CPS.0168"),
        (
            401,
            r#"{"error":{"code":401,"message":"m","title":"Unauthorized"}}"#,
            ErrorKind::Authentication,
            No,
            "401",
        ),
        (401, r#"{"error_code":"APIGW.0301","error_msg":"m"}"#, ErrorKind::Authentication, No, "APIGW.0301"),
        (
            429,
            r#"{"error_code":"APIG.0308","error_msg":"limit:N,time:1 second"}"#,
            ErrorKind::Throttled,
            No,
            "APIG.0308",
        ),
        (429, r#"{"error_code":"Other.1","error_msg":"m"}"#, ErrorKind::Throttled, No, "Other.1"),
        (500, r#"{"error_code":"CPS.0042","error_msg":"m"}"#, ErrorKind::Busy, No, "CPS.0042"),
        (500, r#"{"error_code":"CPS.0003","error_msg":"m"}"#, ErrorKind::Server, Unknown, "CPS.0003"),
        (400, r#"{"error_code":"CPS.0003","error_msg":"m"}"#, ErrorKind::Server, Unknown, "CPS.0003"),
        (504, r#"{"error_code":"APIGW.0201","error_msg":"m"}"#, ErrorKind::Server, Unknown, "APIGW.0201"),
        (413, r#"{"error_code":"APIGW.0201","error_msg":"m"}"#, ErrorKind::Rejected, No, "APIGW.0201"),
        (500, r#"{"error_code":"CPS.0004","error_msg":"m"}"#, ErrorKind::Rejected, Unknown, "CPS.0004"),
        (503, r#"{"error_code":"CPS.9999","error_msg":"m"}"#, ErrorKind::Server, Unknown, "CPS.9999"),
        // A successful status over nothing but an error.
        (
            200,
            r#"{"request_id":"b","error_code":"CPS.0171","error_msg":"m"}"#,
            ErrorKind::Rejected,
            No,
            "CPS.0171",
        ),
        (200, r#"{"error_code":"CPS.9999","error_msg":"m"}"#, ErrorKind::Rejected, Unknown, "CPS.9999"),
    ];
    for (status, body, kind, applied, code) in cases {
        let error = refused(headed(status, body)).await;
        assert_eq!((error.kind(), error.applied()), (kind, applied), "{status} {body}: {error}");
        assert_eq!(error.vendor_code(), Some(code), "{body}");
        assert_eq!((error.http_status(), error.request_id()), (Some(status), Some("R-7")), "{body}");
    }
    let error = refused(Reply::json(400, r#"{"request_id":"in-body","error_code":"CPS.0004"}"#)).await;
    assert_eq!(error.request_id(), Some("in-body"));
}

#[tokio::test]
async fn what_no_vendor_wrote_is_not_taken_for_a_refusal() {
    for (status, body, kind) in [
        (502, "<html>Bad Gateway</html>", ErrorKind::Server),
        (403, "<html>Forbidden</html>", ErrorKind::Malformed),
        (400, "", ErrorKind::Malformed),
        (400, "[]", ErrorKind::Malformed),
        (400, r#"{"detail":"no"}"#, ErrorKind::Malformed),
        (400, r#"{"error_code":null}"#, ErrorKind::Malformed),
        (302, "", ErrorKind::Malformed),
        (307, r#"{"error_code":"CPS.0004","error_msg":"m"}"#, ErrorKind::Malformed),
    ] {
        let error = refused(headed(status, body)).await;
        assert_eq!((error.kind(), error.applied()), (kind, Applied::Unknown), "{status} {body}: {error}");
    }
}

#[tokio::test]
async fn broken_exchanges_say_whether_they_may_have_been_applied() {
    for (reply, kind, applied) in [
        (Reply::Failure(TransportFailure::Connect, "refused"), ErrorKind::Connect, Applied::No),
        (Reply::Failure(TransportFailure::Broken, "reset"), ErrorKind::Transport, Applied::Unknown),
        (Reply::Torn(200, b"{\"request_id\"".to_vec()), ErrorKind::Transport, Applied::Unknown),
        (Reply::Silence, ErrorKind::Timeout, Applied::Unknown),
    ] {
        let error = refused(reply).await;
        assert_eq!((error.kind(), error.applied()), (kind, applied), "{error}");
    }
    let world = TestWorld::new(1);
    world.network().reply(headed(200, &format!("{{\"pad\":\"{}\"}}", "x".repeat(4096))));
    let error = restore(&builder(&world).max_answer_bytes(1024).build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::TooLarge, Applied::Unknown));
    assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("R-7")));
}

#[tokio::test]
async fn throttling_says_how_long_to_wait_and_no_longer_than_the_cap() {
    let body = r#"{"error_code":"APIGW.0308","error_msg":"throttled"}"#;
    let reply = |seconds: &str| Reply::Answer(429, vec![("retry-after", seconds.to_owned())], body.into());
    for (reply, seconds) in [
        (Reply::json(429, body), 5),
        (reply("7"), 7),
        (reply("soon"), 5),
        (reply("-1"), 5),
        (reply("999999999"), 120),
    ] {
        let error = refused(reply).await;
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{error}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn jobs_that_are_not_visible_yet_may_be_asked_for_again() {
    let body = r#"{"error_code":"CPS.0050","error_msg":"none"}"#;
    for (appear_late, retryable) in [(true, true), (false, false)] {
        let world = TestWorld::new(1);
        world.network().reply(Reply::json(400, body));
        let settings = Settings { jobs_appear_late: appear_late, ..Settings::default() };
        let client = builder(&world).settings(settings).build().unwrap();
        let error = client.list_jobs(&ListJobsRequest::of_requests(["r"])).await.unwrap_err();
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::NotFound, retryable));
    }
    assert!(!refused(Reply::json(400, body)).await.is_retryable(), "only a list of jobs");
}

#[tokio::test]
async fn reads_refuse_answers_about_something_else_and_wrong_types() {
    let world = TestWorld::new(1);
    let client = client(&world);
    let read = async |body: &str, what: usize| {
        world.network().reply(headed(200, body));
        match what {
            0 => client.show_job(&ShowJobRequest::new("j")).await.map(|_| ()),
            1 => client.list_jobs(&ListJobsRequest::of_requests(["r"])).await.map(|_| ()),
            2 => client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.map(|_| ()),
            3 => client.show_cloud_phone_detail(&ShowCloudPhoneDetailRequest::new("p")).await.map(|_| ()),
            _ => client.list_cloud_phone_images(&ListCloudPhoneImagesRequest::default()).await.map(|_| ()),
        }
    };
    for (what, body) in [
        (0, r#"{"job_id":"other","status":2}"#),
        (0, r#"{"job_id":"j"}"#),
        (0, r#"{"job_id":"j","status":"2"}"#),
        (0, r#"{"job_id":"j","status":2.5}"#),
        (0, r#"{"status":2}"#),
        (1, "{}"),
        (1, r#"{"jobs":[{"status":2}]}"#),
        (1, r#"{"jobs":[{"job_id":"","status":2}]}"#),
        (1, r#"{"jobs":[{"job_id":"j"}]}"#),
        (2, "{}"),
        (2, r#"{"phones":[{"status":2}]}"#),
        (2, r#"{"phones":[{"phone_id":""}]}"#),
        (2, r#"{"count":"1","phones":[]}"#),
        (3, r#"{"phone_id":"q"}"#),
        (3, r#"{"phone_id":"p","status":"running"}"#),
        (4, r#"{"images":[]}"#),
        (4, r#"{"phone_images":[{"image_id":""}]}"#),
    ] {
        let error = read(body, what).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No), "{body}: {error}");
        assert_eq!(error.request_id(), Some("R-7"), "{body}");
    }
    for (what, body) in [
        (0, r#"{"job_id":"j","status":99}"#),
        (1, r#"{"jobs":[]}"#),
        (2, r#"{"phones":[]}"#),
        (3, r#"{"phone_id":"p"}"#),
    ] {
        assert!(read(body, what).await.is_ok(), "{body}");
    }
}

#[tokio::test]
async fn a_rule_that_is_skipped_does_not_make_an_answer_good() {
    let good = json!({"restore_infos": [{"phone_id": P1, "bucket_name": "B!", "object_path": "k"}]});
    let unreadable = json!({"restore_infos": [{"phone_id": P1, "new_field": 1}]});
    for params in [good, unreadable] {
        for body in [
            "{}",
            r#"{"jobs":[{"phone_id":"p","job_id":"j"}]}"#,
            r#"{"request_id":"r","jobs":[{"phone_id":"p"}]}"#,
        ] {
            let world = TestWorld::new(1);
            world.network().reply(headed(200, body));
            let error =
                support::skipping(&client(&world)).call("batch_restore", params.clone()).await.unwrap_err();
            assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{body}");
            assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("R-7")), "{body}");
        }
        let world = TestWorld::new(1);
        let body = format!(r#"{{"request_id":"r","jobs":[{{"phone_id":"{P1}","job_id":"j"}}]}}"#);
        world.network().reply(headed(200, &body));
        assert!(support::skipping(&client(&world)).call("batch_restore", params).await.is_ok());
    }
}

#[tokio::test]
async fn a_body_that_was_cut_off_still_tells_its_request_id() {
    let whole =
        format!(r#"{{"request_id":"in-body","jobs":[{{"phone_id":"{P1}","pad":"{}"}}]}}"#, "x".repeat(4096));
    let error = refused(Reply::json(200, &whole[..60])).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Malformed, Some("in-body")));
    let error = refused(Reply::Torn(200, whole.as_bytes()[..60].to_vec())).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Transport, Some("in-body")));
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, &whole));
    let error = restore(&builder(&world).max_answer_bytes(1024).build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::TooLarge, Some("in-body")));
    assert_eq!(error.excerpt(), Some(&whole[..200]));
}
