//! DeleteBackupFile (reference 2.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;

/// Deletes backup files (SDK). **Destroys: the backups cannot be restored any more.** Whether the object in the bucket goes
/// with the record, and whether a file that is being made or restored can be deleted, is undocumented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DeleteBackupFileRequest {
    /// The ids of the backup files. Mandatory; none twice; at most 50 (INFERRED, the setting `backups_per_delete`).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub backup_file_id_list: Vec<String>,
}

impl DeleteBackupFileRequest {
    /// A request for these backup files.
    pub fn new<B: Into<String>>(backups: impl IntoIterator<Item = B>) -> Self {
        Self { backup_file_id_list: backups.into_iter().map(Into::into).collect() }
    }
}

/// The deletion was accepted, not done: the files are `DELETING` until their records are gone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteBackupFileResponse {
    /// The id of the request. Whether tasks are found with it (`InvokeId`) is undocumented.
    pub request_id: String,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
