//! The security token service, as far as the vendor's SDK calls it: keys for an identity token, and who is asking
//! (reference 4.5). Everything else is not there.

use serde_json::{Value, json};

use super::fault::Fault;
use super::keys;
use super::{auth, record};
use crate::clock::iso_millis;
use crate::service::{Request, Response};
use crate::universe::Universe;

/// Life of the keys when none is asked for, as the SDK does.
const DEFAULT: u64 = 3600;

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32();
    let (operation, outcome) = match (request.method.as_str(), request.path.trim_end_matches('/')) {
        ("POST", "/v5/agencies/assume-with-oidc") => {
            ("sts.AssumeAgencyWithOIDC", assume_with_oidc(universe, request))
        }
        ("GET", "/v5/caller-identity") => ("sts.GetCallerIdentity", caller_identity(universe, request)),
        (method, path) => ("sts.Unknown", Err(Fault::no_api(&format!("{method} {path}")))),
    };
    let applied = operation == "sts.AssumeAgencyWithOIDC" && outcome.is_ok();
    let response = match outcome {
        Ok(body) => Response::json(200, &body),
        Err(fault) => fault.settle(&universe.settings.huawei).render(&request_id),
    };
    record(universe, operation, &request_id, response.status, applied);
    response.with_header("x-request-id", request_id)
}

fn assume_with_oidc(universe: &Universe, request: &Request) -> Result<Value, Fault> {
    let bad = |why: &str| Fault::new(400, "STS5.1001", why);
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let body: Value = serde_json::from_slice(body).map_err(|_| bad("the body is not JSON"))?;
    let text = |name: &str| body[name].as_str().filter(|text| !text.is_empty());
    let (Some(_), Some(agency), Some(token)) = (text("provider_urn"), text("agency_urn"), text("id_token"))
    else {
        return Err(bad("provider_urn, agency_urn and id_token must be given"));
    };
    let settings = &universe.settings.huawei;
    if !settings.federation_id_token.is_empty() && token != settings.federation_id_token {
        return Err(Fault::new(401, "STS5.1002", "the identity token is not accepted"));
    }
    if agency.rsplit([':', '/']).next() != Some(settings.agency_name.as_str()) {
        let text = "the agency does not exist";
        return Err(Fault::new(settings.unknown_agency_status, "STS5.1003", text));
    }
    let life = keys::duration(body.get("duration_seconds"), DEFAULT).map_err(|why| bad(&why))?;
    let key = keys::issue(universe, life);
    Ok(json!({
        "credentials": {
            "access_key_id": key.access,
            "secret_access_key": key.secret,
            "security_token": key.security_token,
            "expiration": keys::micros(&iso_millis(key.expires_at)),
        },
        "assumed_agency": {"urn": agency, "id": universe.identity.huawei.domain_id},
    }))
}

fn caller_identity(universe: &Universe, request: &Request) -> Result<Value, Fault> {
    auth::caller(universe, request)?;
    let known = &universe.identity.huawei;
    Ok(json!({
        "account_id": known.domain_id,
        "principal_id": known.user_id,
        "principal_urn": format!("iam::{}:user:{}", known.domain_id, known.user),
    }))
}
