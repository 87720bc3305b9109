//! KeystoneCreateUserTokenByPassword (reference 4.1).

use std::collections::BTreeMap;
use std::fmt;

use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;

/// Asks for a token of a user (IAM). It lives for 24 hours; a new one does not revoke the old one.
///
/// A wrong password that is given again and again locks the user: never repeat a call that was refused with 401.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeystoneCreateUserTokenByPasswordRequest {
    /// Any text that is not empty leaves the catalogue of endpoints out of the answer. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nocatalog: Option<String>,
    /// Who asks, and for what. Mandatory.
    #[serde(default)]
    pub auth: PwdAuth,
}

impl KeystoneCreateUserTokenByPasswordRequest {
    /// A request for a token of the user `name` of the account `domain_name`. Without a scope it is a global one, which the
    /// phone service does not take: add [`Self::with_project_name`] or [`Self::with_project_id`].
    pub fn new(name: impl Into<String>, password: impl Into<Secret>, domain_name: impl Into<String>) -> Self {
        let domain = PwdPasswordUserDomain { name: domain_name.into() };
        let user = PwdPasswordUser { name: name.into(), password: password.into(), domain };
        let identity = PwdIdentity { methods: methods(), password: PwdPassword { user } };
        Self { nocatalog: None, auth: PwdAuth { identity, scope: None } }
    }

    /// A token of the project with this name. That of a region is called like the region.
    #[must_use]
    pub fn with_project_name(mut self, name: impl Into<String>) -> Self {
        let project = AuthScopeProject { id: None, name: Some(name.into()) };
        self.auth.scope = Some(AuthScope { project: Some(project), domain: None });
        self
    }

    /// A token of the project with this id.
    #[must_use]
    pub fn with_project_id(mut self, id: impl Into<String>) -> Self {
        let project = AuthScopeProject { id: Some(id.into()), name: None };
        self.auth.scope = Some(AuthScope { project: Some(project), domain: None });
        self
    }
}

/// Who asks for a token, and for what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PwdAuth {
    /// Who asks. Mandatory.
    #[serde(default)]
    pub identity: PwdIdentity,
    /// What the token is good for. Optional; without it the token is global.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<AuthScope>,
}

/// Who asks for a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PwdIdentity {
    /// How the user proves who it is: always `password` alone, which is also the default.
    #[serde(default = "methods", deserialize_with = "lenient::list")]
    pub methods: Vec<String>,
    /// User and password. Mandatory.
    #[serde(default)]
    pub password: PwdPassword,
}

fn methods() -> Vec<String> {
    vec!["password".to_owned()]
}

impl Default for PwdIdentity {
    fn default() -> Self {
        Self { methods: methods(), password: PwdPassword::default() }
    }
}

/// Holds the user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PwdPassword {
    /// The user. Mandatory.
    #[serde(default)]
    pub user: PwdPasswordUser,
}

/// A user with the password.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PwdPasswordUser {
    /// The name of the IAM user. Mandatory.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// Its password. Mandatory; never shown.
    #[serde(default, serialize_with = "exposed")]
    pub password: Secret,
    /// The account that the user belongs to. Mandatory.
    #[serde(default)]
    pub domain: PwdPasswordUserDomain,
}

/// The account of a user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PwdPasswordUserDomain {
    /// The name of the account. Mandatory.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
}

/// What a token is good for. If both are given, the project wins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthScope {
    /// One project: what the phone service needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<AuthScopeProject>,
    /// The whole account: a global token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<AuthScopeDomain>,
}

/// A project, by its id or its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthScopeProject {
    /// The id. Mandatory unless `name` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name, such as `cn-north-4`. Mandatory unless `id` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An account, by its id or its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthScopeDomain {
    /// The id. Mandatory unless `name` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name. Mandatory unless `id` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A token (IAM). The token itself comes in the header of the answer, several KB long.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeystoneCreateUserTokenByPasswordResponse {
    /// The token, for `X-Auth-Token`. Never empty in an answer that a client returns; never shown.
    #[serde(default, rename = "X-Subject-Token", serialize_with = "exposed")]
    pub x_subject_token: Secret,
    /// What it is good for and until when.
    pub token: TokenResult,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Without the token, and without fields that nobody knows: they may be secret too.
impl fmt::Debug for KeystoneCreateUserTokenByPasswordResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeystoneCreateUserTokenByPasswordResponse")
            .field("x_subject_token", &self.x_subject_token)
            .field("token", &self.token)
            .finish_non_exhaustive()
    }
}

/// What a token is good for.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenResult {
    /// When it ends, UTC as `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// When it was issued, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<String>,
    /// How the user proved who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub methods: Option<Vec<String>>,
    /// Its project, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<TokenProjectResult>,
    /// Its account, if it is a global one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<TokenDomainResult>,
    /// The user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<TokenUserResult>,
    /// What it allows. Kept as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Value>,
    /// Where services listen. Kept as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog: Option<Value>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Without roles and catalogue, which are long, and without fields that nobody knows: they may be secret.
impl fmt::Debug for TokenResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenResult")
            .field("expires_at", &self.expires_at)
            .field("issued_at", &self.issued_at)
            .field("methods", &self.methods)
            .field("project", &self.project)
            .field("domain", &self.domain)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// The project of a token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenProjectResult {
    /// The id: what the phone service has in its paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<TokenDomainResult>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenDomainResult {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// The user of a token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenUserResult {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The account of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<TokenDomainResult>,
    /// When the password ends, UTC; an empty text if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_expires_at: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
