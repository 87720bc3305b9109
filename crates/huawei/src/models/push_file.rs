//! PushFile (reference 3).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Brings the content of a tar archive in OBS onto phones (PY-CPH push_file_request_body.py). It is unpacked over the root of
/// the phone: **files that are there already are overwritten**, and nothing takes it back.
///
/// The object may have at most 6 GB (R21). Pushes for many phones of one server take time by their number (R21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushFileRequest {
    /// Which command: always `push`, which is also the default.
    #[serde(default = "command", deserialize_with = "lenient::text")]
    pub command: String,
    /// The archive as `obs://bucket/key.tar`. Mandatory; at most 1024 bytes of letters, digits and `_ . / : -`; only tar.
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
    "push".to_owned()
}

impl Default for PushFileRequest {
    fn default() -> Self {
        Self { command: command(), content: String::new(), phone_ids: Vec::new(), server_ids: Vec::new() }
    }
}

impl PushFileRequest {
    /// A request to bring the archive at `obs://bucket/key.tar` onto these phones.
    pub fn new<P: Into<String>>(content: impl Into<String>, phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phone_ids = phone_ids.into_iter().map(Into::into).collect();
        Self { content: content.into(), phone_ids, ..Self::default() }
    }
}
