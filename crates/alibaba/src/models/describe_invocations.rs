//! DescribeInvocations: what commands said.

use std::collections::BTreeMap;
use std::fmt;

use phonevault_core::secret::{Secret, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{InvocationStatus, lenient};

/// Shows how far a command of RunCommand is, and its output (DOC:DescribeInvocations). The vendor is retiring it in favour of
/// DescribeTasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeInvocationsRequest {
    /// The phones. Mandatory; none twice; at most 50 (SDK).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub instance_ids: Vec<String>,
    /// The id of the command. Mandatory.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub invocation_id: String,
}

impl DescribeInvocationsRequest {
    /// A request for one command on these phones.
    pub fn new<P: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        invocation_id: impl Into<String>,
    ) -> Self {
        Self {
            instance_ids: phones.into_iter().map(Into::into).collect(),
            invocation_id: invocation_id.into(),
        }
    }
}

/// The commands, all at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeInvocationsResponse {
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

/// A command on one phone. `Debug` does not show what it said.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Invocation {
    /// The phone.
    pub instance_id: String,
    /// The id of the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invocation_id: Option<String>,
    /// How far it is.
    #[serde(default, deserialize_with = "lenient::in_any_case", skip_serializing_if = "Option::is_none")]
    pub invocation_status: Option<InvocationStatus>,
    /// What it said. It may hold anything that the phone holds, so it is not shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub output: Option<Secret>,
    /// When it began: ISO 8601 in UTC, or `YYYY-MM-DD HH:mm:ss` without a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// When it ended, `YYYY-MM-DD HH:mm:ss` without a zone. The vendor's sample of a running command has one too, so it
    /// says nothing about the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish_time: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Of what else came only the names: this version cannot know whether it is output.
impl fmt::Debug for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invocation")
            .field("instance_id", &self.instance_id)
            .field("invocation_id", &self.invocation_id)
            .field("invocation_status", &self.invocation_status)
            .field("output", &self.output)
            .field("start_time", &self.start_time)
            .field("finish_time", &self.finish_time)
            .field("other", &self.other.keys())
            .finish()
    }
}
