//! What the signer refuses, what it leaves on the wire, and what nobody may see.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::sync::Arc;

use phonevault_core::credentials::Keys;
use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::timestamp;
use phonevault_core::transport::{Endpoint, HttpRequest, Method};
use phonevault_huawei::models::ShowJobRequest;
use phonevault_huawei::{Client, sign};
use serde_json::{Value, json};
use support::{PROJECT, SECRET, builder, client};

fn request(path: &str, headers: &[(&str, &str)]) -> HttpRequest {
    let endpoint = Endpoint::parse("x", "http://127.0.0.1:18080").unwrap();
    let mut request = HttpRequest::new(Method::Get, endpoint, path);
    for (name, value) in headers {
        request.headers.append(name, *value);
    }
    request
}

#[test]
fn what_http_would_carry_otherwise_than_signed_is_refused_without_its_value() {
    let keys = Keys::new("AK", "SK");
    let now = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    for bad in [
        request("/a/../b", &[]),
        request("/a/%2e%2E/b", &[]),
        request("/.", &[]),
        request("/a", &[("x-a", "hidden\r\nx-b: 1")]),
        request("/a", &[("x-a", "hidden\u{e9}")]),
        request("/a", &[("x a", "hidden")]),
        request("/a", &[("x-a", "hidden"), ("X-A", "hidden2")]),
    ] {
        let error = sign(&bad, &keys, now).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
    let error = sign(&request("/a", &[]), &Keys::new("AK\n", "SK"), now).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

#[test]
fn what_is_sent_is_what_was_signed() {
    let now = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    let mut raw = request("/v1/a b//ä%zz%2f", &[]);
    raw.query = "b=%7E&a=x+y&a=&b=1".to_owned();
    let signed = sign(&raw, &Keys::new("AK", "SK"), now).unwrap();
    assert_eq!(signed.request.path, "/v1/a%20b//%C3%A4%25zz%2F");
    assert_eq!(signed.request.query, "a=&a=x%2By&b=1&b=~");
    let mut lines = signed.canonical_request.lines();
    assert_eq!(lines.next(), Some("GET"));
    assert_eq!(lines.next(), Some("/v1/a%20b//%C3%A4%25zz%2F/"));
    assert_eq!(lines.next(), Some("a=&a=x%2By&b=1&b=~"));
    // Signing what was signed before gives the same: date and host are replaced, not doubled.
    assert_eq!(sign(&signed.request, &Keys::new("AK", "SK"), now).unwrap().signature, signed.signature);
}

#[tokio::test]
async fn a_dry_run_prints_the_signed_request_and_sends_nothing() {
    let world = TestWorld::new(1);
    let at = timestamp::parse_rfc3339("2026-05-06T07:08:09Z");
    let params = json!({"restore_infos": [
        {"phone_id": "p", "bucket_name": "acme-phone-backups", "object_path": "nightly/p01.tar"}]});
    let request = client(&world).dry_run("batch_restore", params.clone(), at, Some("ignored")).await.unwrap();
    assert!(world.network().requests().is_empty());
    assert_eq!(
        request.url(),
        format!("https://cph.cn-north-4.myhuaweicloud.com/v1/{PROJECT}/cloud-phone/phones/batch-restore")
    );
    assert_eq!(request.headers.get("x-sdk-date"), Some("20260506T070809Z"));
    let authorization = request.headers.get("authorization").unwrap();
    assert!(
        authorization.starts_with(
            "SDK-HMAC-SHA256 Access=AKEXAMPLE0000000TEST, \
             SignedHeaders=content-type;host;user-agent;x-project-id;x-sdk-date, Signature="
        ),
        "{authorization}"
    );
    assert_eq!(serde_json::from_slice::<Value>(&request.body).unwrap(), params);
    let again = client(&world).dry_run("BatchImportCloudPhoneData", params, at, None).await.unwrap();
    assert_eq!(again.headers.get("authorization"), request.headers.get("authorization"));
}

#[tokio::test]
async fn every_call_carries_the_signed_headers_the_vendors_client_carries() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, r#"{"job_id":"j","status":2}"#));
    let keys = Keys::new("AK", SECRET).with_security_token("STStokenEXAMPLE==");
    let client = builder(&world).keys(Arc::new(keys)).build().unwrap();
    client.show_job(&ShowJobRequest::new("j")).await.unwrap();
    let request = &world.network().requests()[0];
    let header = |name| request.headers.get(name).unwrap();
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("host"), "cph.cn-north-4.myhuaweicloud.com");
    assert_eq!(header("x-project-id"), PROJECT);
    assert_eq!(header("x-security-token"), "STStokenEXAMPLE==");
    assert_eq!(header("user-agent"), concat!("phonevault/", env!("CARGO_PKG_VERSION")));
    assert!(
        header("authorization")
            .contains("SignedHeaders=content-type;host;user-agent;x-project-id;x-sdk-date;x-security-token,")
    );
}

#[tokio::test]
async fn a_token_is_carried_instead_of_a_signature() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, r#"{"job_id":"j","status":2}"#));
    let token = "MIIsecrettoken";
    let client = builder(&world).token(token).build().unwrap();
    client.show_job(&ShowJobRequest::new("j")).await.unwrap();
    let request = &world.network().requests()[0];
    assert_eq!(request.headers.get("x-auth-token"), Some(token));
    assert_eq!(request.headers.get("authorization"), None);
    assert_eq!(request.headers.get("x-project-id"), Some(PROJECT));
    let error =
        builder(&world).token("").build().unwrap().show_job(&ShowJobRequest::new("j")).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Credentials, Applied::No));
    let error =
        builder(&world).token("a\nb").build().unwrap().show_job(&ShowJobRequest::new("j")).await.unwrap_err();
    assert!(!format!("{error:?}").contains("a\\nb"), "{error:?}");
}

#[tokio::test]
async fn keys_come_from_the_environment_and_their_absence_names_the_variables() {
    let world = TestWorld::new(1);
    let client = Client::builder("cn-north-4").project_id("p").context(world.context()).build().unwrap();
    let error = client.show_job(&ShowJobRequest::new("j")).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Credentials, Applied::No));
    assert!(error.message().contains("HUAWEICLOUD_SDK_AK"), "{error}");
    assert!(world.network().requests().is_empty());
    world.set_variable("HUAWEICLOUD_SDK_AK", "AKENV");
    world.set_variable("HUAWEICLOUD_SDK_SK", SECRET);
    world.set_variable("HUAWEICLOUD_SDK_SECURITY_TOKEN", "T");
    world.network().reply(Reply::json(200, r#"{"job_id":"j","status":2}"#));
    client.show_job(&ShowJobRequest::new("j")).await.unwrap();
    let request = &world.network().requests()[0];
    assert!(request.headers.get("authorization").unwrap().contains("Access=AKENV,"));
    assert_eq!(request.headers.get("x-security-token"), Some("T"));
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(401, r#"{"error_code":"APIGW.0301","error_msg":"wrong"}"#));
    let keys = Keys::new("AK", SECRET).with_security_token("STStokenEXAMPLE==");
    let builder = builder(&world).keys(Arc::new(keys.clone()));
    let with_token = builder.clone().token("MIIsecrettoken");
    let mut shown = format!("{builder:?} {with_token:?} {keys:?}");
    let client = builder.build().unwrap();
    let error = client.show_job(&ShowJobRequest::new("j")).await.unwrap_err();
    let prepared = client.dry_run("ShowJob", json!({"job_id": "j"}), None, None).await.unwrap();
    let signed = sign(&prepared, &keys, timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap()).unwrap();
    shown +=
        &format!("{client:?} {:?} {error:?} {error} {prepared:?} {signed:?}", with_token.build().unwrap());
    for secret in [SECRET, "STStokenEXAMPLE", "MIIsecrettoken", &*signed.signature] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn a_gateway_that_repeats_the_request_shows_no_secret_and_empty_keys_sign_nothing() {
    let token = "STStokenEXAMPLE==";
    let world = TestWorld::new(1);
    let message = format!("verify failed, x-security-token:{token}");
    let body = json!({"error_code": "APIGW.0301", "error_msg": message}).to_string();
    world.network().reply(Reply::json(401, &body));
    let keys = Keys::new("AK", SECRET).with_security_token(token);
    let temporary = builder(&world).keys(Arc::new(keys)).build().unwrap();
    let error = temporary.show_job(&ShowJobRequest::new("j")).await.unwrap_err();
    assert!(error.message().contains("verify failed") && !format!("{error:?}").contains(token), "{error:?}");
    for keys in [Keys::new("", "SK"), Keys::new("AK", "")] {
        let world = TestWorld::new(1);
        let client = builder(&world).keys(Arc::new(keys)).build().unwrap();
        let error = client.show_job(&ShowJobRequest::new("j")).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Credentials, Applied::No));
        assert!(client.dry_run("ShowJob", json!({"job_id": "j"}), None, None).await.is_err());
        assert!(world.network().requests().is_empty());
    }
}
