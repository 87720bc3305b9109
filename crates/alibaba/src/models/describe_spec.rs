//! DescribeSpec (reference 3.5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{SaleMode, lenient};

/// Lists the specifications that phones can have (DOC:DescribeSpec). Every field is a filter and optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeSpecRequest {
    /// Specifications of this region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biz_region_id: Option<String>,
    /// How they are paid: `PrePaid` or `PostPaid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge_type: Option<String>,
    /// Specifications on this kind of matrix server, such as `cpm.gx7.10xlarge`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix_spec: Option<String>,
    /// Items of a page: 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    /// What the page before gave; none for the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// How they are sold. Default `Instance`; `Node` only for accounts on a list of the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
    /// These specifications, such as `acp.basic.small`.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub spec_ids: Vec<String>,
    /// Whether they can be had: `Available` or `Unsupported`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec_status: Option<String>,
    /// The kind: `CPU` or `GPU`; older pages have `ARM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec_type: Option<String>,
}

/// One page of specifications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeSpecResponse {
    /// The id of the request.
    pub request_id: String,
    /// The specifications of this page. Other operations call their list `Data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec_info_model: Option<Vec<SpecInfo>>,
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

/// One specification. No field names the architecture; the kind is the nearest to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SpecInfo {
    /// The id.
    pub spec_id: String,
    /// The kind, such as `CPU` or `GPU`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec_type: Option<String>,
    /// Whether it can be had: `Available` or `Unsupported`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spec_status: Option<String>,
    /// Cores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<i64>,
    /// Memory in GB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<i64>,
    /// The system disk in GB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_disk_size: Option<i64>,
    /// The resolution of the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
    /// Phones on one server, as text.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub phone_count: Option<String>,
    /// The fewest phones on one server, as text.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub min_phone_count: Option<String>,
    /// The most phones on one server, as text.
    #[serde(default, deserialize_with = "lenient::text_or_number", skip_serializing_if = "Option::is_none")]
    pub max_phone_count: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
