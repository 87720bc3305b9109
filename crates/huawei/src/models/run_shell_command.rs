//! RunShellCommand (reference 3).

use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};

use super::lenient;

/// Runs a shell command on phones as jobs (PY-CPH run_shell_command_request_body.py). **It can do whatever a shell can**,
/// deleting included. The output stands in `execute_msg` of each job, at most 1024 bytes.
///
/// Commands for many phones of one server block other work on its phones (R21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunShellCommandRequest {
    /// Which command: always `shell`, which is also the default.
    #[serde(default = "command", deserialize_with = "lenient::text")]
    pub command: String,
    /// The command line. Mandatory; at most 2048 bytes of letters, digits and `_ . / : - ? = & |`, and spaces (INFERRED: the
    /// page does not name them, but nothing could be run without). It may hold a password, so it is not shown.
    #[serde(default, serialize_with = "exposed")]
    pub content: Secret,
    /// The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub phone_ids: Vec<String>,
    /// The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at most
    /// 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub server_ids: Vec<String>,
}

fn command() -> String {
    "shell".to_owned()
}

impl Default for RunShellCommandRequest {
    fn default() -> Self {
        Self { command: command(), content: Secret::default(), phone_ids: Vec::new(), server_ids: Vec::new() }
    }
}

impl RunShellCommandRequest {
    /// A request to run this command line on these phones.
    pub fn new<P: Into<String>>(content: impl Into<Secret>, phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phone_ids = phone_ids.into_iter().map(Into::into).collect();
        Self { content: content.into(), phone_ids, ..Self::default() }
    }
}
