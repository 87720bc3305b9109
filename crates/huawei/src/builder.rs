//! How a client is made.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use phonevault_core::cloud::{Capabilities, CloudLimits, Policies};
use phonevault_core::context::Context;
use phonevault_core::credentials::{EnvironmentKeys, KeySource};
use phonevault_core::pipeline::{Limits, Pipeline};
use phonevault_core::scope::ScopeKind;
use phonevault_core::secret::Secret;
use phonevault_core::transport::{Endpoint, HttpTransport};
use phonevault_core::validate::Violations;
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;
use crate::client::{CallOptions, Client, Inner};
use crate::endpoints::{self, CPH_SERVICE, IAM_SERVICE, OBS_SERVICE};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::{Auth, SdkHmac};

/// The variable of the project id (PY-CORE provider.py).
const PROJECT_VARIABLE: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
/// The variables of the keys (PY-CORE provider.py).
const KEY_VARIABLES: EnvironmentKeys = EnvironmentKeys {
    access_key: "HUAWEICLOUD_SDK_AK",
    secret_key: "HUAWEICLOUD_SDK_SK",
    security_token: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
};
/// What an endpoint variable begins with; the service follows in upper case.
const ENDPOINT_VARIABLE: &str = "PHONEVAULT_ENDPOINT_";
/// The vendor names no number for phones in one call. INFERRED.
const PHONES_PER_CALL: usize = 100;

/// Makes a [`Client`]. Only a region is needed if project id and keys stand in the environment.
#[derive(Clone)]
pub struct ClientBuilder {
    region: String,
    project_id: Option<String>,
    endpoints: BTreeMap<String, String>,
    allow_plain_http: bool,
    auth: Auth,
    context: Option<Context>,
    timeout: Option<Duration>,
    max_answer_bytes: Option<usize>,
    limits: CloudLimits,
    settings: Settings,
    user_agent: Option<String>,
}

/// Without keys.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("project_id", &self.project_id)
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Begins a client of this region, such as `cn-north-4`.
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            region: region.into(),
            project_id: None,
            endpoints: BTreeMap::new(),
            allow_plain_http: false,
            auth: Auth::Keys(Arc::new(KEY_VARIABLES)),
            context: None,
            timeout: None,
            max_answer_bytes: None,
            limits: CloudLimits {
                phones_per_backup: PHONES_PER_CALL,
                phones_per_restore: PHONES_PER_CALL,
                // Each phone of a restore names its own object.
                backups_per_restore: PHONES_PER_CALL,
                phones_per_power: PHONES_PER_CALL,
                ids_per_poll: 20,
                page_size: 100,
            },
            settings: Settings::default(),
            user_agent: None,
        }
    }

    /// The project that all calls work in. Default: the variable `HUAWEICLOUD_SDK_PROJECT_ID`.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Where the keys come from. Default: `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` and
    /// `HUAWEICLOUD_SDK_SECURITY_TOKEN`, read anew for each request.
    #[must_use]
    pub fn keys(mut self, keys: Arc<dyn KeySource>) -> Self {
        self.auth = Auth::Keys(keys);
        self
    }

    /// An IAM token of the project instead of keys.
    #[must_use]
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.auth = Auth::Token(token.into());
        self
    }

    /// Where a service listens: `huawei_cph`, `huawei_iam` or `huawei_obs`, as `https://host[:port]`; plain
    /// `http` only to loopback. Default: a variable such as `PHONEVAULT_ENDPOINT_HUAWEI_CPH`, then the published
    /// host of the region.
    #[must_use]
    pub fn endpoint(mut self, service: impl Into<String>, url: impl Into<String>) -> Self {
        self.endpoints.insert(service.into(), url.into());
        self
    }

    /// Allows plain HTTP to any host: phone data, tokens and answers then travel in clear, and answers can be
    /// forged. Default false.
    #[must_use]
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// The outside world. Default: sockets, system clock, this process's environment.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.context = Some(context);
        self
    }

    /// The longest time of one call. Default 60 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The largest answer that is read. Default 16 MiB.
    #[must_use]
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.max_answer_bytes = Some(bytes);
        self
    }

    /// How much is sent in one call. Default 100 phones (INFERRED), 20 ids in one poll, pages of 100.
    #[must_use]
    pub fn limits(mut self, limits: CloudLimits) -> Self {
        self.limits = limits;
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
        self.user_agent = Some(user_agent.into());
        self
    }

    /// The client. Nothing is sent; keys are looked for at the first call.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for an unknown region without an endpoint, an unknown service, and an
    /// endpoint that is unusable or unsafe; [`ErrorKind::Validation`] for a missing or impossible project id.
    pub fn build(self) -> Result<Client> {
        self.checked().map_err(|error| error.with_cloud(CLOUD))
    }

    fn checked(self) -> Result<Client> {
        let context =
            self.context.clone().unwrap_or_else(|| Context::system(Arc::new(HttpTransport::default())));
        endpoints::check_region(&self.region)?;
        let services = [CPH_SERVICE, IAM_SERVICE, OBS_SERVICE];
        if let Some(other) = self.endpoints.keys().find(|name| !services.contains(&name.as_str())) {
            let message = format!("`{other}` is no service of this cloud; it has {}", services.join(", "));
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let endpoint = match self.given_endpoint(CPH_SERVICE, &context)? {
            Some(endpoint) => endpoint,
            None => endpoints::cph(&self.region)?,
        };
        let iam_endpoint = self.given_endpoint(IAM_SERVICE, &context)?;
        let obs_endpoint = self.given_endpoint(OBS_SERVICE, &context)?;
        let project_id = project_id(self.project_id, &context)?;
        let standard = Limits::default();
        let pipeline_limits = Limits {
            timeout: self.timeout.unwrap_or(standard.timeout),
            max_answer_bytes: self.max_answer_bytes.unwrap_or(standard.max_answer_bytes),
        };
        let power = self.settings.backup_power;
        let policies = Policies {
            apps_backup: power,
            paths_backup: power,
            whole_backup: power,
            restart_after_restore: self.settings.restart_after_restore,
        };
        let user_agent = format!("phonevault/{}", env!("CARGO_PKG_VERSION"));
        let inner = Inner {
            region: self.region,
            project_id,
            endpoint,
            iam_endpoint,
            obs_endpoint,
            user_agent: self.user_agent.unwrap_or(user_agent),
            signer: SdkHmac { auth: self.auth },
            classifier: Classifier { settings: self.settings },
            pipeline: Pipeline::new(context, pipeline_limits),
            limits: self.limits,
            policies,
            capabilities: Capabilities { scopes: &[ScopeKind::Apps, ScopeKind::Paths], lists_backups: false },
        };
        Ok(Client { inner: Arc::new(inner), options: CallOptions::default() })
    }

    fn given_endpoint(&self, service: &str, context: &Context) -> Result<Option<Endpoint>> {
        let variable = format!("{ENDPOINT_VARIABLE}{}", service.to_ascii_uppercase());
        let from_environment = || context.environment.variable(&variable).filter(|url| !url.is_empty());
        let given = self.endpoints.get(service).cloned().or_else(from_environment);
        given.map(|url| Endpoint::parse_with(service, &url, self.allow_plain_http)).transpose()
    }
}

/// The project id stands in the path and in a header of every call.
fn project_id(given: Option<String>, context: &Context) -> Result<String> {
    let id = given.or_else(|| context.environment.variable(PROJECT_VARIABLE)).unwrap_or_default();
    let mut violations = Violations::new();
    if id.is_empty() {
        violations.add("project_id", format!("is mandatory: pass it, or set {PROJECT_VARIABLE}"));
    } else {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let fits = id.len() <= 64 && id.chars().all(plain);
        violations.require(fits, "project_id", "may hold at most 64 letters, digits, `-` and `_`");
    }
    violations.into_result().map(|()| id)
}
