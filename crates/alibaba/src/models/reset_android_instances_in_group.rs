//! ResetAndroidInstancesInGroup (reference 3.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{PowerTasks, SaleMode, lenient};

/// Resets phones to their image (DOC:Reset). **Destroys: all data and applications of the phones.** Allowed from
/// `RUNNING`, `STOPPED`, `UNAVAILABLE`, `BACKUP_FAILED` and `RECOVER_FAILED`; it fails if the image was deleted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ResetAndroidInstancesInGroupRequest {
    /// The phones. Mandatory; none twice; at most 50 (INFERRED). The vendor's page calls the list optional and does
    /// not say what an empty one does, so an empty one is refused.
    #[serde(default, deserialize_with = "lenient::list", skip_serializing_if = "Vec::is_empty")]
    pub android_instance_ids: Vec<String>,
    /// Whether an order that the reset makes is paid at once. Default false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_pay: Option<bool>,
    /// Whether the service skips its own check of the parameters; by default it checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore_param_validation: Option<bool>,
    /// A promotion for the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion_id: Option<String>,
    /// Deprecated by the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale_mode: Option<SaleMode>,
    /// Which properties the phone keeps; its values are not published. By default none are kept. Only for phones of a
    /// matrix server, and not on the international site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting_reset_type: Option<i64>,
    /// The new, smaller size of the data disk; the unit is not stated. Only for phones of a matrix server, and for
    /// accounts on a list of the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_data_disk_size: Option<i64>,
}

impl ResetAndroidInstancesInGroupRequest {
    /// A request for these phones.
    pub fn new<P: Into<String>>(phones: impl IntoIterator<Item = P>) -> Self {
        let android_instance_ids = phones.into_iter().map(Into::into).collect();
        Self { android_instance_ids, ..Self::default() }
    }
}

/// The reset was accepted, not done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResetAndroidInstancesInGroupResponse {
    /// The id of the request, with which its tasks are found too (`InvokeId`).
    pub request_id: String,
    /// The order, if the disk was made smaller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// The tasks; older answers lack them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<PowerTasks>,
    /// What else came.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
