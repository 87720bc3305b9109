//! DescribeBackupFiles (reference 2.3, 2.4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BackupFileStatus, SaleMode, UploadType, lenient};

/// Lists backup files (DOC:DescribeBackupFiles). Every field is a filter and optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeBackupFilesRequest {
    /// Backups of this phone (INFERRED: exact).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_id: Option<String>,
    /// Backups of phones with this text in their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_name: Option<String>,
    /// Only backups of whole devices, or only the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_all: Option<bool>,
    /// The backup of this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_id: Option<String>,
    /// Backups with this text in their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_name: Option<String>,
    /// Backups with this text in their description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The end of the time of creation, `YYYY-MM-DD HH:mm:ss`; zone and whether it is included are undocumented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// Backups of the phones of this user (INFERRED: exact).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_user_id: Option<String>,
    /// Backups of the phones of this group (INFERRED: exact).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_group_id: Option<String>,
    /// Items of a page: 1 to 100, default 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    /// What the page before gave; none for the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// How the phones are sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
    /// The begin of the time of creation, `YYYY-MM-DD HH:mm:ss`; zone and whether it is included are undocumented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Backups in any of these states.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub status_list: Vec<BackupFileStatus>,
}

/// One page of backup files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeBackupFilesResponse {
    /// The id of the request.
    pub request_id: String,
    /// The backup files of this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<BackupFileRecord>>,
    /// Items of a page, written as text by this operation alone.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub max_results: Option<String>,
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

/// A backup file as the service recorded it. It does **not** record the image version of the phone it came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BackupFileRecord {
    /// The id.
    pub backup_file_id: String,
    /// The name shown in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_name: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The object. Documented as a folder, but the vendor's sample is a full object name: the object if it does not
    /// end in `/` (INFERRED).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_file_path: Option<String>,
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<BackupFileStatus>,
    /// The phone it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_id: Option<String>,
    /// The name of that phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_name: Option<String>,
    /// The group of that phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_group_id: Option<String>,
    /// The user of that phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_user_id: Option<String>,
    /// The region of that phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_id: Option<String>,
    /// Whether it holds the whole device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_all: Option<bool>,
    /// The packages it holds; the requests call them `SourceAppList`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_app_info_list: Option<Vec<String>>,
    /// The paths it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_file_path_list: Option<Vec<String>>,
    /// The size of the data that was saved; the unit is not stated (INFERRED bytes).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    /// The host through which it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_endpoint: Option<String>,
    /// The kind of store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_type: Option<UploadType>,
    /// The Android version of the phone, such as `Android 12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_version: Option<String>,
    /// The task that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// When it was made, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_created: Option<String>,
    /// When it last changed; the form is that of `gmt_created`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_modified: Option<String>,
    /// The source of the order; `CLOUDPHONE` for AI phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
