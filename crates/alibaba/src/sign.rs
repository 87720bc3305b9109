//! The request signature ACS3-HMAC-SHA256 (reference 4.1): a pure function, and the hook that the pipeline calls.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use percent_encoding::percent_decode_str;
use phonevault_core::Result;
use phonevault_core::context::Context;
use phonevault_core::credentials::{KeySource, Keys};
use phonevault_core::encoding::{canonical_path, canonical_query};
use phonevault_core::pipeline::Sign;
use phonevault_core::signing::{
    CanonicalRequest, Signed, check_field, header_fields, hmac_sha256_hex, sha256_hex,
};
use phonevault_core::timestamp;
use phonevault_core::transport::HttpRequest;
use phonevault_core::validate::refused;

/// The name of the algorithm as it stands in the request.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// Signs `request` with `keys` as of `time`; `nonce` must be new for each attempt.
///
/// Adds `host`, `x-acs-date`, `x-acs-signature-nonce`, `x-acs-content-sha256` and, for temporary keys,
/// `x-acs-security-token`; then signs **every** header field that is present, as the vendor's client does. The query of
/// the result is the canonical one, so that what is sent is exactly what was signed.
///
/// # Errors
/// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) for a header that HTTP cannot carry, a query that is not
/// UTF-8, and a path with the segments `.` or `..`, which HTTP clients resolve whatever was signed.
pub fn sign(request: &HttpRequest, keys: &Keys, time: SystemTime, nonce: &str) -> Result<Signed> {
    signed(request.clone(), keys, time, nonce)
}

fn signed(mut request: HttpRequest, keys: &Keys, time: SystemTime, nonce: &str) -> Result<Signed> {
    // Only bytes above ASCII can be no UTF-8, and few queries hold any.
    let above_ascii = |pair: &[u8]| pair[0] == b'%' && pair[1] > b'7';
    let plain = !request.query.as_bytes().windows(2).any(above_ascii) && request.query.is_ascii();
    if !plain && percent_decode_str(&request.query).decode_utf8().is_err() {
        return Err(refused("query", "is not UTF-8 once it is decoded"));
    }
    request.query = canonical_query(&request.query);
    request.path = canonical_path(&request.path)?;
    let payload = sha256_hex(&request.body);
    request.headers.set("host", request.endpoint.authority());
    request.headers.set("x-acs-date", timestamp::iso8601(time));
    request.headers.set("x-acs-signature-nonce", nonce);
    request.headers.set("x-acs-content-sha256", &*payload);
    if let Some(token) = keys.security_token.as_ref().filter(|token| !token.is_empty()) {
        request.headers.set("x-acs-security-token", token.expose());
    }
    let fields = signed_fields(&request)?;
    let canonical = CanonicalRequest {
        method: request.method.name(),
        path: &request.path,
        query: &request.query,
        fields: &fields,
        payload: &payload,
    };
    let signed_headers = canonical.signed_headers();
    let canonical_request = canonical.text(&signed_headers);
    let string_to_sign = format!("{ALGORITHM}\n{}", sha256_hex(canonical_request.as_bytes()));
    let signature = hmac_sha256_hex(&keys.secret_key, &string_to_sign);
    let access_key = &keys.access_key;
    let authorization =
        format!("{ALGORITHM} Credential={access_key},SignedHeaders={signed_headers},Signature={signature}");
    check_field("authorization", &authorization)?;
    request.headers.set("authorization", authorization);
    Ok(Signed { request, canonical_request, string_to_sign, signed_headers, signature })
}

/// The signer of the pipeline: takes the keys valid now, the time and a new nonce for each attempt.
#[derive(Clone, Debug)]
pub struct Acs3 {
    /// Where the keys come from.
    pub keys: Arc<dyn KeySource>,
}

#[async_trait]
impl Sign for Acs3 {
    async fn sign(&self, request: HttpRequest, context: &Context) -> Result<HttpRequest> {
        let keys = self.keys.keys(context).await?.checked()?;
        let request = with_key_id(request, &keys);
        Ok(signed(request, &keys, context.clock.now(), &context.random_hex())?.request)
    }
}

/// Temporary keys travel with the id of their access key beside the token, as the vendor's client sends it.
pub(crate) fn with_key_id(mut request: HttpRequest, keys: &Keys) -> HttpRequest {
    if keys.security_token.as_ref().is_some_and(|token| !token.is_empty()) {
        request.headers.set("x-acs-accesskey-id", &*keys.access_key);
    }
    request
}

/// Values of a repeated name stand in their own order, joined by commas.
fn signed_fields(request: &HttpRequest) -> Result<BTreeMap<&str, Cow<'_, str>>> {
    let fields = header_fields(request)?;
    let joined = fields.chunk_by(|one, other| one.0 == other.0).map(|same| match same {
        [(name, value)] => (*name, Cow::from(*value)),
        several => {
            let mut values: Vec<&str> = several.iter().map(|(_, value)| *value).collect();
            values.sort_unstable();
            (several[0].0, Cow::from(values.join(",")))
        }
    });
    Ok(joined.collect())
}
