//! How a client is configured.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use phonevault_core::cloud::CloudLimits;
use phonevault_core::context::Context;
use phonevault_core::credentials::{EnvironmentKeys, KeySource};
use phonevault_core::pipeline::{Limits, Pipeline};
use phonevault_core::transport::{Endpoint, HttpTransport};
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;
use crate::client::{CallOptions, Client, Inner};
use crate::endpoints::{self, ECP_SERVICE, Network, OSS_SERVICE};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::Acs3;

/// The variables of the vendor's own tools (CRED).
const KEY_VARIABLES: EnvironmentKeys = EnvironmentKeys {
    access_key: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    secret_key: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    security_token: "ALIBABA_CLOUD_SECURITY_TOKEN",
};

/// The beginning of the variables that name endpoints; the service in upper case follows.
const ENDPOINT_VARIABLE: &str = "PHONEVAULT_ENDPOINT_";

/// The user agent unless another one is given.
const USER_AGENT: &str = concat!("phonevault/", env!("CARGO_PKG_VERSION"));

/// The largest page, and with it the most ids asked for at once, that the service documents.
pub(crate) const LARGEST_PAGE: usize = 100;

/// How much fits in one call. Only the page size is documented; 50 phones is the cap of sibling operations (INFERRED).
pub(crate) const DEFAULT_LIMITS: CloudLimits = CloudLimits {
    phones_per_backup: 50,
    phones_per_restore: 50,
    backups_per_restore: 1,
    phones_per_power: 50,
    ids_per_poll: LARGEST_PAGE,
    page_size: LARGEST_PAGE,
};

/// Configures a [`Client`].
#[derive(Clone)]
pub struct ClientBuilder {
    region: String,
    endpoints: BTreeMap<String, String>,
    network: Network,
    allow_plain_http: bool,
    keys: Option<Arc<dyn KeySource>>,
    context: Option<Context>,
    transport_limits: Limits,
    limits: CloudLimits,
    settings: Settings,
    user_agent: Option<String>,
}

impl ClientBuilder {
    /// Begins a client of this region, such as `cn-shanghai`.
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            region: region.into(),
            endpoints: BTreeMap::new(),
            network: Network::Public,
            allow_plain_http: false,
            keys: None,
            context: None,
            transport_limits: Limits::default(),
            limits: DEFAULT_LIMITS,
            settings: Settings::default(),
            user_agent: None,
        }
    }

    /// Where a service listens: `alibaba_ecp`, or `alibaba_oss` through which this program reads objects, as
    /// `https://host[:port]`; plain `http` only to loopback. Default: a variable such as
    /// `PHONEVAULT_ENDPOINT_ALIBABA_ECP`, then the published host of the region.
    #[must_use]
    pub fn endpoint(mut self, service: impl Into<String>, url: impl Into<String>) -> Self {
        self.endpoints.insert(service.into(), url.into());
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
        self.allow_plain_http = allow;
        self
    }

    /// Where the keys come from. Default: `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and
    /// `ALIBABA_CLOUD_SECURITY_TOKEN`, read anew for each request.
    #[must_use]
    pub fn keys(mut self, keys: Arc<dyn KeySource>) -> Self {
        self.keys = Some(keys);
        self
    }

    /// The outside world. Default: the system's, over HTTP.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.context = Some(context);
        self
    }

    /// The longest time of one exchange. Default 60 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.transport_limits.timeout = timeout;
        self
    }

    /// The largest answer that is read. Default 16 MiB.
    #[must_use]
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.transport_limits.max_answer_bytes = bytes;
        self
    }

    /// How much fits in one call. Default: 50 phones (INFERRED), pages of 100.
    #[must_use]
    pub fn limits(mut self, limits: CloudLimits) -> Self {
        self.limits = limits;
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
        self.user_agent = Some(user_agent.into());
        self
    }

    /// The client. Nothing is opened or asked yet, keys included.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`]: a region without a published endpoint and none given, an endpoint that is none or
    /// that is plain HTTP to another machine, a limit of zero.
    pub fn build(self) -> Result<Client> {
        self.checked().map_err(|error| error.with_cloud(CLOUD))
    }

    fn checked(self) -> Result<Client> {
        let context =
            self.context.clone().unwrap_or_else(|| Context::system(Arc::new(HttpTransport::default())));
        endpoints::check_region(&self.region)?;
        let store_region = self.settings.bucket_region.as_deref().unwrap_or(&self.region);
        endpoints::check_region(store_region)?;
        let services = [ECP_SERVICE, OSS_SERVICE];
        if let Some(other) = self.endpoints.keys().find(|name| !services.contains(&name.as_str())) {
            let message = format!("`{other}` is no service of this cloud; it has {}", services.join(", "));
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let endpoint = match self.given_endpoint(ECP_SERVICE, &context)? {
            Some(endpoint) => endpoint,
            None => endpoints::ecp(&self.region, self.network)?,
        };
        let store_endpoint = match self.given_endpoint(OSS_SERVICE, &context)? {
            Some(endpoint) => endpoint,
            None => Endpoint::parse(OSS_SERVICE, &endpoints::oss_host(store_region, self.network))?,
        };
        check_limits(&self.limits)?;
        let inner = Inner {
            endpoint,
            store_endpoint,
            signer: Acs3 { keys: self.keys.unwrap_or_else(|| Arc::new(KEY_VARIABLES)) },
            classifier: Classifier { retry_after_cap: self.settings.retry_after_cap },
            limits: self.limits,
            settings: self.settings,
            region: self.region,
            user_agent: self.user_agent.unwrap_or_else(|| USER_AGENT.to_owned()),
        };
        Ok(Client {
            inner: Arc::new(inner),
            pipeline: Pipeline::new(context, self.transport_limits),
            options: CallOptions::default(),
        })
    }

    fn given_endpoint(&self, service: &str, context: &Context) -> Result<Option<Endpoint>> {
        let variable = format!("{ENDPOINT_VARIABLE}{}", service.to_ascii_uppercase());
        let from_environment = || context.environment.variable(&variable).filter(|url| !url.is_empty());
        let given = self.endpoints.get(service).cloned().or_else(from_environment);
        given.map(|url| Endpoint::parse_with(service, &url, self.allow_plain_http)).transpose()
    }
}

/// Where it works, without keys.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("endpoints", &self.endpoints)
            .field("limits", &self.limits)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

fn check_limits(limits: &CloudLimits) -> Result<()> {
    let named = [
        ("phones_per_backup", limits.phones_per_backup),
        ("phones_per_restore", limits.phones_per_restore),
        ("backups_per_restore", limits.backups_per_restore),
        ("phones_per_power", limits.phones_per_power),
        ("ids_per_poll", limits.ids_per_poll),
        ("page_size", limits.page_size),
    ];
    for (name, value) in named {
        if value == 0 {
            return Err(Error::new(ErrorKind::Configuration, format!("limit `{name}` must not be 0")));
        }
        if name == "backups_per_restore" && value > 1 {
            let message = "limit `backups_per_restore` must be 1: the restore calls name one backup";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        if ["ids_per_poll", "page_size"].contains(&name) && value > LARGEST_PAGE {
            let message = format!("limit `{name}` must not be above {LARGEST_PAGE}, the largest page");
            return Err(Error::new(ErrorKind::Configuration, message));
        }
    }
    Ok(())
}
