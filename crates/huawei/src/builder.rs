//! How a client is made.

use std::sync::Arc;
use std::time::Duration;

use phonevault_core::Result;
use phonevault_core::client::{CallOptions, ClientConfig, check_region};
use phonevault_core::cloud::{Capabilities, CloudLimits, Policies};
use phonevault_core::context::Context;
use phonevault_core::credentials::{EnvironmentKeys, KeySource};
use phonevault_core::scope::ScopeKind;
use phonevault_core::secret::Secret;
use phonevault_core::validate::Violations;

use crate::CLOUD;
use crate::client::{Client, Inner};
use crate::endpoints::{self, CPH_SERVICE, IAM_SERVICE, OBS_SERVICE};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::{Auth, SdkHmac};

/// The variable of the project id (PY-CORE provider.py).
pub const PROJECT_VARIABLE: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
/// The variables of the keys (PY-CORE provider.py).
pub const KEY_VARIABLES: EnvironmentKeys = EnvironmentKeys {
    access_key: "HUAWEICLOUD_SDK_AK",
    secret_key: "HUAWEICLOUD_SDK_SK",
    security_token: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
};
/// The vendor names no number for phones in one call. INFERRED.
const PHONES_PER_CALL: usize = 100;
/// The services that this crate knows.
const SERVICES: [&str; 3] = [CPH_SERVICE, IAM_SERVICE, OBS_SERVICE];

const DEFAULT_LIMITS: CloudLimits = CloudLimits {
    phones_per_backup: PHONES_PER_CALL,
    phones_per_restore: PHONES_PER_CALL,
    // Each phone of a restore names its own object.
    backups_per_restore: PHONES_PER_CALL,
    phones_per_power: PHONES_PER_CALL,
    ids_per_poll: 20,
    page_size: 100,
};
/// What the vendor documents (D522, D503).
const DOCUMENTED_LIMITS: &[(&str, usize)] = &[("ids_per_poll", 20), ("page_size", 100)];

/// Makes a [`Client`]. Only a region is needed if project id and keys stand in the environment.
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    config: ClientConfig,
    project_id: Option<String>,
    token: Option<Secret>,
    identity_only: bool,
    settings: Settings,
}

impl ClientBuilder {
    /// Begins a client of this region, such as `cn-north-4`.
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            config: ClientConfig::new(region.into(), Arc::new(KEY_VARIABLES), DEFAULT_LIMITS),
            project_id: None,
            token: None,
            identity_only: false,
            settings: Settings::default(),
        }
    }

    /// The project that all calls work in. Default: the variable `HUAWEICLOUD_SDK_PROJECT_ID`.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// A client of the identity service alone, which needs no project id: to get a token, or to find the project id itself
    /// with [`Client::find_project_id`]. Without one, calls of the phone service are refused. Default false.
    #[must_use]
    pub fn identity_only(mut self) -> Self {
        self.identity_only = true;
        self
    }

    /// Where the keys come from. Default: `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` and
    /// `HUAWEICLOUD_SDK_SECURITY_TOKEN`, read anew for each request.
    #[must_use]
    pub fn keys(mut self, keys: Arc<dyn KeySource>) -> Self {
        self.config.keys = keys;
        self.token = None;
        self
    }

    /// An IAM token of the project instead of keys.
    #[must_use]
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Where a service listens: `huawei_cph`, `huawei_iam` or `huawei_obs`, as `https://host[:port]`; plain
    /// `http` only to loopback. Default: a variable such as `PHONEVAULT_ENDPOINT_HUAWEI_CPH`, then the published
    /// host of the region.
    #[must_use]
    pub fn endpoint(mut self, service: impl Into<String>, url: impl Into<String>) -> Self {
        self.config.endpoints.insert(service.into(), url.into());
        self
    }

    /// Allows plain HTTP to any host: phone data, tokens and answers then travel in clear, and answers can be
    /// forged. Default false.
    #[must_use]
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.config.allow_plain_http = allow;
        self
    }

    /// The outside world. Default: sockets, system clock, this process's environment.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.config.context = Some(context);
        self
    }

    /// The longest time of one call. Default 60 s.
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

    /// How much is sent in one call. Default 100 phones (INFERRED), 20 ids in one poll, pages of 100; the last two are
    /// documented and can only be lowered.
    #[must_use]
    pub fn limits(mut self, limits: CloudLimits) -> Self {
        self.config.limits = limits;
        self
    }

    /// What the vendor's pages leave open.
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

    /// The client. Nothing is sent; keys are looked for at the first call.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](phonevault_core::ErrorKind::Configuration) for an unknown region without an endpoint,
    /// an unknown service, an endpoint that is unusable or unsafe, and a limit of zero or above a documented one;
    /// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) for a missing or impossible project id.
    pub fn build(self) -> Result<Client> {
        self.checked().map_err(|error| error.with_cloud(CLOUD))
    }

    fn checked(self) -> Result<Client> {
        let config = self.config;
        let world = config.world();
        check_region(&config.region, endpoints::regions())?;
        config.check_services(&SERVICES)?;
        config.limits.check(DOCUMENTED_LIMITS)?;
        let endpoint = match config.endpoint_of(CPH_SERVICE, &world)? {
            Some(endpoint) => endpoint,
            None => endpoints::cph(&config.region)?,
        };
        let power = self.settings.backup_power;
        let policies = Policies {
            apps_backup: power,
            paths_backup: power,
            whole_backup: power,
            restart_after_restore: self.settings.restart_after_restore,
        };
        let inner = Inner {
            project_id: project_id(self.project_id, self.identity_only, &world)?,
            endpoint,
            iam_endpoint: config.endpoint_of(IAM_SERVICE, &world)?,
            obs_endpoint: config.endpoint_of(OBS_SERVICE, &world)?,
            user_agent: config.agent(),
            signer: SdkHmac { auth: self.token.map_or(Auth::Keys(config.keys.clone()), Auth::Token) },
            classifier: Classifier { settings: self.settings },
            pipeline: config.pipeline(world),
            region: config.region,
            limits: config.limits,
            policies,
            capabilities: Capabilities {
                scopes: &[ScopeKind::Apps, ScopeKind::Paths],
                lists_backups: false,
                finds_by_marker: false,
                deletes_backups: false,
                probes: true,
                resets: true,
            },
        };
        Ok(Client { inner: Arc::new(inner), options: CallOptions::default() })
    }
}

/// The project id stands in the path and in a header of every call of the phone service.
fn project_id(given: Option<String>, optional: bool, context: &Context) -> Result<String> {
    let id = given.or_else(|| context.environment.variable(PROJECT_VARIABLE)).unwrap_or_default();
    let mut violations = Violations::new();
    if id.is_empty() && !optional {
        violations.add("project_id", format!("is mandatory: pass it, or set {PROJECT_VARIABLE}"));
    } else {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let fits = id.len() <= 64 && id.chars().all(plain);
        violations.require(fits, "project_id", "may hold at most 64 letters, digits, `-` and `_`");
    }
    violations.into_result().map(|()| id)
}
