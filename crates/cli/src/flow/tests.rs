//! The choreography against a cloud that does what it is told.

use std::sync::Arc;

use phonevault::cloud::{Backup, BackupState, Cloud, Marker};
use phonevault::credentials::Keys;
use phonevault::error::{Applied, Error, ErrorKind, Reached};
use phonevault::job::{Action, Outcome, TaskState};
use phonevault::location::Location;
use phonevault::phone::{Phone, PhoneId, Power};
use phonevault::scope::Scope;
use phonevault::store::{Dialect, ObjectStore, StoreConfig};
use phonevault::transport::Endpoint;
use phonevault::waiter::Waiter;
use phonevault_core::testing::{Fate, Reply, ScriptedCloud, TestWorld};

use super::backup::{self, BackupPlan, PlannedBackup};
use super::restore::{self, PlannedRestore, RestorePlan};
use super::{Observer, PhoneReport, Report};
use crate::exit::Exit;

struct Nobody;

impl Observer for Nobody {
    fn step(&self, _text: &str, _phones: usize) {}
    fn ended(&self, _phones: usize) {}
    fn job(&self, _action: &'static str, _token: &str) {}
}

fn object(phone: &str) -> Location {
    Location::new("oss", "bucket", format!("{phone}.ab"))
}

fn store(world: &TestWorld) -> ObjectStore {
    let config = StoreConfig {
        dialect: Dialect::Oss,
        endpoint: Endpoint::parse("store", "http://127.0.0.1:9").unwrap(),
        region: "r-1".to_owned(),
        keys: Arc::new(Keys::new("ak", "sk")),
        addressing: None,
    };
    ObjectStore::new(config, world.context())
}

/// Backs up `p1` and `p2`, both running, and answers the report and what was called.
async fn backed_up(script: impl FnOnce(ScriptedCloud) -> ScriptedCloud) -> (Report, Vec<String>) {
    let world = TestWorld::new(1);
    for _ in 0..2 {
        let head = Reply::Answer(200, vec![("content-length", "5".to_owned())], Vec::new());
        world.network().reply(head);
    }
    let store = store(&world);
    let planned = |phone: &str| PlannedBackup {
        phone: Phone::new(phone.into(), Power::Running),
        to: object(phone),
        stop: true,
        notes: Vec::new(),
    };
    let plan = BackupPlan {
        items: vec![planned("p1"), planned("p2")],
        scope: Scope::Apps(vec!["com.example.notes".to_owned()]),
        marker: Marker::new("run-1"),
    };
    let scripted = Arc::new(script(ScriptedCloud::new(&world)));
    let cloud: Arc<dyn Cloud> = scripted.clone();
    let (report, _) = backup::run(&cloud, &store, &plan, &Waiter::default(), &Nobody).await;
    let named: Vec<&str> = report.phones.iter().map(|line| line.phone.as_str()).collect();
    assert_eq!(named, ["p1", "p2"], "every phone stands in the report once");
    (report, scripted.calls())
}

fn line<'a>(report: &'a Report, phone: &str) -> &'a PhoneReport {
    report.phones.iter().find(|line| line.phone == PhoneId::from(phone)).unwrap()
}

#[tokio::test]
async fn a_good_backup_stops_backs_up_and_starts() {
    let (report, calls) = backed_up(|cloud| cloud).await;
    assert_eq!(calls, ["stop p1 p2", "backup p1 p2", "start p1 p2"]);
    assert!(report.phones.iter().all(|line| line.verification == Some("present") && !line.left_stopped));
    assert_eq!(report.exit(), Exit::Ok);
}

#[tokio::test]
async fn a_phone_whose_backup_may_still_run_is_left_stopped_and_the_report_says_so() {
    for fate in [
        Fate::Task(TaskState::Running),
        Fate::Task(TaskState::Other("NEW".to_owned())),
        Fate::Poll(ErrorKind::PermissionDenied),
    ] {
        let alone = matches!(fate, Fate::Poll(_));
        let (report, calls) = backed_up(|cloud| cloud.with(Action::Backup, "p1", fate)).await;
        // A state that could not be read is that of all phones of the job.
        assert_eq!(calls.iter().any(|call| call == "start p2"), !alone, "{calls:?}");
        assert!(!calls.iter().any(|call| call.starts_with("start p1")), "{calls:?}");
        let left = line(&report, "p1");
        assert_eq!((left.outcome, left.applied, left.left_stopped), (Outcome::Unknown, Applied::Yes, true));
        assert!(left.notes.iter().any(|note| note.contains("left stopped") && note.contains("jobs wait")));
        assert!(left.message.as_ref().is_some_and(|text| !text.is_empty()), "{left:?}");
        assert_eq!(report.exit(), Exit::Unknown);
    }
}

#[tokio::test]
async fn phones_whose_submission_is_in_doubt_are_left_stopped_too() {
    let lost = Fate::Call(ErrorKind::Transport, Reached::Interrupted);
    let (report, calls) = backed_up(|cloud| cloud.with(Action::Backup, "p1", lost)).await;
    assert_eq!(calls, ["stop p1 p2", "backup p1 p2"]);
    for line in &report.phones {
        assert_eq!((line.outcome, line.applied), (Outcome::Unknown, Applied::Unknown));
        assert!(line.left_stopped && line.notes[0].contains("look in the cloud"), "{line:?}");
    }
    assert_eq!(report.exit(), Exit::Unknown);
}

#[tokio::test]
async fn a_record_that_has_not_settled_is_unknown_and_not_disturbed() {
    for state in [BackupState::Changing("BACKUPING".to_owned()), BackupState::Other("NEW".to_owned())] {
        let (report, calls) = backed_up(|cloud| cloud.with_record(state)).await;
        assert_eq!(calls, ["stop p1 p2", "backup p1 p2"]);
        assert!(report.phones.iter().all(|line| line.outcome == Outcome::Unknown && line.left_stopped));
    }
    let (report, calls) = backed_up(|cloud| cloud.with_record(BackupState::Partial)).await;
    assert_eq!(calls[2], "start p1 p2");
    assert!(report.phones.iter().all(|line| line.outcome == Outcome::Failed && !line.left_stopped));
}

#[tokio::test]
async fn phones_are_started_again_when_the_backup_is_refused_or_fails() {
    let refused = Fate::Call(ErrorKind::Throttled, Reached::Refused);
    for (fate, exit) in [
        (refused, Exit::Phones),
        (Fate::Call(ErrorKind::Connect, Reached::NotSent), Exit::Failure),
        (Fate::Call(ErrorKind::Validation, Reached::NotSent), Exit::Refused),
        (Fate::Refused, Exit::Phones),
        (Fate::Task(TaskState::Failed), Exit::Phones),
    ] {
        let (report, calls) = backed_up(|cloud| cloud.with(Action::Backup, "p1", fate)).await;
        assert_eq!(calls.last().map(String::as_str), Some("start p1 p2"));
        assert!(report.phones.iter().all(|line| !line.left_stopped));
        assert_eq!(report.exit(), exit);
    }
}

#[tokio::test]
async fn a_stop_that_fails_for_one_phone_does_not_keep_the_other_from_its_backup() {
    let (report, calls) = backed_up(|cloud| cloud.with(Action::Stop, "p1", Fate::Refused)).await;
    assert_eq!(calls, ["stop p1 p2", "backup p2", "start p2"]);
    assert_eq!((line(&report, "p1").outcome, line(&report, "p1").applied), (Outcome::Refused, Applied::No));
    assert_eq!(line(&report, "p2").outcome, Outcome::Succeeded);
    // Whether it was stopped cannot be told: it is looked at, and never in one call with those that are certain.
    let stuck = || Fate::Task(TaskState::Running);
    let (report, calls) = backed_up(|cloud| cloud.with(Action::Stop, "p1", stuck())).await;
    assert_eq!(calls, ["stop p1 p2", "backup p2", "start p2"]);
    assert!(line(&report, "p1").notes.iter().any(|note| note.contains("it runs at this moment")));
    assert_eq!(report.exit(), Exit::Unknown);
    let (report, calls) =
        backed_up(|cloud| cloud.with(Action::Stop, "p1", stuck()).with_power("p1", Power::Stopped)).await;
    assert_eq!(calls, ["stop p1 p2", "backup p2", "start p2", "start p1"]);
    assert_eq!(report.exit(), Exit::Unknown);
    let down = Fate::Call(ErrorKind::Connect, Reached::NotSent);
    let (report, calls) = backed_up(|cloud| cloud.with(Action::Stop, "p1", down)).await;
    assert_eq!(calls, ["stop p1 p2"], "nothing was stopped, so nothing is started");
    assert_eq!(report.exit(), Exit::Failure);
}

#[tokio::test]
async fn a_phone_that_cannot_be_started_again_is_no_success_and_something_was_applied() {
    for backup in [Fate::Task(TaskState::Succeeded), Fate::Refused] {
        let script = |cloud: ScriptedCloud| {
            cloud.with(Action::Backup, "p1", backup).with(Action::Start, "p1", Fate::Refused)
        };
        let (report, _) = backed_up(script).await;
        let left = line(&report, "p1");
        assert_eq!((left.outcome, left.applied, left.left_stopped), (Outcome::Failed, Applied::Yes, true));
        assert!(format!("{:?}{:?}", left.message, left.notes).contains("could not be started again"));
        assert!(left.message.is_some());
        assert_eq!(report.exit(), Exit::Phones);
    }
}

#[tokio::test]
async fn a_phone_that_an_answer_does_not_name_stays_in_the_report() {
    for action in [Action::Stop, Action::Backup] {
        let (report, _) = backed_up(|cloud| cloud.with(action, "p1", Fate::Unnamed)).await;
        let lost = line(&report, "p1");
        assert_eq!((lost.outcome, lost.applied), (Outcome::Unknown, Applied::Unknown), "{action:?}");
        assert!(lost.message.as_ref().is_some_and(|text| text.contains("does not name it")), "{lost:?}");
    }
}

/// Restores to `p1` and `p2`.
async fn restored(script: impl FnOnce(ScriptedCloud) -> ScriptedCloud) -> (Report, Vec<String>) {
    let world = TestWorld::new(1);
    let planned = |phone: &str| PlannedRestore {
        phone: phone.into(),
        backup: Backup {
            id: None,
            name: None,
            location: object("source"),
            state: BackupState::Available,
            scope: None,
            phone: None,
            android: None,
            store_endpoint: None,
            bytes: None,
            created: None,
        },
        notes: Vec::new(),
    };
    let plan = RestorePlan { items: vec![planned("p1"), planned("p2")] };
    let scripted = Arc::new(script(ScriptedCloud::new(&world)));
    let cloud: Arc<dyn Cloud> = scripted.clone();
    let report = restore::run(&cloud, &plan, &Waiter::default(), &Nobody).await;
    let named: Vec<&str> = report.phones.iter().map(|line| line.phone.as_str()).collect();
    assert_eq!(named, ["p1", "p2"], "every phone stands in the report once");
    (report, scripted.calls())
}

#[tokio::test]
async fn only_phones_that_were_restored_are_restarted() {
    let (report, calls) = restored(|cloud| cloud).await;
    assert_eq!(calls, ["restore p1 p2", "restart p1 p2"]);
    assert_eq!(report.exit(), Exit::Ok);
    for (fate, outcome) in [
        (Fate::Task(TaskState::Running), Outcome::Unknown),
        (Fate::Unnamed, Outcome::Unknown),
        (Fate::Task(TaskState::Failed), Outcome::Failed),
        (Fate::Refused, Outcome::Refused),
    ] {
        let (report, calls) = restored(|cloud| cloud.with(Action::Restore, "p1", fate)).await;
        assert_eq!(calls, ["restore p1 p2", "restart p2"]);
        let line = line(&report, "p1");
        assert_eq!(line.outcome, outcome);
        let told = line.notes.iter().any(|note| note.contains("then restart it"));
        assert_eq!(told, outcome == Outcome::Unknown, "{line:?}");
    }
    let (report, _) = restored(|cloud| cloud.with(Action::Restart, "p1", Fate::Refused)).await;
    assert_eq!((line(&report, "p1").outcome, report.exit()), (Outcome::Failed, Exit::Phones));
}

#[test]
fn exit_codes_of_mixed_reports_follow_their_precedence() {
    let error = |kind| PhoneReport::of_error("p1".into(), &Error::new(kind, "x"));
    let with = |outcome| PhoneReport::new("p2".into(), outcome);
    for (phones, code) in [
        (vec![error(ErrorKind::Connect)], 1),
        (vec![error(ErrorKind::Guard)], 5),
        (vec![error(ErrorKind::Guard), error(ErrorKind::Connect)], 1),
        (vec![error(ErrorKind::Connect), with(Outcome::Refused)], 3),
        (vec![error(ErrorKind::Connect), with(Outcome::Failed)], 3),
        (vec![error(ErrorKind::Guard), with(Outcome::Succeeded)], 3),
        (vec![error(ErrorKind::Guard), with(Outcome::Unknown)], 4),
        (vec![with(Outcome::Succeeded)], 0),
    ] {
        let report = Report { phones, ..Report::default() };
        assert_eq!(report.exit().code(), code, "{report:?}");
    }
}

#[tokio::test]
async fn a_source_phone_that_is_gone_is_a_note_and_one_that_cannot_be_asked_for_ends_the_plan() {
    for (kind, goes_on) in [(ErrorKind::NotFound, true), (ErrorKind::Authentication, false)] {
        let world = TestWorld::new(1);
        world.network().reply(Reply::Answer(200, vec![("content-length", "5".to_owned())], Vec::new()));
        let cloud: Arc<dyn Cloud> = Arc::new(ScriptedCloud::new(&world).unreadable("source", kind));
        let backup = Backup {
            id: None,
            name: None,
            location: object("source"),
            state: BackupState::Available,
            scope: None,
            phone: Some("source".into()),
            android: None,
            store_endpoint: None,
            bytes: None,
            created: None,
        };
        let planned = restore::plan(&cloud, &store(&world), &backup, &["p1".into()]).await;
        match planned {
            Ok(plan) => {
                assert!(goes_on);
                assert!(plan.items[0].notes[0].contains("cannot be told"), "{:?}", plan.items[0].notes);
            }
            Err(error) => assert_eq!((error.kind(), goes_on), (kind, false)),
        }
    }
}
