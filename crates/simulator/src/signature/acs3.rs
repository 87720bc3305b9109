//! `ACS3-HMAC-SHA256`, the signature of Alibaba's control planes (reference 4.1).

use super::authorization::{self, Fields};
use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, canonical_headers, check_token, digest, encoding};

/// The scheme name at the beginning of the `Authorization` header.
pub(crate) const SCHEME: &str = "ACS3-HMAC-SHA256";

/// Headers that have to be signed whenever they are present, beside every `x-acs-*` header: the vendor's rule says
/// all common request headers, and its published samples sign `host`.
const ALWAYS_SIGNED: [&str; 1] = ["host"];

/// Verifies the `Authorization` header of a request to ECP or STS; `now` is the real time in seconds since 1970.
///
/// The nonce is handed back for the caller to record: a replay can be told only after the signature was found good,
/// otherwise anybody could use up the nonces of others.
pub(crate) fn verify(request: &SignedRequest<'_>, keys: Keyring<'_>, now: i64) -> Result<Verified, Refusal> {
    let Fields { access_key, names, signature } = authorization::fields(request, SCHEME, "Credential")?;
    for (name, _) in request.headers {
        let must = ALWAYS_SIGNED.contains(&name.as_str()) || name.starts_with("x-acs-");
        if must && !names.contains(name) {
            return Err(Refusal::Malformed(format!("{name} is not signed")));
        }
    }
    let headers = canonical_headers(request, &names)?;
    let needed = |name: &str| {
        request
            .header(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Refusal::Malformed(format!("{name} is missing")))
    };
    let date = needed("x-acs-date")?;
    let nonce = needed("x-acs-signature-nonce")?;
    let declared = needed("x-acs-content-sha256")?;
    timestamp::check(date, Notation::Iso, now)?;
    let credential = keys(access_key).ok_or_else(|| Refusal::UnknownKey(access_key.to_owned()))?;
    check_token(&credential, request.header("x-acs-security-token"))?;

    let canonical = format!(
        "{}\n{}\n{}\n{headers}\n{}\n{}",
        request.method,
        encoding::canonical_path(request.path),
        encoding::canonical_query(request.query),
        names.join(";"),
        request.body_sha256,
    );
    let string_to_sign = format!("{SCHEME}\n{}", digest::sha256_hex(canonical.as_bytes()));
    let wanted = digest::hex(&digest::hmac_sha256(credential.secret.as_bytes(), string_to_sign.as_bytes()));
    let genuine = digest::same(wanted.as_bytes(), signature.as_bytes());
    // The declared hash is signed too, so it has to be the one of the body that really came.
    if !genuine || !digest::same(declared.as_bytes(), request.body_sha256.as_bytes()) {
        return Err(Refusal::Mismatch { string_to_sign });
    }
    Ok(Verified { access_key: access_key.to_owned(), nonce: Some(nonce.to_owned()) })
}
