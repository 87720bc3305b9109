//! The older signature, HMAC-SHA1 over the query, which STS wants (reference 4.4): a pure function, and the hook that the
//! pipeline calls.

use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use percent_encoding::percent_decode_str;
use phonevault_core::Result;
use phonevault_core::context::Context;
use phonevault_core::credentials::{KeySource, Keys};
use phonevault_core::encoding::{canonical_query, encode_query, percent};
use phonevault_core::pipeline::Sign;
use phonevault_core::secret::Secret;
use phonevault_core::signing::{Signed, hmac_sha1_base64};
use phonevault_core::timestamp;
use phonevault_core::transport::HttpRequest;
use phonevault_core::validate::refused;

/// Signs the query of `request` with `keys` as of `time`; `nonce` must be new for each attempt.
///
/// Adds the parameters `AccessKeyId`, `SignatureMethod`, `SignatureVersion`, `SignatureNonce`, `Timestamp` and, for temporary
/// keys, `SecurityToken`; then `Signature`. Header fields and body are not signed. The canonical request of the result is the
/// query in its order, and no header is among the signed ones.
///
/// # Errors
/// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) for a query that is not UTF-8.
pub fn sign_rpc(request: &HttpRequest, keys: &Keys, time: SystemTime, nonce: &str) -> Result<Signed> {
    let timestamp = timestamp::iso8601(time);
    let mut added = vec![
        ("AccessKeyId", &*keys.access_key),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", nonce),
        ("SignatureVersion", "1.0"),
        ("Timestamp", &*timestamp),
    ];
    if let Some(token) = keys.security_token.as_ref().filter(|token| !token.is_empty()) {
        added.push(("SecurityToken", token.expose()));
    }
    let mut request = with(request, &added)?;
    let string_to_sign = format!("{}&%2F&{}", request.method.name(), percent(request.query.as_bytes()));
    let key = Secret::new(format!("{}&", keys.secret_key.expose()));
    let signature = hmac_sha1_base64(&key, &string_to_sign);
    let canonical_request = request.query.clone();
    request.query = format!("{canonical_request}&{}", encode_query([("Signature", &*signature)]));
    Ok(Signed { request, canonical_request, string_to_sign, signed_headers: String::new(), signature })
}

/// A request to STS that needs no keys: only the time is added.
pub(crate) fn without_keys(request: &HttpRequest, time: SystemTime) -> Result<HttpRequest> {
    with(request, &[("Timestamp", &timestamp::iso8601(time))])
}

/// The signer of the pipeline for STS: takes the keys valid now, the time and a new nonce for each attempt.
#[derive(Clone, Debug)]
pub(crate) struct Rpc {
    /// Where the keys come from; `None` for an operation that is not signed.
    pub(crate) keys: Option<Arc<dyn KeySource>>,
}

#[async_trait]
impl Sign for Rpc {
    async fn sign(&self, request: HttpRequest, context: &Context) -> Result<HttpRequest> {
        let Some(source) = &self.keys else { return without_keys(&request, context.clock.now()) };
        let keys = source.keys(context).await?.checked()?;
        Ok(sign_rpc(&request, &keys, context.clock.now(), &context.random_hex())?.request)
    }
}

/// The request with these parameters in place of any of the same names, and without an earlier signature.
fn with(request: &HttpRequest, added: &[(&str, &str)]) -> Result<HttpRequest> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for pair in request.query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        if name != "Signature" && !added.iter().any(|(own, _)| *own == name) {
            pairs.push((name, decoded(value)?));
        }
    }
    let given = pairs.iter().map(|(name, value)| (&**name, &**value));
    let query = canonical_query(&encode_query(given.chain(added.iter().copied())));
    Ok(HttpRequest { query, ..request.clone() })
}

fn decoded(text: &str) -> Result<String> {
    let text = percent_decode_str(text).decode_utf8();
    text.map(Into::into).map_err(|_| refused("query", "is not UTF-8 once it is decoded"))
}
