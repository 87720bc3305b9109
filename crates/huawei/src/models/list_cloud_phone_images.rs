//! ListCloudPhoneImages (reference 2.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::states::{ImageType, ImageVisibility, ReceiveStatus};

/// Asks for phone images (D519).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListCloudPhoneImagesRequest {
    /// Which images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// Where to go on: `next_marker` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// How many images to return. 1 to 500, default 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

/// One page of images.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListCloudPhoneImagesResponse {
    /// The id of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The images.
    pub phone_images: Vec<PhoneImage>,
    /// Where to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_info: Option<PageInfo>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One image (PY-CPH phone_image.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneImage {
    /// The image.
    pub image_id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_name: Option<String>,
    /// The system, such as `aosp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os_type: Option<String>,
    /// The system with its version, such as `AOSP7.1.1`. At most 36 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os_name: Option<String>,
    /// The hardware family, such as `cloud_phone` or `qemu_phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_label: Option<String>,
    /// Whether it is the vendor's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_public: Option<ImageVisibility>,
    /// Whether it can encrypt files. The pages name no type: kept as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_support_encrypt: Option<Value>,
    /// Whether a shared image was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receive_status: Option<ReceiveStatus>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Where a list goes on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageInfo {
    /// What to pass as `marker`; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
