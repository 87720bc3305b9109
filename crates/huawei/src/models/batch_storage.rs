//! `batch_storage`, in the SDKs BatchExportCloudPhoneData (reference 1.1).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Exports data of phones to OBS as tar archives (D538, Z538).
///
/// Cloud Phone Host must be authorised on the bucket first. Shared applications and their data are not exported.
/// Mode, owner and label are kept only for the last level of each path given; name parents too where theirs
/// matter. An object that already lies there is probably overwritten (INFERRED). There is no idempotency token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchStorageRequest {
    /// The phones and what is exported of them. Mandatory; no phone and no target object twice; at most 100
    /// (INFERRED: a limit exists, CPS.0170, but the vendor names no number).
    #[serde(default, deserialize_with = "lenient::list")]
    pub storage_infos: Vec<StorageInfo>,
}

impl BatchStorageRequest {
    /// A request for these phones.
    pub fn new(storage_infos: impl IntoIterator<Item = StorageInfo>) -> Self {
        Self { storage_infos: storage_infos.into_iter().collect() }
    }
}

/// One phone of a [`BatchStorageRequest`] (PY-CPH storage_info.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageInfo {
    /// The phone. Mandatory; at most 32 bytes.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone_id: String,
    /// Absolute paths below `/data` and `/cache`. Mandatory; each at most 4096 bytes of letters, digits and `. /
    /// - _ + # = ~`, with `*` only at the end. `/data/misc` can be exported only as exactly that, together with
    /// exactly `/data/system` and `/data/system_de`.
    #[serde(default, deserialize_with = "lenient::list")]
    pub include_files: Vec<String>,
    /// What is left out of them, by the same rules. Optional; wins over `include_files`.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub exclude_files: Vec<String>,
    /// The OBS bucket. Mandatory; 3 to 63 lower-case letters, digits, `-` and `.` by the rules of OBS.
    #[serde(default, deserialize_with = "lenient::text")]
    pub bucket_name: String,
    /// The object that is written. Mandatory; 1 to 1024 letters, digits and `. / - _ + # =`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub object_path: String,
}

impl StorageInfo {
    /// An export of `include_files` of `phone_id` to `object_path` in `bucket_name`.
    pub fn new<P: Into<String>>(
        phone_id: impl Into<String>,
        include_files: impl IntoIterator<Item = P>,
        bucket_name: impl Into<String>,
        object_path: impl Into<String>,
    ) -> Self {
        Self {
            phone_id: phone_id.into(),
            include_files: include_files.into_iter().map(Into::into).collect(),
            exclude_files: Vec::new(),
            bucket_name: bucket_name.into(),
            object_path: object_path.into(),
        }
    }
}
