//! Calls that the common bench does not know: with temporary keys, with tokens, on the other services.

use phonevault_simulator::{Request, Response, ServiceName};
use serde_json::{Value, json};

use crate::support::{Bench, read_json, sign};

/// Access keys; temporary ones have a token.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) access: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

impl Keys {
    /// Those of the ready line.
    pub(crate) fn permanent(bench: &Bench) -> Self {
        let known = &bench.ready["credentials"]["huawei"];
        let text = |name: &str| known[name].as_str().unwrap().to_owned();
        Self { access: text("ak"), secret: text("sk"), token: None }
    }

    /// Those of IAM and of the metadata address.
    pub(crate) fn of_credential(answer: &Value) -> Self {
        let text = |name: &str| answer["credential"][name].as_str().unwrap().to_owned();
        Self { access: text("access"), secret: text("secret"), token: Some(text("securitytoken")) }
    }
}

/// A signed call of a control plane.
pub(crate) fn signed(service: ServiceName, method: &str, target: &str, body: &str, keys: &Keys) -> Request {
    let mut request =
        Request::new(service, method, target).with_header("Host", "cloud.test").with_body(body.to_owned());
    if let Some(token) = &keys.token {
        request = request.with_header("X-Security-Token", token);
    }
    sign::sdk_hmac(request, &keys.access, &keys.secret, jiff::Timestamp::now())
}

/// A signed GET of an object in path style.
pub(crate) fn signed_obs(bench: &Bench, key: &str, keys: &Keys) -> Response {
    let target = format!("/{}/{key}", bench.bucket());
    let mut request = Request::new(ServiceName::HuaweiObs, "GET", &target).with_header("Host", "127.0.0.1:1");
    if let Some(token) = &keys.token {
        request = request.with_header("x-obs-security-token", token);
    }
    bench.universe.handle(sign::object(request, "OBS", "x-obs-", &keys.access, &keys.secret))
}

/// The phone list with such keys: status and error code.
pub(crate) fn list_with(bench: &Bench, keys: &Keys) -> (u16, String) {
    let target = format!("/v1/{}/cloud-phone/phones?limit=1", bench.project());
    code(&bench.universe.handle(signed(ServiceName::HuaweiCph, "GET", &target, "", keys)))
}

/// The phone list with a token.
pub(crate) fn list_with_token(bench: &Bench, token: &str) -> (u16, String) {
    let target = format!("/v1/{}/cloud-phone/phones?limit=1", bench.project());
    let request = Request::new(ServiceName::HuaweiCph, "GET", &target).with_header("X-Auth-Token", token);
    code(&bench.universe.handle(request))
}

/// Status and error code of an answer of the control plane; `none` for a success.
pub(crate) fn code(response: &Response) -> (u16, String) {
    let (status, answer) = read_json(response);
    (status, answer["error_code"].as_str().unwrap_or("none").to_owned())
}

/// `POST /v3/auth/tokens` with a password.
pub(crate) fn token_answer(bench: &Bench, password: &str, scope: &Value) -> Response {
    let known = &bench.ready["credentials"]["huawei"];
    let user =
        json!({"name": known["iam_user"], "password": password, "domain": {"name": known["iam_domain"]}});
    let body =
        json!({"auth": {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": scope}});
    iam(bench, "/v3/auth/tokens", &[], &body)
}

/// A token for the project.
pub(crate) fn token(bench: &Bench) -> String {
    let known = &bench.ready["credentials"]["huawei"];
    let scope = json!({"project": {"name": known["region"]}});
    let answer = token_answer(bench, known["iam_password"].as_str().unwrap(), &scope);
    answer.header("x-subject-token").unwrap().to_owned()
}

pub(crate) fn iam(bench: &Bench, target: &str, headers: &[(&str, &str)], body: &Value) -> Response {
    let mut request = Request::new(ServiceName::HuaweiIam, "POST", target).with_body(body.to_string());
    for (name, value) in headers {
        request = request.with_header(name, value);
    }
    bench.universe.handle(request)
}

/// An asynchronous command.
pub(crate) fn command(bench: &Bench, phone: &str, command: &str, content: &str) -> (u16, Value) {
    bench.cph(
        "POST",
        "phones/commands",
        &json!({"command": command, "content": content, "phone_ids": [phone]}),
    )
}

/// A synchronous shell command.
pub(crate) fn shell(bench: &Bench, phones: &[String], content: &str) -> (u16, Value) {
    bench.cph(
        "POST",
        "phones/sync-commands",
        &json!({"command": "shell", "content": content, "phone_ids": phones}),
    )
}

/// The actions of the ledger with their results.
pub(crate) fn ledger(bench: &Bench) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = bench.admin("GET", "/ledger", b"").1["entries"].clone();
    entries.as_array().unwrap().iter().map(|entry| (text(&entry["action"]), text(&entry["result"]))).collect()
}

/// How often an operation was received and applied.
pub(crate) fn counts(bench: &Bench, operation: &str) -> (u64, u64) {
    let counts = &bench.admin("GET", "/requests", b"").1["counts"][format!("huawei.{operation}")];
    (counts["received"].as_u64().unwrap_or(0), counts["applied"].as_u64().unwrap_or(0))
}

/// Stores an object.
pub(crate) fn put(bench: &Bench, key: &str, headers: &[(&str, &str)], body: &[u8]) {
    assert_eq!(bench.obs("PUT", key, headers, body).status, 200);
}

/// A tar with these files.
pub(crate) fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        header.set_uid(1);
        header.set_gid(1);
        header.set_mtime(1);
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}
