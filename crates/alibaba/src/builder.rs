//! How a client is configured.

use std::sync::Arc;
use std::time::Duration;

use phonevault_core::client::{CallOptions, ClientConfig, check_region};
use phonevault_core::cloud::CloudLimits;
use phonevault_core::context::Context;
use phonevault_core::credentials::{EnvironmentKeys, KeySource};
use phonevault_core::transport::Endpoint;
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;
use crate::client::{Client, Inner};
use crate::endpoints::{self, ECP_SERVICE, Network, OSS_SERVICE, STS_SERVICE};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::Acs3;

/// The environment variables that hold the keys unless others are given: those of the vendor's own tools (CRED).
pub const KEY_VARIABLES: EnvironmentKeys = EnvironmentKeys {
    access_key: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    secret_key: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    security_token: "ALIBABA_CLOUD_SECURITY_TOKEN",
};

/// The variable of the region of STS (CRED).
const STS_REGION_VARIABLE: &str = "ALIBABA_CLOUD_STS_REGION";

/// The largest page, and with it the most ids asked for at once, that the service documents.
const LARGEST_PAGE: usize = 100;

/// How much fits in one call. Only the page size is documented; 50 phones is the cap of sibling operations (INFERRED).
const DEFAULT_LIMITS: CloudLimits = CloudLimits {
    phones_per_backup: 50,
    phones_per_restore: 50,
    backups_per_restore: 1,
    phones_per_power: 50,
    ids_per_poll: LARGEST_PAGE,
    page_size: LARGEST_PAGE,
};

/// The restore calls name one backup; pages are documented.
const DOCUMENTED_LIMITS: &[(&str, usize)] =
    &[("backups_per_restore", 1), ("ids_per_poll", LARGEST_PAGE), ("page_size", LARGEST_PAGE)];

/// Configures a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    config: ClientConfig,
    network: Network,
    settings: Settings,
}

impl ClientBuilder {
    /// Begins a client of this region, such as `cn-shanghai`.
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            config: ClientConfig::new(region.into(), Arc::new(KEY_VARIABLES), DEFAULT_LIMITS),
            network: Network::Public,
            settings: Settings::default(),
        }
    }

    /// Where a service listens: `alibaba_ecp`, `alibaba_oss` through which this program reads objects, or `alibaba_sts`
    /// that gives temporary keys, as `https://host[:port]`; plain `http` only to loopback. Default: a variable such as
    /// `PHONEVAULT_ENDPOINT_ALIBABA_ECP`, then the published host of the region, for STS the global one.
    #[must_use]
    pub fn endpoint(mut self, service: impl Into<String>, url: impl Into<String>) -> Self {
        self.config.endpoints.insert(service.into(), url.into());
        self
    }

    /// The network over which this program reaches the services. Default public.
    #[must_use]
    pub fn network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// Allows plain HTTP to hosts that are not loopback: answers can then be read and forged on the way.
    #[must_use]
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.config.allow_plain_http = allow;
        self
    }

    /// Where the keys come from. Default: `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and
    /// `ALIBABA_CLOUD_SECURITY_TOKEN`, read anew for each request.
    #[must_use]
    pub fn keys(mut self, keys: Arc<dyn KeySource>) -> Self {
        self.config.keys = keys;
        self
    }

    /// The outside world. Default: the system's, over HTTP.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.config.context = Some(context);
        self
    }

    /// The longest time of one exchange. Default 60 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.exchange.timeout = timeout;
        self
    }

    /// The largest answer that is read. Default 16 MiB.
    #[must_use]
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.config.exchange.max_answer_bytes = bytes;
        self
    }

    /// How much fits in one call. Default: 50 phones (INFERRED), pages of 100.
    #[must_use]
    pub fn limits(mut self, limits: CloudLimits) -> Self {
        self.config.limits = limits;
        self
    }

    /// Guesses and choices. Default: [`Settings::default`].
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The `User-Agent` of all calls. Default `phonevault/VERSION`.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.config.user_agent = Some(user_agent.into());
        self
    }

    /// The client. Nothing is opened or asked yet, keys included.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](phonevault_core::ErrorKind::Configuration): a region without a published endpoint and none given, an endpoint that is none or
    /// that is plain HTTP to another machine, a limit of zero or above a documented one, a region that is no name.
    pub fn build(self) -> Result<Client> {
        self.checked().map_err(|error| error.with_cloud(CLOUD))
    }

    fn checked(self) -> Result<Client> {
        let (config, settings) = (self.config, self.settings);
        let world = config.world();
        let known: Vec<&str> = endpoints::regions().iter().map(|endpoints| endpoints.region).collect();
        check_region(&config.region, &known)?;
        let store_region = settings.bucket_region.as_deref().unwrap_or(&config.region);
        check_region(store_region, &known)?;
        config.check_services(&[ECP_SERVICE, OSS_SERVICE, STS_SERVICE])?;
        config.limits.check(DOCUMENTED_LIMITS)?;
        if settings.backups_per_delete == 0 {
            let message = "the setting `backups_per_delete` must not be 0";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let endpoint = match config.endpoint_of(ECP_SERVICE, &world)? {
            Some(endpoint) => endpoint,
            None => endpoints::ecp(&config.region, self.network)?,
        };
        let store_endpoint = match config.endpoint_of(OSS_SERVICE, &world)? {
            Some(endpoint) => endpoint,
            None => Endpoint::parse(OSS_SERVICE, &endpoints::oss_host(store_region, self.network))?,
        };
        let sts_endpoint = match config.endpoint_of(STS_SERVICE, &world)? {
            Some(endpoint) => endpoint,
            None => {
                let variable = || world.environment.variable(STS_REGION_VARIABLE);
                let named = settings.sts_region.clone().or_else(variable).filter(|name| !name.is_empty());
                let inside = || (self.network == Network::Internal).then(|| config.region.clone());
                let region = named.or_else(inside);
                if let Some(region) = &region {
                    check_region(region, &known)?;
                }
                Endpoint::parse(STS_SERVICE, &endpoints::sts_host(region.as_deref(), self.network))?
            }
        };
        let inner = Inner {
            endpoint,
            store_endpoint,
            sts_endpoint,
            user_agent: config.agent(),
            signer: Acs3 { keys: config.keys.clone() },
            classifier: Classifier { retry_after_cap: settings.retry_after_cap },
            pipeline: config.pipeline(world),
            region: config.region,
            limits: config.limits,
            settings,
        };
        Ok(Client { inner: Arc::new(inner), options: CallOptions::default() })
    }
}
