//! Every signing vector of the repository. Adding a case needs no code.

use std::fs;
use std::path::Path;

use phonevault_alibaba::{encode_query, sign, sign_rpc};
use phonevault_core::credentials::Keys;
use phonevault_core::signing::Signed;
use phonevault_core::timestamp;
use phonevault_core::transport::{Endpoint, HttpRequest, Method};
use serde_json::Value;

/// One of the two signatures.
type Signer = fn(&HttpRequest, &Keys, std::time::SystemTime, &str) -> phonevault_core::Result<Signed>;

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer}"))
}

fn pairs(value: &Value, pointer: &str) -> Vec<(String, String)> {
    let list = value.pointer(pointer).and_then(Value::as_array).unwrap();
    let item = |pair: &Value, at: usize| pair[at].as_str().unwrap().to_owned();
    list.iter().map(|pair| (item(pair, 0), item(pair, 1))).collect()
}

fn read(directory: &Path, file: &str) -> String {
    fs::read_to_string(directory.join(file)).unwrap()
}

fn signed(directory: &Path, signer: Signer) -> (Value, Signed) {
    let name = directory.display();
    let case: Value = serde_json::from_str(&read(directory, "case.json")).unwrap();
    let method = match text(&case, "/request/method") {
        "GET" => Method::Get,
        "POST" => Method::Post,
        other => panic!("{name}: method {other}"),
    };
    let host = format!("{}://{}", text(&case, "/request/scheme"), text(&case, "/request/host"));
    let endpoint = Endpoint::parse("vector", &host).unwrap();
    let mut request = HttpRequest::new(method, endpoint, text(&case, "/request/path"));
    let query = pairs(&case, "/request/query");
    request.query = encode_query(query.iter().map(|(name, value)| (&**name, &**value)));
    request.body = text(&case, "/request/body").into();
    for (name, value) in pairs(&case, "/request/headers") {
        request.headers.append(&name, value);
    }
    let mut keys = Keys::new(text(&case, "/credentials/access_key"), text(&case, "/credentials/secret_key"));
    if let Some(token) = case.pointer("/credentials/security_token").and_then(Value::as_str) {
        keys = keys.with_security_token(token);
    }
    let time = timestamp::parse_rfc3339(text(&case, "/time")).unwrap();
    let signed = signer(&request, &keys, time, text(&case, "/nonce")).unwrap();
    (case, signed)
}

fn check(directory: &Path) {
    let name = directory.display();
    let (case, signed) = signed(directory, sign);
    assert_eq!(signed.canonical_request, read(directory, "canonical-request.txt"), "{name}");
    assert_eq!(signed.string_to_sign, read(directory, "string-to-sign.txt"), "{name}");
    assert_eq!(signed.signed_headers, text(&case, "/expect/signed_headers"), "{name}");
    assert_eq!(signed.signature, text(&case, "/expect/signature"), "{name}");
    assert!(signed.string_to_sign.ends_with(text(&case, "/expect/string_to_sign_hash")), "{name}");
    assert_eq!(
        signed.request.headers.get("authorization"),
        Some(text(&case, "/expect/authorization")),
        "{name}"
    );
}

#[test]
fn every_vector_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/signing/acs3-hmac-sha256");
    let cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    for directory in &cases {
        check(directory);
    }
    assert!(cases.len() >= 9, "only {} cases", cases.len());
}

#[test]
fn every_vector_of_the_older_signature() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/signing/rpc-hmac-sha1");
    let cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    for directory in &cases {
        let name = directory.display();
        let (case, signed) = signed(directory, sign_rpc);
        assert_eq!(signed.string_to_sign, read(directory, "string-to-sign.txt"), "{name}");
        assert_eq!(signed.signature, text(&case, "/expect/signature"), "{name}");
        let last = format!("&{}", encode_query([("Signature", &*signed.signature)]));
        assert!(signed.request.query.ends_with(&last), "{name}");
        assert_eq!(signed.request.headers.get("authorization"), None, "{name}");
    }
    assert!(!cases.is_empty());
}

#[test]
fn the_older_signature_replaces_an_earlier_one_and_carries_the_token() {
    let endpoint = Endpoint::parse("vector", "http://127.0.0.1:8080").unwrap();
    let mut request = HttpRequest::new(Method::Get, endpoint, "/");
    request.query = "RoleArn=acs%3Aram&Action=AssumeRole".to_owned();
    let keys = Keys::new("AK", "SK").with_security_token("token+/==");
    let time = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    let first = sign_rpc(&request, &keys, time, "n1").unwrap();
    assert!(first.canonical_request.contains("SecurityToken=token%2B%2F%3D%3D"));
    let again = sign_rpc(&first.request, &keys, time, "n1").unwrap();
    assert_eq!(again.request.query, first.request.query);
    assert_ne!(sign_rpc(&request, &keys, time, "n2").unwrap().signature, first.signature);
    request.query = "a=%FF".to_owned();
    assert!(sign_rpc(&request, &keys, time, "n1").is_err());
    assert!(!format!("{first:?}").contains("token+"));
}

#[test]
fn what_is_sent_is_what_was_signed_and_signing_again_replaces_the_signature() {
    let endpoint = Endpoint::parse("vector", "http://127.0.0.1:8080").unwrap();
    let mut request = HttpRequest::new(Method::Post, endpoint, "");
    request.query = "b=2&a=x%2By&a-b=".to_owned();
    request.headers.set("X-Custom", "  two  blanks ");
    request.headers.append("x-twice", "b");
    request.headers.append("X-Twice", " a");
    let keys = Keys::new("AK", "SK").with_security_token("");
    let time = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    let first = sign(&request, &keys, time, "n1").unwrap();
    assert_eq!((&*first.request.path, &*first.request.query), ("/", "a=x%2By&a-b=&b=2"));
    assert_eq!(first.request.headers.get("host"), Some("127.0.0.1:8080"));
    assert_eq!(first.request.headers.get("x-acs-security-token"), None);
    assert!(first.canonical_request.contains("\nx-custom:two  blanks\n"));
    assert!(first.canonical_request.contains("\nx-twice:a,b\n"));
    let again = sign(&first.request, &keys, time, "n1").unwrap();
    assert_eq!(again.signature, first.signature);
    assert_ne!(sign(&request, &keys, time, "n2").unwrap().signature, first.signature);
}

#[test]
fn a_header_that_http_cannot_carry_is_refused_without_showing_its_value() {
    let endpoint = Endpoint::parse("vector", "http://127.0.0.1:8080").unwrap();
    let time = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
    let request = HttpRequest::new(Method::Post, endpoint, "/");
    for keys in [
        Keys::new("AK", "SK").with_security_token("hush\r\nx-injected: 1"),
        Keys::new("AK\nhush", "SK"),
        Keys::new("AK", "SK").with_security_token("hush-备"),
    ] {
        let error = sign(&request, &keys, time, "n").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
}
