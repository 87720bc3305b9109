//! The phones and the work on them, behind one lock.

use std::collections::{BTreeSet, BinaryHeap, HashMap, VecDeque};

use jiff::Timestamp;

use super::engine::{Event, Server, Step};
use super::ledger::LedgerEntry;
use super::phone::{Cloud, Phone, Progress};
use super::work::{
    Action, Defects, Finish, Heavy, Job, Outcome, Refusal, Submission, Work, WorkFault, WorkFaultKind,
    WorkId, WorkState, WorkView, later,
};
use crate::settings::{Capacity, Timing};

/// Finished works beyond this number are forgotten, oldest first.
const KEPT_WORKS: usize = 200_000;

/// A heavy part on its way to a worker thread.
pub(super) struct Task {
    pub(super) id: WorkId,
    pub(super) heavy: Heavy,
    pub(super) phone: Phone,
    pub(super) defects: Defects,
}

/// All phones with their work and the ledger. Reached by [`super::World::with`], which settles what is due.
pub(crate) struct Fleet {
    pub(super) phones: Vec<Phone>,
    index: HashMap<String, usize>,
    /// The phones of each cloud, in order of creation.
    by_cloud: HashMap<Cloud, Vec<usize>>,
    /// The works from `first_work` on, in order of acceptance.
    works: VecDeque<Work>,
    first_work: WorkId,
    /// What is to happen, the next at the top.
    pub(super) events: BinaryHeap<Event>,
    pub(super) servers: HashMap<String, Server>,
    /// The works that an injected fault keeps from ending.
    pub(super) stuck: BTreeSet<WorkId>,
    pub(super) ledger: Vec<LedgerEntry>,
    /// How many ends of works were noted.
    pub(super) sequence: u64,
    /// The last noted change of each phone that was changed: sequence, or 0 for one from outside.
    pub(super) changes: HashMap<usize, u64>,
    /// What cannot be explained by the ledger.
    pub(super) differences: Vec<String>,
    next_number: usize,
    pub(super) timing: Timing,
    pub(super) capacity: Capacity,
    pub(super) now: Timestamp,
    pub(super) virtual_time: bool,
    /// Whether others may still call at the time that is shown now.
    pub(super) shared_time: bool,
    pub(super) outbox: Vec<Task>,
    /// The phones that were handed out to be changed, and may have been only looked at.
    touched: Vec<usize>,
}

impl Fleet {
    pub(super) fn new(timing: Timing, capacity: Capacity, now: Timestamp, virtual_time: bool) -> Self {
        Self {
            phones: Vec::new(),
            index: HashMap::new(),
            by_cloud: HashMap::new(),
            works: VecDeque::new(),
            first_work: 1,
            events: BinaryHeap::new(),
            servers: HashMap::new(),
            stuck: BTreeSet::new(),
            ledger: Vec::new(),
            sequence: 0,
            changes: HashMap::new(),
            differences: Vec::new(),
            next_number: 0,
            timing,
            capacity,
            now,
            virtual_time,
            shared_time: false,
            outbox: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Simulated time of this look at the fleet.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// Makes room for that many more phones.
    pub(crate) fn expect(&mut self, count: usize) {
        self.phones.reserve_exact(count);
        self.index.reserve(count);
    }

    /// Adds a phone; false if its id is taken.
    pub(crate) fn add(&mut self, mut phone: Phone) -> bool {
        if self.index.contains_key(&phone.id) {
            return false;
        }
        phone.capacity = self.capacity.storage_per_phone;
        self.next_number = self.next_number.max(phone.number + 1);
        self.index.insert(phone.id.clone(), self.phones.len());
        self.by_cloud.entry(phone.cloud).or_default().push(self.phones.len());
        self.phones.push(phone);
        true
    }

    /// Sets `count` new phone numbers aside; gives the first.
    pub(crate) fn reserve(&mut self, count: usize) -> usize {
        let first = self.next_number;
        self.next_number = first + count;
        first
    }

    /// Every phone in order of creation.
    pub(crate) fn all(&self) -> &[Phone] {
        &self.phones
    }

    /// The phones of one cloud in order of creation.
    pub(crate) fn phones(&self, cloud: Cloud) -> impl DoubleEndedIterator<Item = &Phone> {
        self.by_cloud.get(&cloud).into_iter().flatten().filter_map(|at| self.phones.get(*at))
    }

    /// A phone by its id, of any cloud.
    pub(crate) fn any_phone(&self, id: &str) -> Option<&Phone> {
        self.index.get(id).and_then(|at| self.phones.get(*at))
    }

    /// A phone of one cloud.
    pub(crate) fn phone(&self, cloud: Cloud, id: &str) -> Option<&Phone> {
        self.any_phone(id).filter(|phone| phone.cloud == cloud)
    }

    /// A phone of any cloud, to change it. A cloud that does so notes it ([`Self::note`]).
    pub(crate) fn phone_mut(&mut self, id: &str) -> Option<&mut Phone> {
        let at = *self.index.get(id)?;
        // Whatever is done to it, what an earlier work left on it proves nothing any more.
        self.changes.insert(at, 0);
        self.touched.push(at);
        self.phones.get_mut(at)
    }

    /// The ledger in order of acceptance, works of one time by the number of their phone.
    pub(crate) fn ledger(&self) -> Vec<&LedgerEntry> {
        let mut entries: Vec<&LedgerEntry> = self.ledger.iter().collect();
        entries.sort_by_key(|entry| (entry.accepted_at, entry.number));
        entries
    }

    /// Drops what was made only to be looked at.
    pub(super) fn tidy(&mut self) {
        for at in std::mem::take(&mut self.touched) {
            if let Some(phone) = self.phones.get_mut(at) {
                phone.forget();
            }
        }
    }

    pub(super) fn work_mut(&mut self, id: WorkId) -> Option<&mut Work> {
        let at = usize::try_from(id.checked_sub(self.first_work)?).ok()?;
        self.works.get_mut(at)
    }

    /// All works that are remembered, with their numbers.
    pub(super) fn works(&self) -> impl Iterator<Item = (WorkId, &Work)> {
        (self.first_work..).zip(&self.works)
    }

    /// Accepts a work: the phone is held, the ledger gets its line, a heavy part goes to a worker thread.
    ///
    /// # Errors
    /// The phone is unknown, held by another work, or an injected fault refuses it (which may have accepted it).
    pub(crate) fn submit(
        &mut self,
        submission: Submission,
        fault: Option<WorkFault>,
    ) -> Result<WorkId, Refusal> {
        match fault {
            Some(WorkFault { kind: WorkFaultKind::Refuse, applied, failure, .. }) => {
                if applied {
                    self.accept(submission, None)?;
                }
                Err(Refusal::Injected(failure))
            }
            other => self.accept(submission, other),
        }
    }

    fn accept(&mut self, submission: Submission, fault: Option<WorkFault>) -> Result<WorkId, Refusal> {
        let Submission { phone_id, action, object, phases, on_success, on_failure, pace, job } = submission;
        let now = self.now;
        let id = self.first_work + self.works.len() as WorkId;
        let at = *self.index.get(&phone_id).ok_or(Refusal::UnknownPhone)?;
        let busy = self.phones.get(at).ok_or(Refusal::UnknownPhone)?.busy;
        if let Some(busy) = busy {
            let action = self.work_mut(busy).map_or(action, |work| work.view.action);
            return Err(Refusal::Busy(action));
        }
        let phone = self.phones.get_mut(at).ok_or(Refusal::UnknownPhone)?;
        let (number, server, previous) = (phone.number, phone.server_id.clone(), phone.power);
        let applied = fault.as_ref().is_none_or(|fault| fault.applied);
        let kind = fault.as_ref().map(|fault| fault.kind);
        let partial = kind == Some(WorkFaultKind::Partial);
        let finish = |effect| Ok(Finish { bytes: 0, note: String::new(), partial, effect });
        let outcome = match (job, &fault) {
            (
                _,
                Some(WorkFault {
                    kind: WorkFaultKind::Fail | WorkFaultKind::Stuck,
                    applied: false,
                    failure,
                    ..
                }),
            ) => Some(Outcome { result: Err(failure.clone()), at: now }),
            (_, Some(WorkFault { applied: false, .. })) => {
                Some(Outcome { result: finish(Box::new(|_| Ok(()))), at: now })
            }
            (Job::Instant(effect), _) => Some(Outcome { result: finish(effect), at: now }),
            (Job::Heavy(heavy), _) => {
                let defects = Defects { partial, corrupt: kind == Some(WorkFaultKind::Corrupt) };
                self.outbox.push(Task { id, heavy, phone: phone.clone(), defects });
                None
            }
        };
        phone.busy = Some(id);
        phone.progress = Progress::At(0);
        phone.updated_at = now;
        if let Some(first) = phases.first() {
            phone.power = *first;
        }
        let started_at = later(now, self.timing.queue);
        let view = WorkView {
            phone_id: phone_id.clone(),
            action,
            state: WorkState::Accepted,
            accepted_at: now,
            started_at,
            finished_at: None,
        };
        let ledger = applied.then_some(self.ledger.len());
        if applied {
            self.ledger.push(LedgerEntry {
                cloud: phone.cloud,
                phone_id,
                number,
                action,
                object,
                accepted_at: now,
                finished_at: None,
                result: "running".to_owned(),
                spoilt: matches!(kind, Some(WorkFaultKind::Partial | WorkFaultKind::Corrupt)),
                sequence: 0,
            });
        }
        let hold = fault.as_ref().and_then(|fault| fault.hold);
        if kind == Some(WorkFaultKind::Stuck) {
            self.stuck.insert(id);
        }
        let fault = kind.zip(fault.map(|fault| fault.failure));
        self.works.push_back(Work {
            view,
            phone: at,
            number,
            server,
            phases,
            previous,
            on_success,
            on_failure,
            pace,
            outcome,
            ends_at: None,
            ledger,
            fault,
            hold,
            kept_back: None,
        });
        self.events.push(Event { at: started_at, step: Step::Ready, number, work: id });
        while self.works.len() > KEPT_WORKS
            && self.works.front().is_some_and(|work| work.view.state.is_final())
        {
            self.works.pop_front();
            self.first_work += 1;
        }
        Ok(id)
    }

    /// How a work stands.
    pub(crate) fn work(&self, id: WorkId) -> Option<WorkView> {
        let at = usize::try_from(id.checked_sub(self.first_work)?).ok()?;
        self.works.get(at).map(|work| work.view.clone())
    }

    /// Notes in the ledger something that was done at once, without a work.
    pub(crate) fn note(&mut self, cloud: Cloud, phone_id: &str, action: Action, object: Option<String>) {
        let now = self.now;
        let at = self.index.get(phone_id).copied();
        self.sequence += 1;
        if let Some(at) = at {
            self.changes.insert(at, self.sequence);
        }
        self.ledger.push(LedgerEntry {
            cloud,
            phone_id: phone_id.to_owned(),
            number: at.and_then(|at| self.phones.get(at)).map_or(usize::MAX, |phone| phone.number),
            action,
            object,
            accepted_at: now,
            finished_at: Some(now),
            result: "succeeded".to_owned(),
            spoilt: false,
            sequence: self.sequence,
        });
    }
}
