//! What a caller needs to know to talk to a simulator.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::identity::Identity;
use crate::service::ServiceName;

/// Addresses, credentials and buckets of a running simulator. Serialises to the ready line. Its `Debug` form
/// leaves the secrets out.
#[derive(Clone)]
pub struct Ready {
    endpoints: Vec<(ServiceName, String)>,
    identity: Identity,
}

impl Ready {
    pub(crate) fn new(identity: &Identity, endpoint: impl Fn(ServiceName) -> String) -> Self {
        let endpoints = ServiceName::ALL.into_iter().map(|service| (service, endpoint(service))).collect();
        Self { endpoints, identity: identity.clone() }
    }

    /// Base address of a service, without a slash at the end, for example `http://127.0.0.1:18080`.
    #[must_use]
    pub fn endpoint(&self, service: ServiceName) -> &str {
        self.endpoints.iter().find(|(name, _)| *name == service).map_or("", |(_, url)| url)
    }

    /// Huawei access key.
    #[must_use]
    pub fn huawei_access_key(&self) -> &str {
        &self.identity.huawei.access_key
    }

    /// Huawei secret key.
    #[must_use]
    pub fn huawei_secret_key(&self) -> &str {
        &self.identity.huawei.secret_key
    }

    /// Huawei project, 32 hex digits.
    #[must_use]
    pub fn huawei_project_id(&self) -> &str {
        &self.identity.huawei.project_id
    }

    /// Huawei region.
    #[must_use]
    pub fn huawei_region(&self) -> &str {
        &self.identity.huawei.region
    }

    /// Alibaba access key id.
    #[must_use]
    pub fn alibaba_access_key_id(&self) -> &str {
        &self.identity.alibaba.access_key_id
    }

    /// Alibaba access key secret.
    #[must_use]
    pub fn alibaba_access_key_secret(&self) -> &str {
        &self.identity.alibaba.access_key_secret
    }

    /// Alibaba region.
    #[must_use]
    pub fn alibaba_region(&self) -> &str {
        &self.identity.alibaba.region
    }

    /// Name of the OBS bucket.
    #[must_use]
    pub fn obs_bucket(&self) -> &str {
        &self.identity.obs_bucket
    }

    /// Name of the OSS bucket.
    #[must_use]
    pub fn oss_bucket(&self) -> &str {
        &self.identity.oss_bucket
    }
}

impl Serialize for Ready {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let endpoints: Map<String, Value> =
            self.endpoints.iter().map(|(name, url)| (name.name().to_owned(), url.as_str().into())).collect();
        let (huawei, alibaba) = (&self.identity.huawei, &self.identity.alibaba);
        json!({
            "endpoints": endpoints,
            "credentials": {
                "huawei": {
                    "ak": huawei.access_key, "sk": huawei.secret_key, "project_id": huawei.project_id,
                    "region": huawei.region, "iam_user": huawei.user, "iam_password": huawei.password,
                    "iam_domain": huawei.domain,
                },
                "alibaba": {
                    "access_key_id": alibaba.access_key_id, "access_key_secret": alibaba.access_key_secret,
                    "region": alibaba.region, "role_arn": alibaba.role_arn,
                },
            },
            "buckets": {"obs": self.identity.obs_bucket, "oss": self.identity.oss_bucket},
        })
        .serialize(serializer)
    }
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ready").field("endpoints", &self.endpoints).finish_non_exhaustive()
    }
}
