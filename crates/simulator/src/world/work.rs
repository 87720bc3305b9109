//! Work on a phone: what the clouds call jobs and tasks.
//!
//! The heavy part runs at once on a worker thread against a snapshot of the phone; its result is published when
//! the simulated duration is over as well. Publishing happens on observation: whoever looks at the fleet first
//! settles everything that is due, so no timer is needed and a clock that stands still holds everything.

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
}

impl Action {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Restart => "restart",
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
pub(crate) type Heavy = Box<dyn FnOnce(&Phone) -> Result<Finish, Failure> + Send>;

/// A successful end of the heavy part.
pub(crate) struct Finish {
    /// Bytes moved; they decide the duration.
    pub(crate) bytes: u64,
    /// Free text of the result.
    pub(crate) note: String,
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
}

/// Where a work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WorkState {
    Accepted,
    Running,
    /// With its free text and the bytes moved.
    Done {
        note: String,
        bytes: u64,
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
    /// When the heavy part was over: a work never ends before.
    pub(super) at: Timestamp,
}

/// A work in the engine.
pub(super) struct Work {
    pub(super) view: WorkView,
    pub(super) phases: Vec<Power>,
    pub(super) previous: Power,
    pub(super) on_success: After,
    pub(super) on_failure: After,
    pub(super) pace: Pace,
    pub(super) outcome: Option<Outcome>,
    /// Index of its line in the ledger.
    pub(super) ledger: usize,
}

impl Work {
    fn duration(&self, timing: &Timing) -> Duration {
        match (&self.pace, &self.outcome) {
            (Pace::Fixed(duration), _) => *duration,
            (Pace::Transfer, Some(Outcome { result: Ok(finish), .. })) => timing.transfer(finish.bytes),
            (Pace::Transfer, _) => timing.transfer_base,
        }
    }

    /// When it ends; `None` while the heavy part is not over.
    pub(super) fn ends_at(&self, timing: &Timing) -> Option<Timestamp> {
        let outcome = self.outcome.as_ref()?;
        Some(later(self.view.started_at, self.duration(timing)).max(outcome.at))
    }

    /// Share of the duration that is over, 0 to 99.
    pub(super) fn progress(&self, now: Timestamp, timing: &Timing) -> u8 {
        let whole = self.duration(timing).as_millis().max(1);
        let gone = now.duration_since(self.view.started_at).as_millis();
        let gone = u128::try_from(gone).unwrap_or(0);
        u8::try_from((gone.saturating_mul(100) / whole).min(99)).unwrap_or(99)
    }

    /// The power state to show now; `None` leaves it.
    pub(super) fn phase(&self, progress: u8) -> Option<Power> {
        let at = usize::from(progress) * self.phases.len() / 100;
        self.phases.get(at).copied()
    }
}

/// `time` plus `by`, within the calendar.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
    time.saturating_add(by).unwrap_or(Timestamp::MAX)
}
