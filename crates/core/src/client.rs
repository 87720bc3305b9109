//! What clients of every cloud are configured with. Each cloud's builder wraps it and adds its own.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::cloud::CloudLimits;
use crate::context::Context;
use crate::credentials::KeySource;
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::{Limits, Pipeline};
use crate::transport::{Endpoint, HttpTransport};

/// The beginning of the variables that name endpoints; the service in upper case follows.
const ENDPOINT_VARIABLE: &str = "PHONEVAULT_ENDPOINT_";
/// The user agent unless another one is given.
const USER_AGENT: &str = concat!("phonevault/", env!("CARGO_PKG_VERSION"));
/// The longest name of a region: it becomes one label of a host.
const REGION_BYTES: usize = 63;

/// What holds for the calls of one handle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallOptions {
    /// Sends also what breaks a documented rule or a guessed limit: the way out if a cloud or an account allows more
    /// than its page says. What a call destroys it destroys all the same. Default false.
    pub skip_rules: bool,
    /// The longest time of one exchange. Default `None`: that of the client.
    pub timeout: Option<Duration>,
}

impl CallOptions {
    /// The client's pipeline with the time limit of these options.
    #[must_use]
    pub fn pipeline(&self, of_client: &Pipeline) -> Pipeline {
        self.timeout.map_or_else(|| of_client.clone(), |timeout| of_client.with_timeout(timeout))
    }
}

/// The settings that clients of every cloud have.
#[derive(Clone)]
pub struct ClientConfig {
    /// The region.
    pub region: String,
    /// Where services listen, by service. Those that are not named here come from variables such as
    /// `PHONEVAULT_ENDPOINT_SERVICE`, then from what the cloud publishes.
    pub endpoints: BTreeMap<String, String>,
    /// Whether plain HTTP is allowed to hosts that are not loopback. Default false.
    pub allow_plain_http: bool,
    /// Where the keys come from.
    pub keys: Arc<dyn KeySource>,
    /// The outside world; `None` means the system's, over HTTP.
    pub context: Option<Context>,
    /// Time and size of one exchange.
    pub exchange: Limits,
    /// How much fits in one call.
    pub limits: CloudLimits,
    /// The `User-Agent`; `None` means `phonevault/VERSION`.
    pub user_agent: Option<String>,
}

impl ClientConfig {
    /// A configuration for this region with these keys and limits.
    #[must_use]
    pub fn new(region: String, keys: Arc<dyn KeySource>, limits: CloudLimits) -> Self {
        Self {
            region,
            endpoints: BTreeMap::new(),
            allow_plain_http: false,
            keys,
            context: None,
            exchange: Limits::default(),
            limits,
            user_agent: None,
        }
    }

    /// The outside world.
    #[must_use]
    pub fn world(&self) -> Context {
        self.context.clone().unwrap_or_else(|| Context::system(Arc::new(HttpTransport::default())))
    }

    /// The pipeline of the client.
    #[must_use]
    pub fn pipeline(&self, world: Context) -> Pipeline {
        Pipeline::new(world, self.exchange.clone())
    }

    /// The `User-Agent` of all calls.
    #[must_use]
    pub fn agent(&self) -> String {
        self.user_agent.clone().unwrap_or_else(|| USER_AGENT.to_owned())
    }

    /// Every endpoint that was given must be of one of these services.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] with the names of the services.
    pub fn check_services(&self, services: &[&str]) -> Result<()> {
        match self.endpoints.keys().find(|name| !services.contains(&name.as_str())) {
            None => Ok(()),
            Some(other) => {
                let message =
                    format!("`{other}` is no service of this cloud; it has {}", services.join(", "));
                Err(Error::new(ErrorKind::Configuration, message))
            }
        }
    }

    /// The endpoint that was given for a service, by the caller or else by the environment.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for one that is unusable, or plain HTTP to another machine.
    pub fn endpoint_of(&self, service: &str, world: &Context) -> Result<Option<Endpoint>> {
        let variable = format!("{ENDPOINT_VARIABLE}{}", service.to_ascii_uppercase());
        let from_environment = || world.environment.variable(&variable).filter(|url| !url.is_empty());
        let given = self.endpoints.get(service).cloned().or_else(from_environment);
        given.map(|url| Endpoint::parse_with(service, &url, self.allow_plain_http)).transpose()
    }
}

/// Without keys, and of the endpoints only the names: a URL may hold a password until it is checked.
impl fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientConfig")
            .field("region", &self.region)
            .field("endpoints", &self.endpoints.keys())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A region becomes part of host names and job tokens, so it may hold nothing else. Whether it exists is not checked.
///
/// # Errors
/// [`ErrorKind::Configuration`]; for an empty one with the regions that are known.
pub fn check_region(region: &str, known: &[&str]) -> Result<()> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !region.is_empty() && region.len() <= REGION_BYTES && region.bytes().all(plain) {
        return Ok(());
    }
    let message = if region.is_empty() {
        format!("no region given; known are {}", known.join(", "))
    } else {
        let shown: String = region.chars().take(REGION_BYTES).collect();
        format!("region `{shown}` is no region: lower-case letters, digits and `-` only")
    };
    Err(Error::new(ErrorKind::Configuration, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_one_label_of_a_host() {
        assert!(check_region("cn-north-4", &[]).is_ok());
        for bad in ["CN", "a b", "a/b", "a.example.com", &"a".repeat(64)] {
            assert!(check_region(bad, &[]).is_err(), "{bad}");
        }
        let error = check_region("", &["r-1", "r-2"]).unwrap_err();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Configuration, "no region given; known are r-1, r-2")
        );
    }
}
