//! The security token service. Its actions are not built yet: a properly signed call gets the vendor's answer for an
//! API that is not there, and every call is counted under its name.

use super::fault::Fault;
use super::parameters::Parameters;
use super::{actions, credential, ecp};
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::signature::{SignedRequest, acs3, digest, rpc_v1};
use crate::universe::Universe;
use crate::world::Cloud;

/// The one action that nobody signs: its caller has no key yet.
const UNSIGNED: &str = "AssumeRoleWithOIDC";

/// Answers a request; the action stands in a header or, with the legacy signature, in the query.
pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.uuid();
    let parameters = Parameters::read(&request.query, "");
    let action = request.header("x-acs-action").or_else(|| parameters.text("Action")).unwrap_or_default();
    let signed = if action == UNSIGNED { Ok(()) } else { authenticate(universe, request) };
    let fault = signed.err().unwrap_or_else(|| Fault::no_such_api(action));
    universe.requests.record(Record {
        cloud: Cloud::Alibaba,
        operation: format!("sts.{}", actions::counted_name(action)),
        request_id: request_id.clone(),
        status: fault.status,
        applied: false,
    });
    ecp::refuse(request, &request_id, &fault)
}

fn authenticate(universe: &Universe, request: &Request) -> Result<(), Fault> {
    let body_sha256 = digest::sha256_hex(request.body.in_memory().map(AsRef::as_ref).unwrap_or_default());
    let signed = SignedRequest::of(request, &body_sha256);
    let keys = |access_key: &str| credential(universe, access_key);
    let now = universe.clock.wall().as_second();
    let verified = if request.header("authorization").is_some() {
        acs3::verify(&signed, &keys, now)?
    } else {
        rpc_v1::verify(&signed, &keys, now)?
    };
    if let Some(nonce) = verified.nonce {
        universe.alibaba.nonces.first_use(&verified.access_key, &nonce, now)?;
    }
    Ok(())
}
