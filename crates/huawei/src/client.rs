//! The client: what it knows, and how one call travels.

use std::fmt;
use std::sync::Arc;

use phonevault_core::client::CallOptions;
use phonevault_core::cloud::{Capabilities, CloudLimits, Policies};
use phonevault_core::context::Context;
use phonevault_core::job::{Job, Submission};
use phonevault_core::pipeline::{Answer, Pipeline};
use phonevault_core::transport::Endpoint;
use phonevault_core::validate::{Violations, refused};
use phonevault_core::{Error, ErrorKind, Result};
use serde_json::{Map, Value};

use crate::builder::ClientBuilder;
use crate::call::Prepared;
use crate::encode;
use crate::endpoints::{self, CPH_SERVICE, IAM_SERVICE, OBS_SERVICE};
use crate::operations::{self, OperationSpec};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::SdkHmac;
use crate::typed::TypedRequest;
use crate::validate::Rules;

/// The largest body that the gateway takes and that keys may sign (R21, GW): 12 MB.
const BODY_BYTES: usize = 12 << 20;

/// A client of Cloud Phone Host in one region and project. Cloning is cheap and shares connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
    pub(crate) options: CallOptions,
}

pub(crate) struct Inner {
    pub(crate) region: String,
    pub(crate) project_id: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) iam_endpoint: Option<Endpoint>,
    pub(crate) obs_endpoint: Option<Endpoint>,
    pub(crate) user_agent: String,
    pub(crate) signer: SdkHmac,
    pub(crate) classifier: Classifier,
    pub(crate) pipeline: Pipeline,
    pub(crate) limits: CloudLimits,
    pub(crate) policies: Policies,
    pub(crate) capabilities: Capabilities,
}

/// Where it works, without keys.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.inner.region)
            .field("project_id", &self.inner.project_id)
            .field("endpoint", &self.inner.endpoint)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Begins a client of this region, such as `cn-north-4`.
    pub fn builder(region: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(region)
    }

    /// A cheap clone whose calls follow these options.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self { inner: self.inner.clone(), options }
    }

    /// The project that all calls work in.
    #[must_use]
    pub fn project_id(&self) -> &str {
        &self.inner.project_id
    }

    /// What the vendor's pages leave open, as this client takes it.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.classifier.settings
    }

    /// Where a service of this region listens: `huawei_cph`, `huawei_iam` or `huawei_obs`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for another service, and for a region without a published endpoint.
    pub fn service_endpoint(&self, service: &str) -> Result<Endpoint> {
        let region = &*self.inner.region;
        match service {
            CPH_SERVICE => Ok(self.inner.endpoint.clone()),
            IAM_SERVICE => self.inner.iam_endpoint.clone().map_or_else(|| endpoints::iam(region), Ok),
            OBS_SERVICE => self.inner.obs_endpoint.clone().map_or_else(|| endpoints::obs(region), Ok),
            other => {
                Err(Error::new(ErrorKind::Configuration, format!("`{other}` is no service of this cloud")))
            }
        }
    }

    /// Takes up a job again in another process or after a wait that ended early, by the token of its handle.
    ///
    /// # Errors
    /// [`ErrorKind::Validation`] for a damaged token and for one of another cloud, region or project.
    pub fn resume_job(&self, token: &str) -> Result<Job> {
        Job::resume(Arc::new(self.clone()), token)
    }

    pub(crate) fn injected(&self) -> &Context {
        self.inner.pipeline.context()
    }

    fn rules(&self) -> Rules<'_> {
        Rules { limits: &self.inner.limits, settings: &self.inner.classifier.settings }
    }

    /// Checks the rules, unless they are skipped.
    pub(crate) fn check<R: TypedRequest>(&self, spec: &OperationSpec, request: &R) -> Result<()> {
        if self.options.skip_rules {
            return Ok(());
        }
        let mut violations = Violations::new();
        request.check(self.rules(), &mut violations);
        violations.into_result().map_err(|error| error.with_operation(&spec.operation()))
    }

    /// The one way to the wire: every call, typed or not, comes through here.
    pub(crate) fn encode(
        &self,
        spec: &'static OperationSpec,
        params: Map<String, Value>,
    ) -> Result<Prepared> {
        let operation = spec.operation();
        let inner = &*self.inner;
        let mut request = encode::build(spec, &inner.endpoint, &inner.project_id, params)
            .map_err(|error| error.with_operation(&operation))?;
        if !self.options.skip_rules && request.body.len() > BODY_BYTES {
            let rule = format!("the body has {} bytes, at most {BODY_BYTES} are allowed", request.body.len());
            return Err(refused("params", rule).with_operation(&operation));
        }
        request.headers.set("content-type", "application/json");
        request.headers.set("user-agent", &*inner.user_agent);
        request.headers.set("x-project-id", &*inner.project_id);
        Ok(Prepared { spec, request })
    }

    pub(crate) async fn send(&self, prepared: Prepared) -> Result<Answer> {
        let operation = prepared.spec.operation();
        let pipeline = self.options.pipeline(&self.inner.pipeline);
        pipeline.execute(&operation, prepared.request, &self.inner.signer, &self.inner.classifier).await
    }

    /// Sends a typed request and reads its typed answer, which must hold what the vendor's page promises.
    pub(crate) async fn execute<R: TypedRequest>(&self, request: &R) -> Result<R::Answer> {
        let spec = operations::known(R::OPERATION)?;
        self.check(spec, request)?;
        let answer = self.send(self.encode(spec, request.params()?)?).await?;
        complete(spec, request, &answer)
    }

    /// A handle of the work that a batch call submitted.
    pub(crate) fn submission(
        &self,
        action: phonevault_core::job::Action,
        request_id: &str,
        items: Vec<phonevault_core::job::Item>,
    ) -> Submission {
        Submission {
            cloud: crate::CLOUD.to_owned(),
            region: self.inner.region.clone(),
            account: Some(self.inner.project_id.clone()),
            action,
            request_id: request_id.to_owned(),
            batch: None,
            items,
        }
    }
}

/// Decodes a successful answer. One that lacks what it must hold is an error that keeps what it does say.
pub(crate) fn complete<R: TypedRequest>(
    spec: &OperationSpec,
    request: &R,
    answer: &Answer,
) -> Result<R::Answer> {
    let operation = spec.operation();
    let decoded: R::Answer = answer.decode(&operation)?;
    match request.complete(&decoded) {
        Ok(()) => Ok(decoded),
        Err(incomplete) => {
            let error = answer.malformed(&operation, &incomplete.why);
            Err(match incomplete.result {
                Some(result) => error.with_result(result),
                None => error,
            })
        }
    }
}
