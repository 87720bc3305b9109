//! The answers of backups and restores: a batch task (level 1) with one task (level 2) for each phone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What BackupApp, BackupFile and BackupAndroidInstance answer (reference 2.2): the work was accepted, not done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupResponse {
    /// The id of the request, with which its tasks are found too (`InvokeId`).
    pub request_id: String,
    /// The id of the batch task, level 1.
    pub task_id: String,
    /// How many phones it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// One entry for each phone. Whether a phone can be missing is undocumented; one that is missing is still followed
    /// through the batch task.
    pub data: Vec<BackupTask>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a [`BackupResponse`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupTask {
    /// The phone.
    pub android_instance_id: String,
    /// The id of the backup file that is being made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_id: Option<String>,
    /// The name of the backup file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_name: Option<String>,
    /// The id of this phone's task, level 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// What RecoverApp, RecoveryFile and RecoverAndroidInstance answer (reference 2.2): accepted, not done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RestoreResponse {
    /// The id of the request, with which its tasks are found too (`InvokeId`).
    pub request_id: String,
    /// The id of the batch task, level 1.
    pub task_id: String,
    /// How many phones it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// One entry for each phone.
    pub data: Vec<RestoreTask>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a [`RestoreResponse`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RestoreTask {
    /// The phone.
    pub android_instance_id: String,
    /// The id of this phone's task, level 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
