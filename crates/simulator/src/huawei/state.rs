//! What the Huawei side remembers beyond the phones: tokens, temporary keys, and which job belongs to which call.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::throttle::Buckets;
use crate::settings::HuaweiSettings;
use crate::signature::Credential;
use crate::world::{WorkId, WorkView, later};

/// How many tokens, temporary keys and metadata tokens are remembered each. Those that have run out stay among them, so
/// that they are refused as expired; beyond the number the oldest are forgotten, however long they would be good.
const MOST_SECRETS: usize = 10_000;

/// What a token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenScope {
    /// One project.
    Project(String),
    /// The account as a whole: not enough for CPH.
    Global,
}

/// An issued token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) scope: TokenScope,
    /// On the simulated clock.
    pub(super) expires_at: Timestamp,
}

/// Issued temporary keys.
#[derive(Clone)]
pub(super) struct TemporaryKey {
    pub(super) access: String,
    pub(super) secret: String,
    pub(super) security_token: String,
    /// On the simulated clock.
    pub(super) expires_at: Timestamp,
}

/// Wrong passwords in a row.
#[derive(Clone, Copy, Debug, Default)]
struct Failures {
    count: u32,
    locked_until: Option<Timestamp>,
}

/// Where the end of a job is to be found.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// A work of the fleet.
    Work(WorkId),
    /// Done at once, by a synchronous command.
    Ended(Box<WorkView>),
}

/// One accepted item of a batch.
#[derive(Clone, Debug)]
pub(super) struct JobRecord {
    pub(super) job_id: String,
    /// The call that made it.
    pub(super) request_id: Arc<str>,
    pub(super) phone_id: String,
    pub(super) source: Source,
    /// Hidden from the job calls before.
    pub(super) visible_from: Timestamp,
}

/// The memory of the Huawei services.
#[derive(Default)]
pub(crate) struct State {
    inner: Mutex<Inner>,
    pub(super) buckets: Buckets,
    settings: OnceLock<Arc<HuaweiSettings>>,
}

/// The last of what was given out, by its text.
struct Issued<T> {
    by_text: HashMap<Arc<str>, T>,
    order: VecDeque<Arc<str>>,
}

impl<T> Default for Issued<T> {
    fn default() -> Self {
        Self { by_text: HashMap::new(), order: VecDeque::new() }
    }
}

impl<T> Issued<T> {
    fn keep(&mut self, text: &str, value: T) {
        let text: Arc<str> = text.into();
        if self.by_text.insert(Arc::clone(&text), value).is_none() {
            self.order.push_back(text);
        }
        while self.order.len() > MOST_SECRETS {
            let Some(oldest) = self.order.pop_front() else { break };
            self.by_text.remove(&oldest);
        }
    }

    fn get(&self, text: &str) -> Option<&T> {
        self.by_text.get(text)
    }
}

#[derive(Default)]
struct Inner {
    tokens: Issued<Token>,
    keys: Issued<TemporaryKey>,
    failures: HashMap<String, Failures>,
    metadata_tokens: Issued<Timestamp>,
    metadata_key: Option<TemporaryKey>,
    jobs: HashMap<String, JobRecord>,
    requests: HashMap<String, Vec<String>>,
    order: VecDeque<String>,
}

impl std::fmt::Debug for State {
    // Tokens and keys are secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy of the settings that all work shares: there may be work on 100,000 phones at once.
    pub(super) fn settings(&self, own: &HuaweiSettings) -> Arc<HuaweiSettings> {
        Arc::clone(self.settings.get_or_init(|| Arc::new(own.clone())))
    }

    pub(super) fn token(&self, text: &str) -> Option<Token> {
        self.lock().tokens.get(text).cloned()
    }

    /// Keeps a new token.
    pub(super) fn issue(&self, text: &str, token: Token) {
        self.lock().tokens.keep(text, token);
    }

    /// Keeps new keys.
    pub(super) fn keep_key(&self, key: TemporaryKey) {
        let access = key.access.clone();
        self.lock().keys.keep(&access, key);
    }

    /// The secret of a temporary key, whether it has run out or not.
    pub(super) fn credential(&self, access: &str) -> Option<Credential> {
        self.lock().keys.get(access).map(|key| Credential {
            secret: key.secret.clone(),
            security_token: Some(key.security_token.clone()),
        })
    }

    /// Whether this is a temporary key that has run out.
    pub(super) fn has_expired(&self, access: &str, now: Timestamp) -> bool {
        self.lock().keys.get(access).is_some_and(|key| key.expires_at <= now)
    }

    /// Whether the user is locked out.
    pub(super) fn is_locked(&self, user: &str, now: Timestamp) -> bool {
        let inner = self.lock();
        inner.failures.get(user).and_then(|found| found.locked_until).is_some_and(|until| until > now)
    }

    /// Counts a wrong password; the `most`-th in a row locks the user for a while. 0 never locks.
    pub(super) fn wrong_password(&self, user: &str, most: u32, lock: Duration, now: Timestamp) {
        let mut inner = self.lock();
        let found = inner.failures.entry(user.to_owned()).or_default();
        found.count = found.count.saturating_add(1);
        if most > 0 && found.count >= most {
            *found = Failures { count: 0, locked_until: Some(later(now, lock)) };
        }
    }

    /// A right password: the row of wrong ones is over.
    pub(super) fn right_password(&self, user: &str) {
        self.lock().failures.remove(user);
    }

    /// Keeps a metadata token.
    pub(super) fn issue_metadata_token(&self, text: &str, expires_at: Timestamp) {
        self.lock().metadata_tokens.keep(text, expires_at);
    }

    pub(super) fn knows_metadata_token(&self, text: &str, now: Timestamp) -> bool {
        self.lock().metadata_tokens.get(text).is_some_and(|end| *end > now)
    }

    /// The keys that the server was given last.
    pub(super) fn metadata_key(&self) -> Option<TemporaryKey> {
        self.lock().metadata_key.clone()
    }

    pub(super) fn keep_metadata_key(&self, key: TemporaryKey) {
        self.lock().metadata_key = Some(key);
    }

    /// Remembers the accepted items of one call; beyond `kept` jobs those of the oldest calls are forgotten. A call of
    /// which nothing was accepted leaves nothing.
    pub(super) fn accepted(&self, request_id: &str, jobs: Vec<JobRecord>, kept: usize) {
        if jobs.is_empty() {
            return;
        }
        let mut inner = self.lock();
        let ids = jobs.iter().map(|job| job.job_id.clone()).collect();
        inner.requests.insert(request_id.to_owned(), ids);
        inner.order.push_back(request_id.to_owned());
        inner.jobs.extend(jobs.into_iter().map(|job| (job.job_id.clone(), job)));
        while inner.jobs.len() > kept && inner.order.len() > 1 {
            let Some(oldest) = inner.order.pop_front() else { break };
            for id in inner.requests.remove(&oldest).unwrap_or_default() {
                inner.jobs.remove(&id);
            }
        }
    }

    pub(super) fn job(&self, job_id: &str) -> Option<JobRecord> {
        self.lock().jobs.get(job_id).cloned()
    }

    /// The jobs of a call in the order of its items.
    pub(super) fn jobs_of(&self, request_id: &str) -> Vec<JobRecord> {
        let inner = self.lock();
        let ids = inner.requests.get(request_id).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| inner.jobs.get(id).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_which_nothing_was_accepted_are_not_collected() {
        let state = State::default();
        for n in 0..100 {
            state.accepted(&n.to_string(), Vec::new(), 10);
        }
        let inner = state.lock();
        assert_eq!((inner.requests.len(), inner.order.len()), (0, 0));
    }

    #[test]
    fn tokens_and_keys_are_not_collected_for_ever() {
        let state = State::default();
        let end = Timestamp::MAX;
        for n in 0..=MOST_SECRETS {
            let text = n.to_string();
            state.issue(&text, Token { scope: TokenScope::Global, expires_at: end });
            state.issue_metadata_token(&text, end);
            let (secret, security_token) = (String::new(), String::new());
            state.keep_key(TemporaryKey { access: text, secret, security_token, expires_at: end });
        }
        assert!(state.token("0").is_none() && state.token("1").is_some());
        assert!(state.credential("0").is_none() && state.credential("1").is_some());
        assert!(!state.knows_metadata_token("0", Timestamp::MIN));
        let inner = state.lock();
        assert_eq!((inner.tokens.by_text.len(), inner.tokens.order.len()), (MOST_SECRETS, MOST_SECRETS));
    }
}
