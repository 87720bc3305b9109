//! What the pipeline makes of every way an exchange can go, and whether it says rightly if anything was applied.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::time::Duration;

use async_trait::async_trait;
use phonevault_core::context::Context;
use phonevault_core::error::{Applied, Error, ErrorKind, Result};
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Answer, Classify, Limits, Pipeline, Refusal, Sign};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::{Endpoint, HttpRequest, Method, TransportFailure};

struct Stamp;

#[async_trait]
impl Sign for Stamp {
    async fn sign(&self, mut request: HttpRequest, context: &Context) -> Result<HttpRequest> {
        request.headers.set("x-nonce", context.random_hex());
        Ok(request)
    }
}

struct NoKeys;

#[async_trait]
impl Sign for NoKeys {
    async fn sign(&self, _request: HttpRequest, _context: &Context) -> Result<HttpRequest> {
        Err(Error::new(ErrorKind::Credentials, "no keys found"))
    }
}

/// A vendor whose error bodies are `{"code": "..."}`.
struct Vendor;

impl Classify for Vendor {
    fn request_id(&self, answer: &Answer) -> Option<String> {
        answer.headers.get("X-Request-Id").map(str::to_owned)
    }

    fn refusal(&self, _operation: &Operation, answer: &Answer) -> Option<Refusal> {
        let body: serde_json::Value = serde_json::from_slice(&answer.body).ok()?;
        let code = body.get("code")?.as_str()?.to_owned();
        let kind = match (&*code, answer.status) {
            ("Throttled", _) => ErrorKind::Throttled,
            ("Busy", _) => ErrorKind::Busy,
            (_, 500..) => ErrorKind::Server,
            _ => ErrorKind::Rejected,
        };
        let words = body.get("message").and_then(serde_json::Value::as_str).unwrap_or("no");
        Some(Refusal::new(kind, Some(code), words))
    }
}

fn request() -> HttpRequest {
    HttpRequest::new(Method::Post, Endpoint::parse("x", "http://127.0.0.1:9").unwrap(), "/")
}

async fn call(operation: &Operation, reply: Reply) -> Result<Answer> {
    let world = TestWorld::new(1);
    world.network().reply(reply);
    let limits = Limits { max_answer_bytes: 64, ..Limits::default() };
    let outcome = Pipeline::new(world.context(), limits).execute(operation, request(), &Stamp, &Vendor).await;
    assert_eq!(world.network().requests().len(), 1, "one call is one request");
    outcome
}

fn html(status: u16) -> Reply {
    Reply::Answer(status, vec![("x-request-id", "R-7".to_owned())], b"<html>Bad Gateway</html>".to_vec())
}

#[tokio::test]
async fn every_failure_has_its_kind_and_says_whether_it_was_applied() {
    use Applied::{No, Unknown};
    let cases: Vec<(&str, Reply, ErrorKind, Applied)> = vec![
        ("refused", Reply::Failure(TransportFailure::Connect, "refused"), ErrorKind::Connect, No),
        ("handshake", Reply::Failure(TransportFailure::Tls, "bad certificate"), ErrorKind::Tls, No),
        ("unusable", Reply::Failure(TransportFailure::Unusable, "no TLS"), ErrorKind::Configuration, No),
        ("reset", Reply::Failure(TransportFailure::Broken, "reset"), ErrorKind::Transport, Unknown),
        ("torn 200", Reply::Torn(200, b"{\"a\":".to_vec()), ErrorKind::Transport, Unknown),
        ("torn 400", Reply::Torn(400, b"{\"a\":".to_vec()), ErrorKind::Transport, Unknown),
        ("silence", Reply::Silence, ErrorKind::Timeout, Unknown),
        ("vendor 4xx", Reply::json(400, r#"{"code":"Bad"}"#), ErrorKind::Rejected, No),
        ("throttled", Reply::json(429, r#"{"code":"Throttled"}"#), ErrorKind::Throttled, No),
        ("busy", Reply::json(503, r#"{"code":"Busy"}"#), ErrorKind::Busy, No),
        ("vendor 5xx", Reply::json(500, r#"{"code":"Oops"}"#), ErrorKind::Server, Unknown),
        ("gateway html", html(502), ErrorKind::Server, Unknown),
        ("proxy html 4xx", html(403), ErrorKind::Malformed, Unknown),
        ("redirect", html(302), ErrorKind::Malformed, Unknown),
        ("too large", Reply::json(200, &"x".repeat(65)), ErrorKind::TooLarge, Unknown),
    ];
    for (name, reply, kind, applied) in cases {
        let change = call(&Operation::mutation("BackupApp", "cloud"), reply.clone()).await.unwrap_err();
        assert_eq!((change.kind(), change.applied()), (kind, applied), "{name}: {change}");
        let read = call(&Operation::read("DescribeTasks", "cloud"), reply).await.unwrap_err();
        assert_eq!((read.kind(), read.applied()), (kind, No), "{name}: {read}");
        assert_eq!(read.operation(), Some("DescribeTasks"), "{name}");
    }
}

#[tokio::test]
async fn an_answer_nobody_understands_keeps_status_request_id_and_an_excerpt() {
    let error = call(&Operation::mutation("BackupApp", "cloud"), html(502)).await.unwrap_err();
    assert_eq!((error.http_status(), error.request_id()), (Some(502), Some("R-7")));
    assert_eq!(error.excerpt(), Some("<html>Bad Gateway</html>"));
    let secret = Operation::mutation("AssumeRole", "cloud").sensitive();
    assert_eq!(call(&secret, html(502)).await.unwrap_err().excerpt(), None);
}

#[tokio::test]
async fn a_success_is_decoded_or_is_an_error() {
    let operation = Operation::mutation("BackupApp", "cloud");
    let answer = call(&operation, Reply::json(200, r#"{"a":1}"#)).await.unwrap();
    let decoded: std::collections::BTreeMap<String, i64> = answer.decode(&operation).unwrap();
    assert_eq!(decoded["a"], 1);
    for body in ["", "<html>", "{\"a\":", "[]", "{\"a\":\"1\"}"] {
        let answer = call(&operation, Reply::json(200, body)).await.unwrap();
        let error = answer.decode::<std::collections::BTreeMap<String, i64>>(&operation).unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::Unknown), "{body}");
        assert_eq!(error.http_status(), Some(200), "{body}");
    }
}

#[tokio::test]
async fn without_keys_nothing_is_sent() {
    let world = TestWorld::new(1);
    let operation = Operation::mutation("BackupApp", "cloud");
    let pipeline = Pipeline::new(world.context(), Limits::default());
    let error = pipeline.execute(&operation, request(), &NoKeys, &Vendor).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Credentials, Applied::No));
    assert_eq!(error.operation(), Some("BackupApp"));
    assert!(world.network().requests().is_empty());
}

#[tokio::test]
async fn an_object_is_streamed_and_a_stalled_or_torn_body_is_an_error() {
    let operation = Operation::read("GetObject", "cloud");
    let world = TestWorld::new(1);
    world.network().reply(Reply::Answer(206, vec![], b"bytes".to_vec()));
    world.network().reply(Reply::Torn(200, b"byt".to_vec()));
    world.network().reply(Reply::json(404, r#"{"code":"NoSuchKey"}"#));
    let limits = Limits { timeout: Duration::from_secs(5), max_answer_bytes: 64 };
    let pipeline = Pipeline::new(world.context(), limits);
    let mut whole = pipeline.open(&operation, request(), &Stamp, &Vendor).await.unwrap();
    assert_eq!(whole.status, 206);
    assert_eq!(whole.chunk().await.unwrap(), Some(b"bytes".to_vec()));
    assert_eq!(whole.chunk().await.unwrap(), None);
    let mut torn = pipeline.open(&operation, request(), &Stamp, &Vendor).await.unwrap();
    assert_eq!(torn.chunk().await.unwrap(), Some(b"byt".to_vec()));
    assert_eq!(torn.chunk().await.unwrap_err().kind(), ErrorKind::Transport);
    let missing = pipeline.open(&operation, request(), &Stamp, &Vendor).await.unwrap_err();
    assert_eq!(missing.vendor_code(), Some("NoSuchKey"));
}

/// Signs with a session token, as temporary keys do.
struct Temporary;

const TOKEN: &str = "STS-hush-0123456789/+==";

#[async_trait]
impl Sign for Temporary {
    async fn sign(&self, mut request: HttpRequest, _context: &Context) -> Result<HttpRequest> {
        request.headers.set("x-some-security-token", TOKEN);
        request
            .headers
            .set("authorization", "ALG Credential=AK,SignedHeaders=host,Signature=0123456789abcdef");
        Ok(request)
    }
}

#[tokio::test]
async fn an_answer_that_repeats_the_request_does_not_bring_its_secrets_into_an_error() {
    let echo = format!("canonical: x-some-security-token:{TOKEN} signature 0123456789abcdef");
    let cut = format!("{}{}", "x".repeat(180), &echo[11..]);
    let torn = format!("x-some-security-token:{}", &TOKEN[..12]);
    let operation = Operation::mutation("BackupApp", "cloud");
    let quoted = serde_json::json!({"code": "BadSignature", "message": echo}).to_string();
    for reply in [
        Reply::json(403, &quoted),
        Reply::json(403, &serde_json::json!({"code": echo}).to_string()),
        Reply::Answer(502, vec![("x-request-id", TOKEN.to_owned())], echo.clone().into_bytes()),
        Reply::Answer(400, vec![], cut.into_bytes()),
        Reply::Torn(200, torn.into_bytes()),
    ] {
        let world = TestWorld::new(1);
        world.network().reply(reply.clone());
        let pipeline = Pipeline::new(world.context(), Limits::default());
        let error = pipeline.execute(&operation, request(), &Temporary, &Vendor).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", error.excerpt());
        assert!(!shown.contains("hush") && !shown.contains("0123456789abcdef"), "{reply:?}: {shown}");
    }
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, &serde_json::json!({"a": TOKEN}).to_string()));
    let pipeline = Pipeline::new(world.context(), Limits::default());
    let answer = pipeline.execute(&operation, request(), &Temporary, &Vendor).await.unwrap();
    let error = answer.decode::<std::collections::BTreeMap<String, i64>>(&operation).unwrap_err();
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn what_a_sensitive_answer_holds_is_not_told_by_the_words_about_it() {
    let operation = Operation::mutation("CreateKeyPair", "cloud").sensitive();
    let answer = call(&operation, Reply::json(200, r#"{"a":"hush-private-key"}"#)).await.unwrap();
    let error = answer.decode::<std::collections::BTreeMap<String, i64>>(&operation).unwrap_err();
    assert!(!format!("{error:?}").contains("hush") && error.message().contains("line 1"), "{error:?}");
}

#[tokio::test]
async fn an_answer_over_the_cap_keeps_its_beginning_and_long_words_are_cut() {
    let operation = Operation::read("DescribeTasks", "cloud");
    let body = format!("{{\"RequestId\" : \"R-8\", \"pad\": \"{}\"}}", "x".repeat(100));
    let error = call(&operation, Reply::json(200, &body)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.excerpt(), Some(&body[..64]));
    let answer = call(&operation, Reply::json(200, &body[..30])).await.unwrap();
    assert_eq!(answer.spotted(&["requestId", "RequestId"]).as_deref(), Some("R-8"));
    assert_eq!(answer.spotted(&["request", "pad"]), None);
}
