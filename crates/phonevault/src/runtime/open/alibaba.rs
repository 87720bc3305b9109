//! A client of Alibaba Cloud Phone from plain options.

use std::sync::Arc;

use phonevault_alibaba::{CLOUD, Client, ECP_SERVICE};
use phonevault_core::Result;
use phonevault_core::secret::Secret;
use phonevault_core::transport::HttpOptions;

use super::{CommonOptions, Names, keys, told, world};

/// What a client of Alibaba Cloud Phone is made with.
#[derive(Clone, Debug)]
pub struct AlibabaOptions {
    /// What all clouds have.
    pub common: CommonOptions,
    /// The access key; by default the keys of the environment.
    pub access_key_id: Option<String>,
    /// Its secret.
    pub access_key_secret: Option<Secret>,
    /// The token of temporary keys.
    pub security_token: Option<Secret>,
}

impl AlibabaOptions {
    /// The client, which sends over [`RuntimeTransport`](super::super::RuntimeTransport), and the settings of its connections.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](phonevault_core::ErrorKind::Configuration) for a region, an endpoint or keys that cannot
    /// be, [`ErrorKind::LocalFile`](phonevault_core::ErrorKind::LocalFile) for certificates that cannot be read.
    pub fn open(self, names: Names) -> Result<(Client, HttpOptions)> {
        self.build(names).map_err(|error| told(error, CLOUD, names))
    }

    fn build(mut self, names: Names) -> Result<(Client, HttpOptions)> {
        let pair = ["access_key_id", "access_key_secret"];
        let keys = keys(self.access_key_id, self.access_key_secret, self.security_token, names, pair)?;
        let http = self.common.http(names)?;
        let endpoints = self.common.endpoints(ECP_SERVICE)?;
        let mut builder = Client::builder(&*self.common.region)
            .context(world())
            .timeout(self.common.timeout)
            .allow_plain_http(self.common.allow_plain_http);
        if let Some(keys) = keys {
            builder = builder.keys(Arc::new(keys));
        }
        for (service, url) in endpoints {
            builder = builder.endpoint(service, url);
        }
        Ok((builder.build()?, http))
    }
}
