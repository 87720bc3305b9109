//! Temporary keys: the exact requests, signed the older way or not at all, and no secret in any text.

use std::sync::Arc;

use phonevault_alibaba::models::{AssumeRoleRequest, AssumeRoleResponse, AssumeRoleWithOidcRequest};
use phonevault_alibaba::{CallOptions, Client};
use phonevault_core::credentials::Keys;
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::{Method, TransportFailure};
use phonevault_core::{Applied, ErrorKind, timestamp};
use serde_json::{Value, json};

use crate::bad_input::refused;
use crate::bench::{Bench, decoded};

const ROLE: &str = "acs:ram::1234567890123456:role/ecp-backup";
const PROVIDER: &str = "acs:ram::1234567890123456:oidc-provider/idp";
const TOKEN: &str = "ey.hush-oidc/+=";

fn keys() -> Value {
    json!({
        "RequestId": "R-1", "AssumedRoleUser": {"Arn": "acs:ram::1:role/r/s", "AssumedRoleId": "3:s"},
        "Credentials": {
            "AccessKeyId": "STS.EXAMPLE", "AccessKeySecret": "hush-secret", "SecurityToken": "CAIS-hush+/==",
            "Expiration": "2026-01-02T04:04:05Z", "Later": "hush-later",
        },
    })
}

fn role() -> AssumeRoleRequest {
    AssumeRoleRequest::new(ROLE, "ecp-session")
}

fn with_token() -> AssumeRoleWithOidcRequest {
    AssumeRoleWithOidcRequest::new(PROVIDER, TOKEN, ROLE, "ecp-session")
}

/// Everything about the only request but what each attempt has anew.
fn only(bench: &Bench) -> String {
    let requests = bench.requests();
    assert_eq!(requests.len(), 1);
    let sent = &requests[0];
    assert_eq!((sent.method, &*sent.path, sent.body.len()), (Method::Get, "/", 0));
    assert_eq!(sent.headers.get("authorization"), None);
    assert_eq!(sent.headers.get("accept"), Some("application/json"));
    let anew = ["Signature=", "SignatureNonce="];
    let kept = |part: &&str| !anew.iter().any(|name| part.starts_with(name));
    decoded(&sent.query.split('&').filter(kept).collect::<Vec<_>>().join("&"))
}

#[tokio::test]
async fn assume_role_is_signed_in_the_query() {
    let bench = Bench::answering(&[keys()]);
    let request = AssumeRoleRequest {
        duration_seconds: Some(900),
        external_id: Some("partner-1".into()),
        policy: Some("{\"Version\":\"1\"}".into()),
        source_identity: Some("ann".into()),
        ..role()
    };
    let answer = bench.client.assume_role(&request).await.unwrap();
    assert_eq!(
        only(&bench),
        format!(
            "AccessKeyId=LTAI-EXAMPLE&Action=AssumeRole&DurationSeconds=900&ExternalId=partner-1&Format=JSON&\
             Policy={{\"Version\":\"1\"}}&RoleArn={ROLE}&RoleSessionName=ecp-session&SignatureMethod=HMAC-SHA1&\
             SignatureVersion=1.0&SourceIdentity=ann&Timestamp=2026-01-02T03:04:05Z&Version=2015-04-01"
        )
    );
    assert_eq!(bench.requests()[0].endpoint.to_string(), "https://sts.aliyuncs.com");
    assert!(
        bench.requests()[0].query.contains("&Signature=")
            && bench.requests()[0].query.contains("SignatureNonce=")
    );
    assert_eq!(answer.credentials.expires(), timestamp::parse_rfc3339("2026-01-02T04:04:05Z"));
    assert_eq!(answer.assumed_role_user.unwrap().assumed_role_id.as_deref(), Some("3:s"));
}

#[tokio::test]
async fn the_whole_signature_is_that_of_the_reference() {
    let keys = Keys::new("LTAI-EXAMPLE-KEY-ID", "ExampleSecretForVectors0001");
    let bench = Bench::with(|builder| builder.keys(Arc::new(keys)));
    let params = json!({"RoleArn": ROLE, "RoleSessionName": "ecp-session", "DurationSeconds": 900});
    let at = timestamp::parse_rfc3339("2026-03-01T08:00:00Z");
    let nonce = Some("44444444-4444-4444-4444-444444444444");
    let sent = bench.client.dry_run("AssumeRole", params, at, nonce).await.unwrap();
    assert!(sent.query.ends_with("&Signature=9GGswdQKGquzi2AZANPONS2AunI%3D"), "{}", sent.query);
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn a_token_needs_neither_keys_nor_a_signature() {
    let world = TestWorld::new(7);
    let client = Client::builder("cn-shanghai")
        .endpoint("alibaba_sts", "http://127.0.0.1:7004")
        .context(world.context())
        .build()
        .unwrap();
    assert_eq!(client.assume_role(&role()).await.unwrap_err().kind(), ErrorKind::Credentials);
    let mut body = keys();
    body["OIDCTokenInfo"] = json!({"Subject": "me", "ClientIds": "a,b", "New": 1});
    world.network().reply(Reply::json(200, &body.to_string()));
    let answer = client.assume_role_with_oidc(&with_token()).await.unwrap();
    let sent = &world.network().requests()[0];
    assert_eq!(
        decoded(&sent.query),
        format!(
            "Action=AssumeRoleWithOIDC&Format=JSON&OIDCProviderArn={PROVIDER}&OIDCToken={TOKEN}&RoleArn={ROLE}&\
             RoleSessionName=ecp-session&Timestamp=2026-01-02T03:04:05Z&Version=2015-04-01"
        )
    );
    assert_eq!((sent.method, sent.endpoint.to_string()), (Method::Get, "http://127.0.0.1:7004".to_owned()));
    assert_eq!(answer.oidc_token_info.unwrap().client_ids.as_deref(), Some("a,b"));
    let params = serde_json::to_value(with_token()).unwrap();
    let dry = client.dry_run("assume_role_with_oidc", params, None, None).await.unwrap();
    assert!(dry == *sent);
}

#[tokio::test]
async fn the_keys_sign_requests_of_phones_with_their_token() {
    let bench = Bench::answering(&[keys()]);
    let temporary = bench.client.assume_role(&role()).await.unwrap().credentials.keys();
    let bench = Bench::with(|builder| builder.keys(Arc::new(temporary)));
    let sent = bench.client.dry_run("DescribeRegions", json!({}), None, Some("n")).await.unwrap();
    assert_eq!(sent.headers.get("x-acs-security-token"), Some("CAIS-hush+/=="));
    assert_eq!(sent.headers.get("x-acs-accesskey-id"), Some("STS.EXAMPLE"));
    let authorization = sent.headers.get("authorization").unwrap();
    assert!(
        authorization.contains("Credential=STS.EXAMPLE,") && authorization.contains("x-acs-security-token")
    );
    // A role may be taken on with temporary keys too.
    bench.reply(Reply::json(200, &keys().to_string()));
    bench.client.assume_role(&role()).await.unwrap();
    assert!(only(&bench).contains("&SecurityToken=CAIS-hush+/==&"));
}

#[tokio::test]
async fn no_text_shows_a_secret() {
    let bench = Bench::answering(&[keys(), keys()]);
    let first = bench.client.assume_role(&role()).await.unwrap();
    let second = bench.client.assume_role_with_oidc(&with_token()).await.unwrap();
    let shown = format!("{first:?} {second:?} {:?} {:?}", with_token(), first.credentials.keys());
    assert!(shown.contains("STS.EXAMPLE") && shown.contains("Later") && !shown.contains("hush"), "{shown}");
    // Written out they are whole, for whoever asked for them.
    let written = serde_json::to_value(&first).unwrap();
    assert_eq!(written["Credentials"]["AccessKeySecret"], "hush-secret");
    assert_eq!(serde_json::from_value::<AssumeRoleResponse>(written).unwrap(), first);

    for (reply, kind) in [
        (Reply::json(200, "hush-secret"), ErrorKind::Malformed),
        (Reply::json(200, r#"{"Credentials":{"AccessKeySecret":["hush"]}}"#), ErrorKind::Malformed),
        (Reply::json(200, r#"{"Credentials":"hush"}"#), ErrorKind::Malformed),
        (Reply::json(502, "<html>hush</html>"), ErrorKind::Server),
        (
            Reply::json(
                400,
                &json!({"Code": "InvalidParameter.OIDCToken", "Message": format!("{TOKEN} is bad")})
                    .to_string(),
            ),
            ErrorKind::Rejected,
        ),
        (Reply::Torn(200, b"{\"Credentials\":{\"AccessKeySecret\":\"hush".to_vec()), ErrorKind::Transport),
    ] {
        let bench = Bench::new();
        bench.reply(reply);
        let error = bench.client.assume_role_with_oidc(&with_token()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (kind, Applied::No), "{error}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
        assert_eq!((error.operation(), error.cloud()), (Some("AssumeRoleWithOIDC"), Some("alibaba")));
    }
}

#[tokio::test]
async fn keys_with_a_part_missing_are_none() {
    for part in ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"] {
        for wrong in [Value::Null, json!("")] {
            let mut body = keys();
            body["Credentials"][part] = wrong;
            let bench = Bench::answering(&[body.clone(), body]);
            for error in [
                bench.client.assume_role(&role()).await.unwrap_err(),
                bench.client.assume_role_with_oidc(&with_token()).await.unwrap_err(),
            ] {
                assert_eq!(error.kind(), ErrorKind::Malformed, "{part}: {error}");
            }
        }
    }
    let mut body = keys();
    body["Credentials"]["Expiration"] = json!("soon");
    let bench = Bench::answering(&[body]);
    let error = bench.client.assume_role(&role()).await.unwrap_err();
    assert!(error.message().contains("Credentials.Expiration"), "{error}");
    let mut nameless = keys();
    nameless.as_object_mut().unwrap().remove("RequestId");
    let bench = Bench::answering(&[nameless.clone(), nameless]);
    assert_eq!(bench.client.assume_role(&role()).await.unwrap().request_id, None);
    let params = serde_json::to_value(role()).unwrap();
    let whole = bench.client.call("AssumeRole", params).await.unwrap();
    assert_eq!(whole["Credentials"]["AccessKeyId"], "STS.EXAMPLE");
}

#[tokio::test]
async fn refusals_are_typed_and_a_lost_answer_may_be_asked_for_again() {
    for (status, code, kind, retryable) in [
        (403, "NoPermission", ErrorKind::PermissionDenied, false),
        (404, "EntityNotExist.Role", ErrorKind::NotFound, false),
        (400, "SignatureDoesNotMatch", ErrorKind::Authentication, false),
        (400, "AuthenticationFail.OIDCToken.Expired", ErrorKind::Authentication, false),
        (400, "Throttling.User", ErrorKind::Throttled, true),
        (500, "InternalError", ErrorKind::Server, true),
    ] {
        let bench = Bench::new();
        let body =
            json!({"RequestId": "R-9", "HostId": "sts.aliyuncs.com", "Code": code, "Message": "words"});
        bench.reply(Reply::json(status, &body.to_string()));
        let error = bench.client.assume_role(&role()).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.is_retryable(), error.applied()),
            (kind, retryable, Applied::No),
            "{error}"
        );
        assert_eq!((error.vendor_code(), error.request_id()), (Some(code), Some("R-9")));
    }
    let bench = Bench::new();
    bench.reply(Reply::Failure(TransportFailure::Broken, "reset"));
    let error = bench.client.assume_role(&role()).await.unwrap_err();
    assert!(error.is_retryable() && error.applied() == Applied::No, "{error}");
    // Each attempt has its own nonce.
    let bench = Bench::answering(&[keys(), keys()]);
    for _ in 0..2 {
        bench.client.assume_role(&role()).await.unwrap();
    }
    assert_ne!(bench.requests()[0].query, bench.requests()[1].query);
}

#[tokio::test]
async fn requests_that_cannot_be_meant_are_refused() {
    let long = "x".repeat(65);
    let policy = "x".repeat(2049);
    let outsider = "x".repeat(1225);
    let common = [
        ("RoleArn", Value::Null),
        ("RoleArn", json!("ecp-backup")),
        ("RoleArn", json!("acs:ram::1:user/ann")),
        ("RoleArn", json!("acs:ram::1:role/")),
        ("RoleSessionName", Value::Null),
        ("RoleSessionName", json!("x")),
        ("RoleSessionName", json!(long)),
        ("RoleSessionName", json!("a b")),
        ("DurationSeconds", json!(899)),
        ("Policy", json!("")),
        ("Policy", json!(policy)),
    ];
    for (operation, good) in [
        ("AssumeRole", serde_json::to_value(role()).unwrap()),
        ("AssumeRoleWithOIDC", serde_json::to_value(with_token()).unwrap()),
    ] {
        for (field, value) in &common {
            let mut params = good.clone();
            params[*field] = value.clone();
            refused(operation, params, field).await;
        }
    }
    let with = |mut good: Value, field: &str, value: Value| {
        good[field] = value;
        good
    };
    for id in ["x", "a b", &*outsider] {
        let params = with(serde_json::to_value(role()).unwrap(), "ExternalId", json!(id));
        refused("AssumeRole", params, "ExternalId").await;
    }
    for (field, value) in [
        ("OIDCProviderArn", json!("")),
        ("OIDCToken", Value::Null),
        ("OIDCToken", json!("abc")),
        ("OIDCToken", json!("hush".repeat(5001))),
    ] {
        let params = with(serde_json::to_value(with_token()).unwrap(), field, value);
        let text = refused("AssumeRoleWithOIDC", params, field).await;
        assert!(!text.contains("hush"), "{text}");
    }
    let bench = Bench::answering(&[keys()]);
    for (field, value) in
        [("OIDCToken", json!({"hush": 1})), ("DurationSeconds", json!("hush-at-a-wrong-place"))]
    {
        let params = with(serde_json::to_value(with_token()).unwrap(), field, value);
        let error = bench.client.call("AssumeRoleWithOIDC", params).await.unwrap_err();
        assert!(error.violations()[0].field == field && !format!("{error:?}").contains("hush"), "{error:?}");
    }
    // Nobody can pretend to be another operation.
    let open = bench.client.with_options(CallOptions { skip_rules: true, timeout: None });
    open.call("AssumeRole", json!({"Action": "DeleteUser", "Version": "1"})).await.unwrap();
    assert!(only(&bench).contains("Action=AssumeRole&") && only(&bench).contains("Version=2015-04-01"));
}

/// The service answers a wrong signature with what it signed itself: the parameters, encoded twice.
#[tokio::test]
async fn a_refused_signature_does_not_show_the_token_that_was_signed() {
    let keys = Keys::new("STS.EXAMPLE", "secret").with_security_token("CAIS+hush/hush==");
    let bench = Bench::with(|builder| builder.keys(Arc::new(keys)));
    let echo =
        "server string to sign is:GET&%2F&SecurityToken%3DCAIS%252Bhush%252Fhush%253D%253D%26Version%3D1";
    let body = json!({"RequestId": "R", "Code": "SignatureDoesNotMatch", "Message": echo});
    bench.reply(Reply::json(400, &body.to_string()));
    let error = bench.client.assume_role(&role()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
}
