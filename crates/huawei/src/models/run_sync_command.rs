//! RunSyncCommand (reference 3).

use std::collections::BTreeMap;

use phonevault_core::secret::{Secret, exposed, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;
use super::states::JobState;

/// Runs a shell command on phones and waits for it (PY-CPH run_sync_command_request_body.py). **It can do whatever a shell
/// can**, deleting included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunSyncCommandRequest {
    /// Which command: always `shell`, which is also the default.
    #[serde(default = "command", deserialize_with = "lenient::text")]
    pub command: String,
    /// The command line. Mandatory; at most 2048 bytes of letters, digits and `_ . / : - ? = & |`, and spaces (INFERRED: the
    /// page does not name them, but nothing could be run without). It may hold a password, so it is not shown.
    #[serde(default, serialize_with = "exposed")]
    pub content: Secret,
    /// The phones. Mandatory unless `server_ids` is given; none twice; at most 15.
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

impl Default for RunSyncCommandRequest {
    fn default() -> Self {
        Self { command: command(), content: Secret::default(), phone_ids: Vec::new(), server_ids: Vec::new() }
    }
}

impl RunSyncCommandRequest {
    /// A request to run this command line on these phones.
    pub fn new<P: Into<String>>(content: impl Into<Secret>, phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phone_ids = phone_ids.into_iter().map(Into::into).collect();
        Self { content: content.into(), phone_ids, ..Self::default() }
    }
}

/// What became of the command on each phone (PY-CPH run_sync_command_response.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunSyncCommandResponse {
    /// The id of this call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// One entry for each phone asked.
    pub jobs: Vec<RunSyncCommandJob>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a [`RunSyncCommandResponse`] (PY-CPH run_sync_command_job.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunSyncCommandJob {
    /// The phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// The job that ran the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    /// How far it came; absent if the phone was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<JobState>,
    /// Why it was refused or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_msg: Option<String>,
    /// The output, at most 1024 bytes: a longer one is cut off. It may hold anything that the phone holds, so it is not
    /// shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub execute_msg: Option<Secret>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
