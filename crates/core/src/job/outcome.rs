//! What became of each phone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Item, Refused, TaskState, TaskStatus};
use crate::phone::PhoneId;

/// What became of one phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Its task ended well.
    Succeeded,
    /// Its task ended, but not well: failed, partial or skipped.
    Failed,
    /// It was never sent, or the cloud did not accept it.
    Refused,
    /// It was sent, and what became of it cannot be settled yet.
    Unknown,
}

impl Outcome {
    /// The stable name, such as `succeeded`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// One phone of a job: how it ended, or how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneOutcome {
    /// The phone.
    pub phone: PhoneId,
    /// How it ended; `None` while it is under way.
    pub outcome: Option<Outcome>,
    /// The state of its task; `None` if it was refused or never seen.
    pub task: Option<TaskStatus>,
    /// The vendor's id of its task.
    pub task_id: Option<String>,
    /// The vendor's id of the backup that its task makes.
    pub backup: Option<String>,
    /// The vendor's code of the failure or refusal.
    pub code: Option<String>,
    /// The cause of the failure or refusal in words.
    pub message: Option<String>,
}

impl PhoneOutcome {
    pub(super) fn refused(item: &Item, refused: &Refused) -> Self {
        Self {
            phone: item.phone.clone(),
            outcome: Some(Outcome::Refused),
            task: None,
            task_id: None,
            backup: None,
            code: refused.code.clone(),
            message: Some(refused.message.clone()),
        }
    }

    pub(super) fn of_task(item: &Item, status: Option<&TaskStatus>) -> Self {
        let state = status.map_or(&TaskState::Unseen, |status| &status.state);
        let outcome = match state {
            TaskState::Succeeded => Some(Outcome::Succeeded),
            TaskState::Failed | TaskState::Partial | TaskState::Skipped => Some(Outcome::Failed),
            TaskState::Unseen | TaskState::Queued | TaskState::Running | TaskState::Other(_) => None,
        };
        let message = status.and_then(|status| status.message.clone());
        let not_full = matches!(state, TaskState::Partial | TaskState::Skipped);
        Self {
            phone: item.phone.clone(),
            outcome,
            task: status.cloned(),
            task_id: item.task.clone(),
            backup: item.backup.clone(),
            code: status.and_then(|status| status.code.clone()),
            message: message.or_else(|| not_full.then(|| format!("the task ended `{state}`"))),
        }
    }
}

/// The outcomes of all phones of a job, none left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobResult {
    /// One entry for each phone submitted, in that order.
    pub phones: Vec<PhoneOutcome>,
}

impl JobResult {
    /// Takes the last snapshot as the result: what has not ended is unknown.
    pub(super) fn new(mut phones: Vec<PhoneOutcome>) -> Self {
        for phone in &mut phones {
            phone.outcome.get_or_insert(Outcome::Unknown);
        }
        Self { phones }
    }

    /// Whether every phone succeeded. A job without phones has not succeeded.
    #[must_use]
    pub fn all_succeeded(&self) -> bool {
        !self.phones.is_empty() && self.phones.iter().all(|phone| phone.outcome == Some(Outcome::Succeeded))
    }

    /// Whether the cloud accepted work on any phone.
    #[must_use]
    pub fn any_accepted(&self) -> bool {
        self.phones.iter().any(|phone| phone.outcome != Some(Outcome::Refused))
    }

    /// One line: how many ended how, and the first cause.
    #[must_use]
    pub fn summary(&self) -> String {
        if self.phones.is_empty() {
            return "it holds no phone".to_owned();
        }
        let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
        for outcome in self.phones.iter().filter_map(|phone| phone.outcome) {
            *counts.entry(outcome).or_default() += 1;
        }
        let mut text = counts
            .iter()
            .map(|(outcome, n)| format!("{n} {}", outcome.name()))
            .collect::<Vec<_>>()
            .join(", ");
        let bad = |phone: &&PhoneOutcome| phone.outcome != Some(Outcome::Succeeded);
        if let Some(first) = self.phones.iter().find(bad) {
            let _ = write!(text, "; {}", first.phone);
            if let Some(code) = &first.code {
                let _ = write!(text, ": {code}");
            }
            if let Some(message) = &first.message {
                let _ = write!(text, ": {message}");
            }
        }
        text
    }
}
