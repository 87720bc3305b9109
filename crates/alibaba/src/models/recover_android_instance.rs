//! RecoverAndroidInstance (reference 2.1).

use serde::{Deserialize, Serialize};

use super::{UploadType, lenient};

/// Restores whole phones from a backup (DOC:RecoverAndroidInstance). **It replaces the applications and properties of the
/// phones and restarts them.** They must be `RUNNING` and left alone meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RecoverAndroidInstanceRequest {
    /// The phones to restore to; one backup may go to several. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_id_list: Vec<String>,
    /// The id of the backup file. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_id: Option<String>,
    /// The full name of the object, `oss://bucket/folder/object.ab`. Mandatory.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub backup_file_path: String,
    /// The host through which the phone reaches the bucket, without scheme. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_endpoint: Option<String>,
    /// Mandatory; only `OSS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_type: Option<UploadType>,
}

impl RecoverAndroidInstanceRequest {
    /// A request with every mandatory field.
    pub fn new<P: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        backup_file_path: impl Into<String>,
    ) -> Self {
        Self {
            android_instance_id_list: phones.into_iter().map(Into::into).collect(),
            backup_file_id: None,
            backup_file_path: backup_file_path.into(),
            upload_endpoint: None,
            upload_type: Some(UploadType::Oss),
        }
    }
}
