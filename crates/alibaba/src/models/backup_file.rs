//! BackupFile (reference 2.1).

use serde::{Deserialize, Serialize};

use super::{UploadType, lenient};

/// Backs up paths, applications or everything to OSS (DOC:BackupFile). Its page says nothing about the phone's power.
/// There is no idempotency token: sending it twice makes two backups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BackupFileRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_id_list: Vec<String>,
    /// Whether the whole device is saved. The vendor's default is not stated (INFERRED false).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_all: Option<bool>,
    /// The name shown in lists, searchable by a part of it. Optional; limits undocumented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_name: Option<String>,
    /// `oss://bucket/folder/`, below which the service names the object. Mandatory. A full object name is accepted for
    /// a single phone.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub backup_file_path: String,
    /// Free text, searchable by a part of it. Optional; limits undocumented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Absolute paths to leave out. Optional.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub exclude_source_file_path_list: Vec<String>,
    /// Package names to save. Optional.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub source_app_list: Vec<String>,
    /// Absolute paths to save, such as `/data`. Optional.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub source_file_path_list: Vec<String>,
    /// The host through which the phone reaches the bucket, without scheme. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_endpoint: Option<String>,
    /// Optional; only `OSS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_type: Option<UploadType>,
}

impl BackupFileRequest {
    /// A request that saves `paths`.
    pub fn paths<P: Into<String>, S: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        paths: impl IntoIterator<Item = S>,
        backup_file_path: impl Into<String>,
    ) -> Self {
        Self {
            android_instance_id_list: phones.into_iter().map(Into::into).collect(),
            source_file_path_list: paths.into_iter().map(Into::into).collect(),
            backup_file_path: backup_file_path.into(),
            ..Self::default()
        }
    }
}
