//! Verifiers of the signatures that the two clouds and their object stores understand.
//!
//! Every verifier is a pure function of the request, a lookup of secrets and the real time. It rebuilds what was
//! signed from the list of signed headers that the request itself carries, never from a fixed set, because the
//! vendors' own clients sign every header that is present.

pub(crate) mod acs3;
mod authorization;
pub(crate) mod digest;
pub(crate) mod encoding;
pub(crate) mod nonce;
pub(crate) mod obs;
pub(crate) mod oss_v1;
pub(crate) mod oss_v4;
pub(crate) mod rpc_v1;
pub(crate) mod sdk_hmac;
mod string_to_sign;
pub(crate) mod timestamp;

#[cfg(test)]
mod outcome_tests;
#[cfg(test)]
mod vector_tests;

use std::fmt;

use crate::service::Request;

/// The parts of a request that a signature can cover.
///
/// Header names are lower case; path and query are as they came over the wire, still percent-encoded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignedRequest<'a> {
    /// The HTTP method, upper case.
    pub method: &'a str,
    /// The raw path, beginning with `/`.
    pub path: &'a str,
    /// The raw query without the question mark; empty if there is none.
    pub query: &'a str,
    /// All headers in the order received, names in lower case.
    pub headers: &'a [(String, String)],
    /// SHA-256 of the exact body bytes in lower-case hex. The object store signatures do not look at it.
    pub body_sha256: &'a str,
}

impl<'a> SignedRequest<'a> {
    /// What of a request as it arrived can be signed.
    pub(crate) fn of(request: &'a Request, body_sha256: &'a str) -> Self {
        let Request { method, path, query, headers, .. } = request;
        Self { method, path, query, headers, body_sha256 }
    }

    /// The first header of that (lower-case) name, outer blanks removed.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim())
    }

    /// All values of that header, outer blanks removed, in the order received.
    pub(crate) fn header_values(&self, name: &str) -> Vec<&'a str> {
        self.headers.iter().filter(|(n, _)| n == name).map(|(_, value)| value.trim()).collect()
    }
}

/// What the lookup of an access key gives.
#[derive(Clone)]
pub(crate) struct Credential {
    /// The secret key.
    pub secret: String,
    /// The token that has to accompany a temporary key; `None` for a long-lived key.
    pub security_token: Option<String>,
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").finish_non_exhaustive()
    }
}

/// The lookup of a secret by access key.
pub(crate) type Keyring<'a> = &'a dyn Fn(&str) -> Option<Credential>;

/// A signature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verified {
    /// The access key that signed.
    pub access_key: String,
    /// The nonce of the request, for the algorithms that have one. The caller records it, see
    /// [`nonce::NonceLog`].
    pub nonce: Option<String>,
}

/// Why a request was not accepted. No variant carries a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is no signature at all.
    Missing,
    /// There is one, but it cannot be read, or a part that it needs is absent; the text says which.
    Malformed(String),
    /// The date cannot be read.
    BadDate(String),
    /// Nobody has this access key.
    UnknownKey(String),
    /// The date is too far from the real time.
    Skewed {
        /// The date as it was sent.
        sent: String,
    },
    /// A temporary key without its token, with a wrong one, or a token beside a long-lived key.
    BadToken,
    /// The signature is not the one we compute.
    Mismatch {
        /// What we put under the signature, as the vendors' messages show it.
        string_to_sign: String,
    },
    /// The nonce was used before.
    NonceReplayed,
}

/// Widest accepted distance between the date of a request and the real time, in seconds: 15 minutes on both clouds
/// (Huawei 4.2, Alibaba 4.1, OBS 7.4).
pub(crate) const SKEW_S: i64 = 15 * 60;

/// Compares the token of the request with the one that the key demands.
fn check_token(credential: &Credential, sent: Option<&str>) -> Result<(), Refusal> {
    let sent = sent.filter(|token| !token.is_empty());
    match (credential.security_token.as_deref(), sent) {
        (None, None) => Ok(()),
        (Some(wanted), Some(sent)) if digest::same(wanted.as_bytes(), sent.as_bytes()) => Ok(()),
        _ => Err(Refusal::BadToken),
    }
}

/// The canonical header block of the SHA-256 family: for each signed name, its values trimmed, sorted and joined by
/// a comma; one line each. A signed name that the request does not carry is a refusal.
fn canonical_headers(request: &SignedRequest<'_>, names: &[String]) -> Result<String, Refusal> {
    let mut block = String::new();
    for name in names {
        let mut values = request.header_values(name);
        if values.is_empty() {
            return Err(Refusal::Malformed(format!("signed header {name} is not in the request")));
        }
        values.sort_unstable();
        block.push_str(name);
        block.push(':');
        block.push_str(&values.join(","));
        block.push('\n');
    }
    Ok(block)
}
