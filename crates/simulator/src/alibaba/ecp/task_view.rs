//! How a level-2 task stands, in the vendor's words.

use jiff::Timestamp;

use crate::world::{Failure, Fleet, WorkId, WorkState};

/// What a level-2 task stands for.
#[derive(Clone, Debug)]
pub(super) enum ChildWork {
    /// Work on a phone.
    Phone(WorkId),
    /// The deletion of a backup file; without an end it is stuck.
    Deletion { began_at: Timestamp, ends_at: Option<Timestamp>, failure: Option<Failure> },
    /// A phone that was left out.
    Skipped { at: Timestamp, failure: Failure },
}

/// How a level-2 task stands.
#[derive(Clone, Debug)]
pub(super) struct TaskView {
    pub(super) status: &'static str,
    pub(super) started_at: Option<Timestamp>,
    pub(super) finished_at: Option<Timestamp>,
    pub(super) failure: Option<Failure>,
    pub(super) result: String,
}

impl TaskView {
    /// `None` when the work was forgotten.
    pub(super) fn of(fleet: &Fleet, work: &ChildWork) -> Option<Self> {
        match work {
            ChildWork::Phone(work) => Self::of_phone(fleet, *work),
            ChildWork::Deletion { began_at, ends_at, failure } => {
                let finished_at = ends_at.filter(|end| *end <= fleet.now());
                let status = match (finished_at, failure) {
                    (None, _) => "Processing",
                    (Some(_), None) => "Finished",
                    (Some(_), Some(_)) => "Failed",
                };
                let failure = failure.clone().filter(|_| finished_at.is_some());
                let result = if status == "Finished" { good_result() } else { String::new() };
                Some(Self { status, started_at: Some(*began_at), finished_at, failure, result })
            }
            ChildWork::Skipped { at, failure } => Some(Self {
                status: "Skipped",
                started_at: None,
                finished_at: Some(*at),
                failure: Some(failure.clone()),
                result: String::new(),
            }),
        }
    }

    fn of_phone(fleet: &Fleet, work: WorkId) -> Option<Self> {
        let view = fleet.work(work)?;
        let started_at = (view.state != WorkState::Accepted).then_some(view.started_at);
        let (status, failure, result) = match view.state {
            WorkState::Accepted => ("Waiting", None, String::new()),
            WorkState::Running => ("Processing", None, String::new()),
            WorkState::Done { note, partial: true, .. } => ("PartFinished", None, note),
            WorkState::Done { .. } => ("Finished", None, good_result()),
            WorkState::Failed(failure) => {
                let result = format!("{{'success': False, 'code': '{}'}}", failure.code);
                ("Failed", Some(failure), result)
            }
        };
        Some(Self { status, started_at, finished_at: view.finished_at, failure, result })
    }
}

/// Written as Python would, as in the vendor's sample.
fn good_result() -> String {
    "{'success': True, 'message': None}".to_owned()
}
