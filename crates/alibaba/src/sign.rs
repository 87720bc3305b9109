//! The request signature ACS3-HMAC-SHA256 (reference 4.1): a pure function, and the hook that the pipeline calls.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use percent_encoding::percent_decode_str;
use phonevault_core::context::Context;
use phonevault_core::credentials::{KeySource, Keys};
use phonevault_core::pipeline::Sign;
use phonevault_core::timestamp;
use phonevault_core::transport::HttpRequest;
use phonevault_core::{Error, ErrorKind, Result};
use ring::{digest, hmac};

use crate::encode::{encode, encode_query};

/// The name of the algorithm as it stands in the request.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// A signed request, with everything that led to its signature.
#[derive(Clone)]
pub struct Signed {
    /// The request ready for the wire.
    pub request: HttpRequest,
    /// What was hashed. It holds the session token of temporary keys, never the secret key.
    pub canonical_request: String,
    /// What was signed.
    pub string_to_sign: String,
    /// The names of the signed header fields, joined with `;`.
    pub signed_headers: String,
    /// The signature in hexadecimal.
    pub signature: String,
}

/// Without texts that hold a session token or a signature.
impl std::fmt::Debug for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed")
            .field("request", &self.request)
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

/// Signs `request` with `keys` as of `time`; `nonce` must be new for each attempt.
///
/// Adds `host`, `x-acs-date`, `x-acs-signature-nonce`, `x-acs-content-sha256` and, for temporary keys,
/// `x-acs-security-token`; then signs **every** header field that is present, as the vendor's client does. The query of
/// the result is the canonical one, so that what is sent is exactly what was signed.
///
/// # Errors
/// [`ErrorKind::Validation`] for a header name or value, or a percent-encoding, that HTTP cannot carry.
pub fn sign(request: &HttpRequest, keys: &Keys, time: SystemTime, nonce: &str) -> Result<Signed> {
    let mut request = request.clone();
    request.query = canonical_query(&request.query)?;
    let uri = canonical_path(&request.path)?;
    let payload = hex(digest::digest(&digest::SHA256, &request.body).as_ref());
    request.headers.set("host", request.endpoint.authority());
    request.headers.set("x-acs-date", timestamp::iso8601(time));
    request.headers.set("x-acs-signature-nonce", nonce);
    request.headers.set("x-acs-content-sha256", &*payload);
    if let Some(token) = keys.security_token.as_ref().filter(|token| !token.is_empty()) {
        request.headers.set("x-acs-security-token", token.expose());
    }
    let fields = canonical_headers(&request)?;
    let signed_headers = fields.keys().map(|name| &**name).collect::<Vec<_>>().join(";");
    let mut lines = String::new();
    for (name, values) in &fields {
        let _ = writeln!(lines, "{name}:{}", values.join(","));
    }
    let method = request.method.name();
    let canonical_request =
        format!("{method}\n{uri}\n{}\n{lines}\n{signed_headers}\n{payload}", request.query);
    let hashed = hex(digest::digest(&digest::SHA256, canonical_request.as_bytes()).as_ref());
    let string_to_sign = format!("{ALGORITHM}\n{hashed}");
    let key = hmac::Key::new(hmac::HMAC_SHA256, keys.secret_key.expose().as_bytes());
    let signature = hex(hmac::sign(&key, string_to_sign.as_bytes()).as_ref());
    let access_key = &keys.access_key;
    request.headers.set(
        "authorization",
        format!("{ALGORITHM} Credential={access_key},SignedHeaders={signed_headers},Signature={signature}"),
    );
    check_field("authorization", request.headers.get("authorization").unwrap_or_default())?;
    request.path = uri;
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
        let keys = self.keys.keys(context).await?;
        let request = with_key_id(request, &keys);
        Ok(sign(&request, &keys, context.clock.now(), &context.random_hex())?.request)
    }
}

/// Temporary keys travel with the id of their access key beside the token, as the vendor's client sends it.
pub(crate) fn with_key_id(mut request: HttpRequest, keys: &Keys) -> HttpRequest {
    if keys.security_token.as_ref().is_some_and(|token| !token.is_empty()) {
        request.headers.set("x-acs-accesskey-id", &*keys.access_key);
    }
    request
}

/// Decoded, sorted by the raw name, encoded again: the service does the same with what it receives.
fn canonical_query(query: &str) -> Result<String> {
    let mut pairs = Vec::new();
    for item in query.split('&').filter(|item| !item.is_empty()) {
        let (name, value) = item.split_once('=').unwrap_or((item, ""));
        pairs.push((decode(name)?, decode(value)?));
    }
    pairs.sort();
    Ok(encode_query(pairs.iter().map(|(name, value)| (&**name, &**value))))
}

fn canonical_path(path: &str) -> Result<String> {
    let segments: Vec<String> =
        path.split('/').map(|segment| Ok(encode(&decode(segment)?))).collect::<Result<_>>()?;
    let joined = segments.join("/");
    Ok(if joined.is_empty() { "/".to_owned() } else { joined })
}

fn decode(text: &str) -> Result<String> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| refuse("query", "is not UTF-8 once it is decoded"))
}

/// Names in order, values trimmed; values of a repeated name stand in their own order.
fn canonical_headers(request: &HttpRequest) -> Result<BTreeMap<String, Vec<String>>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in request.headers.iter().filter(|(name, _)| *name != "authorization") {
        check_field(name, value)?;
        fields.entry(name.to_owned()).or_default().push(value.trim_matches([' ', '\t']).to_owned());
    }
    for values in fields.values_mut() {
        values.sort();
    }
    Ok(fields)
}

/// A field that arrives otherwise than it was signed, or that smuggles in another one, is refused here.
fn check_field(name: &str, value: &str) -> Result<()> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(refuse("header", "has a name that HTTP cannot carry"));
    }
    if !value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Err(refuse(name, "has a value with characters that a header cannot carry"));
    }
    Ok(())
}

/// The value is left out of the text: it may be a token.
fn refuse(field: &str, rule: &str) -> Error {
    Error::new(ErrorKind::Validation, format!("{field}: {rule}"))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
