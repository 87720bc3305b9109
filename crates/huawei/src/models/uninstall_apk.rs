//! UninstallApk (reference 3).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Removes an application from phones (PY-CPH uninstall_apk_request_body.py). **The data of the application is lost with
/// it.**
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UninstallApkRequest {
    /// Which command: always `uninstall`, which is also the default.
    #[serde(default = "command", deserialize_with = "lenient::text")]
    pub command: String,
    /// The package, such as `com.acme.notes`. Mandatory; at most 1024 bytes by the page, 255 by Android's rule.
    #[serde(default, deserialize_with = "lenient::text")]
    pub content: String,
    /// The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub phone_ids: Vec<String>,
    /// The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at most
    /// 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub server_ids: Vec<String>,
}

fn command() -> String {
    "uninstall".to_owned()
}

impl Default for UninstallApkRequest {
    fn default() -> Self {
        Self { command: command(), content: String::new(), phone_ids: Vec::new(), server_ids: Vec::new() }
    }
}

impl UninstallApkRequest {
    /// A request to remove this package from these phones.
    pub fn new<P: Into<String>>(content: impl Into<String>, phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phone_ids = phone_ids.into_iter().map(Into::into).collect();
        Self { content: content.into(), phone_ids, ..Self::default() }
    }
}
