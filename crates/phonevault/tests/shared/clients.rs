//! Clients of both clouds from the options of a scenario.

use std::sync::Arc;
use std::time::Duration;

use phonevault::cloud::Cloud;
use phonevault::credentials::Keys;
use phonevault::job::Job;
use phonevault::{Result, alibaba, huawei};
use serde_json::Value;

use super::operations;
use super::typed::{Answered, Listing};

#[derive(Clone)]
pub(crate) enum Client {
    Huawei(huawei::Client),
    Alibaba(alibaba::Client),
}

impl Client {
    pub(crate) fn new(options: &Value) -> Result<Self> {
        let text = |name: &str| options[name].as_str();
        let keys = |id: &str, secret: &str| {
            let keys = Keys::new(text(id).unwrap_or_default(), text(secret).unwrap_or_default());
            Arc::new(text("security_token").into_iter().fold(keys, Keys::with_security_token))
        };
        let region = text("region").unwrap_or_default();
        let endpoints = options["endpoints"].as_object().into_iter().flatten();
        let endpoints = endpoints.map(|(name, url)| (name.clone(), url.as_str().unwrap_or_default()));
        let timeout = options["timeout"].as_f64().map(Duration::from_secs_f64);
        if text("cloud") == Some("alibaba") {
            let mut builder = alibaba::Client::builder(region);
            builder = endpoints.fold(builder, |builder, (name, url)| builder.endpoint(name, url));
            builder = timeout.into_iter().fold(builder, alibaba::ClientBuilder::timeout);
            return Ok(Self::Alibaba(builder.keys(keys("access_key_id", "access_key_secret")).build()?));
        }
        let mut builder = huawei::Client::builder(region).project_id(text("project_id").unwrap_or_default());
        builder = endpoints.fold(builder, |builder, (name, url)| builder.endpoint(name, url));
        builder = timeout.into_iter().fold(builder, huawei::ClientBuilder::timeout);
        builder = match text("token") {
            Some(token) => builder.token(token),
            None => builder.keys(keys("access_key", "secret_key")),
        };
        Ok(Self::Huawei(builder.build()?))
    }

    pub(crate) fn with_options(&self, given: &Value) -> Self {
        let skip_rules = given["skip_rules"].as_bool().unwrap_or_default();
        let timeout = given["timeout"].as_f64().map(Duration::from_secs_f64);
        match self {
            Self::Huawei(client) => {
                Self::Huawei(client.with_options(huawei::CallOptions { skip_rules, timeout }))
            }
            Self::Alibaba(client) => {
                Self::Alibaba(client.with_options(alibaba::CallOptions { skip_rules, timeout }))
            }
        }
    }

    pub(crate) fn cloud(&self) -> Arc<dyn Cloud> {
        match self {
            Self::Huawei(client) => Arc::new(client.clone()),
            Self::Alibaba(client) => Arc::new(client.clone()),
        }
    }

    pub(crate) async fn typed(&self, operation: &str, params: Value) -> Result<Answered> {
        match self {
            Self::Huawei(client) => Box::pin(operations::huawei(client, operation, params)).await,
            Self::Alibaba(client) => Box::pin(operations::alibaba(client, operation, params)).await,
        }
    }

    pub(crate) fn pages(&self, operation: &str, params: Value) -> Box<dyn Listing> {
        match self {
            Self::Huawei(client) => operations::huawei_pages(client, operation, params),
            Self::Alibaba(client) => operations::alibaba_pages(client, operation, params),
        }
    }

    pub(crate) async fn untyped(&self, operation: &str, params: Value) -> Result<Value> {
        match self {
            Self::Huawei(client) => client.call(operation, params).await,
            Self::Alibaba(client) => client.call(operation, params).await,
        }
    }

    pub(crate) fn resume(&self, token: &str) -> Result<Job> {
        match self {
            Self::Huawei(client) => client.resume_job(token),
            Self::Alibaba(client) => client.resume_job(token),
        }
    }
}
