//! What arrived at the simulated clouds: counts for ever, the last requests in full.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::world::Cloud;

/// How many requests are kept in full.
const KEPT: usize = 5000;

/// One request as the admin service reports it.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) cloud: Cloud,
    /// The vendor's operation name (`BatchExportCloudPhoneData`, `BackupApp`); object-store calls carry a
    /// prefix (`obs.GetObject`, `oss.HeadObject`).
    pub(crate) operation: String,
    pub(crate) request_id: String,
    pub(crate) status: u16,
    /// Whether it changed anything: false for reads and for refused calls.
    pub(crate) applied: bool,
}

/// The log of all requests to the clouds (the admin service itself is left out).
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// Received and applied, by cloud and operation.
    counts: BTreeMap<Cloud, BTreeMap<String, (u64, u64)>>,
    last: VecDeque<Record>,
}

impl RequestLog {
    /// Notes one handled request.
    pub(crate) fn record(&self, record: Record) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = inner.counts.entry(record.cloud).or_default();
        // Nearly every operation was seen before: its name is copied only once.
        let count = match counts.get_mut(&record.operation) {
            Some(count) => count,
            None => counts.entry(record.operation.clone()).or_default(),
        };
        count.0 += 1;
        count.1 += u64::from(record.applied);
        if inner.last.len() == KEPT {
            inner.last.pop_front();
        }
        inner.last.push_back(record);
    }

    /// Changes the status of a noted request to what its caller really got (0 for nothing), because an injected fault
    /// replaced the answer. A request that is no longer kept, or never was, is left alone.
    pub(crate) fn answered_otherwise(&self, request_id: &str, status: u16) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let found = inner.last.iter_mut().rev().find(|record| record.request_id == request_id);
        if let Some(record) = found {
            record.status = status;
        }
    }

    /// The answer of `GET /requests`.
    pub(crate) fn to_json(&self) -> Value {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts = serde_json::Map::new();
        for (cloud, operations) in &inner.counts {
            for (operation, (received, applied)) in operations {
                let name = format!("{}.{operation}", cloud.name());
                counts.insert(name, json!({"received": received, "applied": applied}));
            }
        }
        let requests: Vec<Value> = inner
            .last
            .iter()
            .map(|r| {
                json!({"cloud": r.cloud.name(), "operation": r.operation, "request_id": r.request_id,
                       "status": r.status, "applied": r.applied})
            })
            .collect();
        json!({"counts": counts, "requests": requests})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_on_while_the_list_is_bounded() {
        let log = RequestLog::default();
        for n in 0..KEPT + 3 {
            log.record(Record {
                cloud: Cloud::Huawei,
                operation: "ShowJob".to_owned(),
                request_id: n.to_string(),
                status: 200,
                applied: n == 0,
            });
        }
        let value = log.to_json();
        assert_eq!(value["counts"]["huawei.ShowJob"], json!({"received": KEPT + 3, "applied": 1}));
        assert_eq!(value["requests"].as_array().unwrap().len(), KEPT);
        assert_eq!(value["requests"][0]["request_id"], "3");
    }
}
