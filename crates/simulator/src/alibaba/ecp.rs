//! The entrance of Cloud Phone: signature, action, answer (reference sections 1, 4.1 and 6.1).

use serde_json::{Map, Value};

use super::fault::Fault;
use super::parameters::Parameters;
use super::{actions, backup, credential, files, instances, power, restore, tasks};
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::signature::{SignedRequest, acs3, digest};
use crate::universe::Universe;
use crate::world::Cloud;

/// The one content type that carries parameters in a body.
const FORM: &str = "application/x-www-form-urlencoded";

/// An accepted call.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) universe: &'a Universe,
    pub(super) parameters: &'a Parameters,
    /// The id of this call; tasks that it starts are found under it as `InvokeId`.
    pub(super) request_id: &'a str,
}

/// What an action answers, without the `RequestId` that every answer has.
pub(super) struct Answer {
    fields: Map<String, Value>,
    applied: bool,
}

impl Answer {
    /// The answer of an action that changes nothing.
    pub(super) fn read(fields: Value) -> Self {
        Self { fields: fields_of(fields), applied: false }
    }

    /// The answer of an action that began something.
    pub(super) fn applied(fields: Value) -> Self {
        Self { fields: fields_of(fields), applied: true }
    }
}

fn fields_of(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Answers one request and notes it.
pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.uuid();
    let action = request.header("x-acs-action").map(str::trim).unwrap_or_default();
    let outcome = call(universe, request, action, &request_id);
    let (response, applied) = match outcome {
        Ok(answer) => {
            let mut body = Map::new();
            body.insert("RequestId".to_owned(), Value::from(request_id.as_str()));
            body.extend(answer.fields);
            let response = Response::json(200, &Value::Object(body));
            (response.with_header("x-acs-request-id", request_id.as_str()), answer.applied)
        }
        Err(fault) => (refuse(request, &request_id, &fault), false),
    };
    universe.requests.record(Record {
        cloud: Cloud::Alibaba,
        operation: actions::counted_name(action).to_owned(),
        request_id,
        status: response.status,
        applied,
    });
    response
}

/// The vendor's error shape.
pub(super) fn refuse(request: &Request, request_id: &str, fault: &Fault) -> Response {
    let host = request.header("host").unwrap_or_default();
    let body = serde_json::json!({
        "RequestId": request_id,
        "HostId": host,
        "Code": fault.code,
        "Message": fault.message,
        "Recommend": format!("https://example.invalid/diagnose?code={}", fault.code),
    });
    Response::json(fault.status, &body).with_header("x-acs-request-id", request_id)
}

fn call(universe: &Universe, request: &Request, action: &str, request_id: &str) -> Result<Answer, Fault> {
    let get = universe.settings.alibaba.accept_get && request.method == "GET";
    if request.method != "POST" && !get {
        return Err(Fault::new(403, "UnsupportedHTTPMethod", "This method is not supported here."));
    }
    if !matches!(request.path.as_str(), "/" | "") {
        return Err(Fault::new(404, "InvalidApi.NotFound", "This product has no path but the root."));
    }
    let too_large = || Fault::new(413, "RequestEntityTooLarge", "The body is larger than any call needs.");
    let body = request.body.in_memory().ok_or_else(too_large)?;
    authenticate(universe, request, &digest::sha256_hex(body))?;
    if action.is_empty() {
        return Err(Fault::missing("x-acs-action"));
    }
    if request.header("x-acs-version").map(str::trim) != Some(actions::VERSION) {
        let text = format!("The version of the API {action} is not found.");
        return Err(Fault::new(404, "InvalidApi.NotFound", text));
    }
    let is_form = request.header("content-type").is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
    });
    let form = if is_form { String::from_utf8_lossy(body) } else { "".into() };
    let parameters = Parameters::read(&request.query, &form);
    dispatch(action, Call { universe, parameters: &parameters, request_id })
}

fn authenticate(universe: &Universe, request: &Request, body_sha256: &str) -> Result<(), Fault> {
    let signed = SignedRequest::of(request, body_sha256);
    let keys = |access_key: &str| credential(universe, access_key);
    let now = universe.clock.wall().as_second();
    let verified = acs3::verify(&signed, &keys, now)?;
    if let Some(nonce) = verified.nonce {
        universe.alibaba.nonces.first_use(&verified.access_key, &nonce, now)?;
    }
    Ok(())
}

fn dispatch(action: &str, call: Call<'_>) -> Result<Answer, Fault> {
    match action {
        "BackupApp" => backup::app(call),
        "BackupFile" => backup::file(call),
        "BackupAndroidInstance" => backup::instance(call),
        "RecoverApp" => restore::app(call),
        "RecoveryFile" => restore::file(call),
        "RecoverAndroidInstance" => restore::instance(call),
        "DescribeBackupFiles" => files::describe(call),
        "DescribeTasks" => tasks::describe(call),
        "DescribeAndroidInstances" => instances::describe(call),
        "StartAndroidInstance" => power::start(call),
        "StopAndroidInstance" => power::stop(call),
        _ => Err(Fault::no_such_api(action)),
    }
}
