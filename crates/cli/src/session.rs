//! From the command line and the environment to a client of one cloud. The only place of the command that knows the clouds
//! by name.

use std::sync::Arc;
use std::time::SystemTime;

use phonevault::cloud::Cloud;
use phonevault::context::Context;
use phonevault::credentials::{KeySource, Keys};
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::job::Submission;
use phonevault::phone::PhoneId;
use phonevault::store::{Dialect, ObjectStore, StoreConfig};
use phonevault::transport::{HttpRequest, HttpTransport};
use phonevault::{alibaba, huawei};
use phonevault_simulator::{Ready, ServiceName};
use serde_json::Value;

use crate::args::{CloudName, Global};

/// The services whose endpoints can be set.
pub(crate) const SERVICES: &[&str] = &[
    "alibaba_ecp",
    "alibaba_metadata",
    "alibaba_oss",
    "alibaba_sts",
    "huawei_cph",
    "huawei_iam",
    "huawei_metadata",
    "huawei_obs",
    "huawei_sts",
];

/// Where a command works if nobody names a region; said in the help of `--region`.
const DEFAULT_HUAWEI_REGION: &str = "cn-north-4";
const DEFAULT_ALIBABA_REGION: &str = "cn-shanghai";

/// A client of one cloud with its object store.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) cloud: Arc<dyn Cloud>,
    client: Client,
    keys: Arc<dyn KeySource>,
    dialect: Dialect,
}

#[derive(Clone, Debug)]
enum Client {
    Huawei(huawei::Client),
    Alibaba(alibaba::Client),
}

impl Session {
    /// The session that the command line asks for; `scheme` is that of a location on it, which names the cloud too.
    pub(crate) fn open(global: &Global, scheme: Option<&str>) -> Result<Self> {
        let of_scheme = match scheme {
            Some("obs") => Some(CloudName::Huawei),
            Some("oss") => Some(CloudName::Alibaba),
            _ => None,
        };
        let usage = |why: &str| Error::new(ErrorKind::Configuration, why);
        let cloud = global.cloud.or(of_scheme).ok_or_else(|| usage("name the cloud with --cloud"))?;
        let region = global.region.as_deref().unwrap_or(match cloud {
            CloudName::Huawei => DEFAULT_HUAWEI_REGION,
            CloudName::Alibaba => DEFAULT_ALIBABA_REGION,
        });
        Self::connect(global, cloud, region)
    }

    /// The session of a job token: it names cloud and region. What the command line says besides must agree.
    pub(crate) fn of_submission(global: &Global, submission: &Submission) -> Result<Self> {
        let cloud = match &*submission.cloud {
            huawei::CLOUD => CloudName::Huawei,
            alibaba::CLOUD => CloudName::Alibaba,
            other => {
                let message =
                    format!("the job token is of cloud `{other}`, which this version does not know");
                return Err(Error::new(ErrorKind::Validation, message));
            }
        };
        let region = global.region.as_deref().unwrap_or(&submission.region);
        Self::connect(global, global.cloud.unwrap_or(cloud), region)
    }

    /// The session for a cloud that is named by the command itself.
    pub(crate) fn of_cloud(global: &Global, cloud: CloudName) -> Result<Self> {
        Self::open(&Global { cloud: Some(cloud), ..global.clone() }, None)
    }

    fn connect(global: &Global, cloud: CloudName, region: &str) -> Result<Self> {
        // Endpoints that are not on the command line the clients find in the environment.
        let endpoint = |service: &str| {
            let given = global.endpoints.iter().rev().find(|(name, _)| name == service);
            given.map(|(_, url)| url.clone())
        };
        let context = Context::system(Arc::new(HttpTransport::default()));
        match cloud {
            CloudName::Huawei => {
                Self::huawei(region, None, Arc::new(huawei::KEY_VARIABLES), endpoint, context)
            }
            CloudName::Alibaba => Self::alibaba(region, Arc::new(alibaba::KEY_VARIABLES), endpoint, context),
        }
    }

    /// A session with the simulated Huawei cloud.
    pub(crate) fn of_simulator_huawei(ready: &Ready) -> Result<Self> {
        let keys = Keys::new(ready.huawei_access_key(), ready.huawei_secret_key());
        let (region, project) = (ready.huawei_region(), ready.huawei_project_id());
        let context = Context::system(Arc::new(HttpTransport::default()));
        Self::huawei(region, Some(project), Arc::new(keys), |service| simulated(ready, service), context)
    }

    /// A session with the simulated Alibaba cloud.
    pub(crate) fn of_simulator_alibaba(ready: &Ready) -> Result<Self> {
        let keys = Keys::new(ready.alibaba_access_key_id(), ready.alibaba_access_key_secret());
        let context = Context::system(Arc::new(HttpTransport::default()));
        Self::alibaba(ready.alibaba_region(), Arc::new(keys), |service| simulated(ready, service), context)
    }

    fn huawei(
        region: &str,
        project_id: Option<&str>,
        keys: Arc<dyn KeySource>,
        endpoint: impl Fn(&str) -> Option<String>,
        context: Context,
    ) -> Result<Self> {
        let mut builder = huawei::Client::builder(region).context(context).keys(keys.clone());
        if let Some(project_id) = project_id {
            builder = builder.project_id(project_id);
        }
        for service in [huawei::CPH_SERVICE, huawei::IAM_SERVICE, huawei::OBS_SERVICE] {
            if let Some(url) = endpoint(service) {
                builder = builder.endpoint(service, url);
            }
        }
        let client = builder.build()?;
        Ok(Self {
            cloud: Arc::new(client.clone()),
            client: Client::Huawei(client),
            keys,
            dialect: Dialect::Obs,
        })
    }

    fn alibaba(
        region: &str,
        keys: Arc<dyn KeySource>,
        endpoint: impl Fn(&str) -> Option<String>,
        context: Context,
    ) -> Result<Self> {
        let mut builder = alibaba::Client::builder(region).context(context).keys(keys.clone());
        for service in [alibaba::ECP_SERVICE, alibaba::OSS_SERVICE] {
            if let Some(url) = endpoint(service) {
                builder = builder.endpoint(service, url);
            }
        }
        let client = builder.build()?;
        Ok(Self {
            cloud: Arc::new(client.clone()),
            client: Client::Alibaba(client),
            keys,
            dialect: Dialect::Oss,
        })
    }

    /// The object store of a bucket, read with the same keys.
    pub(crate) fn store(&self, bucket: &str) -> Result<ObjectStore> {
        let config = StoreConfig {
            dialect: self.dialect,
            endpoint: self.cloud.store_endpoint(bucket)?,
            region: self.cloud.region().to_owned(),
            keys: self.keys.clone(),
            addressing: None,
        };
        Ok(ObjectStore::new(config, self.cloud.context().clone()))
    }

    /// Whether an operation with these parameters may destroy data, so that its caller is asked first; an operation that is in no table is an error.
    pub(crate) fn destroys(&self, operation: &str, params: &Value) -> Result<bool> {
        match &self.client {
            Client::Huawei(_) => huawei::operations::find(operation).map(|spec| spec.destroys(params)),
            Client::Alibaba(_) => alibaba::operations::find(operation).map(|spec| spec.destroys(params)),
        }
    }

    /// How to start a phone that was left stopped; `None` on a cloud that knows no start.
    pub(crate) fn start_command(&self, phone: &PhoneId) -> Option<String> {
        match &self.client {
            Client::Huawei(_) => None,
            Client::Alibaba(_) => {
                let params = serde_json::json!({"AndroidInstanceIds": [phone.as_str()]});
                let region = self.cloud.region();
                Some(format!(
                    "start it with: phonevault --region {region} call alibaba StartAndroidInstance --params '{params}'"
                ))
            }
        }
    }

    /// Calls any operation.
    pub(crate) async fn call(&self, operation: &str, params: Value, skip_rules: bool) -> Result<Value> {
        match self.client.with_rules(skip_rules) {
            Client::Huawei(client) => client.call(operation, params).await,
            Client::Alibaba(client) => client.call(operation, params).await,
        }
    }

    /// The signed request of any operation, not sent.
    pub(crate) async fn dry_run(
        &self,
        operation: &str,
        params: Value,
        at: Option<SystemTime>,
        nonce: Option<&str>,
        skip_rules: bool,
    ) -> Result<HttpRequest> {
        match self.client.with_rules(skip_rules) {
            Client::Huawei(client) => client.dry_run(operation, params, at, nonce).await,
            Client::Alibaba(client) => client.dry_run(operation, params, at, nonce).await,
        }
    }
}

impl Client {
    fn with_rules(&self, skip_rules: bool) -> Self {
        match self {
            Self::Huawei(client) => {
                Self::Huawei(client.with_options(huawei::CallOptions { skip_rules, timeout: None }))
            }
            Self::Alibaba(client) => {
                Self::Alibaba(client.with_options(alibaba::CallOptions { skip_rules, timeout: None }))
            }
        }
    }
}

fn simulated(ready: &Ready, service: &str) -> Option<String> {
    let name = ServiceName::ALL.into_iter().find(|name| name.name() == service);
    name.map(|name| ready.endpoint(name).to_owned())
}
