//! What the clients of all clouds are made with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use phonevault::context::Context;
use phonevault::credentials::Keys;
use phonevault::runtime::RuntimeTransport;
use phonevault::secret::Secret;
use phonevault::transport::HttpOptions;
use phonevault::validate::refused;
use phonevault::{Error, ErrorKind, Result};

/// The outside world of every client: connections belong to where a call runs.
pub(crate) fn world() -> Context {
    Context::system(Arc::new(RuntimeTransport))
}

/// Connections as the caller wants them.
pub(crate) fn http(
    connect_timeout: f64,
    ca_file: Option<PathBuf>,
    proxy: Option<Secret>,
) -> Result<HttpOptions> {
    let read = |path: PathBuf| {
        std::fs::read_to_string(&path).map_err(|error| {
            let message = format!("ca_file: {} cannot be read: {error}", path.display());
            Error::new(ErrorKind::LocalFile, message)
        })
    };
    Ok(HttpOptions {
        connect_timeout: seconds("connect_timeout", connect_timeout)?,
        ca_pem: ca_file.map(read).transpose()?,
        proxy,
        ..HttpOptions::default()
    })
}

/// Keys that were given, or none; a part of them is an error. `names` are those of the arguments.
pub(crate) fn keys(
    access_key: Option<String>,
    secret_key: Option<Secret>,
    security_token: Option<Secret>,
    names: [&str; 2],
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
                "{} and {} belong together, and security_token only to both; leave all out to take them from the \
                 environment",
                names[0], names[1]
            );
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

/// All endpoints that were given: those by service, and the one of the phone service.
pub(crate) fn endpoints(
    phone_service: &str,
    endpoint: Option<String>,
    endpoints: Option<BTreeMap<String, String>>,
) -> Result<BTreeMap<String, String>> {
    let mut all = endpoints.unwrap_or_default();
    if let Some(url) = endpoint
        && all.insert(phone_service.to_owned(), url).is_some()
    {
        let message = format!("endpoint and endpoints['{phone_service}'] name the same service; give one");
        return Err(Error::new(ErrorKind::Configuration, message));
    }
    Ok(all)
}

/// A length of time from a number of seconds.
pub(crate) fn seconds(name: &str, number: f64) -> Result<Duration> {
    let rule = "must be a number of seconds, zero or more";
    Duration::try_from_secs_f64(number).map_err(|_| refused(name, rule))
}
