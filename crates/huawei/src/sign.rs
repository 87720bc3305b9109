//! The request signature SDK-HMAC-SHA256 (reference 4.2): a pure function, and the hook that the pipeline calls.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use percent_encoding::percent_decode_str;
use phonevault_core::context::Context;
use phonevault_core::credentials::{KeySource, Keys};
use phonevault_core::pipeline::Sign;
use phonevault_core::secret::Secret;
use phonevault_core::timestamp;
use phonevault_core::transport::HttpRequest;
use phonevault_core::{Error, ErrorKind, Result};
use ring::{digest, hmac};

use crate::encode::encode_bytes;

/// The name of the algorithm as it stands in the request.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// What stands in place of the hash of a body that is neither JSON nor BSON.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

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

/// Signs `request` with `keys` as of `time` (PY-CORE signer.py). There is no nonce: the same request signed twice
/// in one second is the same text.
///
/// Adds `host`, `x-sdk-date`, for temporary keys `x-security-token`, and for a body that is not JSON
/// `x-sdk-content-sha256`; then signs every header field that is present, except names with an underscore, as the
/// vendor's client does. Path and query of the result are encoded as they were signed, so that what is sent is
/// what was signed; only the `/` that the signature has at the end of each path is not sent.
///
/// # Errors
/// [`ErrorKind::Validation`] for a header that HTTP cannot carry or that is given twice, and for a path with the
/// segments `.` or `..`, which HTTP clients resolve whatever was signed.
pub fn sign(request: &HttpRequest, keys: &Keys, time: SystemTime) -> Result<Signed> {
    let mut request = request.clone();
    request.query = canonical_query(&request.query);
    request.path = canonical_path(&request.path)?;
    let date = timestamp::compact(time);
    request.headers.set("host", request.endpoint.authority());
    request.headers.set("x-sdk-date", &*date);
    if let Some(token) = keys.security_token.as_ref().filter(|token| !token.is_empty()) {
        request.headers.set("x-security-token", token.expose());
    }
    let unsigned = request.headers.get("content-type").is_some_and(is_unsigned_type);
    if unsigned {
        request.headers.set("x-sdk-content-sha256", UNSIGNED);
    }
    // An empty body is hashed whatever its type, as in the vendor's Python client.
    let payload = if unsigned && !request.body.is_empty() {
        UNSIGNED.to_owned()
    } else {
        hex(digest::digest(&digest::SHA256, &request.body).as_ref())
    };
    let fields = signed_fields(&request)?;
    let signed_headers = fields.keys().map(|name| &**name).collect::<Vec<_>>().join(";");
    let mut lines = String::new();
    for (name, value) in &fields {
        let _ = writeln!(lines, "{name}:{value}");
    }
    let slash = if request.path.ends_with('/') { "" } else { "/" };
    let canonical_request = format!(
        "{}\n{}{slash}\n{}\n{lines}\n{signed_headers}\n{payload}",
        request.method.name(),
        request.path,
        request.query
    );
    let hashed = hex(digest::digest(&digest::SHA256, canonical_request.as_bytes()).as_ref());
    let string_to_sign = format!("{ALGORITHM}\n{date}\n{hashed}");
    let key = hmac::Key::new(hmac::HMAC_SHA256, keys.secret_key.expose().as_bytes());
    let signature = hex(hmac::sign(&key, string_to_sign.as_bytes()).as_ref());
    let access_key = &keys.access_key;
    let authorization =
        format!("{ALGORITHM} Access={access_key}, SignedHeaders={signed_headers}, Signature={signature}");
    check_field("authorization", &authorization)?;
    request.headers.set("authorization", authorization);
    Ok(Signed { request, canonical_request, string_to_sign, signed_headers, signature })
}

/// How a client proves who it is.
#[derive(Clone, Debug)]
pub enum Auth {
    /// Requests are signed with these keys; the source is asked before each one.
    Keys(Arc<dyn KeySource>),
    /// Requests carry this IAM token of the project in `X-Auth-Token` (D539). It lives for 24 hours; once the
    /// cloud answers with a gateway code ending in 0307, a new one is needed.
    Token(Secret),
}

/// The signer of the pipeline: takes the keys valid now and the time for each attempt.
#[derive(Clone, Debug)]
pub struct SdkHmac {
    /// Keys or token.
    pub auth: Auth,
}

impl SdkHmac {
    pub(crate) async fn sign_at(
        &self,
        request: HttpRequest,
        context: &Context,
        time: SystemTime,
    ) -> Result<HttpRequest> {
        match &self.auth {
            Auth::Keys(source) => Ok(sign(&request, &source.keys(context).await?, time)?.request),
            Auth::Token(token) => with_token(request, token),
        }
    }
}

#[async_trait]
impl Sign for SdkHmac {
    async fn sign(&self, request: HttpRequest, context: &Context) -> Result<HttpRequest> {
        self.sign_at(request, context, context.clock.now()).await
    }
}

fn with_token(mut request: HttpRequest, token: &Secret) -> Result<HttpRequest> {
    if token.is_empty() {
        return Err(Error::new(ErrorKind::Credentials, "the IAM token is empty"));
    }
    request.query = canonical_query(&request.query);
    request.path = canonical_path(&request.path)?;
    request.headers.set("host", request.endpoint.authority());
    request.headers.set("x-auth-token", token.expose());
    signed_fields(&request)?;
    Ok(request)
}

/// Decoded, sorted by raw name and value, encoded again: the service does the same with what it receives.
fn canonical_query(query: &str) -> String {
    let decode = |text: &str| percent_decode_str(text).collect::<Vec<u8>>();
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = query
        .split('&')
        .filter(|item| !item.is_empty())
        .map(|item| {
            let (name, value) = item.split_once('=').unwrap_or((item, ""));
            (decode(name), decode(value))
        })
        .collect();
    pairs.sort();
    let encoded = pairs.iter().map(|(name, value)| format!("{}={}", encode_bytes(name), encode_bytes(value)));
    encoded.collect::<Vec<_>>().join("&")
}

fn canonical_path(path: &str) -> Result<String> {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        let raw: Vec<u8> = percent_decode_str(segment).collect();
        if raw == b"." || raw == b".." {
            return Err(refuse("path", "must not hold the segments `.` and `..`"));
        }
        segments.push(encode_bytes(&raw));
    }
    let joined = segments.join("/");
    Ok(if joined.starts_with('/') { joined } else { format!("/{joined}") })
}

/// `application/json` and `application/bson` are hashed, whatever parameters follow.
fn is_unsigned_type(content_type: &str) -> bool {
    let plain = content_type.trim().to_ascii_lowercase();
    !plain.is_empty() && !plain.starts_with("application/json") && !plain.starts_with("application/bson")
}

fn signed_fields(request: &HttpRequest) -> Result<BTreeMap<String, String>> {
    let mut fields = BTreeMap::new();
    for (name, value) in request.headers.iter().filter(|(name, _)| *name != "authorization") {
        check_field(name, value)?;
        // The pages do not say how a repeated field is signed, and no call needs one.
        if fields.insert(name.to_owned(), value.trim_matches([' ', '\t']).to_owned()).is_some() {
            return Err(refuse(name, "is given twice"));
        }
    }
    fields.retain(|name, _| !name.contains('_'));
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
