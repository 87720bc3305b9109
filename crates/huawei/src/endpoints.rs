//! Regions and hosts as data (reference 5).

use phonevault_core::transport::Endpoint;
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;

/// The name of the phone service in settings and errors.
pub const CPH_SERVICE: &str = "huawei_cph";
/// The name of the identity service in settings and errors.
pub const IAM_SERVICE: &str = "huawei_iam";
/// The name of the object store in settings and errors.
pub const OBS_SERVICE: &str = "huawei_obs";

/// Every region with a published host of the phone service (PY-CPH cph_region.py).
const REGIONS: &[&str] = &[
    "af-north-1",
    "ap-southeast-1",
    "ap-southeast-3",
    "cn-east-2",
    "cn-east-3",
    "cn-east-4",
    "cn-north-4",
    "cn-north-9",
    "cn-south-1",
    "cn-southwest-2",
    "la-north-2",
    "la-south-2",
    "ru-northwest-2",
];

/// Regions of the phone service in which the identity service has no host of its own.
const WITHOUT_IAM: &[&str] = &["af-north-1", "ru-northwest-2"];

/// Every region with a published host of the phone service.
#[must_use]
pub fn regions() -> &'static [&'static str] {
    REGIONS
}

/// The endpoint of the phone service.
pub(crate) fn cph(region: &str) -> Result<Endpoint> {
    known(region, CPH_SERVICE)?;
    Endpoint::parse(CPH_SERVICE, &format!("cph.{region}.myhuaweicloud.com"))
}

/// The endpoint of the identity service; the global one where the region has none.
pub(crate) fn iam(region: &str) -> Result<Endpoint> {
    known(region, IAM_SERVICE)?;
    if WITHOUT_IAM.contains(&region) {
        return Endpoint::parse(IAM_SERVICE, "iam.myhuaweicloud.com");
    }
    Endpoint::parse(IAM_SERVICE, &format!("iam.{region}.myhuaweicloud.com"))
}

/// The endpoint of the object store. Every region of the phone service has one.
pub(crate) fn obs(region: &str) -> Result<Endpoint> {
    known(region, OBS_SERVICE)?;
    Endpoint::parse(OBS_SERVICE, &format!("obs.{region}.myhuaweicloud.com"))
}

fn known(region: &str, service: &str) -> Result<()> {
    if REGIONS.contains(&region) {
        return Ok(());
    }
    let message = format!(
        "region `{region}` has no published endpoint; known are {}; or give the endpoint of {service} explicitly",
        REGIONS.join(", ")
    );
    Err(Error::new(ErrorKind::Configuration, message).with_cloud(CLOUD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_hosts_and_the_way_out_for_other_regions() {
        assert_eq!(regions().len(), 13);
        assert_eq!(cph("cn-north-4").unwrap().to_string(), "https://cph.cn-north-4.myhuaweicloud.com");
        assert_eq!(iam("cn-north-4").unwrap().host(), "iam.cn-north-4.myhuaweicloud.com");
        assert_eq!(iam("ru-northwest-2").unwrap().host(), "iam.myhuaweicloud.com");
        assert_eq!(obs("la-south-2").unwrap().host(), "obs.la-south-2.myhuaweicloud.com");
        let error = cph("eu-nowhere-1").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        for word in ["eu-nowhere-1", "cn-north-4", "ru-northwest-2", "huawei_cph"] {
            assert!(error.message().contains(word), "{error}");
        }
    }
}
