use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::super::*;
use crate::config::Content;

const SECOND: Duration = Duration::from_secs(1);

struct Ground {
    _dir: tempfile::TempDir,
    world: Arc<World>,
    clock: Clock,
    ids: Vec<String>,
}

/// Phones 1, 3, 5, … of Alibaba: sixteen on a server.
fn ground(phones: usize, limit: usize, queue: Duration) -> Ground {
    let dir = tempfile::tempdir().unwrap();
    let blobs = BlobStore::new(dir.path().to_owned()).unwrap();
    let clock = Clock::manual_at(0);
    let timing = Timing { queue, transfer_base: SECOND, ..Timing::default() };
    let capacity = Capacity { concurrent_jobs_per_server: limit, ..Capacity::default() };
    let world = World::new(clock.clone(), timing, capacity).unwrap();
    let content = Content::Seeded { bytes_per_phone: 1000 };
    let builder = Builder::new(1, content, &blobs, clock.now()).unwrap();
    let phones: Vec<Phone> = (0..phones).map(|n| builder.phone(Cloud::Alibaba, 2 * n + 1)).collect();
    let ids = phones.iter().map(|phone| phone.id.clone()).collect();
    world.with(|fleet| phones.into_iter().for_each(|phone| assert!(fleet.add(phone))));
    Ground { _dir: dir, world: Arc::new(world), clock, ids }
}

impl Ground {
    fn submit(&self, phone: usize, job: Job, fault: Option<WorkFault>) -> WorkId {
        let submission = Submission {
            phone_id: self.ids[phone].clone(),
            action: Action::Restore,
            object: None,
            phases: vec![Power::Restoring],
            on_success: After::Previous,
            on_failure: After::Set(Power::RestoreFailed),
            pace: Pace::Transfer,
            job,
        };
        self.world.with(|fleet| fleet.submit(submission, fault)).unwrap()
    }

    fn advance(&self, by: Duration) {
        self.world.settle();
        self.clock.advance(by);
    }

    /// Second of the end, by phone number.
    fn ends(&self) -> Vec<(usize, i64)> {
        self.world.with(|fleet| {
            let ends =
                fleet.ledger().into_iter().filter_map(|entry| Some((entry.number, entry.finished_at?)));
            ends.map(|(number, end)| (number, end.as_second())).collect()
        })
    }
}

fn instant() -> Job {
    Job::Instant(Box::new(|_| Ok(())))
}

fn heavy() -> Job {
    Job::Heavy(Box::new(|_, _| {
        Ok(Finish { bytes: 0, note: String::new(), partial: false, effect: Box::new(|_| Ok(())) })
    }))
}

#[test]
fn a_full_server_lets_the_next_start_exactly_when_one_ends_however_late_somebody_looks() {
    for steps in [1, 7, 1000] {
        let ground = ground(5, 2, SECOND);
        let works: Vec<WorkId> = (0..5).map(|n| ground.submit(n, heavy(), None)).collect();
        ground.advance(SECOND * 3 / 2);
        let states = |wanted: &WorkState| {
            ground.world.with(|fleet| {
                let views = works.iter().filter_map(|work| fleet.work(*work));
                views.filter(|view| view.state == *wanted).count()
            })
        };
        assert_eq!((states(&WorkState::Running), states(&WorkState::Accepted)), (2, 3));
        for _ in 0..steps {
            ground.advance(SECOND * 60 / steps);
            ground.world.with(|_| ());
        }
        assert_eq!(ground.ends(), [(1, 2), (3, 2), (5, 3), (7, 3), (9, 4)]);
    }
}

#[test]
fn no_limit_is_no_limit_and_servers_do_not_share_theirs() {
    let first = ground(5, 0, SECOND);
    (0..5).for_each(|n| _ = first.submit(n, instant(), None));
    first.advance(SECOND * 9);
    assert!(first.ends().iter().all(|(_, end)| *end == 2));
    let second = ground(18, 1, SECOND);
    _ = (second.submit(0, instant(), None), second.submit(17, instant(), None));
    second.advance(SECOND * 9);
    assert_eq!(second.ends(), [(1, 2), (35, 2)]);
}

#[test]
fn who_calls_first_at_one_time_does_not_show() {
    for queue in [Duration::ZERO, SECOND] {
        let mut seen = BTreeMap::new();
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let ground = ground(4, 1, queue);
            ground.clock.set_callers(|_| 4);
            for phone in order {
                ground.submit(phone, heavy(), None);
                ground.world.settle();
            }
            ground.advance(SECOND * 60);
            seen.insert(ground.ends(), order);
        }
        assert_eq!(seen.len(), 1, "{seen:?}");
    }
}

#[test]
fn virtual_time_waits_for_work_and_wakes_callers_at_the_same_times_on_every_run() {
    let mut runs = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let ground = ground(8, 1, SECOND);
        ground.clock.set_callers(|_| 8);
        thread::scope(|scope| {
            for phone in 0..8 {
                let ground = &ground;
                scope.spawn(move || {
                    for turn in 0..3 {
                        let work = ground.submit(phone, heavy(), None);
                        let over = || ground.world.with(|fleet| fleet.work(work).unwrap().state.is_final());
                        while !over() {
                            let (tell, told) = std::sync::mpsc::channel::<()>();
                            let pause = Duration::from_millis(300 + 50 * phone as u64 + turn);
                            ground.clock.enter(pause, Box::new(move || drop(tell)));
                            ground.world.move_on();
                            let _ = told.recv();
                        }
                    }
                    ground.clock.set_callers(|callers| callers - 1);
                    ground.world.move_on();
                });
            }
        });
        let lines: Vec<String> = ground
            .world
            .with(|fleet| fleet.ledger().into_iter().map(|entry| entry.to_json().to_string()).collect());
        assert_eq!(lines.len(), 24);
        runs.insert(lines);
    }
    assert_eq!(runs.len(), 1, "every run is the same");
}

#[test]
fn a_stuck_work_holds_its_phone_but_not_its_server_and_a_release_ends_it_now() {
    let fault = |hold| WorkFault {
        kind: WorkFaultKind::Stuck,
        applied: true,
        failure: Failure::new("E", "stuck"),
        hold,
    };
    let ground = ground(4, 1, SECOND);
    let stuck = ground.submit(0, instant(), Some(fault(None)));
    let held = ground.submit(1, instant(), Some(fault(Some(SECOND * 1000))));
    let state = |work| ground.world.with(|fleet| fleet.work(work).unwrap().state);
    ground.advance(SECOND * 10);
    assert_eq!((state(stuck), state(held)), (WorkState::Running, WorkState::Running));
    assert!(ground.world.with(|fleet| fleet.any_phone(&ground.ids[0]).unwrap().busy.is_some()));
    ground.world.with(Fleet::release_stuck);
    assert!(state(stuck).is_final() && state(held).is_final());
    ground.submit(0, instant(), None);
    ground.advance(SECOND * 10);
    assert_eq!(ground.ends(), [(1, 2), (3, 10), (1, 12)]);
}

#[test]
fn a_change_without_a_line_in_the_ledger_is_noticed() {
    let ground = ground(1, 1, SECOND);
    let change = || {
        Job::Instant(Box::new(|phone: &mut Phone| {
            phone.tree_mut().remove("/data");
            Ok(())
        }))
    };
    ground.submit(0, change(), None);
    ground.advance(SECOND * 10);
    ground.world.with(|fleet| assert!(fleet.differences.is_empty(), "{:?}", fleet.differences));
    let half = Job::Instant(Box::new(|phone: &mut Phone| {
        phone.apps.clear();
        Err(Failure::new("E", "after half of it"))
    }));
    ground.submit(0, half, None);
    ground.advance(SECOND * 10);
    ground.world.with(|fleet| assert_eq!(fleet.differences.len(), 1, "{:?}", fleet.differences));
}
