//! Huawei's side: Cloud Phone Host, identity service and object store.

mod auth;
mod batch;
mod cph;
mod fault;
mod iam;
mod images;
mod jobs;
mod obs;
mod operations;
mod phones;
mod power;
mod query;
mod rules;
mod state;
mod transfer;

use serde_json::json;

pub(crate) use state::State;

use crate::requests::Record;
use crate::service::{Request, Response, ServiceName};
use crate::universe::Universe;
use crate::world::Cloud;

/// Answers one request to any of Huawei's services.
pub(crate) fn handle(universe: &Universe, request: &Request) -> Response {
    match request.service {
        ServiceName::HuaweiIam => iam::handle(universe, request),
        ServiceName::HuaweiObs => obs::handle(universe, request),
        ServiceName::HuaweiSts => not_offered(universe, "sts.NotOffered", 404),
        ServiceName::HuaweiMetadata => {
            record(universe, "metadata.NotOffered", "", 404, false);
            Response::bytes(404, "text/plain", "404 Not Found")
        }
        _ => cph::handle(universe, request),
    }
}

fn not_offered(universe: &Universe, operation: &str, status: u16) -> Response {
    let request_id = universe.ids.hex32();
    record(universe, operation, &request_id, status, false);
    let text = "The API does not exist or has not been published";
    Response::json(status, &json!({"error_code": "APIGW.0101", "error_msg": text, "request_id": request_id}))
}

fn record(universe: &Universe, operation: &str, request_id: &str, status: u16, applied: bool) {
    universe.requests.record(Record {
        cloud: Cloud::Huawei,
        operation: operation.to_owned(),
        request_id: request_id.to_owned(),
        status,
        applied,
    });
}
