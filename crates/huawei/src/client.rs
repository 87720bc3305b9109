//! The client: what it knows, and how one call travels.

use std::fmt;
use std::sync::Arc;

use phonevault_core::client::CallOptions;
use phonevault_core::cloud::{Capabilities, CloudLimits, Policies};
use phonevault_core::context::Context;
use phonevault_core::hidden::Hiding;
use phonevault_core::job::{Job, Submission};
use phonevault_core::pipeline::{Answer, Pipeline, Sign};
use phonevault_core::secret::Secret;
use phonevault_core::transport::Endpoint;
use phonevault_core::validate::{Violations, refused};
use phonevault_core::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::builder::ClientBuilder;
use crate::call::Prepared;
use crate::endpoints::{self, CPH_SERVICE, IAM_SERVICE, OBS_SERVICE};
use crate::operations::{self, OperationSpec};
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::{AsItIs, Auth, SdkHmac};
use crate::typed::{Incomplete, TypedRequest};
use crate::validate::Rules;
use crate::{encode, hidden};

/// The largest body that the gateway takes and that keys may sign (R21, GW): 12 MB.
const BODY_BYTES: usize = 12 << 20;
/// What the identity service wants to be sent (reference 4.1).
const IAM_CONTENT: &str = "application/json;charset=utf8";

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

    /// The project that all calls work in; empty for a client of the identity service alone.
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
        let has_token = matches!(self.inner.signer.auth, Auth::Token(_));
        Rules { limits: &self.inner.limits, settings: &self.inner.classifier.settings, has_token }
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
        self.encode_with(spec, params, None)
    }

    /// A typed request that travels as a body alone is written at once; all others as [`Client::encode`] does it.
    fn encode_typed<R: TypedRequest>(&self, spec: &'static OperationSpec, request: &R) -> Result<Prepared> {
        if !spec.is_body_alone() {
            return self.encode(spec, request.params()?);
        }
        let written = serde_json::to_vec(request).map_err(|error| {
            let why = format!("the request cannot be written: {error}");
            Error::new(ErrorKind::Internal, why).with_operation(&spec.operation())
        })?;
        self.encode_with(spec, Map::new(), Some(written))
    }

    fn encode_with(
        &self,
        spec: &'static OperationSpec,
        params: Map<String, Value>,
        written: Option<Vec<u8>>,
    ) -> Result<Prepared> {
        let operation = spec.operation();
        let inner = &*self.inner;
        let secrets = hidden::gather(spec, &params);
        let mut request = self
            .service_endpoint(spec.service)
            .and_then(|endpoint| encode::build(spec, &endpoint, &inner.project_id, params, written))
            .map_err(|error| error.with_operation(&operation))?;
        if !self.options.skip_rules && request.body.len() > BODY_BYTES {
            let rule = format!("the body has {} bytes, at most {BODY_BYTES} are allowed", request.body.len());
            return Err(refused("params", rule).with_operation(&operation));
        }
        request.headers.set("user-agent", &*inner.user_agent);
        if spec.service == IAM_SERVICE {
            request.headers.set("content-type", IAM_CONTENT);
        } else {
            request.headers.set("content-type", "application/json");
            request.headers.set("x-project-id", &*inner.project_id);
        }
        Ok(Prepared { spec, request, secrets })
    }

    /// Sends the request; beside the answer come the secrets that it may repeat.
    pub(crate) async fn send(&self, prepared: Prepared) -> Result<(Answer, Vec<Secret>)> {
        let operation = prepared.spec.operation();
        let pipeline = self.options.pipeline(&self.inner.pipeline);
        let signer: &dyn Sign = if prepared.is_proven() { &AsItIs } else { &self.inner.signer };
        let Prepared { request, secrets, .. } = prepared;
        let classify = Hiding { classify: &self.inner.classifier, secrets: &secrets };
        let answer = pipeline.execute(&operation, request, signer, &classify).await?;
        Ok((answer, secrets))
    }

    /// Sends a typed request and reads its typed answer, which must hold what the vendor's page promises.
    pub(crate) async fn execute<R: TypedRequest>(&self, request: &R) -> Result<R::Answer> {
        let spec = operations::known(R::OPERATION)?;
        self.check(spec, request)?;
        let (answer, secrets) = self.send(self.encode_typed(spec, request)?).await?;
        complete(spec, request, &answer, &secrets)
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
    secrets: &[Secret],
) -> Result<R::Answer> {
    let mut decoded: R::Answer = decoded(spec, answer)?;
    R::hide(&mut decoded, secrets);
    request.complete(&decoded).map_err(|incomplete| lacking(spec, answer, incomplete))?;
    Ok(decoded)
}

/// The error for a successful answer that lacks what it must hold; what it does say is kept.
pub(crate) fn lacking(spec: &OperationSpec, answer: &Answer, incomplete: Incomplete) -> Error {
    let error = answer.malformed(&spec.operation(), &incomplete.why);
    match incomplete.result {
        Some(result) => error.with_result(result),
        None => error,
    }
}

/// Decodes a successful answer, with those of its fields that came in the header.
pub(crate) fn decoded<T: DeserializeOwned>(spec: &OperationSpec, answer: &Answer) -> Result<T> {
    let operation = spec.operation();
    if spec.answer_headers.is_empty() {
        return answer.decode(&operation);
    }
    let mut fields: Map<String, Value> = answer.decode(&operation)?;
    for name in spec.answer_headers {
        if let Some(text) = answer.headers.get(name) {
            fields.insert((*name).to_owned(), Value::from(text));
        }
    }
    // The words of the parser may quote a secret.
    serde_json::from_value(Value::Object(fields))
        .map_err(|_| answer.malformed(&operation, "the body does not fit"))
}
