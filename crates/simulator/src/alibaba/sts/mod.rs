//! The security token service (reference 4.3 and 4.4): `AssumeRole`, signed in either of two ways, and
//! `AssumeRoleWithOIDC`, which nobody signs.

mod assume;
mod role;

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::fault::Fault;
use super::parameters::Parameters;
use super::{actions, ecp, gate};
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::signature::digest;
use crate::signature::timestamp::{self, Notation};
use crate::universe::Universe;
use crate::world::Cloud;

/// The one version of the product.
const VERSION: &str = "2015-04-01";

/// The one action that nobody signs: its caller has no key yet.
const UNSIGNED: &str = "AssumeRoleWithOIDC";

/// A call as both notations have it: with headers (ACS3), or with common parameters (legacy).
struct Call<'a> {
    universe: &'a Universe,
    request: &'a Request,
    parameters: &'a Parameters,
}

/// Answers one request and notes it.
pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.uuid();
    let settings = &universe.settings.alibaba;
    let read = ecp::body(request).and_then(|body| {
        let form = ecp::form(request, body);
        Ok((body, Parameters::read(&request.query, &form, settings)?, form))
    });
    let (action, outcome) = match &read {
        Ok((body, parameters, form)) => {
            let action = request.header("x-acs-action").map(str::trim).filter(|action| !action.is_empty());
            let action = action.or_else(|| parameters.text("Action")).unwrap_or_default();
            let call = Call { universe, request, parameters };
            let outcome = authenticate(&call, action, body, form).and_then(|()| answer(&call, action));
            (action, outcome)
        }
        Err(fault) => ("", Err(fault.clone())),
    };
    let response = match outcome {
        Ok(fields) => {
            let mut body = Map::new();
            body.insert("RequestId".to_owned(), Value::from(request_id.as_str()));
            body.extend(fields);
            Response::json(200, &Value::Object(body)).with_header("x-acs-request-id", request_id.as_str())
        }
        Err(fault) => ecp::refuse(request, &request_id, &fault.named(settings)),
    };
    universe.requests.record(Record {
        cloud: Cloud::Alibaba,
        operation: format!("sts.{}", actions::counted_name(action)),
        request_id,
        status: response.status,
        applied: false,
    });
    response
}

fn authenticate(call: &Call<'_>, action: &str, body: &[u8], form: &str) -> Result<(), Fault> {
    let (universe, request) = (call.universe, call.request);
    if !matches!(request.method.as_str(), "GET" | "POST") {
        return Err(Fault::new(403, "UnsupportedHTTPMethod", "This method is not supported here."));
    }
    if action == UNSIGNED {
        let Some(sent) = call.parameters.text("Timestamp") else { return Ok(()) };
        let now = request.gateway_time(&universe.clock).as_second();
        return Ok(timestamp::check(sent, Notation::Iso, now)?);
    }
    if request.header("authorization").is_some() {
        return gate::by_header(universe, request, &digest::sha256_hex(body));
    }
    let all: Cow<'_, str> = if form.is_empty() {
        request.query.as_str().into()
    } else {
        format!("{}&{form}", request.query).into()
    };
    gate::by_parameters(universe, request, &all)
}

fn answer(call: &Call<'_>, action: &str) -> Result<Map<String, Value>, Fault> {
    if !matches!(call.request.path.as_str(), "/" | "") {
        return Err(Fault::new(404, "InvalidApi.NotFound", "This product has no path but the root."));
    }
    if action.is_empty() {
        return Err(Fault::missing("Action"));
    }
    let version = call.request.header("x-acs-version").map(str::trim).or(call.parameters.text("Version"));
    match version {
        None => return Err(Fault::missing("Version")),
        Some(VERSION) => {}
        Some(_) => {
            let text = format!("The version of the API {action} is not found.");
            return Err(Fault::new(404, "InvalidApi.NotFound", text));
        }
    }
    if call.parameters.text("Format").is_some_and(|format| !format.eq_ignore_ascii_case("JSON")) {
        return Err(Fault::invalid("Format", "the simulator answers JSON only"));
    }
    match action {
        "AssumeRole" => assume::role(call),
        UNSIGNED => assume::with_oidc(call),
        _ => Err(Fault::no_such_api(action)),
    }
}
