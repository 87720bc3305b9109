//! What the Huawei side remembers beyond the phones: tokens, and which job belongs to which call.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::world::WorkId;

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

/// One accepted item of a batch.
#[derive(Clone, Debug)]
pub(super) struct JobRecord {
    pub(super) job_id: String,
    pub(super) phone_id: String,
    pub(super) work: WorkId,
    /// Hidden from the job calls before.
    pub(super) visible_from: Timestamp,
}

/// The memory of the Huawei services.
#[derive(Default)]
pub(crate) struct State {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    tokens: HashMap<String, Token>,
    jobs: HashMap<String, JobRecord>,
    requests: HashMap<String, Vec<String>>,
}

impl std::fmt::Debug for State {
    // Tokens are secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn token(&self, text: &str) -> Option<Token> {
        self.lock().tokens.get(text).cloned()
    }

    /// Keeps a new token and forgets those that ran out before `now`.
    pub(super) fn issue(&self, text: String, token: Token, now: Timestamp) {
        let mut inner = self.lock();
        inner.tokens.retain(|_, old| old.expires_at > now);
        inner.tokens.insert(text, token);
    }

    /// Remembers the accepted items of one call.
    pub(super) fn accepted(&self, request_id: &str, jobs: Vec<JobRecord>) {
        let mut inner = self.lock();
        let ids = jobs.iter().map(|job| job.job_id.clone()).collect();
        inner.requests.insert(request_id.to_owned(), ids);
        inner.jobs.extend(jobs.into_iter().map(|job| (job.job_id.clone(), job)));
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
