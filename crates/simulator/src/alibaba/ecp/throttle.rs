//! Flow control: a bucket of tokens for each operation (reference 6.3). Off unless a setting says otherwise.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::super::fault::Fault;
use crate::settings::AlibabaSettings;

/// Most operations that are looked after; the names come from callers.
const CAPACITY: usize = 1000;

/// The buckets, in thousandths of a call.
#[derive(Debug, Default)]
pub(in super::super) struct Throttle {
    buckets: Mutex<HashMap<String, Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    thousandths: i64,
    filled_at: Timestamp,
}

impl Throttle {
    /// Takes a token for `operation`, or refuses the call.
    pub(in super::super) fn pass(
        &self,
        operation: &str,
        now: Timestamp,
        settings: &AlibabaSettings,
    ) -> Result<(), Fault> {
        if settings.calls_per_second == 0 {
            return Ok(());
        }
        let rate = i64::from(settings.calls_per_second);
        let full = i64::from(settings.call_burst.max(1)) * 1000;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CAPACITY && !buckets.contains_key(operation) {
            buckets.clear();
        }
        let bucket = buckets
            .entry(operation.to_owned())
            .or_insert_with(|| Bucket { thousandths: full, filled_at: now });
        // A call each second is a thousandth of a call each millisecond.
        let passed =
            i64::try_from(now.duration_since(bucket.filled_at).as_millis()).unwrap_or(i64::MAX).max(0);
        bucket.thousandths = bucket.thousandths.saturating_add(passed.saturating_mul(rate)).min(full);
        bucket.filled_at = bucket.filled_at.max(now);
        if bucket.thousandths >= 1000 {
            bucket.thousandths -= 1000;
            return Ok(());
        }
        let missing = u64::try_from(1000 - bucket.thousandths).unwrap_or(1000);
        let text = "Request was denied due to user flow control.";
        let mut fault = Fault::new(settings.throttle_status, "Throttling.User", text);
        fault.retry_after_ms =
            settings.send_retry_after.then(|| missing.div_ceil(u64::from(settings.calls_per_second)).max(1));
        Err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_burst_is_let_through_and_then_the_rate() {
        let settings = AlibabaSettings { calls_per_second: 2, call_burst: 3, ..AlibabaSettings::default() };
        let throttle = Throttle::default();
        let at = |millis| Timestamp::from_millisecond(millis).unwrap();
        for _ in 0..3 {
            assert!(throttle.pass("A", at(0), &settings).is_ok());
        }
        let fault = throttle.pass("A", at(0), &settings).unwrap_err();
        assert_eq!(
            (fault.status, fault.code.as_str(), fault.retry_after_ms),
            (400, "Throttling.User", Some(500))
        );
        assert!(throttle.pass("B", at(0), &settings).is_ok(), "each operation has its own");
        assert_eq!(throttle.pass("A", at(400), &settings).unwrap_err().retry_after_ms, Some(100));
        assert!(throttle.pass("A", at(500), &settings).is_ok());
        assert!(throttle.pass("A", at(500), &settings).is_err());
        let off = AlibabaSettings { calls_per_second: 0, ..settings };
        assert!(throttle.pass("A", at(500), &off).is_ok());
    }
}
