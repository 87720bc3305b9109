//! The simulated world: phones with their files, and the work done on them.

mod audit;
mod blob;
mod engine;
mod fleet;
mod folder;
mod generated;
mod lazy;
mod ledger;
mod path;
mod phone;
mod seed;
mod tree;
mod work;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

pub(crate) use blob::{Blob, BlobStore};
pub(crate) use fleet::Fleet;
pub(crate) use ledger::LedgerEntry;
pub(crate) use path::{PathError, normalise};
pub(crate) use phone::{Cloud, ImageKind, Phone, Power, adopt_apps};
pub(crate) use seed::Builder;
pub(crate) use tree::{Entry, Kind, NotADirectory, Tree};
pub(crate) use work::{
    Action, After, Defects, Effect, Failure, Finish, Job, Pace, Refusal, Submission, WorkFault,
    WorkFaultKind, WorkId, WorkState, WorkView, later,
};

use crate::clock::Clock;
use crate::settings::{Capacity, Timing};
use fleet::Task;

/// The fleet with its worker threads.
pub(crate) struct World {
    shared: Arc<Shared>,
    clock: Clock,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

struct Shared {
    fleet: Mutex<Fleet>,
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Task>,
    running: usize,
    closed: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    /// An empty world with as many worker threads as there are cores (2 to 8).
    pub(crate) fn new(clock: Clock, timing: Timing, capacity: Capacity) -> std::io::Result<Self> {
        let fleet = Mutex::new(Fleet::new(timing, capacity, clock.now(), clock.is_virtual()));
        let shared = Arc::new(Shared { fleet, queue: Mutex::default(), changed: Condvar::new() });
        let count = thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        let mut threads = Vec::with_capacity(count);
        for n in 0..count {
            let (shared, clock) = (Arc::clone(&shared), clock.clone());
            let builder = thread::Builder::new().name(format!("phone-work-{n}"));
            threads.push(builder.spawn(move || shared.work(&clock))?);
        }
        Ok(Self { shared, clock, threads: Mutex::new(threads) })
    }

    /// Looks at the fleet, or changes it, after everything that is due has been settled. The one way in; `look`
    /// must not call it again (the lock is not re-entrant) and must not do slow work.
    pub(crate) fn with<R>(&self, look: impl FnOnce(&mut Fleet) -> R) -> R {
        let mut fleet = lock(&self.shared.fleet);
        fleet.shared_time = self.clock.is_shared();
        fleet.pump(self.clock.now());
        let answer = look(&mut fleet);
        fleet.tidy();
        let tasks = std::mem::take(&mut fleet.outbox);
        if !tasks.is_empty() {
            // Queued before the fleet is let go, so that whoever sees the work also waits for it in `settle`.
            lock(&self.shared.queue).waiting.extend(tasks);
            self.shared.changed.notify_all();
        }
        drop(fleet);
        answer
    }

    /// Waits until no worker thread has anything to do. Simulated durations are not waited for.
    pub(crate) fn settle(&self) {
        let mut queue = lock(&self.shared.queue);
        while !queue.closed && (queue.running > 0 || !queue.waiting.is_empty()) {
            queue = self.shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Moves a virtual clock if everybody waits for it and no worker thread has anything to do.
    pub(crate) fn move_on(&self) {
        self.shared.move_on(&self.clock);
    }

    /// Drops waiting work and ends the worker threads.
    pub(crate) fn close(&self) {
        {
            let mut queue = lock(&self.shared.queue);
            queue.closed = true;
            queue.waiting.clear();
        }
        self.shared.changed.notify_all();
        let threads = std::mem::take(&mut *lock(&self.threads));
        for handle in threads {
            // A worker that drops the last reference to the world must not wait for itself.
            if handle.thread().id() != thread::current().id() {
                let _ = handle.join();
            }
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.close();
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").finish_non_exhaustive()
    }
}

impl Shared {
    fn next(&self) -> Option<Task> {
        let mut queue = lock(&self.queue);
        loop {
            if queue.closed {
                return None;
            }
            if let Some(task) = queue.waiting.pop_front() {
                queue.running += 1;
                return Some(task);
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn move_on(&self, clock: &Clock) {
        clock.move_when(|| {
            let queue = lock(&self.queue);
            queue.running == 0 && queue.waiting.is_empty()
        });
    }

    fn work(&self, clock: &Clock) {
        while let Some(Task { id, heavy, phone, defects }) = self.next() {
            // A bug in one job must not take the worker thread, and with it every later job, away.
            let result = catch_unwind(AssertUnwindSafe(|| heavy(&phone, defects)))
                .unwrap_or_else(|_| Err(Failure::own_fault()));
            drop(phone);
            lock(&self.fleet).finished(id, result, clock.now());
            lock(&self.queue).running -= 1;
            self.changed.notify_all();
            // Whoever waits for the clock could not be let go before.
            self.move_on(clock);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Content;
    use std::time::Duration;

    fn world() -> (tempfile::TempDir, World, Clock, String) {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::new(dir.path().to_owned()).unwrap();
        let clock = Clock::manual();
        let world = World::new(clock.clone(), Timing::default(), Capacity::default()).unwrap();
        let content = Content::Seeded { bytes_per_phone: 1000 };
        let builder = Builder::new(1, content, &blobs, clock.now()).unwrap();
        let phone = builder.phone(Cloud::Alibaba, 0);
        let id = phone.id.clone();
        assert!(world.with(|fleet| fleet.add(phone)));
        (dir, world, clock, id)
    }

    fn backup(id: &str, job: Job) -> Submission {
        Submission {
            phone_id: id.to_owned(),
            action: Action::Backup,
            object: None,
            phases: vec![Power::BackingUp, Power::Starting],
            on_success: After::Previous,
            on_failure: After::Set(Power::BackupFailed),
            pace: Pace::Transfer,
            job,
        }
    }

    fn heavy(run: impl FnOnce() -> Result<Finish, Failure> + Send + 'static) -> Job {
        Job::Heavy(Box::new(move |_, _| run()))
    }

    #[test]
    fn phases_follow_the_clock_and_one_work_holds_a_phone() {
        let (_dir, world, clock, id) = world();
        let finish = || {
            Ok(Finish {
                bytes: 10 << 20,
                note: "ok".to_owned(),
                partial: false,
                effect: Box::new(|_| Ok(())),
            })
        };
        let work = world.with(|fleet| fleet.submit(backup(&id, heavy(finish)), None)).unwrap();
        let look =
            || world.with(|fleet| (fleet.any_phone(&id).unwrap().power, fleet.work(work).unwrap().state));
        assert_eq!(look(), (Power::BackingUp, WorkState::Accepted));
        let second = backup(&id, Job::Instant(Box::new(|_| Ok(()))));
        assert_eq!(world.with(|fleet| fleet.submit(second, None)), Err(Refusal::Busy(Action::Backup)));
        world.settle();
        // 200 ms in the queue, 800 ms and 10 times 20 ms of work.
        clock.advance(Duration::from_millis(300));
        assert_eq!(look(), (Power::BackingUp, WorkState::Running));
        clock.advance(Duration::from_millis(800));
        assert_eq!(look(), (Power::Starting, WorkState::Running));
        clock.advance(Duration::from_millis(100));
        assert_eq!(
            look(),
            (Power::Running, WorkState::Done { note: "ok".to_owned(), bytes: 10 << 20, partial: false })
        );
        let third = backup(&id, Job::Instant(Box::new(|_| Ok(()))));
        assert!(world.with(|fleet| fleet.submit(third, None)).is_ok());
        assert_eq!(
            world.with(|fleet| fleet.submit(backup("none", Job::Instant(Box::new(|_| Ok(())))), None)),
            Err(Refusal::UnknownPhone)
        );
    }

    #[test]
    fn a_failing_effect_and_even_a_bug_end_as_failed_work() {
        let (_dir, world, clock, id) = world();
        let effect: Effect = Box::new(|_| Err(Failure::new("E", "late")));
        let late = heavy(|| Ok(Finish { bytes: 0, note: String::new(), partial: false, effect }));
        let effect: Effect = Box::new(|_| panic!("a bug at the end"));
        let at_end = heavy(|| Ok(Finish { bytes: 0, note: String::new(), partial: false, effect }));
        let internal = "InternalError";
        for (job, code) in [(late, "E"), (heavy(|| panic!("a bug")), internal), (at_end, internal)] {
            let work = world.with(|fleet| fleet.submit(backup(&id, job), None)).unwrap();
            world.settle();
            clock.advance(Duration::from_secs(60));
            let (state, power) =
                world.with(|fleet| (fleet.work(work).unwrap().state, fleet.any_phone(&id).unwrap().power));
            assert!(matches!(state, WorkState::Failed(failure) if failure.code == code));
            assert_eq!(power, Power::BackupFailed);
        }
        let results: Vec<String> =
            world.with(|fleet| fleet.ledger().iter().map(|entry| entry.result.clone()).collect());
        assert_eq!(results, ["failed: E", "failed: InternalError", "failed: InternalError"]);
    }
}
