//! Tokens for a password or for an identity token of a federation (reference 4.1, 4.5).

use std::time::Duration;

use serde_json::{Value, json};

use super::super::keys::micros;
use super::super::query::Query;
use super::super::state::{Token, TokenScope};
use super::{Refusal, body};
use crate::clock::iso_millis;
use crate::identity::HuaweiIdentity;
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::later;

/// Length of a token's text: real ones have several thousand characters.
const TOKEN_LENGTH: usize = 1800;

/// `POST /v3/auth/tokens` with the method `password`.
pub(super) fn by_password(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    let body = body(request)?;
    let identity = &body["auth"]["identity"];
    let methods =
        identity["methods"].as_array().ok_or_else(|| Refusal::bad("auth.identity.methods is missing"))?;
    if methods.len() != 1 || methods.first().is_none_or(|method| method != "password") {
        return Err(Refusal::bad("only the method password is part of this simulator"));
    }
    check_password(universe, &identity["password"]["user"])?;
    let scope = scope(universe, &body["auth"]["scope"])?;
    issue(universe, request, scope, "password")
}

/// `POST /v3.0/OS-AUTH/id-token/tokens`: without a scope a global token.
pub(super) fn by_id_token(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    if request.header("x-idp-id").is_none_or(|id| id.trim().is_empty()) {
        return Err(Refusal::bad("X-Idp-Id is missing"));
    }
    let body = body(request)?;
    let token = body["auth"]["id_token"]["id"].as_str().filter(|text| !text.is_empty());
    let token = token.ok_or_else(|| Refusal::bad("auth.id_token.id is missing"))?;
    check_id_token(universe, token)?;
    let scope = scope(universe, &body["auth"]["scope"])?;
    issue(universe, request, scope, "mapped")
}

/// Whether a path is `/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/oidc/auth`.
pub(in super::super) fn is_federation(path: &str) -> bool {
    path.strip_prefix("/v3/OS-FEDERATION/identity_providers/")
        .and_then(|rest| rest.strip_suffix("/protocols/oidc/auth"))
        .is_some_and(|provider| !provider.is_empty() && !provider.contains('/'))
}

/// The older way of the same, which the vendor's client for Node.js takes: the identity token is the bearer token of the call,
/// the body says nothing, and the token that it gives has no scope. Seen in the SDK.
pub(super) fn by_federation(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    let token = request.header("authorization").and_then(|text| text.strip_prefix("Bearer "));
    let token = token.map(str::trim).filter(|text| !text.is_empty());
    check_id_token(universe, token.ok_or_else(|| Refusal::unauthorised("The identity token is missing."))?)?;
    issue(universe, request, TokenScope::Global, "mapped")
}

fn check_id_token(universe: &Universe, token: &str) -> Result<(), Refusal> {
    let wanted = &universe.settings.huawei.federation_id_token;
    if wanted.is_empty() || token == wanted {
        return Ok(());
    }
    Err(Refusal::unauthorised("The identity token is not accepted."))
}

/// User, password and account; a row of wrong passwords locks the user, and then the right one does not help either.
fn check_password(universe: &Universe, user: &Value) -> Result<(), Refusal> {
    let known = &universe.identity.huawei;
    let settings = &universe.settings.huawei;
    let text = |name: &str| user[name].as_str();
    let by_name = text("name").filter(|name| *name == known.user);
    let by_id = text("id").filter(|id| *id == known.user_id);
    let (true, Some(password)) = (text("name").or(text("id")).is_some(), text("password")) else {
        return Err(Refusal::bad("auth.identity.password.user needs name (or id) and password"));
    };
    if by_id.is_none() && user["domain"].as_object().is_none() {
        return Err(Refusal::bad("auth.identity.password.user.domain is missing"));
    }
    let right_user = by_id.is_some() || (by_name.is_some() && names_account(&user["domain"], known));
    let wrong = || Refusal::unauthorised("The username or password is wrong.");
    if !right_user {
        return Err(wrong());
    }
    let now = universe.clock.now();
    if universe.huawei.is_locked(&known.user, now) {
        return Err(Refusal::unauthorised(
            "The user is locked after too many wrong passwords; try again later.",
        ));
    }
    if password != known.password {
        let lock = Duration::from_secs(settings.lockout_s);
        universe.huawei.wrong_password(&known.user, settings.lockout_after, lock, now);
        return Err(wrong());
    }
    universe.huawei.right_password(&known.user);
    Ok(())
}

/// Whether an object with `id` or `name` names the account.
pub(super) fn names_account(domain: &Value, known: &HuaweiIdentity) -> bool {
    match (domain["id"].as_str(), domain["name"].as_str()) {
        (Some(id), _) => id == known.domain_id,
        (None, Some(name)) => name == known.domain,
        (None, None) => false,
    }
}

/// Project wins over domain; nothing gives a global token.
fn scope(universe: &Universe, scope: &Value) -> Result<TokenScope, Refusal> {
    let known = &universe.identity.huawei;
    let refused = |what: &str| {
        let status = universe.settings.huawei.unknown_scope_status;
        Err(Refusal(status, format!("The {what} of the scope does not exist or is not yours.")))
    };
    if let Some(project) = scope.get("project") {
        let own = match (project["id"].as_str(), project["name"].as_str()) {
            (Some(id), _) => id == known.project_id,
            (None, Some(name)) => name == known.region,
            (None, None) => return Err(Refusal::bad("auth.scope.project needs id or name")),
        };
        return if own { Ok(TokenScope::Project(known.project_id.clone())) } else { refused("project") };
    }
    match scope.get("domain") {
        Some(domain) if !names_account(domain, known) => refused("domain"),
        _ => Ok(TokenScope::Global),
    }
}

fn issue(
    universe: &Universe,
    request: &Request,
    scope: TokenScope,
    method: &str,
) -> Result<Response, Refusal> {
    let known = &universe.identity.huawei;
    let now = universe.clock.now();
    let expires_at = later(now, Duration::from_secs(universe.settings.huawei.token_life_s));
    let token = format!("MII{}", universe.ids.lower(TOKEN_LENGTH));
    let account = json!({"id": known.domain_id, "name": known.domain});
    let mut answer = json!({"token": {
        "methods": [method],
        "issued_at": micros(&iso_millis(now)),
        "expires_at": micros(&iso_millis(expires_at)),
        "user": {"id": known.user_id, "name": known.user, "password_expires_at": "", "domain": account},
        "roles": [{"id": "0", "name": "te_admin"}, {"id": "0", "name": "te_agency"}],
    }});
    match &scope {
        TokenScope::Project(id) => {
            answer["token"]["project"] = json!({"id": id, "name": known.region, "domain": account});
        }
        TokenScope::Global => answer["token"]["domain"] = account,
    }
    // Empty: addresses of the live services would lead a client away from the simulator.
    if Query::parse(&request.query).get("nocatalog").is_none() {
        answer["token"]["catalog"] = json!([]);
    }
    universe.huawei.issue(&token, Token { scope, expires_at });
    Ok(Response::json(201, &answer).with_header("x-subject-token", token))
}
