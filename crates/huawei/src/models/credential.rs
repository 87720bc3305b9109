//! Temporary keys as the identity service hands them out (reference 4.4).

use std::collections::BTreeMap;
use std::fmt;

use phonevault_core::credentials::Keys;
use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A pair of temporary keys with its token (IAM).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Credential {
    /// The access key.
    #[serde(default)]
    pub access: String,
    /// The secret key. Never shown.
    #[serde(default, serialize_with = "exposed")]
    pub secret: Secret,
    /// The token that every request with these keys carries. Never shown.
    #[serde(default, serialize_with = "exposed")]
    pub securitytoken: Secret,
    /// When they end, UTC as `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

impl Credential {
    /// The keys as clients take them.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys::new(&*self.access, self.secret.clone()).with_security_token(self.securitytoken.clone())
    }
}

/// Without secrets, and without fields that nobody knows: they may be secret too.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("access", &self.access)
            .field("secret", &self.secret)
            .field("securitytoken", &self.securitytoken)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// The answer to both calls for temporary keys.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TemporaryAccessKeyResponse {
    /// The keys. Complete in an answer that a client returns.
    pub credential: Credential,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Without fields that nobody knows: they may be secret.
impl fmt::Debug for TemporaryAccessKeyResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemporaryAccessKeyResponse")
            .field("credential", &self.credential)
            .finish_non_exhaustive()
    }
}
