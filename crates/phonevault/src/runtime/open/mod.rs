//! Clients from plain options, as the constructors of other languages get them: what belongs together, what excludes what,
//! and what is read from files is decided here, once for all languages.

#[cfg(feature = "alibaba")]
mod alibaba;
#[cfg(feature = "huawei")]
mod huawei;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "alibaba")]
pub use alibaba::AlibabaOptions;
#[cfg(feature = "huawei")]
pub use huawei::HuaweiOptions;
use phonevault_core::context::Context;
use phonevault_core::credentials::Keys;
use phonevault_core::secret::Secret;
use phonevault_core::transport::HttpOptions;
use phonevault_core::validate::Violation;
use phonevault_core::{Error, ErrorKind, Result};

use super::RuntimeTransport;

/// How a language writes the name of an option, from its name in `snake_case`.
pub type Names = fn(&str) -> String;

/// What clients of all clouds are made with.
#[derive(Clone, Debug)]
pub struct CommonOptions {
    /// The region.
    pub region: String,
    /// Where the phone service listens.
    pub endpoint: Option<String>,
    /// Where services listen, by name.
    pub endpoints: BTreeMap<String, String>,
    /// The longest time of one call. Default: 60 s.
    pub timeout: Duration,
    /// The longest time to establish a connection. Default: that of [`HttpOptions`].
    pub connect_timeout: Duration,
    /// A PEM file of certificates to trust instead of the system's.
    pub ca_file: Option<PathBuf>,
    /// The proxy of all calls.
    pub proxy: Option<Secret>,
    /// Allows plain HTTP to other machines.
    pub allow_plain_http: bool,
}

impl CommonOptions {
    /// Options of a client that works in this region, all others as they are by default.
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            region: region.into(),
            endpoint: None,
            endpoints: BTreeMap::new(),
            timeout: Duration::from_secs(60),
            connect_timeout: HttpOptions::default().connect_timeout,
            ca_file: None,
            proxy: None,
            allow_plain_http: false,
        }
    }

    /// The settings of connections, with the certificates read.
    fn http(&mut self, names: Names) -> Result<HttpOptions> {
        let read = |path: PathBuf| {
            std::fs::read_to_string(&path).map_err(|error| {
                let message = format!("{}: {} cannot be read: {error}", names("ca_file"), path.display());
                Error::new(ErrorKind::LocalFile, message)
            })
        };
        Ok(HttpOptions {
            connect_timeout: self.connect_timeout,
            ca_pem: self.ca_file.take().map(read).transpose()?,
            proxy: self.proxy.take(),
            ..HttpOptions::default()
        })
    }

    /// All endpoints that were given: those by service, and the one of the phone service.
    fn endpoints(&mut self, phone_service: &str) -> Result<BTreeMap<String, String>> {
        let mut all = std::mem::take(&mut self.endpoints);
        if let Some(url) = self.endpoint.take()
            && all.insert(phone_service.to_owned(), url).is_some()
        {
            let message =
                format!("endpoint and endpoints['{phone_service}'] name the same service; give one");
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        Ok(all)
    }
}

/// The error about options of these names: a rule that is broken names the option as the caller knows it.
fn told(error: Error, cloud: &'static str, names: Names) -> Error {
    let renamed = |broken: &Violation| Violation { field: names(&broken.field), rule: broken.rule.clone() };
    let error = match error.violations() {
        [] => error,
        violations => Error::validation(violations.iter().map(renamed).collect()),
    };
    error.with_cloud(cloud)
}

/// The outside world of these clients: connections belong to where a call runs.
fn world() -> Context {
    Context::system(Arc::new(RuntimeTransport))
}

/// Keys that were given, or none; a part of them is an error. `names` are those of the two that belong together.
fn keys(
    access_key: Option<String>,
    secret_key: Option<Secret>,
    security_token: Option<Secret>,
    names: Names,
    [first, second]: [&str; 2],
) -> Result<Option<Keys>> {
    match (access_key, secret_key, security_token) {
        (Some(access_key), Some(secret_key), token) => {
            let mut keys = Keys::new(access_key, secret_key);
            keys.security_token = token;
            keys.checked().map(Some)
        }
        (None, None, None) => Ok(None),
        _ => {
            let message = format!(
                "{} and {} belong together, and {} only to both; leave all out to take them from the environment",
                names(first),
                names(second),
                names("security_token")
            );
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}
