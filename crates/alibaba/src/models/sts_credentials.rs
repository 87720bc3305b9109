//! What both ways to a role answer.

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use phonevault_core::credentials::Keys;
use phonevault_core::secret::{Secret, exposed};
use phonevault_core::timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Temporary keys. `Debug` shows no secret; serialising them writes them out.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StsCredentials {
    /// The access key.
    pub access_key_id: String,
    /// Its secret.
    #[serde(serialize_with = "exposed")]
    pub access_key_secret: Secret,
    /// The session token, which travels with every request. Its length is not limited.
    #[serde(serialize_with = "exposed")]
    pub security_token: Secret,
    /// When they end, `YYYY-MM-DDTHH:MM:SSZ`.
    pub expiration: String,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

impl StsCredentials {
    /// The keys, to sign requests of phones and objects with.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys::new(&*self.access_key_id, self.access_key_secret.clone())
            .with_security_token(self.security_token.clone())
    }

    /// When they end; `None` if the text is no time.
    #[must_use]
    pub fn expires(&self) -> Option<SystemTime> {
        timestamp::parse_rfc3339(&self.expiration)
    }
}

/// Of what else came only the names: this version cannot know whether they are secrets.
impl fmt::Debug for StsCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StsCredentials")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &self.access_key_secret)
            .field("security_token", &self.security_token)
            .field("expiration", &self.expiration)
            .field("other", &self.other.keys())
            .finish()
    }
}

/// Who the caller is with temporary keys (STS SDK).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumedRoleUser {
    /// The identity, as an `acs:ram:` name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The id of the identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_role_id: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
