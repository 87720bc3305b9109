//! Changing the power state of a few phones and waiting for it.

use std::sync::Arc;

use phonevault::cloud::{Cloud, PowerAction};
use phonevault::error::Error;
use phonevault::job::{Job, Outcome};
use phonevault::phone::PhoneId;
use phonevault::waiter::Waiter;

use super::{Observer, PhoneReport, Report, outcomes};

/// Changes the power state of `phones`; the answer has one report for each, in no particular order.
pub(super) async fn change(
    cloud: &Arc<dyn Cloud>,
    action: PowerAction,
    phones: &[PhoneId],
    waiter: &Waiter,
    observer: &dyn Observer,
) -> Report {
    let mut report = Report::default();
    if phones.is_empty() {
        return report;
    }
    observer.step(name(action), phones.len());
    for batch in phones.chunks(cloud.limits().phones_per_power.max(1)) {
        match cloud.power(action, batch).await {
            Ok(submission) => {
                let job = Job::new(cloud.clone(), submission, ());
                observer.job(job.submission().action.name(), &job.token());
                report.jobs.push((job.submission().action.name(), job.token()));
                let (ended, error) = outcomes(&job, waiter, observer, report.phones.len()).await;
                report.phones.extend(ended.into_iter().map(PhoneReport::of_outcome));
                if let Some(error) = error {
                    report.fail(error);
                }
            }
            Err(error) => {
                report.phones.extend(batch.iter().map(|phone| PhoneReport::of_error(phone.clone(), &error)));
                report.fail(error);
            }
        }
    }
    report
}

/// Starts again what was stopped, whatever happened in between, and says of each phone if that did not work.
pub(super) async fn put_back(
    cloud: &Arc<dyn Cloud>,
    stopped: &[PhoneId],
    waiter: &Waiter,
    observer: &dyn Observer,
    report: &mut Report,
) {
    let started = change(cloud, PowerAction::Start, stopped, waiter, observer).await;
    report.jobs.extend(started.jobs);
    for line in started.phones.into_iter().filter(|line| line.outcome != Outcome::Succeeded) {
        let cause = line.message.or(line.code).unwrap_or_default();
        if let Some(own) = report.find(&line.phone) {
            own.notes.push(format!("it was stopped for the backup and could not be started again: {cause}"));
            // The backup may be good, but the phone is not in the state in which it was found.
            own.outcome = own.outcome.max(if line.outcome == Outcome::Unknown {
                Outcome::Unknown
            } else {
                Outcome::Failed
            });
        }
    }
    if let Some(error) = started.error {
        report.fail(error);
    }
}

/// What a phone's report says if its change of power did not work.
pub(super) fn failed(line: PhoneReport, action: PowerAction) -> PhoneReport {
    let cause = line.message.clone().unwrap_or_default();
    PhoneReport { message: Some(format!("{} failed: {cause}", name(action))), ..line }
}

fn name(action: PowerAction) -> &'static str {
    match action {
        PowerAction::Stop => "stopping",
        PowerAction::Start => "starting",
        PowerAction::Restart => "restarting",
    }
}

/// Why a flow of this error should end before it touched anything.
pub(super) fn guard(phone: &PhoneId, why: &str) -> Error {
    Error::new(phonevault::error::ErrorKind::Guard, format!("phone {phone}: {why}"))
}
