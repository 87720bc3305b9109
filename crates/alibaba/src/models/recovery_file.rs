//! RecoveryFile (reference 2.1). The vendor names it so; its tasks are of the kind `RecoverFile`.

use serde::{Deserialize, Serialize};

use super::{UploadType, lenient};

/// Restores files from a backup (DOC:RecoveryFile). **Files of the same paths on the phones are overwritten.** The file must
/// have been made by a cloud phone. Besides the phones everything is optional on the vendor's page; which combination is
/// needed is not stated. INFERRED: the id, or path, endpoint and type together (the setting
/// `recovery_file_needs_source`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RecoveryFileRequest {
    /// The phones to restore to; one backup may go to several. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_id_list: Vec<String>,
    /// Whether the whole device is restored; its meaning here is not described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_all: Option<bool>,
    /// The id of the backup file. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_id: Option<String>,
    /// The full name of the object, `oss://bucket/folder/object.ab`. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_path: Option<String>,
    /// The host through which the phone reaches the bucket, without scheme. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_endpoint: Option<String>,
    /// Optional; only `OSS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_type: Option<UploadType>,
}

impl RecoveryFileRequest {
    /// A request that names the backup by its id.
    pub fn of_id<P: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        backup_file_id: impl Into<String>,
    ) -> Self {
        Self {
            android_instance_id_list: phones.into_iter().map(Into::into).collect(),
            backup_file_id: Some(backup_file_id.into()),
            ..Self::default()
        }
    }
}
