//! The choreography around single calls, for a few phones of one cloud: bring the phones into the state that the cloud
//! wants, back up or restore, verify, and put the power state back, also on failure.

pub(crate) mod backup;
mod power;
pub(crate) mod restore;
#[cfg(test)]
mod tests;
mod verify;

use phonevault::error::{Applied, Error};
use phonevault::job::{Job, JobStatus, Outcome, PhoneOutcome};
use phonevault::location::Location;
use phonevault::phone::PhoneId;
use phonevault::waiter::Waiter;

use crate::exit::Exit;

/// What became of one phone.
#[derive(Clone, Debug)]
pub(crate) struct PhoneReport {
    pub(crate) phone: PhoneId,
    pub(crate) outcome: Outcome,
    /// Whether anything was done to the phone.
    pub(crate) applied: Applied,
    /// The backup made or restored.
    pub(crate) location: Option<Location>,
    /// The size of its object.
    pub(crate) bytes: Option<u64>,
    /// How far a new backup was verified: `reported` or `present`.
    pub(crate) verification: Option<&'static str>,
    /// The vendor's code of a failure or refusal.
    pub(crate) code: Option<String>,
    /// The cause of anything but success.
    pub(crate) message: Option<String>,
    /// What a person should know besides.
    pub(crate) notes: Vec<String>,
    /// It ran before, was stopped for the backup, and does not run again.
    pub(crate) left_stopped: bool,
    /// Set if the cloud may still be working on it: what to do until that is settled.
    under_way: Option<&'static str>,
    /// What it means for the exit code if no phone of the report was sent.
    exit: Exit,
}

/// What to do while a job may still be going on.
const WAIT_FOR_JOB: &str = "wait for its job with `phonevault jobs wait TOKEN`";
/// What to do if nobody can tell whether there is a job.
const LOOK_FOR_WORK: &str = "look in the cloud whether work on it is under way";

impl PhoneReport {
    fn new(phone: PhoneId, outcome: Outcome) -> Self {
        Self {
            phone,
            outcome,
            applied: Applied::Yes,
            location: None,
            bytes: None,
            verification: None,
            code: None,
            message: None,
            notes: Vec::new(),
            left_stopped: false,
            under_way: None,
            exit: Exit::of_outcome(outcome),
        }
    }

    /// A phone whose call failed as a whole: what the error knows of it, else unknown if the call may have been
    /// applied, else refused.
    fn of_error(phone: PhoneId, error: &Error) -> Self {
        let known = error.result().and_then(|result| result.phones.iter().find(|one| one.phone == phone));
        let doubt = error.applied() != Applied::No;
        let mut report = match known {
            Some(known) => Self::of_outcome(known.clone()),
            None => Self::new(phone, if doubt { Outcome::Unknown } else { Outcome::Refused }),
        };
        if report.outcome == Outcome::Unknown {
            report.applied = error.applied();
            report.under_way = Some(LOOK_FOR_WORK);
        } else if known.is_none() {
            report.applied = Applied::No;
            report.exit = Exit::of_error(error);
        }
        if known.is_none_or(|known| known.message.is_none()) {
            report.code = error.vendor_code().map(str::to_owned);
            report.message = Some(error.message().to_owned());
        }
        report
    }

    /// A phone of a job.
    fn of_outcome(phone: PhoneOutcome) -> Self {
        let mut report = Self::new(phone.phone, phone.outcome.unwrap_or(Outcome::Unknown));
        match report.outcome {
            Outcome::Refused => report.applied = Applied::No,
            Outcome::Unknown => report.under_way = Some(WAIT_FOR_JOB),
            Outcome::Succeeded | Outcome::Failed => {}
        }
        report.code = phone.code;
        report.message = phone.message;
        report
    }
}

/// What became of all phones, and the jobs that were started.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) phones: Vec<PhoneReport>,
    /// Action and token of each job.
    pub(crate) jobs: Vec<(&'static str, String)>,
    /// The first error of a call as a whole.
    pub(crate) error: Option<Error>,
}

impl Report {
    /// The exit code that this report means.
    pub(crate) fn exit(&self) -> Exit {
        // Where no phone was sent, the causes of that decide. Where some were, the others are phones that did not get
        // through: that nothing was sent, or that the service cannot be reached, would not be true of the whole.
        let sent = self.phones.iter().any(|phone| phone.outcome != Outcome::Refused);
        let of_phone = |phone: &PhoneReport| if sent { Exit::of_outcome(phone.outcome) } else { phone.exit };
        let phones = self.phones.iter().map(of_phone).max();
        // An answer that cannot be relied on leaves a doubt, whatever it says of single phones.
        let doubt = self.error.as_ref().is_some_and(|error| error.applied() == Applied::Unknown);
        phones.unwrap_or(Exit::Ok).max(if doubt { Exit::Unknown } else { Exit::Ok })
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    fn find(&mut self, phone: &PhoneId) -> Option<&mut PhoneReport> {
        self.phones.iter_mut().find(|report| report.phone == *phone)
    }
}

/// Told while a flow goes on.
pub(crate) trait Observer: Sync {
    /// A step began, with so many phones in it.
    fn step(&self, text: &str, phones: usize);

    /// So many phones of the step have ended.
    fn ended(&self, phones: usize);

    /// A job was started; with its token the wait can be taken up elsewhere.
    fn job(&self, action: &'static str, token: &str);
}

/// Waits for a job whatever becomes of its phones; an error of the wait is told apart from its outcomes.
async fn outcomes<R: Sync>(
    job: &Job<R>,
    waiter: &Waiter,
    observer: &dyn Observer,
    before: usize,
) -> (Vec<PhoneOutcome>, Option<Error>) {
    let told = |status: &JobStatus| observer.ended(before + status.ended);
    match job.outcomes(waiter, told).await {
        Ok(result) => (result.phones, None),
        Err(error) => {
            let mut phones = error.result().map(|result| result.phones.clone()).unwrap_or_default();
            for phone in phones.iter_mut().filter(|phone| phone.outcome == Some(Outcome::Unknown)) {
                phone.message.get_or_insert_with(|| error.message().to_owned());
            }
            (phones, Some(error))
        }
    }
}

/// One line for each phone that was asked for: nothing disappears from the report, whatever the cloud's answer names.
fn lines<'a>(asked: impl IntoIterator<Item = &'a PhoneId>, mut ended: Vec<PhoneOutcome>) -> Vec<PhoneReport> {
    let line = |phone: &PhoneId| match ended.iter().position(|outcome| outcome.phone == *phone) {
        Some(index) => PhoneReport::of_outcome(ended.swap_remove(index)),
        None => {
            let mut line = PhoneReport::new(phone.clone(), Outcome::Unknown);
            line.applied = Applied::Unknown;
            line.message = Some("the cloud's answer does not name it".to_owned());
            line.under_way = Some(LOOK_FOR_WORK);
            line
        }
    };
    asked.into_iter().map(line).collect()
}
