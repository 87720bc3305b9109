//! Cloud Phone Host: recognises the caller and the operation, then lets the operation answer.

mod ahead;
mod apk;
mod batch;
mod body;
mod commands;
mod compatibility;
mod export;
mod gateway;
mod images;
mod jobs;
mod list_images;
mod order;
mod phones;
mod power;
mod push;
mod reset;
mod restore;
mod rules;
mod shell;
mod sync;
mod targets;

pub(super) use targets::phones_by_server;

use serde_json::Value;

use super::auth::{self, Caller};
use super::fault::Fault;
use super::operations::{self, Route};
use super::record;
use super::state::TokenScope;
use crate::injection::Injected;
use crate::service::{Request, Response};
use crate::settings::HuaweiSettings;
use crate::universe::Universe;

/// A successful answer of an operation.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: Value,
    /// Whether anything was changed.
    applied: bool,
}

impl Answer {
    /// The answer of a read.
    fn read(body: Value) -> Self {
        Self { status: 200, body, applied: false }
    }
}

/// One call of an operation by a recognised caller.
struct Call<'a> {
    universe: &'a Universe,
    request: &'a Request,
    request_id: String,
    /// What is to go wrong.
    injected: &'a Injected,
    /// Variable path segments behind the project.
    variables: Vec<String>,
}

impl<'a> Call<'a> {
    /// The body as JSON.
    ///
    /// # Errors
    /// HTTP 400 with `code` when it is none.
    fn json(&self, code: &str) -> Result<Value, Fault> {
        let body = self.request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
        serde_json::from_slice(body).map_err(|_| Fault::bad(code, "the body is not JSON"))
    }

    fn settings(&self) -> &'a HuaweiSettings {
        &self.universe.settings.huawei
    }
}

pub(super) fn handle(universe: &Universe, request: &Request, injected: &Injected) -> Response {
    let request_id = universe.ids.hex32();
    let settings = &universe.settings.huawei;
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let route = operations::route(&request.method, &request.path, body);
    let operation = route.as_ref().map_or("Unknown", |route| route.operation);
    let outcome = match route {
        None => Err(Fault::no_api(&format!("{} {}", request.method, request.path))),
        Some(route) => answer(universe, request, route, request_id.clone(), injected),
    };
    let (mut response, applied) = match outcome {
        Ok(answer) => (Response::json(answer.status, &answer.body), answer.applied),
        Err(fault) => (fault.settle(settings).render(&request_id), false),
    };
    if response.status == 429 && settings.retry_after_s > 0 {
        response = response.with_header("retry-after", settings.retry_after_s.to_string());
    }
    record(universe, operation, &request_id, response.status, applied);
    response.with_header("x-request-id", request_id)
}

fn answer(
    universe: &Universe,
    request: &Request,
    route: Route,
    request_id: String,
    injected: &Injected,
) -> Result<Answer, Fault> {
    gateway::check(request, route.operation, &universe.settings.huawei)?;
    let caller = auth::caller(universe, request)?;
    universe.huawei.buckets.take(route.operation, &universe.settings.huawei, universe.clock.now())?;
    project(universe, request, &caller, &route.project_id)?;
    let call = Call { universe, request, request_id, injected, variables: route.variables };
    match route.operation {
        "BatchExportCloudPhoneData" => export::export(&call),
        "BatchImportCloudPhoneData" => restore::restore(&call),
        "ShowJob" => jobs::show(&call),
        "ListJobs" => jobs::list(&call),
        "ListCloudPhones" => phones::list(&call),
        "ShowCloudPhoneDetail" => phones::show(&call),
        "StopCloudPhone" => power::stop(&call),
        "RestartCloudPhone" => power::restart(&call),
        "ResetCloudPhone" => reset::reset(&call),
        "ListCloudPhoneImages" => images::list(&call),
        "ListImages" => list_images::list(&call),
        "RunShellCommand" | "PushFile" | "InstallApk" | "UninstallApk" => commands::submit(&call),
        "RunSyncCommand" => sync::run(&call),
        other => Err(Fault::no_api(&format!("operation {other} is not part of this simulator"))),
    }
}

/// The project of the path must be the caller's; a token must be scoped to it (CPS.0001, reference 6.2). Then the
/// account has to be in order.
fn project(universe: &Universe, request: &Request, caller: &Caller, project_id: &str) -> Result<(), Fault> {
    let refused = |why: &str| Err(Fault::bad("CPS.0001", format!("No permission: {why}")));
    if project_id != universe.identity.huawei.project_id {
        return refused("the project of the path is not one of the caller");
    }
    if request.header("x-project-id").is_some_and(|header| header != project_id) {
        return refused("X-Project-Id and the path name different projects");
    }
    match caller {
        Caller::Keys => {}
        Caller::Token(TokenScope::Project(scope)) if scope == project_id => {}
        Caller::Token(_) => return refused("the token is not scoped to the project"),
    }
    match universe.settings.huawei.account_code.as_str() {
        "" => Ok(()),
        code => Err(Fault::bad(code, "The account is not in order")),
    }
}
