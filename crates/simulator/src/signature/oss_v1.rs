//! The older header signature of Alibaba's object store (HMAC-SHA1, reference 7.2).

use super::authorization::key_and_signature;
use super::string_to_sign::{date, sub_resources, vendor_headers};
use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, check_token, digest, encoding};

/// Query parameters that are part of the resource. `list-type`, `prefix` and `max-keys` are not among them,
/// `continuation-token` is.
const SUB_RESOURCES: [&str; 46] = [
    "acl",
    "append",
    "bucketInfo",
    "callback",
    "callback-var",
    "cname",
    "comp",
    "continuation-token",
    "cors",
    "delete",
    "encryption",
    "endTime",
    "inventory",
    "inventoryId",
    "lifecycle",
    "live",
    "location",
    "logging",
    "objectMeta",
    "partNumber",
    "policy",
    "policyStatus",
    "position",
    "processConfiguration",
    "qos",
    "referer",
    "replication",
    "replicationLocation",
    "replicationProgress",
    "requestPayment",
    "restore",
    "security-token",
    "sequential",
    "startTime",
    "stat",
    "status",
    "symlink",
    "tagging",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "vod",
    "website",
    "worm",
];

/// Verifies the `Authorization` header of an object store request; `now` is the real time in seconds since 1970.
///
/// `virtual_bucket` is the bucket that the `Host` header names, or `None` when the path begins with the bucket.
pub(crate) fn verify(
    request: &SignedRequest<'_>,
    virtual_bucket: Option<&str>,
    keys: Keyring<'_>,
    now: i64,
) -> Result<Verified, Refusal> {
    let (access_key, signature) = key_and_signature(request, "OSS")?;
    let date = date(request, "x-oss-date")?;
    timestamp::check(date, Notation::Http, now)?;
    let credential = keys(access_key).ok_or_else(|| Refusal::UnknownKey(access_key.to_owned()))?;
    check_token(&credential, request.header("x-oss-security-token"))?;

    let string_to_sign = format!(
        "{}\n{}\n{}\n{date}\n{}{}{}",
        request.method,
        request.header("content-md5").unwrap_or_default(),
        request.header("content-type").unwrap_or_default(),
        vendor_headers(request, "x-oss-"),
        resource(request.path, virtual_bucket),
        sub_resources(request.query, belongs),
    );
    let wanted = digest::hmac_sha1_base64(credential.secret.as_bytes(), string_to_sign.as_bytes());
    if !digest::same(wanted.as_bytes(), signature.as_bytes()) {
        return Err(Refusal::Mismatch { string_to_sign });
    }
    Ok(Verified { access_key: access_key.to_owned(), nonce: None })
}

/// The key stands in the resource as it is, not encoded.
fn resource(path: &str, virtual_bucket: Option<&str>) -> String {
    let plain = String::from_utf8_lossy(&encoding::decode(path)).into_owned();
    match virtual_bucket {
        Some(bucket) => format!("/{bucket}{plain}"),
        // A bucket without a key ends in a slash, also where the path leaves it out.
        None if plain.len() > 1 && plain.matches('/').count() == 1 => format!("{plain}/"),
        None => plain,
    }
}

fn belongs(name: &str) -> bool {
    SUB_RESOURCES.contains(&name) || name.starts_with("response-") || name.starts_with("x-oss-")
}
