//! BackupApp (reference 2.1).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Backs up chosen applications with their cache to OSS (DOC:BackupApp). The vendor advises to stop the phone first.
/// There is no idempotency token: sending it twice makes two backups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BackupAppRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_id_list: Vec<String>,
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
    /// The package names. Mandatory; most items undocumented.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub source_app_list: Vec<String>,
    /// The host through which the phone reaches the bucket, without scheme. Mandatory. The internal one if phone and
    /// bucket share a region, else the public one.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "String::is_empty")]
    pub upload_endpoint: String,
}

impl BackupAppRequest {
    /// A request with every mandatory field.
    pub fn new<P: Into<String>, A: Into<String>>(
        phones: impl IntoIterator<Item = P>,
        apps: impl IntoIterator<Item = A>,
        backup_file_path: impl Into<String>,
        upload_endpoint: impl Into<String>,
    ) -> Self {
        Self {
            android_instance_id_list: phones.into_iter().map(Into::into).collect(),
            source_app_list: apps.into_iter().map(Into::into).collect(),
            backup_file_path: backup_file_path.into(),
            upload_endpoint: upload_endpoint.into(),
            ..Self::default()
        }
    }
}
