//! The client of Huawei Cloud Phone Host.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use phonevault::huawei::{self, CLOUD, CPH_SERVICE, CallOptions, Client};
use phonevault::operation::Effect;
use phonevault::secret::Secret;
use phonevault::{Error, ErrorKind};
use pyo3::prelude::*;
use serde_json::Value as Json;

use crate::call::Call;
use crate::client::{Core, close, json};
use crate::engine::Engine;
use crate::error::raised;
use crate::job::JobCore;
use crate::options;
use crate::take::Given;

/// The client.
#[pyclass(frozen, module = "phonevault._native.huawei")]
pub(crate) struct ClientCore {
    engine: Arc<Engine>,
    client: Client,
    region: String,
}

impl Core for ClientCore {
    type Client = Client;

    fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    fn client(&self) -> Client {
        self.client.clone()
    }
}

#[pymethods]
impl ClientCore {
    #[new]
    #[pyo3(signature = (
        *, region, project_id, access_key, secret_key, security_token, token, endpoint, endpoints, timeout, connect_timeout,
        ca_file, proxy, allow_plain_http, identity_only
    ))]
    #[expect(clippy::too_many_arguments, reason = "the arguments of Python's constructor")]
    fn new(
        py: Python<'_>,
        region: String,
        project_id: Option<String>,
        access_key: Option<String>,
        secret_key: Option<Given<Secret>>,
        security_token: Option<Given<Secret>>,
        token: Option<Given<Secret>>,
        endpoint: Option<String>,
        endpoints: Option<BTreeMap<String, String>>,
        timeout: f64,
        connect_timeout: f64,
        ca_file: Option<PathBuf>,
        proxy: Option<Given<Secret>>,
        allow_plain_http: bool,
        identity_only: bool,
    ) -> PyResult<Self> {
        let build = || {
            let names = ["access_key", "secret_key"];
            let (secret_key, security_token) =
                (secret_key.map(|given| given.0), security_token.map(|given| given.0));
            let keys = options::keys(access_key, secret_key, security_token, names)?;
            if keys.is_some() && token.is_some() {
                let message = "token and keys are two ways to prove who calls; give one";
                return Err(Error::new(ErrorKind::Configuration, message));
            }
            let http = options::http(connect_timeout, ca_file, proxy.map(|given| given.0))?;
            let mut builder = Client::builder(&*region)
                .context(options::world())
                .timeout(options::seconds("timeout", timeout)?)
                .allow_plain_http(allow_plain_http);
            if let Some(keys) = keys {
                builder = builder.keys(Arc::new(keys));
            }
            if let Some(token) = token {
                builder = builder.token(token.0);
            }
            if identity_only {
                builder = builder.identity_only();
            }
            if let Some(project_id) = project_id {
                builder = builder.project_id(project_id);
            }
            for (service, url) in options::endpoints(CPH_SERVICE, endpoint, endpoints)? {
                builder = builder.endpoint(service, url);
            }
            Ok((builder.build()?, Engine::new(CLOUD, http)))
        };
        let (client, engine) = build().map_err(|error: Error| raised(py, &error.with_cloud(CLOUD)))?;
        Ok(Self { engine, client, region })
    }

    #[getter]
    fn region(&self) -> &str {
        &self.region
    }

    #[getter]
    fn project_id(&self) -> &str {
        self.client.project_id()
    }

    #[pyo3(signature = (operation, params, /))]
    fn call(&self, operation: String, params: Given<Json>) -> Call {
        let client = self.client.clone();
        // What is in no table is refused anyway.
        let effect =
            huawei::operations::find(&operation).map_or(Effect::Mutation, |spec| spec.operation().effect);
        json(self, effect, async move { client.call(&operation, params.0).await })
    }

    fn find_project_id(&self) -> Call {
        let client = self.client.clone();
        json(self, Effect::Read, async move { client.find_project_id().await.map(Json::from) })
    }

    #[pyo3(signature = (token, /))]
    fn resume_job(&self, py: Python<'_>, token: &str) -> PyResult<JobCore> {
        let job = self.client.resume_job(token).map_err(|error| raised(py, &error))?;
        Ok(JobCore::resumed(py, &self.engine, job))
    }

    #[pyo3(signature = (skip_rules, timeout, /))]
    fn with_options(&self, py: Python<'_>, skip_rules: bool, timeout: Option<f64>) -> PyResult<Self> {
        let timeout = timeout.map(|number| options::seconds("timeout", number)).transpose();
        let timeout = timeout.map_err(|error| raised(py, &error))?;
        let client = self.client.with_options(CallOptions { skip_rules, timeout });
        Ok(Self { engine: self.engine.clone(), client, region: self.region.clone() })
    }

    fn close<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        close(py, &self.engine)
    }
}
