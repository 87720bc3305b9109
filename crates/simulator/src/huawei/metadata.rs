//! The metadata address of a server with an agency: tokens, and the keys that the server is given (reference 4.4).

use std::time::Duration;

use super::keys;
use super::record;
use super::state::TemporaryKey;
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::later;

/// Longest life of a metadata token in seconds: what the vendor's SDK asks for.
const LONGEST: u64 = 21_600;
/// By this text the vendor's SDK tells a server without an agency from a token that has run out.
const NO_AGENCY: &str = "Please configure Cloud Service Agency first";

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32();
    let path = request.path.trim_end_matches('/');
    let (operation, response) = match (request.method.as_str(), path) {
        ("PUT", "/meta-data/latest/api/token") => ("metadata.CreateToken", token(universe, request)),
        ("GET", "/openstack/latest/securitykey") => ("metadata.GetSecurityKey", key(universe, request)),
        (_, "/meta-data/latest/api/token" | "/openstack/latest/securitykey") => {
            ("metadata.Unknown", plain(405, "405 Method Not Allowed"))
        }
        _ => ("metadata.Unknown", plain(404, "404 Not Found")),
    };
    record(universe, operation, &request_id, response.status, false);
    // So that the log can be told what the caller really got, when an injected fault replaces the answer.
    response.with_header("x-request-id", request_id)
}

fn plain(status: u16, text: &str) -> Response {
    Response::bytes(status, "text/plain", text.to_owned())
}

fn token(universe: &Universe, request: &Request) -> Response {
    if !universe.settings.huawei.metadata_v2 {
        return plain(404, "404 Not Found");
    }
    let asked = request.header("x-metadata-token-ttl-seconds").and_then(|text| text.trim().parse().ok());
    let Some(seconds) = asked.filter(|seconds| (1..=LONGEST).contains(seconds)) else {
        return plain(400, "X-Metadata-Token-Ttl-Seconds must be a number from 1 to 21600");
    };
    let now = universe.clock.now();
    let text = universe.ids.lower(64);
    universe.huawei.issue_metadata_token(&text, later(now, Duration::from_secs(seconds)));
    plain(200, &text)
}

fn key(universe: &Universe, request: &Request) -> Response {
    let settings = &universe.settings.huawei;
    let now = universe.clock.now();
    let known = match request.header("x-metadata-token") {
        Some(token) => universe.huawei.knows_metadata_token(token, now),
        None => settings.metadata_v1,
    };
    if !known {
        return plain(401, "401 Unauthorized");
    }
    if !settings.metadata_agency {
        return plain(401, NO_AGENCY);
    }
    Response::json(200, &keys::render(&current(universe)))
}

/// The same keys for a while, so that a server that asks often does not collect them.
fn current(universe: &Universe) -> TemporaryKey {
    let life = Duration::from_secs(universe.settings.huawei.metadata_key_s);
    // Well before the vendor's SDK would renew them, unless they are short-lived.
    let spare = Duration::from_secs(3600).min(life / 2);
    let now = universe.clock.now();
    match universe.huawei.metadata_key() {
        Some(key) if key.expires_at > later(now, spare) => key,
        _ => {
            let key = keys::issue(universe, life);
            universe.huawei.keep_metadata_key(key.clone());
            key
        }
    }
}
