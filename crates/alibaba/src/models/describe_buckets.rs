//! DescribeBuckets (reference 3.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Lists the buckets that phones can use (SDK). Only those whose name begins with `cloudphone-saved-bucket-` appear (TS).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeBucketsRequest {
    /// The kind of files; the vendor calls it not yet available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_type: Option<String>,
}

/// The buckets, all at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeBucketsResponse {
    /// The id of the request.
    pub request_id: String,
    /// Whether it succeeded. An answer that says no is an error, never this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// The status once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<i64>,
    /// The vendor's code; only for errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The vendor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The buckets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Bucket>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One bucket.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Bucket {
    /// The name.
    pub bucket_name: String,
    /// The region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_id: Option<String>,
    /// The kind of store or its place; the vendor's words are vague.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The host for phones of the bucket's region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intranet_endpoint: Option<String>,
    /// The public host, for phones of other regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extranet_endpoint: Option<String>,
    /// When it was made; the form is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_created: Option<String>,
    /// Objects of the bucket. Whether these are all is undocumented: ask the store itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oss_object_list: Option<Vec<BucketObject>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One object of a bucket.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BucketObject {
    /// The bucket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bucket_name: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The tag of the content; a checksum only for objects written in one piece.
    #[serde(default, rename = "ETag", skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When it last changed, ISO 8601 with milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The size, documented as KB, which is doubtful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
    /// The storage class, such as `Standard` or `IA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_class: Option<String>,
    /// The kind of object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// What is known of its return from an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restore_info: Option<String>,
    /// Whom it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ObjectOwner>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Whom an object belongs to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ObjectOwner {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
