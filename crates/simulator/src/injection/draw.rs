//! The draw that decides about a fault: a fixed function, the same on every platform and in every version.

use sha2::{Digest, Sha256};

/// Changes whenever the function does.
const VERSION: &[u8] = b"phonevault fault draw 1";

/// A call as far as a decision depends on it, and nothing else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draw<'a> {
    pub(super) seed: u64,
    pub(super) cloud: &'a str,
    pub(super) operation: &'a str,
    /// A phone, several phones in order, or what else the call is about.
    pub(super) subject: &'a str,
    /// Sets rules apart that look at the same calls: kind and effect.
    pub(super) salt: &'a str,
}

impl Draw<'_> {
    /// SHA-256 over the version, the seed (8 bytes, little endian), each text behind its length in bytes (8 bytes,
    /// little endian), and `nth` (8 bytes, little endian).
    fn digest(&self, nth: u64) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(VERSION);
        hash.update(self.seed.to_le_bytes());
        for text in [self.cloud, self.operation, self.subject, self.salt] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(nth.to_le_bytes());
        hash.finalize().into()
    }

    /// A number from 0 up to and without 1 for the `nth` such call (from 1): the first eight bytes of the digest,
    /// little endian, of which the upper 53 bits count.
    pub(super) fn share(&self, nth: u64) -> f64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.digest(nth)[..8]);
        #[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let share = (u64::from_le_bytes(first) >> 11) as f64 / (1_u64 << 53) as f64;
        share
    }

    /// The operation, or the service alone where callers can make operations up.
    pub(super) fn known_operation(&self) -> &str {
        self.operation.split_once('.').map_or(self.operation, |(service, _)| service)
    }

    /// Under which such calls are counted.
    pub(super) fn key(&self) -> [u8; 32] {
        self.digest(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAW: Draw<'_> =
        Draw { seed: 7, cloud: "huawei", operation: "ShowJob", subject: "p", salt: "throttle" };

    #[test]
    fn the_function_is_fixed() {
        // Worked out by hand from the doc comment with another SHA-256: a change would change every chaos seed.
        let text = |share: f64| format!("{share:.12}");
        assert_eq!(text(DRAW.share(1)), "0.946998545436");
        assert_eq!(text(DRAW.share(2)), "0.853714443956");
    }

    #[test]
    fn every_part_matters_and_texts_do_not_run_together() {
        let all = [
            DRAW,
            Draw { seed: 8, ..DRAW },
            Draw { cloud: "alibaba", ..DRAW },
            Draw { operation: "ListJobs", ..DRAW },
            Draw { subject: "q", ..DRAW },
            Draw { salt: "reset", ..DRAW },
            Draw { operation: "ShowJo", subject: "bp", ..DRAW },
        ];
        let mut keys: Vec<_> = all.iter().map(Draw::key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn shares_are_even() {
        let hits = (1..=10_000).filter(|nth| DRAW.share(*nth) < 0.1).count();
        assert!((900..1100).contains(&hits), "{hits}");
    }
}
