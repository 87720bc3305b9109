//! DescribeAndroidInstances (reference 3.1, 3.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AndroidInstanceStatus, SaleMode, lenient};

/// Lists phones (DOC:DescribeAndroidInstances). Every field is a filter and optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeAndroidInstancesRequest {
    /// These phones.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_ids: Vec<String>,
    /// Phones of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_name: Option<String>,
    /// Phones under this application policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_manage_policy_id: Option<String>,
    /// Phones of this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorized_user_id: Option<String>,
    /// Phones in this region. Regions without an endpoint of their own are reached through another one with this
    /// filter (INFERRED).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biz_region_id: Option<String>,
    /// How they are paid: `PrePaid` or `PostPaid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge_type: Option<String>,
    /// Phones of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_group_id: Option<String>,
    /// Phones of these groups.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub instance_group_ids: Vec<String>,
    /// Phones of the group of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_group_name: Option<String>,
    /// The edition; default `basic`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_version: Option<String>,
    /// Phones with this key pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_pair_id: Option<String>,
    /// Items of a page: 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    /// What the page before gave; none for the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Phones of this matrix server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    /// Phones of the matrix server of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_name: Option<String>,
    /// Phones of these networks.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub office_site_ids: Vec<String>,
    /// The phone of this private address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<String>,
    /// Phones under these bandwidth rules.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub qos_rule_ids: Vec<String>,
    /// How they are sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
    /// The order: `CreationTime` or `ExpiredTime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort_key: Option<String>,
    /// The direction: `ASC` or `DESC`, default `DESC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort_type: Option<String>,
    /// Phones in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<AndroidInstanceStatus>,
    /// Phones with these tags.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Tag>,
}

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Tag {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// One page of phones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeAndroidInstancesResponse {
    /// The id of the request.
    pub request_id: String,
    /// The phones of this page. Other operations call their list `Data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_model: Option<Vec<AndroidInstance>>,
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

/// One phone. Only the fields that matter for backups are named; the rest is in `other`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AndroidInstance {
    /// The id.
    pub android_instance_id: String,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_name: Option<String>,
    /// The group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_group_id: Option<String>,
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub android_instance_status: Option<AndroidInstanceStatus>,
    /// The image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// The version of the image, dotted, such as `3.5.3.867`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_version: Option<String>,
    /// The origin of the image: `System` for a public, `User` for a custom one (INFERRED).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biz_image_type: Option<String>,
    /// The Android version, such as `Android 11`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_version: Option<String>,
    /// The specification, such as `acp.basic.small` or, on a matrix server, `ac.max`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_type: Option<String>,
    /// The specification of the matrix server, such as `cpm.gx7.10xlarge`; may be absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_type: Option<String>,
    /// How it renders, such as `local`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering_type: Option<String>,
    /// Progress of the running backup or restore (INFERRED percent).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<i64>,
    /// The cause of the last failed backup or restore, such as `FilePathNotFound`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_id: Option<String>,
    /// The zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone_id: Option<String>,
    /// `connect` while a user is on the phone, else `disConnect` (SDKH).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_status: Option<String>,
    /// Cores, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpu: Option<String>,
    /// Memory; the unit is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<i64>,
    /// The disks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disks: Option<Vec<Disk>>,
    /// The data volume of a phone on a matrix server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_data_info: Option<PhoneDataInfo>,
    /// When it was made, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_create: Option<String>,
    /// When it last changed; the form is that of `gmt_create`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_modified: Option<String>,
    /// When it expires; the vendor's sample is ISO 8601 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_expired: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// A disk of a phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Disk {
    /// The size in GB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disk_size: Option<i64>,
    /// The kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disk_type: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// The data volume of a phone on a matrix server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PhoneDataInfo {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_data_id: Option<String>,
    /// The size in GiB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_data_volume: Option<i64>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
