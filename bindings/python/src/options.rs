//! What the clients of all clouds are made with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use phonevault::Result;
use phonevault::runtime::CommonOptions;
use phonevault::secret::Secret;
use phonevault::validate::refused;

/// The options of every client, from the arguments of a constructor.
#[expect(clippy::too_many_arguments, reason = "the arguments of Python's constructors")]
pub(crate) fn common(
    region: &str,
    endpoint: Option<String>,
    endpoints: Option<BTreeMap<String, String>>,
    timeout: f64,
    connect_timeout: f64,
    ca_file: Option<PathBuf>,
    proxy: Option<Secret>,
    allow_plain_http: bool,
) -> Result<CommonOptions> {
    Ok(CommonOptions {
        endpoint,
        endpoints: endpoints.unwrap_or_default(),
        timeout: seconds("timeout", timeout)?,
        connect_timeout: seconds("connect_timeout", connect_timeout)?,
        ca_file,
        proxy,
        allow_plain_http,
        ..CommonOptions::new(region)
    })
}

/// A length of time from a number of seconds.
pub(crate) fn seconds(name: &str, number: f64) -> Result<Duration> {
    let rule = "must be a number of seconds, zero or more";
    Duration::try_from_secs_f64(number).map_err(|_| refused(name, rule))
}
