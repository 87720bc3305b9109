//! Regions and hosts as data (reference 5).

use phonevault_core::transport::Endpoint;
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;

/// The name of the phone service in settings and errors.
pub const ECP_SERVICE: &str = "alibaba_ecp";
/// The name of the object store in settings and errors.
pub const OSS_SERVICE: &str = "alibaba_oss";
/// The name of the service of temporary keys in settings and errors.
pub const STS_SERVICE: &str = "alibaba_sts";

/// The network over which a service is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Network {
    /// The public one.
    #[default]
    Public,
    /// The vendor's own, inside the same region.
    Internal,
}

/// The hosts of the phone service in one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionEndpoints {
    /// The region.
    pub region: &'static str,
    /// The public host.
    pub public: &'static str,
    /// The host inside the vendor's network.
    pub vpc: &'static str,
}

/// Every region with a published host (META, TS).
const REGIONS: &[RegionEndpoints] = &[
    RegionEndpoints {
        region: "cn-shanghai",
        public: "eds-aic.cn-shanghai.aliyuncs.com",
        vpc: "eds-aic-vpc.cn-shanghai.aliyuncs.com",
    },
    RegionEndpoints {
        region: "ap-southeast-1",
        public: "eds-aic.ap-southeast-1.aliyuncs.com",
        vpc: "eds-aic-vpc.ap-southeast-1.aliyuncs.com",
    },
];

/// Every region with a published host of the phone service.
#[must_use]
pub fn regions() -> &'static [RegionEndpoints] {
    REGIONS
}

/// The host of the object store in a region (DOC-OSS:regions).
#[must_use]
pub fn oss_host(region: &str, network: Network) -> String {
    match network {
        Network::Public => format!("oss-{region}.aliyuncs.com"),
        Network::Internal => format!("oss-{region}-internal.aliyuncs.com"),
    }
}

/// The host of the service of temporary keys (CRED, META): without a region the global one. Inside the vendor's network
/// there is none but those of regions.
#[must_use]
pub fn sts_host(region: Option<&str>, network: Network) -> String {
    match (region, network) {
        (None, _) => "sts.aliyuncs.com".to_owned(),
        (Some(region), Network::Public) => format!("sts.{region}.aliyuncs.com"),
        (Some(region), Network::Internal) => format!("sts-vpc.{region}.aliyuncs.com"),
    }
}

/// The endpoint of the phone service. The vendor's client makes up a host for a region that has none; this one refuses.
pub(crate) fn ecp(region: &str, network: Network) -> Result<Endpoint> {
    let Some(found) = REGIONS.iter().find(|endpoints| endpoints.region == region) else {
        let known = REGIONS.iter().map(|endpoints| endpoints.region).collect::<Vec<_>>().join(", ");
        let message = format!(
            "region `{region}` has no published endpoint; known are {known}. Phones of other regions are \
             probably managed through one of these with the filter BizRegionId; or give the endpoint of \
             {ECP_SERVICE} explicitly"
        );
        return Err(Error::new(ErrorKind::Configuration, message).with_cloud(CLOUD));
    };
    Endpoint::parse(ECP_SERVICE, if network == Network::Public { found.public } else { found.vpc })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_hosts_and_the_way_out_for_other_regions() {
        let shanghai = ecp("cn-shanghai", Network::Public).unwrap();
        assert_eq!(shanghai.to_string(), "https://eds-aic.cn-shanghai.aliyuncs.com");
        let vpc = ecp("ap-southeast-1", Network::Internal).unwrap();
        assert_eq!(vpc.host(), "eds-aic-vpc.ap-southeast-1.aliyuncs.com");
        let error = ecp("cn-hangzhou", Network::Public).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        for word in ["cn-hangzhou", "cn-shanghai", "ap-southeast-1", "BizRegionId", "alibaba_ecp"] {
            assert!(error.message().contains(word), "{error}");
        }
    }

    #[test]
    fn hosts_of_temporary_keys() {
        assert_eq!(sts_host(None, Network::Public), "sts.aliyuncs.com");
        assert_eq!(sts_host(Some("cn-shanghai"), Network::Public), "sts.cn-shanghai.aliyuncs.com");
        assert_eq!(sts_host(Some("cn-shanghai"), Network::Internal), "sts-vpc.cn-shanghai.aliyuncs.com");
    }

    #[test]
    fn store_hosts() {
        assert_eq!(oss_host("cn-shanghai", Network::Public), "oss-cn-shanghai.aliyuncs.com");
        assert_eq!(oss_host("cn-shanghai", Network::Internal), "oss-cn-shanghai-internal.aliyuncs.com");
    }
}
