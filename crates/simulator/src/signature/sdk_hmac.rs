//! `SDK-HMAC-SHA256`, the signature of Huawei's control planes (reference 4.2).

use super::authorization::{self, Fields};
use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, canonical_headers, check_token, digest, encoding};

/// The scheme name at the beginning of the `Authorization` header.
pub(crate) const SCHEME: &str = "SDK-HMAC-SHA256";

/// The payload hash of a body that its sender chose not to hash.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// Verifies the `Authorization` header of a request to CPH or IAM; `now` is the real time in seconds since 1970.
///
/// At least `host` and `x-sdk-date` have to be signed (INFERRED in reference 4.2), and the date may be off by 15
/// minutes. A request without such a header is [`Refusal::Missing`]; it may still carry an `X-Auth-Token`.
pub(crate) fn verify(request: &SignedRequest<'_>, keys: Keyring<'_>, now: i64) -> Result<Verified, Refusal> {
    let Fields { access_key, names, signature } = authorization::fields(request, SCHEME, "Access")?;
    for needed in ["host", "x-sdk-date"] {
        if !names.iter().any(|name| name == needed) {
            return Err(Refusal::Malformed(format!("{needed} is not signed")));
        }
    }
    let headers = canonical_headers(request, &names)?;
    let date = request.header("x-sdk-date").unwrap_or_default();
    timestamp::check(date, Notation::Compact, now)?;
    let credential = keys(access_key).ok_or_else(|| Refusal::UnknownKey(access_key.to_owned()))?;
    let token = request.header("x-security-token");
    check_token(&credential, token)?;
    if token.is_some_and(|token| !token.is_empty()) && !names.iter().any(|name| name == "x-security-token") {
        return Err(Refusal::Malformed("x-security-token is not signed".to_owned()));
    }

    let mut string_to_sign = String::new();
    for payload in payload_hashes(request, &names) {
        let canonical = canonical_request(request, &headers, &names, payload);
        string_to_sign = format!("{SCHEME}\n{date}\n{}", digest::sha256_hex(canonical.as_bytes()));
        let wanted =
            digest::hex(&digest::hmac_sha256(credential.secret.as_bytes(), string_to_sign.as_bytes()));
        if digest::same(wanted.as_bytes(), signature.as_bytes()) {
            return Ok(Verified { access_key: access_key.to_owned(), nonce: None });
        }
    }
    Err(Refusal::Mismatch { string_to_sign })
}

/// The payload hashes that may stand in the canonical request. A client may leave a body that is not JSON out of the
/// signature by a signed header; the vendor's Python client nevertheless hashes an empty body then.
fn payload_hashes<'a>(request: &SignedRequest<'a>, names: &[String]) -> Vec<&'a str> {
    let declared = request.header("x-sdk-content-sha256") == Some(UNSIGNED_PAYLOAD)
        && names.iter().any(|name| name == "x-sdk-content-sha256");
    match declared {
        true if request.body_sha256 == digest::EMPTY_SHA256 => vec![UNSIGNED_PAYLOAD, request.body_sha256],
        true => vec![UNSIGNED_PAYLOAD],
        false => vec![request.body_sha256],
    }
}

/// The path always ends in a slash here, whatever was sent.
fn canonical_request(request: &SignedRequest<'_>, headers: &str, names: &[String], payload: &str) -> String {
    let mut path = encoding::canonical_path(request.path);
    if !path.ends_with('/') {
        path.push('/');
    }
    let query = encoding::canonical_query(request.query);
    format!("{}\n{path}\n{query}\n{headers}\n{}\n{payload}", request.method, names.join(";"))
}
