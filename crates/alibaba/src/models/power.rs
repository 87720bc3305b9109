//! StartAndroidInstance, StopAndroidInstance and RebootAndroidInstancesInGroup (reference 3.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{SaleMode, lenient};

/// Starts phones. Allowed from `STOPPED`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Start).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct StartAndroidInstanceRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED). The vendor's page calls the list optional and does
    /// not say what an empty one does, so an empty one is refused.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_ids: Vec<String>,
    /// Deprecated by the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
}

/// Stops phones. Allowed from `RUNNING`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Stop).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct StopAndroidInstanceRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_ids: Vec<String>,
    /// Whether to cut the power: **data that is not yet written may be lost**. The vendor's default is not stated
    /// (INFERRED false).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force_stop: Option<bool>,
    /// Deprecated by the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
}

/// Restarts phones. Allowed from `RUNNING`, `UNAVAILABLE`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Reboot).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RebootAndroidInstancesInGroupRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_ids: Vec<String>,
    /// Whether to cut the power: **data that is not yet written may be lost**.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force_stop: Option<bool>,
    /// Whether the service skips its own check of the parameters; by default it checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore_param_validation: Option<bool>,
    /// Deprecated by the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
}

/// What the power calls answer. Starting and stopping give only the request id, under which DescribeTasks shows their
/// tasks (`InvokeId`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PowerResponse {
    /// The id of the request.
    pub request_id: String,
    /// The tasks of a restart; older answers lack them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<PowerTasks>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// The tasks of a restart or a reset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PowerTasks {
    /// The id of the batch task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_task_id: Option<String>,
    /// One entry for each phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_tasks: Option<Vec<ChildTask>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a restart or a reset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ChildTask {
    /// The phone.
    pub instance_id: String,
    /// The id of its task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
