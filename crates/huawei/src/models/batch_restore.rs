//! `batch_restore`, in the SDKs BatchImportCloudPhoneData (reference 1.2).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Restores exported data onto phones (D539, Z539). **It overwrites files on them**, and nothing takes it back.
///
/// Data of a later Android version does not fit on an earlier one; the same version is recommended. Restart each
/// phone after its restore succeeded: it caches data, and using restored files before can fail or crash
/// applications. There is no selection of files, no idempotency token, and no way to find a lost submission
/// again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRestoreRequest {
    /// The phones and what they get. Mandatory; no phone twice; at most 100 (INFERRED: the vendor names no number).
    #[serde(default, deserialize_with = "lenient::list")]
    pub restore_infos: Vec<RestoreInfo>,
}

impl BatchRestoreRequest {
    /// A request for these phones.
    pub fn new(restore_infos: impl IntoIterator<Item = RestoreInfo>) -> Self {
        Self { restore_infos: restore_infos.into_iter().collect() }
    }
}

/// One phone of a [`BatchRestoreRequest`] (PY-CPH restore_info.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreInfo {
    /// The phone that is overwritten. Mandatory; at most 32 bytes.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone_id: String,
    /// The OBS bucket. Mandatory; 3 to 63 lower-case letters, digits, `-` and `.` by the rules of OBS.
    #[serde(default, deserialize_with = "lenient::text")]
    pub bucket_name: String,
    /// The object. Mandatory; 1 to 1024 bytes, any key of OBS.
    #[serde(default, deserialize_with = "lenient::text")]
    pub object_path: String,
}

impl RestoreInfo {
    /// A restore of `object_path` in `bucket_name` onto `phone_id`.
    pub fn new(
        phone_id: impl Into<String>,
        bucket_name: impl Into<String>,
        object_path: impl Into<String>,
    ) -> Self {
        Self { phone_id: phone_id.into(), bucket_name: bucket_name.into(), object_path: object_path.into() }
    }
}
