//! The identity service: tokens, temporary keys, projects and accounts (reference 4.1, 4.4).

mod temporary;
mod token;

use serde_json::{Value, json};

pub(super) use token::is_federation;

use super::query::Query;
use super::{auth, record};
use crate::service::{Request, Response};
use crate::universe::Universe;

/// A refusal in the Keystone shape.
struct Refusal(u16, String);

impl Refusal {
    fn bad(why: impl Into<String>) -> Self {
        Self(400, why.into())
    }

    fn unauthorised(why: impl Into<String>) -> Self {
        Self(401, why.into())
    }

    fn render(&self) -> Response {
        let Self(code, message) = self;
        let title = match code {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            413 => "Request Entity Too Large",
            _ => "Error",
        };
        Response::json(*code, &json!({"error": {"code": code, "message": message, "title": title}}))
    }
}

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32();
    let path = request.path.trim_end_matches('/');
    let (operation, outcome) = match (request.method.as_str(), path) {
        ("POST", "/v3/auth/tokens") => {
            ("iam.KeystoneCreateUserTokenByPassword", token::by_password(universe, request))
        }
        ("POST", "/v3.0/OS-AUTH/id-token/tokens") => {
            ("iam.CreateTokenWithIdToken", token::by_id_token(universe, request))
        }
        ("POST", path) if is_federation(path) => {
            ("iam.CreateUnscopedTokenWithIdToken", token::by_federation(universe, request))
        }
        ("POST", "/v3.0/OS-CREDENTIAL/securitytokens") => {
            ("iam.CreateTemporaryAccessKey", temporary::create(universe, request))
        }
        ("GET", "/v3/projects") => ("iam.KeystoneListProjects", projects(universe, request)),
        ("GET", "/v3/auth/domains") => ("iam.KeystoneListAuthDomains", domains(universe, request)),
        (method, path) => {
            ("iam.Unknown", Err(Refusal(404, format!("{method} {path} is not part of this simulator"))))
        }
    };
    let response = outcome.unwrap_or_else(|refusal| refusal.render());
    let applied = response.status == 201;
    record(universe, operation, &request_id, response.status, applied);
    response.with_header("x-request-id", request_id)
}

fn body(request: &Request) -> Result<Value, Refusal> {
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    serde_json::from_slice(body).map_err(|_| Refusal::bad("the body is not JSON"))
}

/// A token or a signature.
fn caller(universe: &Universe, request: &Request) -> Result<(), Refusal> {
    auth::caller(universe, request).map(|_| ()).map_err(|fault| Refusal::unauthorised(fault.message))
}

fn projects(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    caller(universe, request)?;
    let known = &universe.identity.huawei;
    let query = Query::parse(&request.query);
    let wanted = |name: &str, own: &str| query.get(name).is_none_or(|text| text == own);
    let found =
        wanted("name", &known.region) && wanted("domain_id", &known.domain_id) && wanted("enabled", "true");
    let own = json!({"id": known.project_id, "name": known.region, "domain_id": known.domain_id,
                     "parent_id": known.domain_id, "is_domain": false, "enabled": true, "description": "",
                     "links": {"self": format!("/v3/projects/{}", known.project_id)}});
    let list = if found { vec![own] } else { Vec::new() };
    let links = json!({"self": "/v3/projects", "next": null, "previous": null});
    Ok(Response::json(200, &json!({"projects": list, "links": links})))
}

/// What the vendor's SDK asks for calls that belong to an account.
fn domains(universe: &Universe, request: &Request) -> Result<Response, Refusal> {
    caller(universe, request)?;
    let known = &universe.identity.huawei;
    let own = json!({"id": known.domain_id, "name": known.domain, "enabled": true, "description": "",
                     "links": {"self": format!("/v3/domains/{}", known.domain_id)}});
    let links = json!({"self": "/v3/auth/domains", "next": null, "previous": null});
    Ok(Response::json(200, &json!({"domains": [own], "links": links})))
}
