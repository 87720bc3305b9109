//! The metadata service of a server to which the simulated role is bound (reference 4.3), and beside it an address for
//! clients that fetch their keys from a URI (`/credentials`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use super::keys::TemporaryKey;
use crate::clock::iso_seconds;
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::{Cloud, later};

const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
const URI_PATH: &str = "/credentials";
const TTL_HEADER: &str = "x-aliyun-ecs-metadata-token-ttl-seconds";
const TOKEN_HEADER: &str = "x-aliyun-ecs-metadata-token";

/// Longest life of a token in seconds.
const LONGEST_S: u64 = 21_600;

/// Most tokens held at a time.
const CAPACITY: usize = 10_000;

/// The tokens given out, and the key that is current.
#[derive(Default)]
pub(super) struct Metadata {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    tokens: HashMap<String, Timestamp>,
    key: Option<(TemporaryKey, Timestamp)>,
}

// Written by hand so that no secret can end in a log.
impl std::fmt::Debug for Metadata {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metadata").finish_non_exhaustive()
    }
}

/// Answers one request and notes it.
pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let response = answer(universe, request);
    universe.requests.record(Record {
        cloud: Cloud::Alibaba,
        operation: format!("metadata.{}", operation(request)),
        request_id: universe.ids.uuid(),
        status: response.status,
        applied: false,
    });
    response
}

/// What is asked for, as it is counted.
pub(super) fn operation(request: &Request) -> &'static str {
    let reads = request.method == "GET";
    match request.path.as_str() {
        TOKEN_PATH if request.method == "PUT" => "GetToken",
        URI_PATH if reads => "GetCredentialsByUri",
        path => match role_path(path) {
            Some("") if reads => "ListRoles",
            Some(_) if reads => "GetCredentials",
            _ => "Other",
        },
    }
}

/// The role that a path asks about, empty for the list of roles; `None` for other paths.
fn role_path(path: &str) -> Option<&str> {
    let listed = path == ROLES_PATH.trim_end_matches('/');
    path.strip_prefix(ROLES_PATH).or(listed.then_some(""))
}

fn answer(universe: &Universe, request: &Request) -> Response {
    match operation(request) {
        "GetToken" => token(universe, request),
        "GetCredentialsByUri" => credentials(universe),
        "Other" => {
            let path = request.path.as_str();
            let known = matches!(path, TOKEN_PATH | URI_PATH) || role_path(path).is_some();
            if known { plain(405, "405 - Method Not Allowed") } else { not_found() }
        }
        _ if !may_read(universe, request) => plain(403, "403 - Forbidden"),
        "ListRoles" => plain(200, role(universe)),
        _ => {
            let asked = role_path(&request.path).unwrap_or_default().trim_end_matches('/');
            if asked == role(universe) { credentials(universe) } else { not_found() }
        }
    }
}

fn plain(status: u16, text: &str) -> Response {
    Response::bytes(status, "text/plain", text.to_owned())
}

fn not_found() -> Response {
    plain(404, "404 - Not Found")
}

/// The name of the one role.
fn role(universe: &Universe) -> &str {
    let arn = &universe.identity.alibaba.role_arn;
    arn.split_once('/').map_or(arn.as_str(), |(_, name)| name)
}

/// `PUT /latest/api/token`.
fn token(universe: &Universe, request: &Request) -> Response {
    let life = request.header(TTL_HEADER).and_then(|text| text.trim().parse::<u64>().ok());
    let Some(life) = life.filter(|life| (1..=LONGEST_S).contains(life)) else {
        return plain(400, "400 - Bad Request");
    };
    let token = universe.ids.lower(56);
    let now = universe.clock.now();
    let mut inner = universe.alibaba.metadata.inner.lock().unwrap_or_else(PoisonError::into_inner);
    if inner.tokens.len() >= CAPACITY {
        inner.tokens.retain(|_, end| *end > now);
    }
    if inner.tokens.len() >= CAPACITY {
        inner.tokens.clear();
    }
    inner.tokens.insert(token.clone(), later(now, Duration::from_secs(life)));
    drop(inner);
    plain(200, &token)
}

/// Whether the request carries a good token, or by setting none.
fn may_read(universe: &Universe, request: &Request) -> bool {
    let Some(token) = request.header(TOKEN_HEADER).map(str::trim).filter(|token| !token.is_empty()) else {
        return universe.settings.alibaba.metadata_v1;
    };
    let inner = universe.alibaba.metadata.inner.lock().unwrap_or_else(PoisonError::into_inner);
    inner.tokens.get(token).is_some_and(|end| *end > universe.clock.now())
}

/// The current key; a new one when half of its time is over.
fn credentials(universe: &Universe) -> Response {
    let life = Duration::from_secs(u64::from(universe.settings.alibaba.metadata_key_s));
    let now = universe.clock.now();
    let mut inner = universe.alibaba.metadata.inner.lock().unwrap_or_else(PoisonError::into_inner);
    inner.key.take_if(|(_, made_at)| later(*made_at, life / 2) <= now);
    let issue = || (universe.alibaba.keys.issue(&universe.ids, later(now, life)), now);
    let (key, made_at) = inner.key.get_or_insert_with(issue);
    let mut answer = key.to_json();
    answer["Code"] = json!("Success");
    answer["LastUpdated"] = json!(iso_seconds(*made_at));
    Response::json(200, &answer)
}
