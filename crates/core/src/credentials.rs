//! The keys that requests are signed with, and where they come from.

use std::fmt;

use async_trait::async_trait;

use crate::context::Context;
use crate::error::{Error, ErrorKind, Result};
use crate::secret::Secret;

/// One consistent set of keys: a key, its secret and, for temporary keys, their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The public part of the key pair.
    pub access_key: String,
    /// The secret part of the key pair.
    pub secret_key: Secret,
    /// The session token of temporary keys.
    pub security_token: Option<Secret>,
}

impl Keys {
    /// Keys without a session token.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self { access_key: access_key.into(), secret_key: secret_key.into(), security_token: None }
    }

    /// Adds the session token of temporary keys.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Keys that can sign: a request with an empty one would only be refused by the cloud.
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] if the access key or the secret key is empty.
    pub fn checked(self) -> Result<Self> {
        for (what, empty) in
            [("access key", self.access_key.is_empty()), ("secret key", self.secret_key.is_empty())]
        {
            if empty {
                return Err(Error::new(ErrorKind::Credentials, format!("the {what} is empty")));
            }
        }
        Ok(self)
    }
}

/// Where keys come from. A source is asked before each request, so it may rotate them; it answers with one
/// atomic set.
#[async_trait]
pub trait KeySource: Send + Sync + fmt::Debug {
    /// The keys valid now; [`ErrorKind::Credentials`] says which sources were tried and why they did not serve.
    async fn keys(&self, context: &Context) -> Result<Keys>;
}

/// Keys given once and for all.
#[async_trait]
impl KeySource for Keys {
    async fn keys(&self, _context: &Context) -> Result<Keys> {
        Ok(self.clone())
    }
}

/// Keys from three environment variables, read anew for each request.
#[derive(Clone, Copy, Debug)]
pub struct EnvironmentKeys {
    /// The variable of the access key.
    pub access_key: &'static str,
    /// The variable of the secret key.
    pub secret_key: &'static str,
    /// The variable of the session token; unset or empty means none.
    pub security_token: &'static str,
}

#[async_trait]
impl KeySource for EnvironmentKeys {
    async fn keys(&self, context: &Context) -> Result<Keys> {
        let read = |name: &str| context.environment.variable(name).filter(|value| !value.is_empty());
        let missing = |name: &str| {
            let names = format!("{} and {}", self.access_key, self.secret_key);
            let message = format!(
                "no keys found: tried the environment ({name} is not set); set {names}, or pass keys"
            );
            Error::new(ErrorKind::Credentials, message)
        };
        let access_key = read(self.access_key).ok_or_else(|| missing(self.access_key))?;
        let secret_key = read(self.secret_key).ok_or_else(|| missing(self.secret_key))?;
        let keys = Keys::new(access_key, secret_key);
        Ok(match read(self.security_token) {
            Some(token) => keys.with_security_token(token),
            None => keys,
        })
    }
}
