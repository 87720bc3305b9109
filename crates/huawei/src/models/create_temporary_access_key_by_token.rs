//! CreateTemporaryAccessKeyByToken (reference 4.4).

use phonevault_core::secret::{Secret, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;

/// Asks for temporary keys of the user that a token belongs to (IAM).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateTemporaryAccessKeyByTokenRequest {
    /// The token, in the header of the request. Optional; default `auth.identity.token.id`, then the token that the client
    /// works with. Never shown.
    #[serde(
        default,
        rename = "X-Auth-Token",
        serialize_with = "exposed_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub x_auth_token: Option<Secret>,
    /// For whom, for how long and for what. Mandatory.
    #[serde(default)]
    pub auth: TokenAuth,
}

impl CreateTemporaryAccessKeyByTokenRequest {
    /// A request for keys of the user of this token, for 900 s.
    pub fn new(token: impl Into<Secret>) -> Self {
        let token = IdentityToken { id: Some(token.into()), duration_seconds: None };
        let identity = TokenAuthIdentity { token, ..TokenAuthIdentity::default() };
        Self { x_auth_token: None, auth: TokenAuth { identity } }
    }
}

/// Holds the identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenAuth {
    /// The identity. Mandatory.
    #[serde(default)]
    pub identity: TokenAuthIdentity,
}

/// For whom the keys are, and what they allow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenAuthIdentity {
    /// How the user proves who it is: always `token` alone, which is also the default.
    #[serde(default = "methods", deserialize_with = "lenient::list")]
    pub methods: Vec<String>,
    /// The token and the life of the keys.
    #[serde(default)]
    pub token: IdentityToken,
    /// Narrows what the keys may do in the object store, and nothing else. Optional; a JSON object, kept as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Value>,
}

fn methods() -> Vec<String> {
    vec!["token".to_owned()]
}

impl Default for TokenAuthIdentity {
    fn default() -> Self {
        Self { methods: methods(), token: IdentityToken::default(), policy: None }
    }
}

/// The token and the life of the keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityToken {
    /// The token. Mandatory unless it stands in the header or the client works with a token. Never shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub id: Option<Secret>,
    /// How long the keys live. 900 to 86400 s, default 900.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
}
