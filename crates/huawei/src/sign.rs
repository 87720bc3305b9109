//! The request signature SDK-HMAC-SHA256 (reference 4.2): a pure function, and the hook that the pipeline calls.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use async_trait::async_trait;
use phonevault_core::context::Context;
use phonevault_core::credentials::{KeySource, Keys};
use phonevault_core::encoding::{canonical_path, canonical_query};
use phonevault_core::pipeline::Sign;
use phonevault_core::secret::Secret;
use phonevault_core::signing::{
    CanonicalRequest, Signed, check_field, header_fields, hmac_sha256_hex, sha256_hex,
};
use phonevault_core::timestamp;
use phonevault_core::transport::HttpRequest;
use phonevault_core::validate::refused;
use phonevault_core::{Error, ErrorKind, Result};

/// The name of the algorithm as it stands in the request.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// What stands in place of the hash of a body that is neither JSON nor BSON.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

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
    signed(request.clone(), keys, time)
}

fn signed(mut request: HttpRequest, keys: &Keys, time: SystemTime) -> Result<Signed> {
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
    let payload =
        if unsigned && !request.body.is_empty() { UNSIGNED.to_owned() } else { sha256_hex(&request.body) };
    let fields = signed_fields(&request)?;
    let slash = if request.path.ends_with('/') { "" } else { "/" };
    let canonical = CanonicalRequest {
        method: request.method.name(),
        path: &format!("{}{slash}", request.path),
        query: &request.query,
        fields: &fields,
        payload: &payload,
    };
    let signed_headers = canonical.signed_headers();
    let canonical_request = canonical.text(&signed_headers);
    let string_to_sign = format!("{ALGORITHM}\n{date}\n{}", sha256_hex(canonical_request.as_bytes()));
    let signature = hmac_sha256_hex(&keys.secret_key, &string_to_sign);
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
            Auth::Keys(source) => {
                let keys = source.keys(context).await?.checked()?;
                Ok(signed(request, &keys, time)?.request)
            }
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
    request.headers.set("x-auth-token", token.expose());
    as_it_is(request)
}

/// A request that needs no further proof, in the form of those that are signed.
pub(crate) fn as_it_is(mut request: HttpRequest) -> Result<HttpRequest> {
    request.query = canonical_query(&request.query);
    request.path = canonical_path(&request.path)?;
    request.headers.set("host", request.endpoint.authority());
    signed_fields(&request)?;
    Ok(request)
}

/// Adds no proof: for the call that gets a token, and for calls that carry one of their own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AsItIs;

#[async_trait]
impl Sign for AsItIs {
    async fn sign(&self, request: HttpRequest, _context: &Context) -> Result<HttpRequest> {
        as_it_is(request)
    }
}

/// `application/json` and `application/bson` are hashed, whatever parameters follow.
fn is_unsigned_type(content_type: &str) -> bool {
    let plain = content_type.trim().to_ascii_lowercase();
    !plain.is_empty() && !plain.starts_with("application/json") && !plain.starts_with("application/bson")
}

fn signed_fields(request: &HttpRequest) -> Result<BTreeMap<&str, Cow<'_, str>>> {
    let mut fields = BTreeMap::new();
    for same in header_fields(request)?.chunk_by(|one, other| one.0 == other.0) {
        match same {
            [(name, value)] if !name.contains('_') => {
                fields.insert(*name, Cow::from(*value));
            }
            // The pages do not say how a repeated field is signed, and no call needs one.
            [(name, _), _, ..] => return Err(refused(*name, "is given twice")),
            _ => {}
        }
    }
    Ok(fields)
}
