//! InstallApk (reference 3).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Installs applications from OBS on phones (PY-CPH install_apk_request_body.py). One that is installed already is replaced
/// where the flags say so.
///
/// Each file may have at most 2 GB (R21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstallApkRequest {
    /// Which command: `install` for one file, which is also the default, or `install-multiple` for several that belong
    /// together.
    #[serde(default = "command", deserialize_with = "lenient::text")]
    pub command: String,
    /// Flags of `adb install`, then the files as `obs://bucket/key.apk`, all separated by spaces. Mandatory; letters, digits,
    /// spaces and `_ . / : -`. With `install` one file and at most 1024 bytes, with `install-multiple` at most 50 files and
    /// 8100 bytes.
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
    "install".to_owned()
}

impl Default for InstallApkRequest {
    fn default() -> Self {
        Self { command: command(), content: String::new(), phone_ids: Vec::new(), server_ids: Vec::new() }
    }
}

impl InstallApkRequest {
    /// A request to install the one application at `obs://bucket/key.apk`, with flags before it if there are any.
    pub fn new<P: Into<String>>(content: impl Into<String>, phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phone_ids = phone_ids.into_iter().map(Into::into).collect();
        Self { content: content.into(), phone_ids, ..Self::default() }
    }
}
