//! DescribeImageList (reference 3.4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ImageStatus, ImageType, Tag, lenient};

/// Lists images (DOC:DescribeImageList). Some of its parameters travel in the body, the others in the query (SDK).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeImageListRequest {
    /// Images with these tags.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub image_biz_tags: Vec<Tag>,
    /// This image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// Images of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_name: Option<String>,
    /// Not publicly available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_package_type: Option<String>,
    /// Public or custom images. Mandatory: to find an image of unknown origin, ask for both kinds with its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// Images for this specification of a server, such as `cpm.gx7.10xlarge`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_type: Option<String>,
    /// Items of a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    /// What the page before gave; none for the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Images in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ImageStatus>,
    /// Images of this system, such as `Android 12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_type: Option<String>,
}

impl DescribeImageListRequest {
    /// A request for all images of this kind.
    #[must_use]
    pub fn of(image_type: ImageType) -> Self {
        Self { image_type: Some(image_type), ..Self::default() }
    }
}

/// One page of images.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeImageListResponse {
    /// The id of the request.
    pub request_id: String,
    /// The images of this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Image>>,
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

/// One image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Image {
    /// The id.
    pub image_id: String,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_name: Option<String>,
    /// Public or custom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// The version; the vendor's sample has 14 digits, where phones have a dotted one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_version: Option<String>,
    /// The system, such as `Android 12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_type: Option<String>,
    /// How it renders: `CPU`, `GPULocal` or `GPURemote` (SDKH).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendering_type: Option<String>,
    /// The state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ImageStatus>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was released, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release_time: Option<String>,
    /// When it was made; the form is that of `release_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_create: Option<String>,
    /// When it last changed; the form is that of `release_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gmt_modified: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The account it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ali_uid: Option<i64>,
    /// The regions that have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_region_list: Option<Vec<String>>,
    /// How far its copies to other regions are, by region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_region_distribute_map: Option<BTreeMap<String, ImageDistribution>>,
    /// The tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_biz_tags: Option<Vec<ImageTag>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// How far the copy of an image to one region is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageDistribution {
    /// The state; its values are not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribute_status: Option<String>,
    /// The progress, as text.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub progress: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// A tag of an image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ImageTag {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
