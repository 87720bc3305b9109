//! An accepted call, and the two shapes of answer.

use serde_json::{Map, Value};

use super::super::fault::Fault;
use super::super::parameters::Parameters;
use crate::injection::Injected;
use crate::service::{Request, Response};
use crate::universe::Universe;

/// An accepted call.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) universe: &'a Universe,
    pub(super) parameters: &'a Parameters,
    /// What is to go wrong.
    pub(super) injected: &'a Injected,
    /// The id of this call; tasks that it starts are found under it as `InvokeId`.
    pub(super) request_id: &'a str,
}

/// What an action answers, without the `RequestId` that every answer has.
pub(super) struct Answer {
    pub(super) fields: Map<String, Value>,
    pub(super) applied: bool,
}

impl Answer {
    /// The answer of an action that changes nothing.
    pub(super) fn read(fields: Value) -> Self {
        Self { fields: fields_of(fields), applied: false }
    }

    /// The answer of an action that may have begun something: `applied` says whether it did.
    pub(super) fn change(fields: Value, applied: bool) -> Self {
        Self { fields: fields_of(fields), applied }
    }
}

fn fields_of(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The vendor's error shape.
pub(in super::super) fn refuse(request: &Request, request_id: &str, fault: &Fault) -> Response {
    let host = request.header("host").unwrap_or_default();
    let body = serde_json::json!({
        "RequestId": request_id,
        "HostId": host,
        "Code": fault.code,
        "Message": fault.message,
        "Recommend": format!("https://example.invalid/diagnose?code={}", fault.code),
    });
    let response = Response::json(fault.status, &body).with_header("x-acs-request-id", request_id);
    match fault.retry_after_ms {
        Some(pause) => response.with_header("x-acs-retry-after", pause.to_string()),
        None => response,
    }
}
