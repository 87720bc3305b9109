//! The current header signature of Alibaba's object store (`OSS4-HMAC-SHA256`, reference 7.3).

use super::authorization::{parts, signed_names};
use super::timestamp::{self, Notation};
use super::{Keyring, Refusal, SignedRequest, Verified, check_token, digest, encoding};

/// The scheme name at the beginning of the `Authorization` header.
pub(crate) const SCHEME: &str = "OSS4-HMAC-SHA256";

/// What ends every scope.
const TERMINATOR: &str = "aliyun_v4_request";

/// Verifies the `Authorization` header of an object store request; `now` is the real time in seconds since 1970.
///
/// `virtual_bucket` is the bucket that the `Host` header names, or `None` when the path begins with the bucket. The
/// region of the scope has to be `region`.
pub(crate) fn verify(
    request: &SignedRequest<'_>,
    virtual_bucket: Option<&str>,
    region: &str,
    keys: Keyring<'_>,
    now: i64,
) -> Result<Verified, Refusal> {
    let (mut scope, mut additional, mut signature) = (None, Vec::new(), None);
    for (name, value) in parts(request, SCHEME)? {
        match name {
            "Credential" => scope = Some(value),
            "AdditionalHeaders" if value.is_empty() => {
                return Err(Refusal::Malformed("AdditionalHeaders is empty".to_owned()));
            }
            "AdditionalHeaders" => additional = signed_names(value),
            "Signature" => signature = Some(value),
            _ => return Err(Refusal::Malformed("unknown part in the Authorization header".to_owned())),
        }
    }
    let (Some(scope), Some(signature)) = (scope, signature) else {
        return Err(Refusal::Malformed("Credential and Signature are both needed".to_owned()));
    };
    let scope: Vec<&str> = scope.split('/').collect();
    let [access_key, day, scope_region, "oss", TERMINATOR] = scope[..] else {
        return Err(Refusal::Malformed("the scope is not key/day/region/oss/aliyun_v4_request".to_owned()));
    };
    let date =
        request.header("x-oss-date").ok_or_else(|| Refusal::Malformed("x-oss-date is missing".to_owned()))?;
    timestamp::check(date, Notation::Compact, now)?;
    if !date.starts_with(day) || day.len() != 8 || scope_region != region {
        return Err(Refusal::Malformed("the scope is of another day or region".to_owned()));
    }
    let payload = request
        .header("x-oss-content-sha256")
        .ok_or_else(|| Refusal::Malformed("x-oss-content-sha256 is missing".to_owned()))?;
    let credential = keys(access_key).ok_or_else(|| Refusal::UnknownKey(access_key.to_owned()))?;
    check_token(&credential, request.header("x-oss-security-token"))?;

    let canonical = canonical_request(request, virtual_bucket, &additional, payload);
    let string_to_sign = format!(
        "{SCHEME}\n{date}\n{day}/{scope_region}/oss/{TERMINATOR}\n{}",
        digest::sha256_hex(canonical.as_bytes())
    );
    let key = signing_key(&credential.secret, day, scope_region);
    let wanted = digest::hex(&digest::hmac_sha256(&key, string_to_sign.as_bytes()));
    if !digest::same(wanted.as_bytes(), signature.as_bytes()) {
        return Err(Refusal::Mismatch { string_to_sign });
    }
    Ok(Verified { access_key: access_key.to_owned(), nonce: None })
}

fn signing_key(secret: &str, day: &str, region: &str) -> [u8; 32] {
    let mut key = digest::hmac_sha256(format!("aliyun_v4{secret}").as_bytes(), day.as_bytes());
    for part in [region, "oss", TERMINATOR] {
        key = digest::hmac_sha256(&key, part.as_bytes());
    }
    key
}

fn canonical_request(
    request: &SignedRequest<'_>,
    virtual_bucket: Option<&str>,
    additional: &[String],
    payload: &str,
) -> String {
    let mut path = encoding::encode_path(&encoding::decode(request.path));
    match virtual_bucket {
        Some(bucket) => path = format!("/{bucket}{path}"),
        None if path.len() > 1 && path.matches('/').count() == 1 => path.push('/'),
        None => {}
    }
    let mut pairs: Vec<(String, String)> = encoding::query_pairs(request.query)
        .into_iter()
        .map(|(name, value)| (encoding::encode(&name), encoding::encode(&value.unwrap_or_default())))
        .collect();
    pairs.sort_unstable();
    let query: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| if value.is_empty() { name } else { format!("{name}={value}") })
        .collect();
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| {
        name.starts_with("x-oss-")
            || *name == "content-type"
            || *name == "content-md5"
            || additional.iter().any(|wanted| wanted == name)
    });
    names.sort_unstable();
    names.dedup();
    let headers: String =
        names.iter().map(|name| format!("{name}:{}\n", request.header_values(name).join(","))).collect();
    // The block of headers ends in a line feed of its own, so an empty line follows it.
    format!("{}\n{path}\n{}\n{headers}\n{}\n{payload}", request.method, query.join("&"), additional.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signing_key_is_the_one_of_the_reference() {
        let key = signing_key("ExampleSecretForVectors0001", "20260301", "cn-shanghai");
        assert_eq!(digest::hex(&key), "52d26794b6e672557262c21350defb2a4134fc48bcede1af158730ce9a8fcc5d");
    }
}
