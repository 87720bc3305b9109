//! The works that one call begins, phone by phone, before they become tasks.

use super::answer::Call;
use super::targets::Ready;
use super::task_view::ChildWork;
use crate::world::{Failure, Fleet, Submission, WorkFaultKind, WorkId};

/// One phone's (or one backup file's) part of a call.
pub(super) struct NewChild {
    pub(super) instance_id: String,
    /// What the task is about: the phone itself, or a backup file.
    pub(super) resource_id: String,
    pub(super) work: ChildWork,
    /// Whether the answer of the call tells of it. It does not when a fault has the phone refused.
    pub(super) shown: bool,
}

/// All parts of a call that were begun.
#[derive(Default)]
pub(super) struct Began {
    pub(super) children: Vec<NewChild>,
    /// Whether any of them has an effect.
    pub(super) applied: bool,
}

impl Began {
    /// Hands a work to the fleet, as far as an injected fault lets it. `None` means that the phone is left out. A phone
    /// that is refused although its work takes effect has a task like any other, and the answer keeps it back.
    pub(super) fn submit(
        &mut self,
        call: Call<'_>,
        fleet: &mut Fleet,
        submission: Submission,
    ) -> Option<WorkId> {
        let instance_id = submission.phone_id.clone();
        let fault = call.injected.of(&instance_id);
        let applied = fault.as_ref().is_none_or(|fault| fault.applied);
        let refused = fault.as_ref().is_some_and(|fault| fault.kind == WorkFaultKind::Refuse);
        if refused && !applied {
            return None;
        }
        // Nobody can take the phone between the check and this, both are under one lock.
        let work = fleet.submit(submission, fault.filter(|_| !refused)).ok()?;
        self.applied |= applied;
        self.children.push(NewChild {
            resource_id: instance_id.clone(),
            instance_id,
            work: ChildWork::Phone(work),
            shown: !refused,
        });
        Some(work)
    }

    /// Adds a task `Skipped` for each phone that was left out, if the setting wants it.
    pub(super) fn skip(&mut self, call: Call<'_>, fleet: &Fleet, ready: &Ready) {
        if !call.universe.settings.alibaba.report_skipped {
            return;
        }
        let at = fleet.now();
        self.children.extend(ready.left_out.iter().map(|(id, fault)| NewChild {
            instance_id: id.clone(),
            resource_id: id.clone(),
            work: ChildWork::Skipped { at, failure: Failure::new(&*fault.code, &*fault.message) },
            shown: false,
        }));
    }
}
