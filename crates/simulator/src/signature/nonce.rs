//! The nonces already seen, so that a replay is noticed.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::{Refusal, SKEW_S};

/// Most nonces held at a time, whatever the window: about 20 MiB.
const CAPACITY: usize = 200_000;

/// Remembers nonces for as long as a replay could still pass the date check: twice the skew, because a date may lie
/// in the future by as much. Beyond [`CAPACITY`] the oldest are forgotten first.
#[derive(Debug, Default)]
pub(crate) struct NonceLog {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    seen: HashMap<String, i64>,
    order: VecDeque<(i64, String)>,
}

impl NonceLog {
    /// Records a nonce of a request whose signature was already found good; refuses one that is known.
    ///
    /// `now` is the real time in seconds since 1970.
    pub(crate) fn first_use(&self, access_key: &str, nonce: &str, now: i64) -> Result<(), Refusal> {
        let mut guard = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let inner = &mut *guard;
        while let Some((at, _)) = inner.order.front() {
            if now.saturating_sub(*at) <= 2 * SKEW_S && inner.order.len() < CAPACITY {
                break;
            }
            if let Some((_, old)) = inner.order.pop_front() {
                inner.seen.remove(&old);
            }
        }
        let key = format!("{access_key}\n{nonce}");
        if inner.seen.contains_key(&key) {
            return Err(Refusal::NonceReplayed);
        }
        inner.seen.insert(key.clone(), now);
        inner.order.push_back((now, key));
        Ok(())
    }

    /// How many nonces are held.
    #[cfg(test)]
    fn held(&self) -> usize {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).seen.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_once_per_key_within_the_window() {
        let log = NonceLog::default();
        assert_eq!(log.first_use("ak", "n", 1000), Ok(()));
        assert_eq!(log.first_use("ak", "n", 1001), Err(Refusal::NonceReplayed));
        assert_eq!(log.first_use("other", "n", 1001), Ok(()));
        assert_eq!(log.first_use("ak", "n", 1000 + 2 * SKEW_S), Err(Refusal::NonceReplayed));
        assert_eq!(log.first_use("ak", "n", 1001 + 2 * SKEW_S), Ok(()));
        assert_eq!(log.held(), 2, "the expired one was dropped and entered anew");
    }

    #[test]
    fn the_log_is_bounded() {
        let log = NonceLog::default();
        for number in 0..CAPACITY + 10 {
            assert_eq!(log.first_use("ak", &number.to_string(), 5), Ok(()));
        }
        assert_eq!(log.held(), CAPACITY);
    }
}
