//! The entrance of Cloud Phone: signature, flow control, action, answer (reference sections 1, 4.1 and 6.1).

mod answer;
mod backup;
mod batch;
mod buckets;
mod commands;
mod content;
mod delete;
mod file_record;
mod files;
mod images;
mod instances;
mod invocations;
mod location;
mod manifest;
mod page;
mod places;
mod power;
mod records;
mod regions;
mod reset;
mod restore;
mod specs;
mod targets;
mod task_view;
mod tasks;
mod throttle;
mod times;

use serde_json::{Map, Value};

use super::actions;
use super::fault::Fault;
use super::gate;
use super::parameters::Parameters;
use crate::injection::Injected;
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::signature::digest;
use crate::universe::Universe;
use crate::world::Cloud;
pub(super) use answer::refuse;
use answer::{Answer, Call};
pub(super) use invocations::Invocations;
pub(super) use records::Records;
pub(super) use throttle::Throttle;

/// The one content type that carries parameters in a body.
const FORM: &str = "application/x-www-form-urlencoded";

/// Answers one request and notes it.
pub(super) fn handle(universe: &Universe, request: &Request, injected: &Injected) -> Response {
    let request_id = universe.ids.uuid();
    let action = request.header("x-acs-action").map(str::trim).unwrap_or_default();
    let outcome = call(universe, request, action, &request_id, injected);
    let (response, applied) = match outcome {
        Ok(answer) => {
            let mut body = Map::new();
            body.insert("RequestId".to_owned(), Value::from(request_id.as_str()));
            body.extend(answer.fields);
            let response = Response::json(200, &Value::Object(body));
            (response.with_header("x-acs-request-id", request_id.as_str()), answer.applied)
        }
        Err(fault) => (refuse(request, &request_id, &fault.named(&universe.settings.alibaba)), false),
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

/// The parameters of a form body; empty if the body is something else.
pub(super) fn form<'a>(request: &Request, body: &'a [u8]) -> std::borrow::Cow<'a, str> {
    let is_form = request.header("content-type").is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
    });
    if is_form { String::from_utf8_lossy(body) } else { "".into() }
}

/// The body of a call, which no call needs to be large.
pub(super) fn body(request: &Request) -> Result<&[u8], Fault> {
    let too_large = || Fault::new(413, "RequestEntityTooLarge", "The body is larger than any call needs.");
    request.body.in_memory().map(AsRef::as_ref).ok_or_else(too_large)
}

fn call(
    universe: &Universe,
    request: &Request,
    action: &str,
    request_id: &str,
    injected: &Injected,
) -> Result<Answer, Fault> {
    let settings = &universe.settings.alibaba;
    let get = settings.accept_get && request.method == "GET";
    if request.method != "POST" && !get {
        return Err(Fault::new(403, "UnsupportedHTTPMethod", "This method is not supported here."));
    }
    if !matches!(request.path.as_str(), "/" | "") {
        return Err(Fault::new(404, "InvalidApi.NotFound", "This product has no path but the root."));
    }
    let body = body(request)?;
    gate::by_header(universe, request, &digest::sha256_hex(body))?;
    if action.is_empty() {
        return Err(Fault::missing("x-acs-action"));
    }
    if request.header("x-acs-version").map(str::trim) != Some(actions::VERSION) {
        let text = format!("The version of the API {action} is not found.");
        return Err(Fault::new(404, "InvalidApi.NotFound", text));
    }
    universe.alibaba.throttle.pass(actions::counted_name(action), universe.clock.now(), settings)?;
    let parameters = Parameters::read(&request.query, &form(request, body), settings)?;
    dispatch(action, Call { universe, parameters: &parameters, injected, request_id })
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
        "DeleteBackupFile" => delete::delete(call),
        "DescribeTasks" => tasks::describe(call),
        "DescribeAndroidInstances" => instances::describe(call),
        "StartAndroidInstance" => power::start(call),
        "StopAndroidInstance" => power::stop(call),
        "RebootAndroidInstancesInGroup" => power::reboot(call),
        "ResetAndroidInstancesInGroup" => reset::reset(call),
        "DescribeImageList" => images::describe(call),
        "DescribeSpec" => specs::describe(call),
        "DescribeBuckets" => buckets::describe(call),
        "DescribeRegions" => regions::describe(call),
        "RunSyncCommand" => commands::run_sync(call),
        "RunCommand" => commands::run(call),
        "DescribeInvocations" => invocations::describe(call),
        _ => Err(Fault::no_such_api(action)),
    }
}
