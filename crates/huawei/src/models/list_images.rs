//! ListImages (reference 2.5, appendix A): custom images.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::states::{ImageStatus, ImageType};

/// Asks for custom images, one's own and shared ones (PY-CPH list_images_request.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListImagesRequest {
    /// Which images: `private` or `share`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// Only images in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ImageStatus>,
    /// How many images to pass over. At least 0, default 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// How many images to return. 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Only this image. At most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// Only images of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_name: Option<String>,
    /// Only images created since then. The page names no unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_since: Option<i64>,
    /// Only images created until then. The page names no unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_until: Option<i64>,
    /// Only images that this project shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src_project_id: Option<String>,
}

/// One page of custom images (PY-CPH list_images_response.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListImagesResponse {
    /// The id of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// How many images there are in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// The images.
    pub image_infos: Vec<ListImagesView>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One custom image (PY-CPH list_images_view.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListImagesView {
    /// The image.
    pub image_id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_name: Option<String>,
    /// `private` or `share`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_type: Option<ImageType>,
    /// The version of Android it holds. The page shows no sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_version: Option<String>,
    /// Its size, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_size: Option<i64>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ImageStatus>,
    /// The account that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<String>,
    /// The project that it belongs to; only of private images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
    /// The project that shares it; only of shared images.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src_project_id: Option<String>,
    /// When it was created. The page names no form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_time: Option<String>,
    /// When it was changed last, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_time: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
