//! The object store OBS (reference 7): signed HEAD, GET, PUT, DELETE and LIST over the shared buckets.

mod fault;
mod list;
mod object;

use std::cell::Cell;

use super::auth::keyring;
use super::record;
use crate::bucket::request::host_bucket;
use crate::service::{Request, Response};
use crate::signature::encoding::query_pairs;
use crate::signature::{Refusal, SignedRequest, obs};
use crate::universe::Universe;
use fault::Fault;
pub(super) use object::is_archived;

/// Longest key in bytes.
const KEY_BYTES: usize = 1024;

/// A call with its place.
struct Call<'a> {
    universe: &'a Universe,
    request: &'a Request,
    bucket: String,
    /// Empty for calls on the bucket.
    key: String,
    query: Vec<(String, Option<String>)>,
    /// Whether the store was changed.
    changed: Cell<bool>,
}

impl Call<'_> {
    /// A decoded query parameter; `Some("")` when it stands there without a value.
    fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_deref().unwrap_or_default())
    }
}

pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let request_id = universe.ids.hex32().to_ascii_uppercase();
    let (operation, outcome, applied) = dispatch(universe, request);
    let response = match outcome {
        Ok(response) => response,
        Err(fault) => fault.render(request, &request_id),
    };
    record(universe, operation, &request_id, response.status, applied);
    response
        .with_header("x-obs-request-id", request_id)
        .with_header("x-obs-id-2", "32AAAQAAEAABSAAkpAIAABAAAQAAEAAB")
        .with_header("server", "OBS")
}

/// The operation, its outcome, and whether it changed the store.
fn dispatch(universe: &Universe, request: &Request) -> (&'static str, Result<Response, Fault>, bool) {
    let virtual_bucket = host_bucket(request, "obs.");
    let operation = operation(request, virtual_bucket);
    let call = match place(universe, request, virtual_bucket) {
        Ok(call) => call,
        Err(fault) => return (operation, Err(fault), false),
    };
    // The vendor's object SDK asks so, unsigned, which kind of signature it is to use.
    if request.method == "HEAD" && call.parameter("apiversion").is_some() {
        let response = Response::empty(200).with_header("x-obs-api", "3.0");
        return ("obs.ShowApiVersion", Ok(response), false);
    }
    let outcome = authorise(universe, request, virtual_bucket).and_then(|()| answer(&call, operation));
    (operation, outcome, call.changed.get())
}

/// What a call is counted as, whether its place can be read or not.
fn operation(request: &Request, virtual_bucket: Option<&str>) -> &'static str {
    let raw = request.path.strip_prefix('/').unwrap_or(&request.path);
    let raw_key = if virtual_bucket.is_some() { raw } else { raw.split_once('/').map_or("", |(_, key)| key) };
    match (request.method.as_str(), !raw_key.is_empty()) {
        ("HEAD", true) => "obs.HeadObject",
        ("GET", true) => "obs.GetObject",
        ("PUT", true) => "obs.PutObject",
        ("DELETE", true) => "obs.DeleteObject",
        ("HEAD", false) => "obs.HeadBucket",
        ("GET", false) => "obs.ListObjects",
        _ => "obs.Unknown",
    }
}

/// Bucket and key, from the host or the first segment of the path.
fn place<'a>(
    universe: &'a Universe,
    request: &'a Request,
    virtual_bucket: Option<&str>,
) -> Result<Call<'a>, Fault> {
    let raw = request.path.strip_prefix('/').unwrap_or(&request.path);
    let (bucket, raw_key) = match virtual_bucket {
        Some(bucket) => (bucket, raw),
        None if universe.settings.huawei.virtual_host_only => {
            return Err(Fault::new(403, "VirtualHostDomainRequired", "Virtual host domain is required"));
        }
        None => raw.split_once('/').unwrap_or((raw, "")),
    };
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| Fault::new(400, "InvalidURI", "The path is not UTF-8"))
    };
    let key = decoded(raw_key)?;
    if key.len() > KEY_BYTES {
        return Err(Fault::new(400, "KeyTooLongError", "Your key is too long"));
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let query =
        query_pairs(&request.query).into_iter().map(|(name, value)| (text(name), value.map(text))).collect();
    Ok(Call { universe, request, bucket: decoded(bucket)?, key, query, changed: Cell::new(false) })
}

fn authorise(universe: &Universe, request: &Request, virtual_bucket: Option<&str>) -> Result<(), Fault> {
    let signed = SignedRequest::of(request, "");
    let keys = keyring(universe);
    let denied = |code: &str, text: &str| Err(Fault::new(403, code, text));
    match obs::verify(&signed, virtual_bucket, &keys, request.gateway_time(&universe.clock).as_second()) {
        Ok(verified) if universe.huawei.has_expired(&verified.access_key, universe.clock.now()) => {
            denied(&universe.settings.huawei.obs_expired_key_code, "The temporary access key has expired")
        }
        Ok(_) => Ok(()),
        Err(Refusal::Missing) => denied("AccessDenied", "Access Denied"),
        Err(Refusal::BadDate(_)) => denied("AccessDenied", "A valid Date or x-obs-date header is required"),
        Err(Refusal::Malformed(what)) => Err(Fault::new(400, "InvalidArgument", &what)),
        Err(Refusal::UnknownKey(_) | Refusal::BadToken) => {
            denied("InvalidAccessKeyId", "The access key or its token does not exist in our records")
        }
        Err(Refusal::Skewed { .. }) => {
            denied("RequestTimeTooSkewed", "The difference between the request time and ours is too large")
        }
        Err(Refusal::Mismatch { string_to_sign }) => {
            let text = "The signature does not match: check the secret key and the way of signing";
            Err(Fault::new(403, "SignatureDoesNotMatch", text).with("StringToSign", string_to_sign))
        }
        Err(Refusal::NonceReplayed) => denied("AccessDenied", "Access Denied"),
    }
}

/// Sub-resources that select another operation than the plain one.
const OTHER_OPERATIONS: [&str; 28] = [
    "acl",
    "append",
    "cors",
    "delete",
    "encryption",
    "inventory",
    "lifecycle",
    "location",
    "logging",
    "metadata",
    "modify",
    "notification",
    "partNumber",
    "policy",
    "quota",
    "rename",
    "replication",
    "restore",
    "storageClass",
    "storagePolicy",
    "storageinfo",
    "tagging",
    "truncate",
    "uploadId",
    "uploads",
    "versioning",
    "versions",
    "website",
];

/// The naming rules of buckets (reference 7.1).
fn is_bucket_name(name: &str) -> bool {
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    let edge = |c: char| c == '-' || c == '.';
    (3..=63).contains(&name.len())
        && name.bytes().all(legal)
        && !name.starts_with(edge)
        && !name.ends_with(edge)
        && !["..", ".-", "-."].iter().any(|pair| name.contains(pair))
        && name.parse::<std::net::Ipv4Addr>().is_err()
}

fn answer(call: &Call<'_>, operation: &str) -> Result<Response, Fault> {
    if call.bucket.is_empty() {
        return Err(Fault::new(405, "MethodNotAllowed", "Listing buckets is not part of this simulator"));
    }
    if let Some((name, _)) = call.query.iter().find(|(name, _)| OTHER_OPERATIONS.contains(&name.as_str())) {
        let text = format!("The sub-resource {name} is not part of this simulator");
        return Err(Fault::new(501, "NotImplemented", &text));
    }
    if !is_bucket_name(&call.bucket) {
        return Err(Fault::new(400, "InvalidBucketName", "The specified bucket is not valid"));
    }
    if !call.universe.obs.has_bucket(&call.bucket) {
        return Err(Fault::new(404, "NoSuchBucket", "The specified bucket does not exist"));
    }
    match operation {
        "obs.HeadObject" | "obs.GetObject" => object::read(call),
        "obs.PutObject" => object::put(call),
        "obs.DeleteObject" => object::delete(call),
        "obs.HeadBucket" => {
            Ok(Response::empty(200)
                .with_header("x-obs-bucket-location", &call.universe.identity.huawei.region))
        }
        "obs.ListObjects" => list::list(call),
        _ => Err(Fault::new(405, "MethodNotAllowed", "The method is not allowed against this resource")),
    }
}
