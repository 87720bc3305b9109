//! AssumeRoleWithOIDC of the service STS (reference 4.3).

use std::collections::BTreeMap;
use std::fmt;

use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AssumedRoleUser, StsCredentials, lenient};

/// Asks for temporary keys of a role, with a token that an identity provider issued. The token stands for the keys: the
/// request is not signed, and needs none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct AssumeRoleWithOidcRequest {
    /// How long the keys are valid, in seconds: at least 900, default 3600; the most is a setting of the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    /// The identity provider, as an `acs:ram:` name. Mandatory.
    #[serde(
        default,
        rename = "OIDCProviderArn",
        deserialize_with = "lenient::text",
        skip_serializing_if = "String::is_empty"
    )]
    pub oidc_provider_arn: String,
    /// The token itself, not encoded again: 4 to 20,000 characters (STS SDK). Mandatory. It is a secret and not shown.
    #[serde(
        default,
        rename = "OIDCToken",
        serialize_with = "exposed",
        skip_serializing_if = "Secret::is_empty"
    )]
    pub oidc_token: Secret,
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
}

impl AssumeRoleWithOidcRequest {
    /// A request with the mandatory parameters.
    pub fn new(
        oidc_provider_arn: impl Into<String>,
        oidc_token: impl Into<Secret>,
        role_arn: impl Into<String>,
        role_session_name: impl Into<String>,
    ) -> Self {
        Self {
            oidc_provider_arn: oidc_provider_arn.into(),
            oidc_token: oidc_token.into(),
            role_arn: role_arn.into(),
            role_session_name: role_session_name.into(),
            ..Self::default()
        }
    }
}

/// Temporary keys of a role. `Debug` shows no secret.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssumeRoleWithOidcResponse {
    /// The keys.
    pub credentials: StsCredentials,
    /// The id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Who the caller is with these keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// What the service read from the token.
    #[serde(default, rename = "OIDCTokenInfo", skip_serializing_if = "Option::is_none")]
    pub oidc_token_info: Option<OidcTokenInfo>,
    /// The identity behind the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Of what else came only the names: this version cannot know whether they are secrets.
impl fmt::Debug for AssumeRoleWithOidcResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleWithOidcResponse")
            .field("credentials", &self.credentials)
            .field("request_id", &self.request_id)
            .field("assumed_role_user", &self.assumed_role_user)
            .field("oidc_token_info", &self.oidc_token_info)
            .field("source_identity", &self.source_identity)
            .field("other", &self.other.keys())
            .finish()
    }
}

/// What the service read from the token (STS SDK).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OidcTokenInfo {
    /// Whom the token was issued for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// For which clients, joined with `,`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_ids: Option<String>,
    /// When it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiration_time: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuance_time: Option<String>,
    /// How it was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_info: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
