//! Time in the simulated world.
//!
//! Simulated time is the start plus the real time elapsed multiplied by a scale. Everything that lasts (jobs,
//! power transitions) and every time stamp in an answer uses it. Only the age of signatures is checked against
//! real time, since the clients sign with their own real clocks.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

/// The clock given to every part of one simulator. Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    start: Timestamp,
    real: Instant,
    /// Zero for a clock that moves only by [`Clock::advance`].
    scale: f64,
    /// Milliseconds added by [`Clock::advance`].
    offset: AtomicI64,
}

impl Clock {
    /// A clock that starts at the real time and runs `scale` times as fast. A scale that is not a positive
    /// finite number counts as 1.
    #[must_use]
    pub fn scaled(scale: f64) -> Self {
        let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
        Self::build(Timestamp::now(), scale)
    }

    /// A clock that stands still until [`Clock::advance`] moves it; starts at the real time.
    #[must_use]
    pub fn manual() -> Self {
        Self::build(Timestamp::now(), 0.0)
    }

    fn build(start: Timestamp, scale: f64) -> Self {
        Self { inner: Arc::new(Inner { start, real: Instant::now(), scale, offset: AtomicI64::new(0) }) }
    }

    /// Simulated time; never goes backwards and stays in the calendar's range.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        // A week at the highest scale would leave the calendar; a century is plenty for a test bed.
        const LONGEST_MS: f64 = 100.0 * 366.0 * 86_400_000.0;
        let elapsed = self.inner.real.elapsed().as_secs_f64() * 1000.0 * self.inner.scale;
        #[allow(clippy::cast_possible_truncation)]
        let elapsed = elapsed.min(LONGEST_MS) as i64;
        let total = elapsed.saturating_add(self.inner.offset.load(Ordering::Relaxed));
        self.inner.start.saturating_add(SignedDuration::from_millis(total)).unwrap_or(Timestamp::MAX)
    }

    /// Real time, for the age of signatures.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Moves simulated time forward.
    pub fn advance(&self, by: Duration) {
        let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let add = |old: i64| Some(old.saturating_add(millis));
        // The closure never refuses, so the update cannot fail.
        let _ = self.inner.offset.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

/// `2026-01-02T03:04:05Z`.
pub(crate) fn iso_seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `2026-01-02T03:04:05.678Z`.
pub(crate) fn iso_millis(time: Timestamp) -> String {
    format!("{}.{:03}Z", time.strftime("%Y-%m-%dT%H:%M:%S"), time.subsec_millisecond())
}

/// `Fri, 02 Jan 2026 03:04:05 GMT`.
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual();
        let start = clock.now();
        assert_eq!(clock.now(), start);
        clock.advance(Duration::from_secs(3600));
        assert_eq!(clock.now().duration_since(start).as_secs(), 3600);
        clock.advance(Duration::MAX);
        assert!(clock.now() > start);
    }

    #[test]
    fn formats_are_the_vendors() {
        let time: Timestamp = "2026-01-02T03:04:05.678Z".parse().unwrap();
        assert_eq!(iso_seconds(time), "2026-01-02T03:04:05Z");
        assert_eq!(iso_millis(time), "2026-01-02T03:04:05.678Z");
        assert_eq!(http_date(time), "Fri, 02 Jan 2026 03:04:05 GMT");
    }
}
