//! The header signature of Huawei's object store (HMAC-SHA1, reference 7.4).

use super::authorization::key_and_signature;
use super::string_to_sign::{date, sub_resources, vendor_headers};
use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, check_token, digest, encoding};

/// Query parameters that are part of the resource; all others are not signed.
const SUB_RESOURCES: [&str; 48] = [
    "CDNNotifyConfiguration",
    "acl",
    "append",
    "attname",
    "backtosource",
    "cors",
    "customdomain",
    "delete",
    "deletebucket",
    "directcoldaccess",
    "encryption",
    "inventory",
    "length",
    "lifecycle",
    "location",
    "logging",
    "metadata",
    "modify",
    "name",
    "notification",
    "object-lock",
    "partNumber",
    "policy",
    "position",
    "quota",
    "rename",
    "replication",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "retention",
    "storageClass",
    "storagePolicy",
    "storageinfo",
    "tagging",
    "torrent",
    "truncate",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "website",
    "x-obs-security-token",
];

/// Image parameters, kept apart only because they share a prefix.
const IMAGE: [&str; 3] = ["x-image-process", "x-image-save-bucket", "x-image-save-object"];

/// Verifies the `Authorization` header of an object store request; `now` is the real time in seconds since 1970.
///
/// `virtual_bucket` is the bucket that the `Host` header names, or `None` when the path begins with the bucket.
pub(crate) fn verify(
    request: &SignedRequest<'_>,
    virtual_bucket: Option<&str>,
    keys: Keyring<'_>,
    now: i64,
) -> Result<Verified, Refusal> {
    let (access_key, signature) = key_and_signature(request, "OBS")?;
    let own_date = request.header("x-obs-date");
    let date = date(request, "x-obs-date")?;
    timestamp::check(date, Notation::Http, now)?;
    let credential = keys(access_key).ok_or_else(|| Refusal::UnknownKey(access_key.to_owned()))?;
    check_token(&credential, request.header("x-obs-security-token"))?;

    let head = format!(
        "{}\n{}\n{}\n{}\n{}",
        request.method,
        request.header("content-md5").unwrap_or_default(),
        request.header("content-type").unwrap_or_default(),
        if own_date.is_some() { "" } else { date },
        vendor_headers(request, "x-obs-"),
    );
    let parameters =
        sub_resources(request.query, |name| SUB_RESOURCES.contains(&name) || IMAGE.contains(&name));
    let mut string_to_sign = String::new();
    for resource in resources(request.path, virtual_bucket) {
        string_to_sign = format!("{head}{resource}{parameters}");
        let wanted = digest::hmac_sha1_base64(credential.secret.as_bytes(), string_to_sign.as_bytes());
        if digest::same(wanted.as_bytes(), signature.as_bytes()) {
            return Ok(Verified { access_key: access_key.to_owned(), nonce: None });
        }
    }
    Err(Refusal::Mismatch { string_to_sign })
}

/// The forms of the resource that clients sign: the path as it was sent, and the same normalised. One SDK drops the
/// slash after a bucket without a key in path style.
fn resources(path: &str, virtual_bucket: Option<&str>) -> Vec<String> {
    let normal = encoding::canonical_path(path);
    let mut forms = Vec::new();
    for path in [path, normal.as_str()] {
        forms.push(virtual_bucket.map_or_else(|| path.to_owned(), |bucket| format!("/{bucket}{path}")));
    }
    if virtual_bucket.is_none() {
        let bucket = normal.trim_matches('/');
        if !bucket.is_empty() && !bucket.contains('/') {
            forms.push(format!("/{bucket}"));
            forms.push(format!("/{bucket}/"));
        }
    }
    forms.dedup();
    forms
}
