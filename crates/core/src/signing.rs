//! What request signatures have in common: the canonical form of a request, hashes, and header fields that arrive as they
//! were signed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::{digest, hmac};

use crate::encoding::hex;
use crate::error::Result;
use crate::secret::Secret;
use crate::transport::HttpRequest;
use crate::validate::refused;

/// The SHA-256 of nothing.
const NOTHING_HASHED: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

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
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("request", &self.request)
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

/// The six parts of a request that are hashed, each in its canonical form.
#[derive(Clone, Copy)]
pub struct CanonicalRequest<'a> {
    /// The method in upper case.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// The query without `?`.
    pub query: &'a str,
    /// The header fields by lower-case name, values trimmed.
    pub fields: &'a BTreeMap<&'a str, Cow<'a, str>>,
    /// The hash of the body, or what stands for it.
    pub payload: &'a str,
}

/// Without header values: they may hold a session token.
impl fmt::Debug for CanonicalRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl CanonicalRequest<'_> {
    /// The names of the signed header fields, joined with `;`.
    #[must_use]
    pub fn signed_headers(&self) -> String {
        self.fields.keys().copied().collect::<Vec<_>>().join(";")
    }

    /// The parts, one a line, with what [`CanonicalRequest::signed_headers`] gives. Each header field has a line of its own, and
    /// an empty line follows them.
    #[must_use]
    pub fn text(&self, signed_headers: &str) -> String {
        let Self { method, path, query, payload, .. } = self;
        let mut text = format!("{method}\n{path}\n{query}\n");
        for (name, value) in self.fields {
            let _ = writeln!(text, "{name}:{value}");
        }
        let _ = write!(text, "\n{signed_headers}\n{payload}");
        text
    }
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        // Most requests have no body.
        return NOTHING_HASHED.to_owned();
    }
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// HMAC-SHA256 in lower-case hexadecimal. The secret is used as it is, no key is derived from it.
#[must_use]
pub fn hmac_sha256_hex(secret: &Secret, text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    hex(hmac::sign(&key, text.as_bytes()).as_ref())
}

/// HMAC-SHA1 in base64, for the older signatures that services still want.
#[must_use]
pub fn hmac_sha1_base64(secret: &Secret, text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.expose().as_bytes());
    STANDARD.encode(hmac::sign(&key, text.as_bytes()))
}

/// The header fields of a request but `authorization`: checked, values trimmed, sorted by name. Several values of one name stand
/// side by side, in their order.
///
/// # Errors
/// Those of [`check_field`].
pub fn header_fields(request: &HttpRequest) -> Result<Vec<(&str, &str)>> {
    let signed = request.headers.iter().filter(|(name, _)| *name != "authorization");
    let checked = signed.map(|(name, value)| {
        check_field(name, value)?;
        Ok((name, value.trim_matches([' ', '\t'])))
    });
    let mut fields = checked.collect::<Result<Vec<_>>>()?;
    fields.sort_by_key(|(name, _)| *name);
    Ok(fields)
}

/// A header field that would arrive otherwise than it was signed, or that smuggles in another one, is refused.
///
/// # Errors
/// [`ErrorKind::Validation`](crate::ErrorKind::Validation). The value is left out of the text: it may be a token.
pub fn check_field(name: &str, value: &str) -> Result<()> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(refused("header", "has a name that HTTP cannot carry"));
    }
    if !value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Err(refused(name, "has a value with characters that a header cannot carry"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_one_a_line_and_an_empty_line_ends_them() {
        let fields = BTreeMap::from([("b", Cow::from("2")), ("a", Cow::from("1"))]);
        let canonical =
            CanonicalRequest { method: "GET", path: "/", query: "", fields: &fields, payload: "hash" };
        assert_eq!(canonical.text(&canonical.signed_headers()), "GET\n/\n\na:1\nb:2\n\na;b\nhash");
        assert!(!format!("{canonical:?}").contains("hash"));
    }

    #[test]
    fn hashes_are_those_of_the_standards() {
        assert_eq!(sha256_hex(b""), hex(digest::digest(&digest::SHA256, b"").as_ref()));
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        // RFC 4231, case 2.
        assert_eq!(
            hmac_sha256_hex(&Secret::new("Jefe"), "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn the_older_hash_is_that_of_the_standard() {
        // RFC 2202, case 2: effcdf6ae5eb2fa2d27416d5f184df9c259a7c79.
        let hash = hmac_sha1_base64(&Secret::new("Jefe"), "what do ya want for nothing?");
        assert_eq!(hash, "7/zfauXrL6LSdBbV8YTfnCWafHk=");
    }

    #[test]
    fn what_a_header_cannot_carry_is_refused_without_its_value() {
        for (name, value) in
            [("", "v"), ("a b", "v"), ("a", "hidden\r\nb: 1"), ("a", "hidden\u{e9}"), ("a", "\t")]
        {
            let error = check_field(name, value).unwrap_err();
            assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
        }
        assert!(check_field("x-a", "v w~").is_ok());
    }
}
