//! Jobs: what each end of a wait says, and that no phone is lost or takes the state of another.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::sync::Arc;

use phonevault_core::cloud::{Cloud, PowerAction};
use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::job::{Action, Job, Outcome, Submission, TaskState};
use phonevault_core::phone::PhoneId;
use phonevault_core::testing::{Fate, ScriptedCloud, TestWorld};
use phonevault_core::waiter::Waiter;

async fn stopping(cloud: ScriptedCloud, phones: &[&str]) -> (Arc<dyn Cloud>, Job) {
    let phones: Vec<PhoneId> = phones.iter().copied().map(PhoneId::from).collect();
    let cloud: Arc<dyn Cloud> = Arc::new(cloud);
    let submission = cloud.power(PowerAction::Stop, &phones).await.unwrap();
    (cloud.clone(), Job::new(cloud, submission, ()))
}

fn cloud() -> ScriptedCloud {
    ScriptedCloud::new(&TestWorld::new(1))
}

#[tokio::test]
async fn only_a_job_whose_phones_all_succeeded_is_ok_and_the_error_holds_all_of_them() {
    let (_, job) = stopping(cloud(), &["p1", "p2"]).await;
    assert!(job.wait(&Waiter::default()).await.unwrap().all_succeeded());
    for (state, outcome) in [
        (TaskState::Failed, Outcome::Failed),
        (TaskState::Partial, Outcome::Failed),
        (TaskState::Skipped, Outcome::Failed),
    ] {
        let (_, job) = stopping(cloud().with(Action::Stop, "p2", Fate::Task(state)), &["p1", "p2"]).await;
        let error = job.wait(&Waiter::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
        let phones = &error.result().unwrap().phones;
        assert_eq!(
            phones.iter().map(|phone| phone.outcome).collect::<Vec<_>>(),
            [Some(Outcome::Succeeded), Some(outcome)]
        );
    }
}

#[tokio::test]
async fn nothing_was_applied_if_every_phone_was_refused() {
    let refusing = cloud().with(Action::Stop, "p1", Fate::Refused);
    let (_, job) = stopping(refusing, &["p1"]).await;
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));
    assert!(error.to_string().contains("p1: Busy: not now"), "{error}");
}

#[tokio::test]
async fn unknown_states_run_on_until_the_limit_and_the_work_was_applied() {
    for state in [TaskState::Unseen, TaskState::Running, TaskState::Other("NEW".to_owned())] {
        let (_, job) = stopping(cloud().with(Action::Stop, "p1", Fate::Task(state)), &["p1", "p2"]).await;
        let error = job.wait(&Waiter::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::WaitTimeout, Applied::Yes));
        let phones = &error.result().unwrap().phones;
        assert_eq!(
            (phones[0].outcome, phones[1].outcome),
            (Some(Outcome::Unknown), Some(Outcome::Succeeded))
        );
    }
}

#[tokio::test]
async fn a_state_that_cannot_be_read_does_not_say_that_nothing_was_applied() {
    let broken = cloud().with(Action::Stop, "p1", Fate::Poll(ErrorKind::PermissionDenied));
    let (_, job) = stopping(broken, &["p1"]).await;
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PollFailed, Applied::Yes));
    assert!(!error.to_string().contains("nothing was applied"), "{error}");
    assert!(error.to_string().contains("permission_denied: as it was told"), "{error}");
    assert_eq!(error.result().unwrap().phones[0].outcome, Some(Outcome::Unknown));
}

#[tokio::test]
async fn an_answer_with_too_few_states_gives_no_phone_the_state_of_another() {
    let (_, job) = stopping(cloud().short_of(1), &["p1", "p2"]).await;
    assert_eq!(job.status().await.unwrap_err().kind(), ErrorKind::Internal);
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    let phones = &error.result().unwrap().phones;
    assert!(phones.iter().all(|phone| phone.outcome == Some(Outcome::Unknown)), "{phones:?}");
    assert_eq!((error.kind(), phones.len()), (ErrorKind::PollFailed, 2));
}

#[tokio::test]
async fn a_job_without_phones_has_not_succeeded_and_says_so() {
    let (_, job) = stopping(cloud(), &[]).await;
    let error = job.wait(&Waiter::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));
    assert!(error.message().contains("no phone"), "{error}");
}

#[tokio::test]
async fn a_job_is_taken_up_by_its_token_only_where_it_was_submitted() {
    let refusing = cloud().with(Action::Stop, "p2", Fate::Refused);
    let (cloud, job) = stopping(refusing, &["p1", "p2"]).await;
    let resumed = Job::resume(cloud.clone(), &job.token()).unwrap();
    assert_eq!(resumed.submission(), job.submission());
    let own = job.submission().clone();
    for (submission, word) in [
        (Submission { cloud: "other".to_owned(), ..own.clone() }, "cloud"),
        (Submission { region: "r-2".to_owned(), ..own.clone() }, "region"),
        (Submission { account: None, ..own.clone() }, "account"),
        (Submission { account: Some("foreign".to_owned()), ..own }, "account"),
    ] {
        let error = Job::resume(cloud.clone(), &submission.token()).unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No));
        assert!(error.message().contains(word), "{error}");
    }
}
