//! The phones of the last calls, by the ids of the calls, within bounds.

use std::collections::{HashMap, VecDeque};

/// How many calls are remembered.
const MOST_CALLS: usize = 100_000;
/// How many bytes of ids are remembered: a call may name very many phones, of very long ids.
const MOST_BYTES: usize = 64 << 20;

/// What the last calls that work on phones were about: who asks about such a call is asking about these phones, even if
/// nothing came of it.
#[derive(Debug, Default)]
pub(super) struct Calls {
    by_id: HashMap<String, Vec<String>>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Calls {
    pub(super) fn remember(&mut self, request_id: &str, phones: &[String]) {
        self.bytes += weight(request_id, phones);
        if let Some(old) = self.by_id.insert(request_id.to_owned(), phones.to_vec()) {
            self.bytes -= weight(request_id, &old);
        } else {
            self.order.push_back(request_id.to_owned());
        }
        while self.order.len() > MOST_CALLS || self.bytes > MOST_BYTES {
            let Some(oldest) = self.order.pop_front() else { break };
            let phones = self.by_id.remove(&oldest).unwrap_or_default();
            self.bytes = self.bytes.saturating_sub(weight(&oldest, &phones));
        }
    }

    /// None if it was no call that works on phones, or is forgotten.
    pub(super) fn phones(&self, request_id: &str) -> Vec<String> {
        self.by_id.get(request_id).cloned().unwrap_or_default()
    }
}

/// About how many bytes a call takes.
fn weight(request_id: &str, phones: &[String]) -> usize {
    let phones: usize = phones.iter().map(|phone| phone.len() + size_of::<String>()).sum();
    2 * (request_id.len() + size_of::<String>()) + phones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_calls_go_when_their_ids_take_too_much() {
        let mut calls = Calls::default();
        calls.remember("small", &["p".to_owned()]);
        let large = ["x".repeat(MOST_BYTES / 4)];
        for n in 0..3 {
            calls.remember(&n.to_string(), &large);
        }
        assert_eq!((calls.phones("small").len(), calls.phones("0").len()), (1, 1));
        for n in 3..20 {
            calls.remember(&n.to_string(), &large);
        }
        assert!(calls.phones("small").is_empty() && calls.phones("16").is_empty());
        assert_eq!(calls.phones("19"), large);
        assert_eq!((calls.by_id.len(), calls.order.len()), (3, 3));
        calls.remember("19", &[]);
        assert!(calls.bytes < MOST_BYTES * 3 / 4, "what was replaced does not count");
    }
}
