//! The gateway's throttling: one token bucket for each operation.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::fault::Fault;
use crate::settings::HuaweiSettings;

/// One call in the unit of the buckets, so that a microsecond at one call a second adds 1.
const CALL: u64 = 1_000_000;

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// In millionths of a call.
    left: u64,
    at: Timestamp,
}

/// The buckets, on the simulated clock.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    inner: Mutex<HashMap<&'static str, Bucket>>,
}

impl Buckets {
    /// Takes one call of an operation.
    ///
    /// # Errors
    /// 429 APIGW.0308 when there is none left.
    pub(super) fn take(
        &self,
        operation: &'static str,
        settings: &HuaweiSettings,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let rate = u64::from(settings.requests_per_second);
        if rate == 0 {
            return Ok(());
        }
        let most =
            CALL * if settings.throttle_burst == 0 { rate } else { u64::from(settings.throttle_burst) };
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = inner.entry(operation).or_insert(Bucket { left: most, at: now });
        let micros = u64::try_from(now.duration_since(bucket.at).as_micros()).unwrap_or(0);
        if micros > 0 {
            bucket.left = bucket.left.saturating_add(micros.saturating_mul(rate)).min(most);
            bucket.at = now;
        }
        if bucket.left >= CALL {
            bucket.left -= CALL;
            return Ok(());
        }
        let text = format!(
            "The throttling threshold has been reached: policy api over ratelimit,limit:{rate},time:1 second"
        );
        Err(Fault::new(429, "APIGW.0308", text))
    }
}
