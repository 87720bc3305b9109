//! Changing the power state of a few phones and waiting for it.

use std::sync::Arc;

use phonevault::cloud::{Cloud, PowerAction};
use phonevault::error::{Applied, Error};
use phonevault::job::{Job, Outcome};
use phonevault::phone::{PhoneId, Power};
use phonevault::waiter::Waiter;

use super::{Observer, PhoneReport, Report, lines, outcomes};

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
                report.phones.extend(lines(batch, ended));
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
///
/// A phone whose backup may still be running stays stopped. It was stopped because a phone in use may spoil its backup,
/// and that backup may yet become good; a phone that is down can be started at any time, a spoiled backup cannot be
/// made good. The documented states to start from do not hold the one of a backup under way either (alibaba-ecp, the
/// table of power calls), so that the cloud may well refuse.
///
/// `doubtful` are phones of which nobody can tell whether they were stopped. A cloud may refuse a whole call for one phone
/// that already runs; so they are looked at first, and started one by one, apart from those that are certain.
pub(super) async fn put_back(
    cloud: &Arc<dyn Cloud>,
    stopped: &[PhoneId],
    doubtful: &[PhoneId],
    waiter: &Waiter,
    observer: &dyn Observer,
    report: &mut Report,
) {
    let mut to_start = Vec::with_capacity(stopped.len());
    for phone in stopped {
        match report.find(phone) {
            Some(own) if own.under_way.is_some() => {
                let first = own.under_way.unwrap_or_default();
                own.left_stopped = true;
                own.notes.push(format!(
                    "it was stopped for the backup and is left stopped, because the backup may still be running and a \
                     phone in use may spoil it: {first}, then start it"
                ));
            }
            _ => to_start.push(phone.clone()),
        }
    }
    let mut started = change(cloud, PowerAction::Start, &to_start, waiter, observer).await;
    for phone in doubtful {
        if runs(cloud, phone).await {
            if let Some(own) = report.find(phone) {
                own.notes.push("it runs at this moment; a stop that was accepted may still come".to_owned());
            }
            continue;
        }
        let alone = change(cloud, PowerAction::Start, std::slice::from_ref(phone), waiter, observer).await;
        started.phones.extend(alone.phones);
        started.jobs.extend(alone.jobs);
        started.error = started.error.or(alone.error);
    }
    report.jobs.extend(started.jobs);
    for line in started.phones.into_iter().filter(|line| line.outcome != Outcome::Succeeded) {
        let cause = line.message.or(line.code).unwrap_or_default();
        if let Some(own) = report.find(&line.phone) {
            let text = format!("it was stopped for the backup and could not be started again: {cause}");
            // The cause of anything but success stands in the message, further ones in the notes.
            if own.message.is_none() {
                own.message = Some(text);
            } else {
                own.notes.push(text);
            }
            // The backup may be good, but the phone is not in the state in which it was found. That holds also for one
            // whose backup was refused: something was done to it.
            let doubt = [own.outcome, line.outcome].contains(&Outcome::Unknown);
            own.outcome = if doubt { Outcome::Unknown } else { Outcome::Failed };
            if own.applied == Applied::No {
                own.applied = Applied::Yes;
            }
            own.left_stopped = true;
        }
    }
    if let Some(error) = started.error {
        report.fail(error);
    }
}

/// Whether a phone runs, as far as can be told.
async fn runs(cloud: &Arc<dyn Cloud>, phone: &PhoneId) -> bool {
    let found = cloud.describe_phones(std::slice::from_ref(phone)).await;
    found.is_ok_and(|found| found.iter().any(|found| found.power == Power::Running))
}

/// What a phone's report says if its change of power did not work.
pub(super) fn failed(line: PhoneReport, action: PowerAction) -> PhoneReport {
    let cause = line.message.clone().unwrap_or_default();
    // A change of power that may still come is no work that a start would disturb.
    PhoneReport { message: Some(format!("{} failed: {cause}", name(action))), under_way: None, ..line }
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
