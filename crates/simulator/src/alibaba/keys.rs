//! Temporary keys: given out by STS and by the metadata service, good until they expire on the simulated clock.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::clock::iso_seconds;
use crate::random::Ids;

/// Most keys held at a time; beyond it the oldest are forgotten, as if they had never been given out.
const CAPACITY: usize = 50_000;

/// A key with the token that has to accompany it.
#[derive(Clone)]
pub(super) struct TemporaryKey {
    pub(super) access_key_id: String,
    pub(super) secret: String,
    pub(super) token: String,
    pub(super) expires_at: Timestamp,
}

impl TemporaryKey {
    /// The four fields that STS and the metadata service both answer.
    pub(super) fn to_json(&self) -> Value {
        json!({
            "AccessKeyId": self.access_key_id,
            "AccessKeySecret": self.secret,
            "SecurityToken": self.token,
            "Expiration": iso_seconds(self.expires_at),
        })
    }
}

/// All temporary keys, the expired ones too: a call with one of them is told that it expired.
#[derive(Default)]
pub(super) struct KeyStore {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    by_id: HashMap<String, TemporaryKey>,
    order: VecDeque<String>,
}

impl KeyStore {
    /// Makes a key that is good until `expires_at`.
    pub(super) fn issue(&self, ids: &Ids, expires_at: Timestamp) -> TemporaryKey {
        let key = TemporaryKey {
            access_key_id: format!("STS.N{}", ids.lower(24)),
            secret: ids.lower(44),
            token: format!("CAIS{}", ids.lower(160)),
            expires_at,
        };
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.order.len() == CAPACITY
            && let Some(oldest) = inner.order.pop_front()
        {
            inner.by_id.remove(&oldest);
        }
        inner.order.push_back(key.access_key_id.clone());
        inner.by_id.insert(key.access_key_id.clone(), key.clone());
        key
    }

    /// The key of that id, expired or not.
    pub(super) fn find(&self, access_key_id: &str) -> Option<TemporaryKey> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).by_id.get(access_key_id).cloned()
    }
}

// Written by hand so that no secret can end in a log.
impl std::fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyStore").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_by_their_id_and_the_store_is_bounded() {
        let (store, ids) = (KeyStore::default(), Ids::new(1));
        let first = store.issue(&ids, Timestamp::UNIX_EPOCH);
        assert_eq!(store.find(&first.access_key_id).unwrap().secret, first.secret);
        assert!(store.find("STS.none").is_none());
        assert!(!format!("{store:?}").contains(&first.secret));
        for _ in 0..CAPACITY {
            store.issue(&ids, Timestamp::UNIX_EPOCH);
        }
        assert!(store.find(&first.access_key_id).is_none());
    }
}
