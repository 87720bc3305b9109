//! Seeded randomness: the same seed gives the same fleet, credentials and ids.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A small generator (SplitMix64); not for secrets that protect anything real.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A stream of its own for each pair of seed and label, so that adding one does not shift the others.
    pub(crate) fn labelled(seed: u64, label: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(label.as_bytes());
        let digest = hash.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self { state: u64::from_le_bytes(first) }
    }

    /// The stream that a number stands for.
    pub(crate) fn starting(state: u64) -> Self {
        Self { state }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let size = alphabet.len() as u64;
        let mut text = String::with_capacity(length);
        for _ in 0..length {
            text.push(char::from(alphabet[usize::try_from(self.below(size)).unwrap_or(0)]));
        }
        text
    }

    pub(crate) fn hex(&mut self, length: usize) -> String {
        self.text(b"0123456789abcdef", length)
    }

    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.text(b"0123456789", length)
    }

    pub(crate) fn lower(&mut self, length: usize) -> String {
        self.text(LOWER, length)
    }

    pub(crate) fn upper(&mut self, length: usize) -> String {
        self.text(UPPER, length)
    }

    pub(crate) fn mixed(&mut self, length: usize) -> String {
        self.text(MIXED, length)
    }
}

/// Ids given out while the simulator runs; unique within one run, repeatable for one order of calls.
#[derive(Debug)]
pub(crate) struct Ids {
    start: u64,
    next: AtomicU64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { start: Random::labelled(seed, "ids").next(), next: AtomicU64::new(0) }
    }

    fn stream(&self) -> Random {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // Ids are made with every call, so they are spared the hash: streams that begin far apart do as well.
        Random::starting(self.start ^ number.wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// 32 lower-case hex digits.
    pub(crate) fn hex32(&self) -> String {
        self.stream().hex(32)
    }

    /// `length` lower-case letters and digits.
    pub(crate) fn lower(&self, length: usize) -> String {
        self.stream().lower(length)
    }

    /// An upper-case UUID (version 4 shape).
    pub(crate) fn uuid(&self) -> String {
        let mut random = self.stream();
        let mut part = |length| random.hex(length).to_ascii_uppercase();
        let (a, b, c, d, e) = (part(8), part(4), part(3), part(3), part(12));
        format!("{a}-{b}-4{c}-A{d}-{e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_label_gives_the_same_stream_and_others_differ() {
        assert_eq!(Random::labelled(1, "a").hex(32), Random::labelled(1, "a").hex(32));
        assert_ne!(Random::labelled(1, "a").hex(32), Random::labelled(1, "b").hex(32));
        assert_ne!(Random::labelled(1, "a").hex(32), Random::labelled(2, "a").hex(32));
    }

    #[test]
    fn ids_do_not_repeat() {
        let ids = Ids::new(7);
        let all: std::collections::BTreeSet<String> = (0..1000).map(|_| ids.hex32()).collect();
        assert_eq!(all.len(), 1000);
        assert_eq!(ids.uuid().len(), 36);
    }
}
