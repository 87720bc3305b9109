//! What was submitted, and the states of its tasks.

use std::fmt;
use std::time::SystemTime;

use crate::phone::PhoneId;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Back up.
    Backup,
    /// Restore.
    Restore,
    /// Shut down.
    Stop,
    /// Start.
    Start,
    /// Restart.
    Restart,
    /// Reset: the data of the phone is lost.
    Reset,
    /// Run a command.
    Run,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] =
        &[Self::Backup, Self::Restore, Self::Stop, Self::Start, Self::Restart, Self::Reset, Self::Run];

    /// The stable name, such as `backup`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Restart => "restart",
            Self::Reset => "reset",
            Self::Run => "run",
        }
    }
}

/// A batch that a cloud accepted: one task or one refusal for each phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The cloud's short name.
    pub cloud: String,
    /// The region it was submitted in.
    pub region: String,
    /// The account or project it was submitted in.
    pub account: Option<String>,
    /// What it does.
    pub action: Action,
    /// The vendor's id of the submission.
    pub request_id: String,
    /// The vendor's id of the batch task, if it has one beside the request id.
    pub batch: Option<String>,
    /// One item for each phone submitted, in that order.
    pub items: Vec<Item>,
}

/// One phone of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The phone.
    pub phone: PhoneId,
    /// The vendor's id of its task; some calls give none.
    pub task: Option<String>,
    /// The vendor's id of the backup that its task makes.
    pub backup: Option<String>,
    /// The refusal, if this phone was not accepted.
    pub refused: Option<Refused>,
}

impl Item {
    /// A phone whose task is known.
    pub fn accepted(phone: PhoneId, task: Option<String>) -> Self {
        Self { phone, task, backup: None, refused: None }
    }

    /// A phone that was not accepted.
    pub fn refused(phone: PhoneId, code: Option<String>, message: impl Into<String>) -> Self {
        Self { phone, task: None, backup: None, refused: Some(Refused { code, message: message.into() }) }
    }
}

/// Why a cloud did not accept one phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words.
    pub message: String,
}

impl Submission {
    /// What to poll: every phone that was accepted.
    #[must_use]
    pub fn handles(&self) -> Vec<TaskHandle> {
        let accepted = self.items.iter().filter(|item| item.refused.is_none());
        accepted
            .map(|item| TaskHandle {
                action: self.action,
                phone: item.phone.clone(),
                request_id: self.request_id.clone(),
                batch: self.batch.clone(),
                task: item.task.clone(),
            })
            .collect()
    }
}

/// Names one task of one phone for [`Cloud::poll`](crate::cloud::Cloud::poll).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskHandle {
    /// What it does.
    pub action: Action,
    /// The phone.
    pub phone: PhoneId,
    /// The vendor's id of the submission.
    pub request_id: String,
    /// The vendor's id of the batch task.
    pub batch: Option<String>,
    /// The vendor's id of the task itself.
    pub task: Option<String>,
}

/// What a task is doing. A state that this version does not know counts as still running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// The cloud does not show it (yet).
    Unseen,
    /// It waits for its turn.
    Queued,
    /// It runs.
    Running,
    /// It ended well.
    Succeeded,
    /// It ended with a part of what was asked. Not a success.
    Partial,
    /// It was not carried out. Not a success.
    Skipped,
    /// It failed.
    Failed,
    /// A state in the vendor's words that this version does not know.
    Other(String),
}

impl TaskState {
    /// Whether nothing more will come.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Partial | Self::Skipped | Self::Failed)
    }
}

impl fmt::Display for TaskState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unseen => "unseen",
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Partial => "partial",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
            Self::Other(text) => text,
        })
    }
}

/// One look at one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskStatus {
    /// The state.
    pub state: TaskState,
    /// The vendor's error code.
    pub code: Option<String>,
    /// The vendor's words.
    pub message: Option<String>,
    /// Progress in percent, if the cloud shows it.
    pub progress: Option<u8>,
    /// When it began.
    pub started: Option<SystemTime>,
    /// When it ended.
    pub finished: Option<SystemTime>,
}

impl TaskStatus {
    /// A task of which only the state is known.
    #[must_use]
    pub const fn new(state: TaskState) -> Self {
        Self { state, code: None, message: None, progress: None, started: None, finished: None }
    }
}
