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
    counts: BTreeMap<String, (u64, u64)>,
    last: VecDeque<Record>,
}

impl RequestLog {
    /// Notes one handled request.
    pub(crate) fn record(&self, record: Record) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{}.{}", record.cloud.name(), record.operation);
        let count = inner.counts.entry(key).or_default();
        count.0 += 1;
        count.1 += u64::from(record.applied);
        if inner.last.len() == KEPT {
            inner.last.pop_front();
        }
        inner.last.push_back(record);
    }

    /// The answer of `GET /requests`.
    pub(crate) fn to_json(&self) -> Value {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let counts: serde_json::Map<String, Value> = inner
            .counts
            .iter()
            .map(|(name, (received, applied))| {
                (name.clone(), json!({"received": received, "applied": applied}))
            })
            .collect();
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
