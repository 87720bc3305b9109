//! AssumeRole of the service STS (reference 4.3).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AssumedRoleUser, StsCredentials, lenient};

/// Asks for temporary keys of a role, with the keys of a user (DOC-STS:AssumeRole). The keys of a root account may not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct AssumeRoleRequest {
    /// How long the keys are valid, in seconds: at least 900, default 3600; the most is a setting of the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    /// What the owner of the role gave to a third party: 2 to 1224 letters, digits and `=,.@:/-_+`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// A policy that narrows what the keys may do, as JSON text of 1 to 2048 characters (STS SDK). Default: all that the
    /// role may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The role, `acs:ram::ACCOUNT:role/NAME`. Mandatory.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub role_arn: String,
    /// A name for the session, which audit logs show: 2 to 64 letters, digits and `.@-_`. Mandatory.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub role_session_name: String,
    /// The identity behind the call, which audit logs show (STS SDK).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
}

impl AssumeRoleRequest {
    /// A request with the mandatory parameters.
    pub fn new(role_arn: impl Into<String>, role_session_name: impl Into<String>) -> Self {
        Self { role_arn: role_arn.into(), role_session_name: role_session_name.into(), ..Self::default() }
    }
}

/// Temporary keys of a role. `Debug` shows no secret.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleResponse {
    /// The keys.
    pub credentials: StsCredentials,
    /// The id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Who the caller is with these keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// The identity that the request gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Of what else came only the names: this version cannot know whether they are secrets.
impl fmt::Debug for AssumeRoleResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleResponse")
            .field("credentials", &self.credentials)
            .field("request_id", &self.request_id)
            .field("assumed_role_user", &self.assumed_role_user)
            .field("source_identity", &self.source_identity)
            .field("other", &self.other.keys())
            .finish()
    }
}
