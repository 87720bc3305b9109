//! The legacy RPC signature (HMAC-SHA1 in the query) that Alibaba's credential helpers use for STS (reference 4.4).

use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, check_token, digest, encoding};

/// Verifies a request whose query carries `Signature`, `AccessKeyId`, `Timestamp` and `SignatureNonce`; `now` is the
/// real time in seconds since 1970. The nonce is handed back for the caller to record.
pub(crate) fn verify(request: &SignedRequest<'_>, keys: Keyring<'_>, now: i64) -> Result<Verified, Refusal> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut signature = None;
    for (name, value) in encoding::query_pairs(request.query) {
        let value = value.unwrap_or_default();
        if name == b"Signature" {
            signature = Some(value);
        } else {
            pairs.push((encoding::encode(&name), encoding::encode(&value)));
        }
    }
    let signature = signature.ok_or(Refusal::Missing)?;
    let parameter = |wanted: &str| {
        let (_, value) = pairs.iter().find(|(name, _)| name == wanted)?;
        String::from_utf8(encoding::decode(value)).ok()
    };
    let needed = |name: &str| {
        parameter(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Refusal::Malformed(format!("{name} is missing")))
    };
    let access_key = needed("AccessKeyId")?;
    let date = needed("Timestamp")?;
    let nonce = needed("SignatureNonce")?;
    if needed("SignatureMethod")? != "HMAC-SHA1" || needed("SignatureVersion")? != "1.0" {
        return Err(Refusal::Malformed("only HMAC-SHA1 in version 1.0 is known".to_owned()));
    }
    timestamp::check(&date, Notation::Iso, now)?;
    let credential = keys(&access_key).ok_or_else(|| Refusal::UnknownKey(access_key.clone()))?;
    check_token(&credential, parameter("SecurityToken").as_deref())?;

    pairs.sort_unstable();
    let joined: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let string_to_sign = format!("{}&%2F&{}", request.method, encoding::encode(joined.join("&").as_bytes()));
    let wanted =
        digest::hmac_sha1_base64(format!("{}&", credential.secret).as_bytes(), string_to_sign.as_bytes());
    if !digest::same(wanted.as_bytes(), &signature) {
        return Err(Refusal::Mismatch { string_to_sign });
    }
    Ok(Verified { access_key, nonce: Some(nonce) })
}
