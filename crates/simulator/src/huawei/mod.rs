//! Huawei's side: Cloud Phone Host, identity service, object store and the metadata address of a server.

mod auth;
mod cph;
mod fault;
mod faulty;
mod iam;
mod keys;
mod metadata;
mod obs;
mod operations;
mod query;
mod state;
mod sts;
mod throttle;

pub(crate) use faulty::{
    IDENTITY_OPERATIONS, beginning, called, counted_operation, id_header, injected_failure, new_request_id,
    refuse_injected,
};
pub(crate) use state::State;

use crate::injection::Injected;
use crate::requests::Record;
use crate::service::{Request, Response, ServiceName};
use crate::universe::Universe;
use crate::world::Cloud;

/// Answers one request to any of Huawei's services.
pub(crate) fn handle(universe: &Universe, request: &Request, injected: &Injected) -> Response {
    match request.service {
        ServiceName::HuaweiIam => iam::handle(universe, request),
        ServiceName::HuaweiObs => obs::handle(universe, request),
        ServiceName::HuaweiSts => sts::handle(universe, request),
        ServiceName::HuaweiMetadata => metadata::handle(universe, request),
        _ => cph::handle(universe, request, injected),
    }
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
