//! RunSyncCommand: a shell command whose output comes with the answer.

use std::collections::BTreeMap;

use phonevault_core::secret::{Secret, exposed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ContentEncoding, Invocation, lenient};

/// Runs a shell command on phones and waits a moment for its output (DOC:RunSyncCommand). **It can destroy whatever the
/// command destroys.** For commands that end within milliseconds; RunCommand is for longer ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RunSyncCommandRequest {
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
    /// How long the service waits for the output, in milliseconds: 500 to 3000, default 1000 (SDK).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<i64>,
}

impl RunSyncCommandRequest {
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

/// What the command said, phone by phone. A command that did not end in time is still running.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunSyncCommandResponse {
    /// The id of the request.
    pub request_id: String,
    /// One entry for each phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Invocation>>,
    /// All entries, written as text.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub total_count: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
