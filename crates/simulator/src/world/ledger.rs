//! What was really done to each phone.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::phone::Cloud;
use super::work::Action;
use crate::clock::iso_millis;

/// One effect on one phone: opened when the work is accepted, closed when it ends.
#[derive(Clone, Debug)]
pub(crate) struct LedgerEntry {
    pub(crate) cloud: Cloud,
    pub(crate) phone_id: String,
    /// Number of the phone: entries of one time stand in this order, whoever called first.
    pub(crate) number: usize,
    pub(crate) action: Action,
    /// The object written or read, for example `obs://bucket/key`.
    pub(crate) object: Option<String>,
    pub(crate) accepted_at: Timestamp,
    pub(crate) finished_at: Option<Timestamp>,
    /// `running`, `succeeded` or `failed: CODE`.
    pub(crate) result: String,
    /// Whether an injected fault spoilt what was done (half of it, or damaged).
    pub(crate) spoilt: bool,
    /// When it ended, in the order of everything that changed a phone; 0 before.
    pub(crate) sequence: u64,
}

impl LedgerEntry {
    /// As the admin service shows it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "cloud": self.cloud.name(),
            "phone_id": self.phone_id,
            "action": self.action.name(),
            "object": self.object,
            "accepted_at": iso_millis(self.accepted_at),
            "finished_at": self.finished_at.map(iso_millis),
            "result": self.result,
        })
    }
}
