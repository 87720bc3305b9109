//! The simulator's own surface: what the phones hold, what was asked, what was really done.

mod clock;
mod faults;
mod fields;
mod files;
mod objects;
mod phones;

use std::net::IpAddr;

use serde_json::{Value, json};

use crate::service::{Request, Response};
use crate::signature::digest::same;
use crate::universe::Universe;

/// A refusal: status and what is wrong.
#[derive(Debug)]
struct Refusal(u16, String);

impl Refusal {
    fn new(status: u16, why: impl Into<String>) -> Self {
        Self(status, why.into())
    }
}

type Answer = Result<Response, Refusal>;

/// Answers one request to the admin service.
pub(crate) fn handle(universe: &Universe, request: &Request) -> Response {
    let answer = guard(universe, request).and_then(|()| dispatch(universe, request));
    answer.unwrap_or_else(|Refusal(status, why)| Response::json(status, &json!({"error": why})))
}

/// Without a token only callers on this machine are served. A page in a browser never is, since any page that is open on
/// this machine could otherwise edit phones: not one of another origin, and not one whose name was made to resolve to
/// this machine.
fn guard(universe: &Universe, request: &Request) -> Result<(), Refusal> {
    let foreign_page = || Refusal::new(403, "requests from a browser's page of another origin are refused");
    if request.header("origin").is_some_and(|origin| !is_own(origin, request)) {
        return Err(foreign_page());
    }
    // Sent by browsers only; `none` is what a user typed.
    if request.header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(foreign_page());
    }
    if let Some(token) = &universe.admin_token {
        let sent = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        return match sent {
            Some(sent) if same(sent.trim().as_bytes(), token.as_bytes()) => Ok(()),
            _ => Err(Refusal::new(401, "Authorization: Bearer TOKEN is needed")),
        };
    }
    if request.peer.is_some_and(|peer| !is_loopback(peer)) {
        return Err(Refusal::new(403, "only callers on this machine are served unless a token is set"));
    }
    if request.header("host").is_some_and(|host| !is_local_host(host)) {
        return Err(Refusal::new(403, "the Host header must be a loopback address or localhost"));
    }
    Ok(())
}

/// Whether an origin is the address that is called.
fn is_own(origin: &str, request: &Request) -> bool {
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.is_some_and(|host| request.header("host").is_some_and(|called| called.eq_ignore_ascii_case(host)))
}

fn is_loopback(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
    }
}

fn is_local_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(is_loopback)
}

fn dispatch(universe: &Universe, request: &Request) -> Answer {
    let segments: Vec<String> = request
        .path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_encoding::percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match (request.method.as_str(), segments.as_slice()) {
        ("GET", ["phones"]) => phones::list(universe),
        ("POST", ["phones"]) => phones::add(universe, request),
        ("GET", ["phones", id]) => phones::show(universe, id),
        ("PATCH", ["phones", id]) => phones::edit(universe, request, id),
        ("GET", ["phones", id, "files"]) => files::list(universe, request, id),
        ("PUT", ["phones", id, "files"]) => files::put(universe, request, id),
        ("DELETE", ["phones", id, "files"]) => files::delete(universe, request, id),
        ("GET", ["requests"]) => Ok(Response::json(200, &universe.requests.to_json())),
        ("GET", ["ledger"]) => Ok(Response::json(200, &ledger(universe))),
        ("POST", ["objects", "corrupt"]) => objects::corrupt(universe, request),
        ("POST", ["faults"]) => faults::add(universe, request),
        ("GET", ["faults"]) => faults::list(universe),
        ("DELETE", ["faults"]) => faults::clear(universe),
        ("GET", ["clock"]) => clock::show(universe),
        ("POST", ["clock"]) => clock::change(universe, request),
        (method, _) => Err(Refusal::new(404, format!("there is no {method} {}", request.path))),
    }
}

fn ledger(universe: &Universe) -> Value {
    let entries: Vec<Value> = universe
        .world
        .with(|fleet| fleet.ledger().into_iter().map(crate::world::LedgerEntry::to_json).collect());
    json!({"entries": entries})
}

/// The body as a JSON object.
fn object(request: &Request) -> Result<serde_json::Map<String, Value>, Refusal> {
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(Refusal::new(400, "the body must be a JSON object")),
    }
}
