//! Makes happen what is due, in the order of simulated time.
//!
//! Nothing runs by itself: whoever looks at the fleet first makes up for everything since the last look, event by event,
//! each at its own time. So no timer is needed, a clock that stands still holds everything, and it does not matter when
//! somebody looks.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;

use super::fleet::Fleet;
use super::phone::Progress;
use super::work::{Action, After, Failure, Finish, Outcome, WorkFaultKind, WorkId, WorkState, later};

/// What happens to a work. Of one time, ends come first, since they make room for those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    End,
    /// The power state of that index is shown.
    Phase(usize),
    /// Its time in the queue is over: it starts, or waits for its server.
    Ready,
}

/// Something that is to happen. Of one time and kind, phones come in the order of their numbers, so that it does not
/// show who called first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) at: Timestamp,
    pub(super) step: Step,
    /// Number of the phone.
    pub(super) number: usize,
    pub(super) work: WorkId,
}

impl Ord for Event {
    /// The next is the greatest, as a heap wants it.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |event: &Self| (event.at, event.step, event.number, event.work);
        key(other).cmp(&key(self))
    }
}

impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The jobs of one server.
#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) running: usize,
    /// Those that wait for room: since when, number of the phone, work.
    pub(super) waiting: BTreeSet<(Timestamp, usize, WorkId)>,
}

impl Fleet {
    /// Takes the result of a heavy part.
    pub(super) fn finished(&mut self, id: WorkId, result: Result<Finish, Failure>, at: Timestamp) {
        let virtual_time = self.virtual_time;
        let Some(work) = self.work_mut(id) else { return };
        let at = if virtual_time { work.view.accepted_at } else { at };
        work.outcome = Some(Outcome { result, at });
        if work.view.state == WorkState::Running {
            // It was seen running until now.
            self.schedule_end(id, self.now);
        }
    }

    /// Brings everything up to `now`.
    pub(super) fn pump(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        while let Some(next) = self.events.peek().filter(|event| event.at <= self.now) {
            let accepted_now = || {
                let (id, now) = (next.work, self.now);
                self.work(id).is_some_and(|view| view.accepted_at == now)
            };
            // Somebody else may still call at this very time, and come before it by its number.
            if self.shared_time && next.step == Step::Ready && next.at == self.now && accepted_now() {
                break;
            }
            if let Some(event) = self.events.pop() {
                self.happen(&event);
            }
        }
    }

    fn happen(&mut self, event: &Event) {
        let limit = self.capacity.concurrent_jobs_per_server;
        let Some(work) = self.work_mut(event.work) else { return };
        match event.step {
            Step::Ready => {
                let server = work.server.clone();
                let server = self.servers.entry(server).or_default();
                if limit == 0 || server.running < limit {
                    self.start(event.work, event.at);
                } else {
                    server.waiting.insert((event.at, event.number, event.work));
                }
            }
            Step::Phase(index) => {
                let power = work.phases.get(index).copied();
                let (at, running) = (work.phone, work.view.state == WorkState::Running);
                if let (Some(power), Some(phone), true) = (power, self.phones.get_mut(at), running) {
                    phone.power = power;
                }
            }
            // A work that was let go earlier than planned has a new end.
            Step::End if work.ends_at == Some(event.at) => {
                work.ends_at = None;
                let server = work.server.clone();
                self.publish(event.work, event.at);
                self.make_room(&server, event.at);
            }
            Step::End => {}
        }
    }

    fn start(&mut self, id: WorkId, at: Timestamp) {
        let timing = self.timing;
        let Some(work) = self.work_mut(id) else { return };
        work.view.state = WorkState::Running;
        work.view.started_at = at;
        let (phone, server) = (work.phone, work.server.clone());
        let end = later(at, work.duration(&timing));
        self.servers.entry(server).or_default().running += 1;
        if let Some(phone) = self.phones.get_mut(phone) {
            phone.progress = Progress::Between(at, end);
        }
        self.schedule_end(id, at);
    }

    /// Plans the end of a running work, not before `earliest`, and the power states on the way, if its heavy part is over.
    fn schedule_end(&mut self, id: WorkId, earliest: Timestamp) {
        let timing = self.timing;
        let Some(work) = self.work_mut(id) else { return };
        let Some(end) = work.end(&timing) else { return };
        let (start, number, at, phases) = (work.view.started_at, work.number, work.phone, work.phases.len());
        let end = end.max(earliest);
        work.ends_at = Some(end);
        self.events.push(Event { at: end, step: Step::End, number, work: id });
        let whole = end.duration_since(start);
        for index in 1..phases {
            let share = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            let at = start.saturating_add(whole * share(index) / share(phases)).unwrap_or(end);
            self.events.push(Event { at, step: Step::Phase(index), number, work: id });
        }
        if let Some(phone) = self.phones.get_mut(at) {
            phone.progress = Progress::Between(start, end);
        }
    }

    /// A job of the server has ended: who waits longest may start, at exactly that time.
    fn make_room(&mut self, name: &str, at: Timestamp) {
        let limit = self.capacity.concurrent_jobs_per_server;
        let Some(server) = self.servers.get_mut(name) else { return };
        server.running = server.running.saturating_sub(1);
        let next = if server.running < limit { server.waiting.pop_first() } else { None };
        match next {
            Some((_, _, id)) => self.start(id, at),
            None if server.running == 0 && server.waiting.is_empty() => {
                self.servers.remove(name);
            }
            None => {}
        }
    }

    /// The end of a work: its effect is made and noted. A stuck one goes on looking as if it ran.
    fn publish(&mut self, id: WorkId, end: Timestamp) {
        let Some(work) = self.work_mut(id) else { return };
        let Some(Outcome { result, .. }) = work.outcome.take() else { return };
        let (at, line, number, action) = (work.phone, work.ledger, work.number, work.view.action);
        let Some(phone) = self.phones.get_mut(at) else { return };
        let before = phone.marks();
        let result = result.and_then(|finish| {
            let done = WorkState::Done { note: finish.note, bytes: finish.bytes, partial: finish.partial };
            // A bug in an effect must not leave a work that never ends.
            catch_unwind(AssertUnwindSafe(|| (finish.effect)(phone)))
                .unwrap_or_else(|_| Err(Failure::own_fault()))
                .map(|()| done)
        });
        let changed = phone.marks() != before;
        phone.forget();
        self.sequence += 1;
        if changed {
            // A restart only shows what a restore has brought.
            if action != Action::Restart {
                self.changes.insert(at, self.sequence);
            }
            let unexplained = match (&result, line) {
                (Err(_), _) => Some("failed, but changed the phone"),
                (Ok(_), None) => Some("changed the phone, but the ledger has no line of it"),
                (Ok(_), Some(_)) => None,
            };
            if let Some(what) = unexplained {
                self.differences.push(format!("{} of phone number {number} {what}", action.name()));
            }
        }
        if let Some(entry) = line.and_then(|line| self.ledger.get_mut(line)) {
            entry.finished_at = Some(end);
            entry.sequence = self.sequence;
            entry.result = match &result {
                Ok(_) => "succeeded".to_owned(),
                Err(failure) => format!("failed: {}", failure.code),
            };
        }
        let Some(work) = self.work_mut(id) else { return };
        let (state, after) = match (result, &work.fault) {
            (Ok(_), Some((WorkFaultKind::Fail, failure))) => {
                (WorkState::Failed(failure.clone()), work.on_failure)
            }
            (Ok(done), _) => (done, work.on_success),
            (Err(failure), _) => (WorkState::Failed(failure), work.on_failure),
        };
        if matches!(work.fault, Some((WorkFaultKind::Stuck, _))) && work.hold.is_none() {
            work.kept_back = Some((state, after, end));
        } else {
            self.show_end(id, state, after, end);
        }
    }

    /// Lets go of the works that an injected fault keeps from ending: they end now if they are over.
    pub(crate) fn release_stuck(&mut self) {
        for id in std::mem::take(&mut self.stuck) {
            let Some(work) = self.work_mut(id) else { continue };
            work.fault.take_if(|(kind, _)| *kind == WorkFaultKind::Stuck);
            let held = work.hold.take().is_some() && work.ends_at.is_some();
            if let Some((state, after, end)) = work.kept_back.take() {
                let end = end.max(self.now);
                self.show_end(id, state, after, end);
            } else if held {
                self.schedule_end(id, self.now);
            }
        }
        // What was only held is over by now, if its time has come.
        self.pump(self.now);
    }

    fn show_end(&mut self, id: WorkId, state: WorkState, after: After, end: Timestamp) {
        self.stuck.remove(&id);
        let Some(work) = self.work_mut(id) else { return };
        let power = match after {
            After::Set(power) => Some(power),
            After::Previous if work.phases.is_empty() => None,
            After::Previous => Some(work.previous),
        };
        let error = match &state {
            WorkState::Failed(failure) => Some(failure.code.clone()),
            _ => None,
        };
        work.view.state = state;
        work.view.finished_at = Some(end);
        // Not needed any more; a fleet may have many works behind it.
        work.phases = Vec::new();
        work.server = String::new();
        let at = work.phone;
        let Some(phone) = self.phones.get_mut(at) else { return };
        phone.busy = None;
        phone.updated_at = end;
        phone.progress = match &error {
            Some(_) => Progress::At(phone.progress.percent(end)),
            None => Progress::At(100),
        };
        phone.last_error = error;
        phone.power = power.unwrap_or(phone.power);
    }
}

#[cfg(test)]
mod tests;
