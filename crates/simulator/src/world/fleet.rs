//! The phones and the work on them, behind one lock.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;

use super::ledger::LedgerEntry;
use super::phone::{Cloud, Phone};
use super::work::{
    After, Failure, Finish, Heavy, Job, Outcome, Refusal, Submission, Work, WorkId, WorkState, WorkView,
    later,
};
use crate::settings::Timing;

/// Finished works beyond this number are forgotten, oldest first.
const KEPT_WORKS: usize = 200_000;

/// A heavy part on its way to a worker thread.
pub(super) struct Task {
    pub(super) id: WorkId,
    pub(super) heavy: Heavy,
    pub(super) phone: Phone,
}

/// All phones with their work and the ledger. Reached by [`super::World::with`], which settles what is due.
pub(crate) struct Fleet {
    phones: Vec<Phone>,
    index: HashMap<String, usize>,
    works: BTreeMap<WorkId, Work>,
    active: Vec<WorkId>,
    next_work: WorkId,
    ledger: Vec<LedgerEntry>,
    reserved: usize,
    timing: Timing,
    now: Timestamp,
    pub(super) outbox: Vec<Task>,
}

impl Fleet {
    pub(super) fn new(timing: Timing, now: Timestamp) -> Self {
        Self {
            phones: Vec::new(),
            index: HashMap::new(),
            works: BTreeMap::new(),
            active: Vec::new(),
            next_work: 1,
            ledger: Vec::new(),
            reserved: 0,
            timing,
            now,
            outbox: Vec::new(),
        }
    }

    /// Simulated time of this look at the fleet.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn timing(&self) -> &Timing {
        &self.timing
    }

    /// Adds a phone; false if its id is taken.
    pub(crate) fn add(&mut self, phone: Phone) -> bool {
        if self.index.contains_key(&phone.id) {
            return false;
        }
        self.index.insert(phone.id.clone(), self.phones.len());
        self.phones.push(phone);
        true
    }

    /// Sets `count` new phone numbers aside; gives the first.
    pub(crate) fn reserve(&mut self, count: usize) -> usize {
        let last = self.phones.iter().map(|phone| phone.number + 1).max().unwrap_or(0);
        let first = last.max(self.reserved);
        self.reserved = first + count;
        first
    }

    /// Every phone in order of creation.
    pub(crate) fn all(&self) -> &[Phone] {
        &self.phones
    }

    /// The phones of one cloud in order of creation.
    pub(crate) fn phones(&self, cloud: Cloud) -> impl DoubleEndedIterator<Item = &Phone> {
        self.phones.iter().filter(move |phone| phone.cloud == cloud)
    }

    /// A phone by its id, of any cloud.
    pub(crate) fn any_phone(&self, id: &str) -> Option<&Phone> {
        self.index.get(id).and_then(|at| self.phones.get(*at))
    }

    /// A phone of one cloud.
    pub(crate) fn phone(&self, cloud: Cloud, id: &str) -> Option<&Phone> {
        self.any_phone(id).filter(|phone| phone.cloud == cloud)
    }

    /// A phone of any cloud, to change it.
    pub(crate) fn phone_mut(&mut self, id: &str) -> Option<&mut Phone> {
        self.index.get(id).and_then(|at| self.phones.get_mut(*at))
    }

    /// The ledger, oldest first.
    pub(crate) fn ledger(&self) -> &[LedgerEntry] {
        &self.ledger
    }

    /// Accepts a work: the phone is held, the ledger gets its line, a heavy part goes to a worker thread.
    ///
    /// # Errors
    /// The phone is unknown or held by another work.
    pub(crate) fn submit(&mut self, submission: Submission) -> Result<WorkId, Refusal> {
        let Submission { phone_id, action, object, phases, on_success, on_failure, pace, job } = submission;
        let now = self.now;
        let id = self.next_work;
        let phone =
            self.index.get(&phone_id).and_then(|at| self.phones.get_mut(*at)).ok_or(Refusal::UnknownPhone)?;
        if let Some(busy) = phone.busy {
            let action = self.works.get(&busy).map_or(action, |work| work.view.action);
            return Err(Refusal::Busy(action));
        }
        self.next_work += 1;
        let snapshot = phone.clone();
        phone.busy = Some(id);
        phone.progress = 0;
        phone.updated_at = now;
        let view = WorkView {
            phone_id: phone_id.clone(),
            action,
            state: WorkState::Accepted,
            accepted_at: now,
            started_at: later(now, self.timing.queue),
            finished_at: None,
        };
        if let Some(first) = phases.first() {
            phone.power = *first;
        }
        self.ledger.push(LedgerEntry {
            cloud: phone.cloud,
            phone_id,
            action,
            object,
            accepted_at: now,
            finished_at: None,
            result: "running".to_owned(),
        });
        let outcome = match job {
            Job::Instant(effect) => {
                let finish = Finish { bytes: 0, note: String::new(), effect };
                Some(Outcome { result: Ok(finish), at: now })
            }
            Job::Heavy(heavy) => {
                self.outbox.push(Task { id, heavy, phone: snapshot.clone() });
                None
            }
        };
        let ledger = self.ledger.len() - 1;
        let previous = snapshot.power;
        let work = Work { view, phases, previous, on_success, on_failure, pace, outcome, ledger };
        self.works.insert(id, work);
        self.active.push(id);
        Ok(id)
    }

    /// How a work stands.
    pub(crate) fn work(&self, id: WorkId) -> Option<WorkView> {
        self.works.get(&id).map(|work| work.view.clone())
    }

    pub(super) fn finished(&mut self, id: WorkId, result: Result<Finish, Failure>, at: Timestamp) {
        if let Some(work) = self.works.get_mut(&id) {
            work.outcome = Some(Outcome { result, at });
        }
    }

    /// Brings everything up to `now`: shows phases, publishes what is over.
    pub(super) fn pump(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        let now = self.now;
        let mut due: Vec<(Timestamp, WorkId)> = Vec::new();
        for id in &self.active {
            let Some(work) = self.works.get_mut(id) else { continue };
            if now < work.view.started_at {
                continue;
            }
            work.view.state = WorkState::Running;
            if let Some(end) = work.ends_at(&self.timing).filter(|end| *end <= now) {
                due.push((end, *id));
                continue;
            }
            let progress = work.progress(now, &self.timing);
            let phase = work.phase(progress);
            let phone = self.index.get(&work.view.phone_id).and_then(|at| self.phones.get_mut(*at));
            if let Some(phone) = phone {
                phone.progress = progress;
                if let Some(power) = phase {
                    phone.power = power;
                }
            }
        }
        due.sort_unstable();
        for (end, id) in due {
            self.publish(id, end);
        }
        while self.works.len() > KEPT_WORKS {
            match self.works.first_entry() {
                Some(oldest) if oldest.get().view.state.is_final() => {
                    oldest.remove();
                }
                _ => break,
            }
        }
    }

    fn publish(&mut self, id: WorkId, end: Timestamp) {
        self.active.retain(|active| *active != id);
        let Some(work) = self.works.get_mut(&id) else { return };
        let Some(Outcome { result, .. }) = work.outcome.take() else { return };
        let phone = self.index.get(&work.view.phone_id).and_then(|at| self.phones.get_mut(*at));
        let Some(phone) = phone else { return };
        phone.busy = None;
        phone.updated_at = end;
        let result = result.and_then(|finish| {
            let done = WorkState::Done { note: finish.note, bytes: finish.bytes };
            // A bug in an effect must not leave a work that never ends.
            catch_unwind(AssertUnwindSafe(|| (finish.effect)(phone)))
                .unwrap_or_else(|_| Err(Failure::own_fault()))
                .map(|()| done)
        });
        let (state, after, line) = match result {
            Ok(done) => {
                phone.progress = 100;
                phone.last_error = None;
                (done, work.on_success, "succeeded".to_owned())
            }
            Err(failure) => {
                phone.last_error = Some(failure.code.clone());
                let line = format!("failed: {}", failure.code);
                (WorkState::Failed(failure), work.on_failure, line)
            }
        };
        match after {
            After::Set(power) => phone.power = power,
            After::Previous if work.phases.is_empty() => {}
            After::Previous => phone.power = work.previous,
        }
        work.view.state = state;
        work.view.finished_at = Some(end);
        if let Some(entry) = self.ledger.get_mut(work.ledger) {
            entry.finished_at = Some(end);
            entry.result = line;
        }
    }
}
