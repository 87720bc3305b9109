//! RunCommand: a shell command that is followed by its tasks.

use std::collections::BTreeMap;

use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ContentEncoding, lenient};

/// Starts a shell command on phones (DOC:RunCommand). **It can destroy whatever the command destroys.**
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RunCommandRequest {
    /// The channel to the phone: `EdsAgent` or `CloudAssistant`. The default is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_type: Option<String>,
    /// The command. Mandatory, although the vendor's page calls it optional. It may hold a password, so it is not
    /// shown.
    #[serde(default, serialize_with = "exposed", skip_serializing_if = "Secret::is_empty")]
    pub command_content: Secret,
    /// How the command is written. Default `PlainText`, which the service also takes any unknown value for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_encoding: Option<ContentEncoding>,
    /// The phones. Mandatory; none twice; at most 50 (SDK).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub instance_ids: Vec<String>,
    /// How long the command may run, in seconds. Default 60 (SDK); at least 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i64>,
}

impl RunCommandRequest {
    /// A plain command for these phones.
    pub fn new<P: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        command_content: impl Into<Secret>,
    ) -> Self {
        Self {
            instance_ids: phones.into_iter().map(Into::into).collect(),
            command_content: command_content.into(),
            ..Self::default()
        }
    }
}

/// The command was accepted, not done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunCommandResponse {
    /// The id of the request.
    pub request_id: String,
    /// The id of the command, with which DescribeInvocations shows its output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoke_id: Option<String>,
    /// The id of the batch task, level 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// One entry for each phone. The vendor's page knows only the id of the command, so older answers may lack them; the
    /// phones are then followed by the batch or the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_command_infos: Option<Vec<RunCommandInfo>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a [`RunCommandResponse`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunCommandInfo {
    /// The phone.
    pub instance_id: String,
    /// The id of this phone's task, level 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_task_id: Option<String>,
    /// The id of the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoke_id: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
