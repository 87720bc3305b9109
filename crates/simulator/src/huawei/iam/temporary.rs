//! `POST /v3.0/OS-CREDENTIAL/securitytokens`: temporary keys for a token, or for an agency (reference 4.4).

use serde_json::Value;

use super::super::keys;
use super::token::names_account;
use super::{Refusal, body, caller};
use crate::service::{Request, Response};
use crate::universe::Universe;

pub(super) fn create(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    let body = body(request)?;
    let identity = &body["auth"]["identity"];
    let methods =
        identity["methods"].as_array().ok_or_else(|| Refusal::bad("auth.identity.methods is missing"))?;
    let by: Vec<&str> = methods.iter().filter_map(Value::as_str).collect();
    let asked = match by.as_slice() {
        ["token"] => {
            by_token(universe, request, &identity["token"])?;
            &identity["token"]
        }
        ["assume_role"] => {
            by_agency(universe, request, &identity["assume_role"])?;
            &identity["assume_role"]
        }
        _ => return Err(Refusal::bad("auth.identity.methods must be token or assume_role")),
    };
    let life = keys::duration(asked.get("duration_seconds"), keys::DEFAULT).map_err(Refusal::bad)?;
    let key = keys::issue(universe, life);
    Ok(Response::json(201, &keys::render(&key)))
}

/// The token stands in the body; without one there, the header's counts.
fn by_token(universe: &Universe, request: &Request, token: &Value) -> Result<(), Refusal> {
    let id = match token.get("id") {
        None | Some(Value::Null) => return caller(universe, request),
        Some(id) => id.as_str().ok_or_else(|| Refusal::bad("auth.identity.token.id must be a string"))?,
    };
    match universe.huawei.token(id) {
        Some(found) if found.expires_at > universe.clock.now() => Ok(()),
        Some(_) => Err(Refusal::unauthorised("The token has expired.")),
        None => Err(Refusal::unauthorised("The token is not known.")),
    }
}

/// Needs a caller, and the agency by its name and the account that made it.
fn by_agency(universe: &Universe, request: &Request, role: &Value) -> Result<(), Refusal> {
    caller(universe, request)?;
    let agency = role["agency_name"].as_str().filter(|name| !name.is_empty());
    let agency = agency.ok_or_else(|| Refusal::bad("auth.identity.assume_role.agency_name is missing"))?;
    let account = [("id", &role["domain_id"]), ("name", &role["domain_name"])]
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect::<serde_json::Map<_, _>>();
    if account.is_empty() {
        return Err(Refusal::bad("one of domain_id and domain_name must be given"));
    }
    let settings = &universe.settings.huawei;
    let known = names_account(&Value::Object(account), &universe.identity.huawei);
    if !known || agency != settings.agency_name {
        return Err(Refusal(settings.unknown_agency_status, "The agency does not exist.".to_owned()));
    }
    Ok(())
}
