//! ShowCloudPhoneDetail (reference 2.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;
use super::phones::PhoneMetadata;
use super::states::{PhoneStatus, PhoneType, TrafficType, VolumeMode};

/// Asks for one phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowCloudPhoneDetailRequest {
    /// The phone. Mandatory; at most 32 bytes.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone_id: String,
}

impl ShowCloudPhoneDetailRequest {
    /// A request for this phone.
    pub fn new(phone_id: impl Into<String>) -> Self {
        Self { phone_id: phone_id.into() }
    }
}

/// One phone with everything known of it (PY-CPH show_cloud_phone_detail_response.py). The answer is flat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShowCloudPhoneDetailResponse {
    /// The id of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
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
    /// The addresses under which it can be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_infos: Option<Vec<AccessInfo>>,
    /// Its settings: a JSON document as text, at most 2048 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// The user's own settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_property: Option<BTreeMap<String, String>>,
    /// Its data disk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_data_volume: Option<PhoneDataVolume>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One way to reach a phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AccessInfo {
    /// What listens there, such as `adb`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The phone's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_ip: Option<String>,
    /// The port on the phone. The pages name no type: kept as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listen_port: Option<Value>,
    /// The public address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<String>,
    /// The server's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_ip: Option<String>,
    /// The port on the server, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_port: Option<Value>,
    /// The phone's IPv6 address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_ipv6: Option<String>,
    /// The server's IPv6 address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_ipv6: Option<String>,
    /// What the vendor does not document, and obsolete twins of the fields above.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// The data disk of a phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneDataVolume {
    /// The kind of disk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_type: Option<String>,
    /// Its size, in GiB (INFERRED from the call that expands it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_size: Option<i64>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
