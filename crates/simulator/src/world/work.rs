//! Work on a phone: what the clouds call jobs and tasks.
//!
//! The heavy part runs at once on a worker thread against a snapshot of the phone; its result is published when
//! the simulated duration is over as well ([`super::engine`]).

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::phone::{Phone, Power};
use crate::settings::Timing;

/// Number of one work; ever growing.
pub(crate) type WorkId = u64;

/// What a work does, in the words of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    Backup,
    Restore,
    Stop,
    Start,
    Restart,
    Reset,
    /// Of a backup file.
    Delete,
    Command,
    Push,
    Install,
    Uninstall,
}

impl Action {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Restart => "restart",
            Self::Reset => "reset",
            Self::Delete => "delete",
            Self::Command => "command",
            Self::Push => "push",
            Self::Install => "install",
            Self::Uninstall => "uninstall",
        }
    }
}

/// Why a work failed, in the vendor's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }

    /// The simulator's own code failed.
    pub(super) fn own_fault() -> Self {
        Self::new("InternalError", "the simulator's own work failed")
    }
}

/// What becomes visible at the end (change of the phone, storing of the object), made under the fleet's lock when the
/// work is published. It must be quick and must not call [`super::World::with`]; it may still fail the work, and
/// then has to leave the phone as it was.
pub(crate) type Effect = Box<dyn FnOnce(&mut Phone) -> Result<(), Failure> + Send>;

/// The heavy part: gets the phone as it was at acceptance, runs without any lock on a worker thread.
pub(crate) type Heavy = Box<dyn FnOnce(&Phone, Defects) -> Result<Finish, Failure> + Send>;

/// A successful end of the heavy part.
pub(crate) struct Finish {
    /// Bytes moved; they decide the duration.
    pub(crate) bytes: u64,
    /// Free text of the result.
    pub(crate) note: String,
    /// Whether only a part of what was asked was done.
    pub(crate) partial: bool,
    pub(crate) effect: Effect,
}

/// What is to be done.
pub(crate) enum Job {
    /// Only the effect, after the fixed duration.
    Instant(Effect),
    Heavy(Heavy),
}

/// How long a work lasts from its start.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pace {
    /// By the bytes moved ([`Timing::transfer`]).
    Transfer,
    Fixed(Duration),
}

/// The power state after a work.
#[derive(Clone, Copy, Debug)]
pub(crate) enum After {
    /// As it was at acceptance.
    Previous,
    Set(Power),
}

/// A work to be accepted by [`super::Fleet::submit`].
pub(crate) struct Submission {
    pub(crate) phone_id: String,
    pub(crate) action: Action,
    /// For the ledger: `obs://bucket/key` or `oss://bucket/key`.
    pub(crate) object: Option<String>,
    /// Power states shown one after another while it lasts, each for an equal part; empty leaves it as it is.
    pub(crate) phases: Vec<Power>,
    pub(crate) on_success: After,
    pub(crate) on_failure: After,
    pub(crate) pace: Pace,
    pub(crate) job: Job,
}

/// Why a work was not accepted. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    UnknownPhone,
    /// Another work holds the phone.
    Busy(Action),
    /// An injected fault refuses it.
    Injected(Failure),
}

/// What an injected fault makes of one work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WorkFault {
    pub(crate) kind: WorkFaultKind,
    /// Whether the work takes effect all the same. If not, the ledger has no line of it.
    pub(crate) applied: bool,
    /// What [`WorkFaultKind::Refuse`] and [`WorkFaultKind::Fail`] report, and a stuck work that has no effect once it is
    /// let go.
    pub(crate) failure: Failure,
    /// How long [`WorkFaultKind::Stuck`] lasts from the acceptance; `None` until the faults are cleared.
    pub(crate) hold: Option<Duration>,
}

/// How a work goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WorkFaultKind {
    /// It is not accepted.
    Refuse,
    /// It is shown as running, and holds the phone, until the faults are cleared.
    Stuck,
    /// It is reported as failed.
    Fail,
    /// It is reported as done in part.
    Partial,
    /// It is reported as done, but what it stored is damaged.
    Corrupt,
}

/// How a heavy part has to spoil its result, because an injected fault says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Defects {
    /// Only the first half of the entries is moved.
    pub(crate) partial: bool,
    /// The stored object is damaged.
    pub(crate) corrupt: bool,
}

/// Where a work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WorkState {
    Accepted,
    Running,
    /// With its free text, the bytes moved and whether it was only a part of what was asked.
    Done {
        note: String,
        bytes: u64,
        partial: bool,
    },
    Failed(Failure),
}

impl WorkState {
    pub(crate) fn is_final(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Failed(_))
    }
}

/// What a caller sees of a work.
#[derive(Clone, Debug)]
pub(crate) struct WorkView {
    pub(crate) phone_id: String,
    pub(crate) action: Action,
    pub(crate) state: WorkState,
    pub(crate) accepted_at: Timestamp,
    pub(crate) started_at: Timestamp,
    pub(crate) finished_at: Option<Timestamp>,
}

/// What the heavy part left, until it is published.
pub(super) struct Outcome {
    pub(super) result: Result<Finish, Failure>,
    /// When the heavy part was over: a work never ends before. In virtual time, which worker threads do not make pass,
    /// the time of acceptance.
    pub(super) at: Timestamp,
}

/// A work in the engine.
pub(super) struct Work {
    pub(super) view: WorkView,
    /// Where its phone stands in the fleet, and the phone's number.
    pub(super) phone: usize,
    pub(super) number: usize,
    pub(super) server: String,
    pub(super) phases: Vec<Power>,
    pub(super) previous: Power,
    pub(super) on_success: After,
    pub(super) on_failure: After,
    pub(super) pace: Pace,
    pub(super) outcome: Option<Outcome>,
    /// When it will end, as far as that is known.
    pub(super) ends_at: Option<Timestamp>,
    /// Index of its line in the ledger; `None` if it has no effect.
    pub(super) ledger: Option<usize>,
    /// How an injected fault spoils it, and what it then reports.
    pub(super) fault: Option<(WorkFaultKind, Failure)>,
    /// For a work that is stuck for a time only: how long, from its acceptance.
    pub(super) hold: Option<Duration>,
    /// The end of a stuck work, to be shown when it is let go.
    pub(super) kept_back: Option<(WorkState, After, Timestamp)>,
}

impl Work {
    /// How long it lasts; without the bytes moved as long as they are not known.
    pub(super) fn duration(&self, timing: &Timing) -> Duration {
        match (&self.pace, &self.outcome) {
            (Pace::Fixed(duration), _) => *duration,
            (Pace::Transfer, Some(Outcome { result: Ok(finish), .. })) => timing.transfer(finish.bytes),
            (Pace::Transfer, _) => timing.transfer_base,
        }
    }

    /// When it ends, if its heavy part is over.
    pub(super) fn end(&self, timing: &Timing) -> Option<Timestamp> {
        let outcome = self.outcome.as_ref()?;
        let end = later(self.view.started_at, self.duration(timing)).max(outcome.at);
        Some(self.hold.map_or(end, |hold| end.max(later(self.view.accepted_at, hold))))
    }
}

/// `time` plus `by`, within the calendar.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
    time.saturating_add(by).unwrap_or(Timestamp::MAX)
}
