//! DescribeTasks (reference 2.6).

use std::collections::BTreeMap;

use phonevault_core::secret::{Secret, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AndroidInstanceStatus, TaskStatus, TaskType, lenient};

/// Lists tasks (DOC:DescribeTasks). Every field is a filter and optional. Do not filter backups by `task_type`: the kinds of
/// the newer calls are unpublished.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeTasksRequest {
    /// Tasks of this phone. Some pages call it `AndroidInstanceId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// Tasks of phones of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<String>,
    /// Tasks of the call that answered with this `RequestId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoke_id: Option<String>,
    /// `1` for batch tasks, `2` for those of single phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    /// Items of a page: 1 to 100, default 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    /// What the page before gave; none for the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// An extension field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// The children of this batch task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_task_id: Option<String>,
    /// Tasks of these resources; for power calls the phones.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub resource_ids: Vec<String>,
    /// These tasks.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub task_ids: Vec<String>,
    /// Tasks in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_status: Option<TaskStatus>,
    /// Tasks in any of these states.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub task_statuses: Vec<TaskStatus>,
    /// Tasks of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_type: Option<TaskType>,
    /// Tasks of any of these kinds.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub task_types: Vec<TaskType>,
}

/// One page of tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeTasksResponse {
    /// The id of the request.
    pub request_id: String,
    /// The tasks of this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Task>>,
    /// What to ask for next; empty at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// All items of all pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_count: Option<i64>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One task: a batch (level 1) or the work on one phone (level 2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Task {
    /// The id.
    pub task_id: String,
    /// The batch it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_task_id: Option<String>,
    /// The request that started it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoke_id: Option<String>,
    /// `1` for a batch, `2` for the work on one phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    /// The kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_type: Option<TaskType>,
    /// The state.
    pub task_status: TaskStatus,
    /// The phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// The name of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<String>,
    /// The state of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_status: Option<AndroidInstanceStatus>,
    /// What it works on; for power calls the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// The region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_id: Option<String>,
    /// Who started it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// When it began, ISO 8601 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// When it ended, ISO 8601 in UTC; absent or empty while it runs (INFERRED).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish_time: Option<String>,
    /// The code of its failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The words to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_msg: Option<String>,
    /// Free text; not JSON, although it may look like it. Of a command it may be the output, so it is not shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub result: Option<Secret>,
    /// An extension field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Tasks in the batch; level 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_child_count: Option<i64>,
    /// Of these, succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_child_count: Option<i64>,
    /// Of these, failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_child_count: Option<i64>,
    /// Of these, running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_child_count: Option<i64>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
