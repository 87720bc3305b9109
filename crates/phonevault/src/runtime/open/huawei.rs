//! A client of Huawei Cloud Phone Host from plain options.

use std::sync::Arc;

use phonevault_core::secret::Secret;
use phonevault_core::transport::HttpOptions;
use phonevault_core::{Error, ErrorKind, Result};
use phonevault_huawei::{CLOUD, CPH_SERVICE, Client};

use super::{CommonOptions, Names, keys, told, world};

/// What a client of Huawei Cloud Phone Host is made with.
#[derive(Clone, Debug)]
pub struct HuaweiOptions {
    /// What all clouds have.
    pub common: CommonOptions,
    /// The project; by default that of the environment.
    pub project_id: Option<String>,
    /// The access key (AK); by default the keys of the environment.
    pub access_key: Option<String>,
    /// The secret key (SK).
    pub secret_key: Option<Secret>,
    /// The token of temporary keys.
    pub security_token: Option<Secret>,
    /// An IAM token instead of keys.
    pub token: Option<Secret>,
    /// Makes a client of the identity service alone.
    pub identity_only: bool,
}

impl HuaweiOptions {
    /// The client, which sends over [`RuntimeTransport`](super::super::RuntimeTransport), and the settings of its connections.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for a region, an endpoint, keys or a combination that cannot be,
    /// [`ErrorKind::Validation`] for a project that cannot be, [`ErrorKind::LocalFile`] for certificates that cannot be read.
    pub fn open(self, names: Names) -> Result<(Client, HttpOptions)> {
        self.build(names).map_err(|error| told(error, CLOUD, names))
    }

    fn build(mut self, names: Names) -> Result<(Client, HttpOptions)> {
        let pair = ["access_key", "secret_key"];
        let keys = keys(self.access_key, self.secret_key, self.security_token, names, pair)?;
        if keys.is_some() && self.token.is_some() {
            let message = "token and keys are two ways to prove who calls; give one";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let http = self.common.http(names)?;
        let endpoints = self.common.endpoints(CPH_SERVICE)?;
        let mut builder = Client::builder(&*self.common.region)
            .context(world())
            .timeout(self.common.timeout)
            .allow_plain_http(self.common.allow_plain_http);
        if let Some(keys) = keys {
            builder = builder.keys(Arc::new(keys));
        }
        if let Some(token) = self.token {
            builder = builder.token(token);
        }
        if self.identity_only {
            builder = builder.identity_only();
        }
        if let Some(project_id) = self.project_id {
            builder = builder.project_id(project_id);
        }
        for (service, url) in endpoints {
            builder = builder.endpoint(service, url);
        }
        Ok((builder.build()?, http))
    }
}
