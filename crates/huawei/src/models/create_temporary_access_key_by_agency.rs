//! CreateTemporaryAccessKeyByAgency (reference 4.4).

use phonevault_core::secret::{Secret, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;

/// Asks for temporary keys of an agency, by which another account lends rights to this one (IAM).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateTemporaryAccessKeyByAgencyRequest {
    /// A token with the role Agent Operator, in the header of the request. Mandatory unless the client works with a token
    /// itself. Never shown.
    #[serde(
        default,
        rename = "X-Auth-Token",
        serialize_with = "exposed_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub x_auth_token: Option<Secret>,
    /// Which agency, for how long and for what. Mandatory.
    #[serde(default)]
    pub auth: AgencyAuth,
}

impl CreateTemporaryAccessKeyByAgencyRequest {
    /// A request for keys of this agency of the account `domain_name`, for 900 s.
    pub fn new(agency_name: impl Into<String>, domain_name: impl Into<String>) -> Self {
        let assume_role = IdentityAssumerole {
            agency_name: agency_name.into(),
            domain_name: Some(domain_name.into()),
            ..IdentityAssumerole::default()
        };
        let identity = AgencyAuthIdentity { assume_role, ..AgencyAuthIdentity::default() };
        Self { x_auth_token: None, auth: AgencyAuth { identity } }
    }

    /// The same with this token, for a client that works with keys.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<Secret>) -> Self {
        self.x_auth_token = Some(token.into());
        self
    }
}

/// Holds the identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyAuth {
    /// The identity. Mandatory.
    #[serde(default)]
    pub identity: AgencyAuthIdentity,
}

/// Which agency, and what the keys allow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyAuthIdentity {
    /// How the rights are taken: always `assume_role` alone, which is also the default.
    #[serde(default = "methods", deserialize_with = "lenient::list")]
    pub methods: Vec<String>,
    /// The agency and the life of the keys. Mandatory.
    #[serde(default)]
    pub assume_role: IdentityAssumerole,
    /// Narrows what the keys may do in the object store, and nothing else. Optional; a JSON object, kept as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Value>,
}

fn methods() -> Vec<String> {
    vec!["assume_role".to_owned()]
}

impl Default for AgencyAuthIdentity {
    fn default() -> Self {
        Self { methods: methods(), assume_role: IdentityAssumerole::default(), policy: None }
    }
}

/// An agency and the life of the keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityAssumerole {
    /// The agency. Mandatory.
    #[serde(default, deserialize_with = "lenient::text")]
    pub agency_name: String,
    /// The id of the account that made the agency. Mandatory unless `domain_name` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<String>,
    /// The name of that account. Mandatory unless `domain_id` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// How long the keys live. 900 to 86400 s, default 900.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    /// A user of the account that made the agency, in whose name the keys work. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_user: Option<AssumeroleSessionuser>,
}

/// A user in whose name temporary keys work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssumeroleSessionuser {
    /// The name: 5 to 64 letters, digits, `-` and `_`, beginning with a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
