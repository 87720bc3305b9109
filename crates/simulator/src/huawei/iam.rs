//! The identity service: tokens for a password, and the project lookup (reference 4.1).

use std::time::Duration;

use serde_json::{Value, json};

use super::auth::{self};
use super::query::Query;
use super::record;
use super::state::{Token, TokenScope};
use crate::clock::iso_millis;
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::later;

/// Life of a token.
const LIFE: Duration = Duration::from_secs(24 * 3600);
/// Length of a token's text: real ones have several thousand characters.
const TOKEN_LENGTH: usize = 1800;

/// A refusal in the Keystone shape.
struct Refusal(u16, &'static str, String);

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32();
    let path = request.path.trim_end_matches('/');
    let (operation, outcome) = match (request.method.as_str(), path) {
        ("POST", "/v3/auth/tokens") => {
            ("iam.KeystoneCreateUserTokenByPassword", create_token(universe, request))
        }
        ("GET", "/v3/projects") => ("iam.KeystoneListProjects", projects(universe, request)),
        _ => {
            let text = format!("{} {} is not part of this simulator", request.method, request.path);
            ("iam.Unknown", Err(Refusal(404, "Not Found", text)))
        }
    };
    let response = outcome.unwrap_or_else(|Refusal(code, title, message)| {
        Response::json(code, &json!({"error": {"code": code, "message": message, "title": title}}))
    });
    let applied = response.status == 201;
    record(universe, operation, &request_id, response.status, applied);
    response.with_header("x-request-id", request_id)
}

fn create_token(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    let bad = |why: &str| Refusal(400, "Bad Request", why.to_owned());
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let body: Value = serde_json::from_slice(body).map_err(|_| bad("the body is not JSON"))?;
    let identity = &body["auth"]["identity"];
    let methods = identity["methods"].as_array().ok_or_else(|| bad("auth.identity.methods is missing"))?;
    if !methods.iter().any(|method| method == "password") {
        return Err(bad("only the method password is part of this simulator"));
    }
    let user = &identity["password"]["user"];
    let known = &universe.identity.huawei;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (Some(name), Some(password)) = (text(&user["name"]), text(&user["password"])) else {
        return Err(bad("auth.identity.password.user needs name and password"));
    };
    let domain = &user["domain"];
    let right_domain = domain["name"] == known.domain.as_str() || domain["id"] == known.domain_id.as_str();
    if name != known.user || password != known.password || !right_domain {
        return Err(Refusal(401, "Unauthorized", "The username or password is wrong.".to_owned()));
    }
    let scope = scope(universe, &body["auth"]["scope"])?;
    let now = universe.clock.now();
    let expires_at = later(now, LIFE);
    let token = format!("MII{}", universe.ids.lower(TOKEN_LENGTH));
    let mut answer = json!({"token": {
        "methods": ["password"],
        "issued_at": micros(&iso_millis(now)),
        "expires_at": micros(&iso_millis(expires_at)),
        "user": {"id": known.user_id, "name": known.user, "password_expires_at": "",
                 "domain": {"id": known.domain_id, "name": known.domain}},
        "roles": [{"id": "0", "name": "te_admin"}],
    }});
    match &scope {
        TokenScope::Project(id) => {
            answer["token"]["project"] = json!({"id": id, "name": known.region,
                "domain": {"id": known.domain_id, "name": known.domain}});
        }
        TokenScope::Global => {
            answer["token"]["domain"] = json!({"id": known.domain_id, "name": known.domain});
        }
    }
    if !Query::parse(&request.query).has("nocatalog") {
        answer["token"]["catalog"] = json!([]);
    }
    universe.huawei.issue(token.clone(), Token { scope, expires_at }, now);
    Ok(Response::json(201, &answer).with_header("x-subject-token", token))
}

/// Project wins over domain; nothing gives a global token.
fn scope(universe: &Universe, scope: &Value) -> Result<TokenScope, Refusal> {
    let known = &universe.identity.huawei;
    let Some(project) = scope.get("project") else { return Ok(TokenScope::Global) };
    if project["id"] == known.project_id.as_str() || project["name"] == known.region.as_str() {
        return Ok(TokenScope::Project(known.project_id.clone()));
    }
    Err(Refusal(401, "Unauthorized", "The project of the scope does not exist or is not yours.".to_owned()))
}

fn projects(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    if let Err(fault) = auth::caller(universe, request) {
        return Err(Refusal(401, "Unauthorized", fault.message));
    }
    let known = &universe.identity.huawei;
    let query = Query::parse(&request.query);
    let found = query.get("name").is_none_or(|name| name == known.region);
    let own = json!({"id": known.project_id, "name": known.region, "domain_id": known.domain_id,
                     "parent_id": known.domain_id, "is_domain": false, "enabled": true, "description": "",
                     "links": {"self": format!("/v3/projects/{}", known.project_id)}});
    let list = if found { vec![own] } else { Vec::new() };
    let links = json!({"self": "/v3/projects", "next": null, "previous": null});
    Ok(Response::json(200, &json!({"projects": list, "links": links})))
}

/// The service writes six digits of fraction.
fn micros(millis: &str) -> String {
    format!("{}000Z", millis.trim_end_matches('Z'))
}
