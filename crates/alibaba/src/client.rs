//! The client and what it is made of.

use std::fmt;
use std::sync::Arc;

use phonevault_core::Result;
use phonevault_core::client::CallOptions;
use phonevault_core::cloud::CloudLimits;
use phonevault_core::job::Job;
use phonevault_core::pipeline::Pipeline;
use phonevault_core::transport::Endpoint;

use crate::builder::ClientBuilder;
use crate::refusal::Classifier;
use crate::settings::Settings;
use crate::sign::Acs3;
use crate::validate::Rules;

/// A client of Alibaba Cloud Phone. Cloning is cheap and shares connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
    pub(crate) options: CallOptions,
}

pub(crate) struct Inner {
    pub(crate) region: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) store_endpoint: Endpoint,
    pub(crate) sts_endpoint: Endpoint,
    pub(crate) signer: Acs3,
    pub(crate) classifier: Classifier,
    pub(crate) limits: CloudLimits,
    pub(crate) settings: Settings,
    pub(crate) user_agent: String,
    pub(crate) pipeline: Pipeline,
}

impl Client {
    /// Begins the configuration of a client for a region, such as `cn-shanghai`.
    pub fn builder(region: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(region)
    }

    /// The same client with other options for single calls. It costs next to nothing.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self { inner: self.inner.clone(), options }
    }

    /// The endpoint of the phone service.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// The endpoint of the service of temporary keys.
    #[must_use]
    pub fn sts_endpoint(&self) -> &Endpoint {
        &self.inner.sts_endpoint
    }

    /// The guesses and choices that this client works with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Takes up a job again from its token.
    ///
    /// # Errors
    /// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) for a damaged token, or one of another cloud or region.
    pub fn resume_job(&self, token: &str) -> Result<Job> {
        Job::resume(Arc::new(self.clone()), token)
    }

    pub(crate) fn pipeline(&self) -> Pipeline {
        self.options.pipeline(&self.inner.pipeline)
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { limits: &self.inner.limits, settings: &self.inner.settings }
    }
}

/// Without keys: the source shows them redacted, but here it is not even named.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.inner.region)
            .field("endpoint", &self.inner.endpoint)
            .field("store_endpoint", &self.inner.store_endpoint)
            .field("sts_endpoint", &self.inner.sts_endpoint)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
