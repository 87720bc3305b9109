//! ListCloudPhones (reference 2.1, 2.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::states::{PhoneStatus, PhoneType, TrafficType, VolumeMode};

/// Asks for phones (D503).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListCloudPhonesRequest {
    /// How many phones to pass over. At least 0, default 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// How many phones to return. 1 to 100: the pages disagree (some allow 200), 100 is accepted everywhere. The
    /// vendor's default differs too, so 100 is sent if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// A part of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_name: Option<String>,
    /// Only phones of this server. At most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_id: Option<String>,
    /// Only phones in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PhoneStatus>,
    /// Only phones of this kind.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<PhoneType>,
}

/// One page of phones (D503), newest first: phones that are created meanwhile shift the pages (INFERRED).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListCloudPhonesResponse {
    /// The id of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// How many phones there are in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The phones.
    pub phones: Vec<CloudPhone>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a list; `Phone` on the vendor's pages (PY-CPH phone.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CloudPhone {
    /// The phone. At most 32 bytes.
    pub phone_id: String,
    /// The name. At most 65 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_name: Option<String>,
    /// The server it runs on. At most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_id: Option<String>,
    /// Its image. At most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// The model. At most 64 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_model_name: Option<String>,
    /// The Android version, such as `AOSP 7.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_version: Option<String>,
    /// The texts `true` or `false`. Obsolete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vnc_enable: Option<String>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PhoneStatus>,
    /// Its kind.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<PhoneType>,
    /// Its IMEI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imei: Option<String>,
    /// How its network is routed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traffic_type: Option<TrafficType>,
    /// Whether it has a disk of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_mode: Option<VolumeMode>,
    /// The availability zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// Order and product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<PhoneMetadata>,
    /// Whether files are encrypted on its disk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_encrypt: Option<bool>,
    /// When it was created, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_time: Option<String>,
    /// When it was changed last, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_time: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Order and product of a phone. Each at most 64 bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneMetadata {
    /// The order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
