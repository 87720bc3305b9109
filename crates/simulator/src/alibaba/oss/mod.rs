//! The object store (reference section 7): HEAD, GET, PUT and DELETE of objects, LIST of a bucket; by path and by
//! host; with both signatures.

mod error;
mod list;
mod object;

use super::gate::{credential, is_expired};
use crate::bucket::request::host_bucket;
use crate::requests::Record;
use crate::service::{Request, Response};
use crate::signature::{Refusal, SignedRequest, encoding, oss_v1, oss_v4};
use crate::universe::Universe;
use crate::world::Cloud;
use error::OssError;

/// What begins the part of a host name behind the bucket: `bucket.oss-cn-shanghai.aliyuncs.com`.
const HOST_MARK: &str = "oss-";

/// Longest key in bytes.
const KEY_BYTES: usize = 1023;

/// Query parameters that ask for something else than the plain object or list, and that nothing here answers. A PUT
/// with one of them must not end as an object.
const NOT_BUILT: [&str; 20] = [
    "acl",
    "append",
    "cors",
    "delete",
    "encryption",
    "lifecycle",
    "logging",
    "partNumber",
    "policy",
    "qos",
    "referer",
    "replication",
    "restore",
    "symlink",
    "tagging",
    "uploadId",
    "uploads",
    "versioning",
    "versions",
    "website",
];

/// What a request is about.
struct Target<'a> {
    /// The bucket, if the host names it.
    virtual_bucket: Option<&'a str>,
    bucket: String,
    key: String,
}

/// One call, read and signed properly.
struct Call<'a> {
    universe: &'a Universe,
    request: &'a Request,
    bucket: &'a str,
    key: &'a str,
}

/// Answers one request and notes it.
pub(super) fn handle(universe: &Universe, request: &Request) -> Response {
    let mut request_id = universe.ids.hex32().to_ascii_uppercase();
    request_id.truncate(24);
    let target = target(request);
    let operation = operation(request, &target);
    let outcome = answer(universe, request, &target);
    let applied = outcome.is_ok() && matches!(request.method.as_str(), "PUT" | "DELETE");
    let response = match outcome {
        Ok(response) => response.with_header("x-oss-request-id", request_id.as_str()),
        Err(error) => error.render(request, &target.bucket, &target.key, &request_id),
    };
    universe.requests.record(Record {
        cloud: Cloud::Alibaba,
        operation: format!("oss.{operation}"),
        request_id,
        status: response.status,
        applied,
    });
    response.with_header("server", "AliyunOSS").with_header("x-oss-server-time", "1")
}

fn target(request: &Request) -> Target<'_> {
    let virtual_bucket = host_bucket(request, HOST_MARK);
    let path = encoding::decode(request.path.strip_prefix('/').unwrap_or(&request.path));
    let path = String::from_utf8_lossy(&path).into_owned();
    let (bucket, key) = match virtual_bucket {
        Some(bucket) => (bucket.to_owned(), path),
        None => match path.split_once('/') {
            Some((bucket, key)) => (bucket.to_owned(), key.to_owned()),
            None => (path, String::new()),
        },
    };
    Target { virtual_bucket, bucket, key }
}

/// The vendor's name of the operation, for the counts.
fn operation(request: &Request, target: &Target<'_>) -> &'static str {
    match (request.method.as_str(), target.key.is_empty(), target.bucket.is_empty()) {
        ("GET", true, true) => "ListBuckets",
        ("GET", true, false) => "ListObjectsV2",
        ("HEAD", false, _) => "HeadObject",
        ("GET", false, _) => "GetObject",
        ("PUT", false, _) => "PutObject",
        ("DELETE", false, _) => "DeleteObject",
        _ => "Other",
    }
}

fn answer(universe: &Universe, request: &Request, target: &Target<'_>) -> Result<Response, OssError> {
    authenticate(universe, request, target.virtual_bucket)?;
    let asked = encoding::query_pairs(&request.query);
    let unknown = asked.iter().find_map(|(name, _)| {
        let name = std::str::from_utf8(name).ok()?;
        NOT_BUILT.contains(&name).then(|| name.to_owned())
    });
    if let Some(name) = unknown {
        return Err(OssError::not_built(&format!("the sub-resource {name}")));
    }
    if target.bucket.is_empty() {
        return Err(OssError::not_built("listing all buckets"));
    }
    if !universe.oss.has_bucket(&target.bucket) {
        return Err(OssError::no_such_bucket());
    }
    let call = Call { universe, request, bucket: &target.bucket, key: &target.key };
    if call.key.is_empty() {
        return match request.method.as_str() {
            "GET" => list::list(&call),
            "HEAD" => Ok(Response::empty(200)),
            _ => Err(OssError::method_not_allowed()),
        };
    }
    let is_text = std::str::from_utf8(&encoding::decode(&request.path)).is_ok();
    if !is_text || call.key.len() > KEY_BYTES || call.key.starts_with(['/', '\\']) {
        return Err(OssError::new(400, "InvalidObjectName", "The specified object is not valid."));
    }
    match request.method.as_str() {
        "HEAD" => object::head(&call),
        "GET" => object::get(&call),
        "PUT" => object::put(&call),
        "DELETE" => object::delete(&call),
        _ => Err(OssError::method_not_allowed()),
    }
}

fn authenticate(universe: &Universe, request: &Request, bucket: Option<&str>) -> Result<(), OssError> {
    let signed = SignedRequest::of(request, "");
    let keys = |access_key: &str| credential(universe, access_key);
    let now = request.gateway_time(&universe.clock).as_second();
    let scheme = signed.header("authorization").unwrap_or_default();
    let outcome = if scheme.is_empty() {
        Err(Refusal::Missing)
    } else if scheme.starts_with(oss_v4::SCHEME) {
        oss_v4::verify(&signed, bucket, &universe.identity.alibaba.region, &keys, now)
    } else {
        oss_v1::verify(&signed, bucket, &keys, now)
    };
    let verified = outcome?;
    if is_expired(universe, &verified.access_key) {
        let code = universe.settings.alibaba.oss_expired_token_code.clone();
        return Err(OssError::new(403, code, "The security token you provided has expired."));
    }
    Ok(())
}
