//! Every signature vector that lies in the repository.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::fs;
use std::path::Path;

use phonevault_core::credentials::Keys;
use phonevault_core::timestamp;
use phonevault_core::transport::{Endpoint, HttpRequest, Method};
use phonevault_huawei::{encode_query, sign};
use serde_json::Value;

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} is missing"))
}

fn pairs(value: &Value) -> Vec<(&str, &str)> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
        .collect()
}

fn check(directory: &Path) {
    let read = |name: &str| fs::read_to_string(directory.join(name));
    let case: Value = serde_json::from_str(&read("case.json").unwrap()).unwrap();
    let shown = directory.display();
    let methods = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete];
    let method = methods.into_iter().find(|method| method.name() == text(&case, "/request/method")).unwrap();
    let url = format!("{}://{}", text(&case, "/request/scheme"), text(&case, "/request/host"));
    let endpoint = Endpoint::parse("vector", &url).unwrap();
    let mut request = HttpRequest::new(method, endpoint, text(&case, "/request/path"));
    request.query = encode_query(pairs(&case["request"]["query"]));
    for (name, value) in pairs(&case["request"]["headers"]) {
        request.headers.append(name, value);
    }
    request.body = text(&case, "/request/body").as_bytes().to_vec();
    let mut keys = Keys::new(text(&case, "/credentials/access_key"), text(&case, "/credentials/secret_key"));
    if let Some(token) = case.pointer("/credentials/security_token").and_then(Value::as_str) {
        keys = keys.with_security_token(token);
    }
    let signed = sign(&request, &keys, timestamp::parse_rfc3339(text(&case, "/time")).unwrap()).unwrap();
    if let Ok(expected) = read("canonical-request.txt") {
        assert_eq!(signed.canonical_request, expected, "{shown}");
    }
    if let Ok(expected) = read("string-to-sign.txt") {
        assert_eq!(signed.string_to_sign, expected, "{shown}");
    }
    assert_eq!(signed.signed_headers, text(&case, "/expect/signed_headers"), "{shown}");
    assert_eq!(signed.signature, text(&case, "/expect/signature"), "{shown}");
    if let Some(expected) = case.pointer("/expect/authorization").and_then(Value::as_str) {
        assert_eq!(signed.request.headers.get("authorization"), Some(expected), "{shown}");
    }
}

#[test]
fn every_vector_comes_out_as_published() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/signing/sdk-hmac-sha256");
    let mut cases = 0;
    for entry in fs::read_dir(root).unwrap() {
        check(&entry.unwrap().path());
        cases += 1;
    }
    assert!(cases >= 6, "only {cases} vectors were found");
}
