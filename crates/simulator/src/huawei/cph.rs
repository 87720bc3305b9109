//! Cloud Phone Host: recognises the caller and the operation, then lets the operation answer.

use serde_json::Value;

use super::auth::{self, Caller};
use super::fault::Fault;
use super::operations::{self, Route};
use super::state::TokenScope;
use super::{images, jobs, phones, power, record, transfer};
use crate::service::{Request, Response};
use crate::universe::Universe;

/// A successful answer of an operation.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    /// Whether anything was changed.
    pub(super) applied: bool,
}

impl Answer {
    /// The answer of a read.
    pub(super) fn read(body: Value) -> Self {
        Self { status: 200, body, applied: false }
    }
}

/// One call of an operation by a recognised caller.
pub(super) struct Call<'a> {
    pub(super) universe: &'a Universe,
    pub(super) request: &'a Request,
    pub(super) request_id: String,
    /// Variable path segments behind the project.
    pub(super) variables: Vec<String>,
}

impl Call<'_> {
    /// The body as JSON.
    ///
    /// # Errors
    /// HTTP 400 with `code` when it is none.
    pub(super) fn json(&self, code: &str) -> Result<Value, Fault> {
        let body = self.request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
        serde_json::from_slice(body).map_err(|_| Fault::bad(code, "the body is not JSON"))
    }
}

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32();
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let route = operations::route(&request.method, &request.path, body);
    let operation = route.as_ref().map_or("Unknown", |route| route.operation);
    let outcome = match route {
        None => Err(Fault::no_api(&format!("{} {}", request.method, request.path))),
        Some(route) => answer(universe, request, route, request_id.clone()),
    };
    let (response, applied) = match outcome {
        Ok(answer) => (Response::json(answer.status, &answer.body), answer.applied),
        Err(fault) => (fault.render(&request_id), false),
    };
    record(universe, operation, &request_id, response.status, applied);
    response.with_header("x-request-id", request_id)
}

fn answer(universe: &Universe, request: &Request, route: Route, request_id: String) -> Result<Answer, Fault> {
    let caller = auth::caller(universe, request)?;
    project(universe, request, &caller, &route.project_id)?;
    let call = Call { universe, request, request_id, variables: route.variables };
    match route.operation {
        "BatchExportCloudPhoneData" => transfer::export(&call),
        "BatchImportCloudPhoneData" => transfer::restore(&call),
        "ShowJob" => jobs::show(&call),
        "ListJobs" => jobs::list(&call),
        "ListCloudPhones" => phones::list(&call),
        "ShowCloudPhoneDetail" => phones::show(&call),
        "StopCloudPhone" => power::stop(&call),
        "RestartCloudPhone" => power::restart(&call),
        "ListCloudPhoneImages" => images::list(&call),
        other => Err(Fault::no_api(&format!("operation {other} is not part of this simulator"))),
    }
}

/// The project of the path must be the caller's; a token must be scoped to it (CPS.0001, reference 6.2).
fn project(universe: &Universe, request: &Request, caller: &Caller, project_id: &str) -> Result<(), Fault> {
    let status = universe.settings.huawei.wrong_project_status;
    let refused = |why: &str| Err(Fault::new(status, "CPS.0001", why.to_owned()));
    if project_id != universe.identity.huawei.project_id {
        return refused("No permission: the project of the path is not one of the caller");
    }
    if request.header("x-project-id").is_some_and(|header| header != project_id) {
        return refused("No permission: X-Project-Id and the path name different projects");
    }
    match caller {
        Caller::Keys => Ok(()),
        Caller::Token(TokenScope::Project(scope)) if scope == project_id => Ok(()),
        Caller::Token(_) => refused("No permission: the token is not scoped to the project"),
    }
}
