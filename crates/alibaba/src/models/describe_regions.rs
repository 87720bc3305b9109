//! DescribeRegions (reference 5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SaleMode;

/// Lists the regions that have phones (SDK). More regions have phones than endpoints: the others are probably managed
/// through one of these with the filter `BizRegionId` (INFERRED).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct DescribeRegionsRequest {
    /// The language of the names: `cn` or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_language: Option<String>,
    /// How phones are sold. Default `Instance`; `Node` only for accounts on a list of the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
}

/// The regions, all at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeRegionsResponse {
    /// The id of the request.
    pub request_id: String,
    /// The regions. Other operations call their list `Data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_models: Option<Vec<Region>>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One region.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Region {
    /// The id, such as `cn-shanghai`.
    pub region_id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
