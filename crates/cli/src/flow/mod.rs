//! The choreography around single calls, for a few phones of one cloud: bring the phones into the state that the cloud
//! wants, back up or restore, verify, and put the power state back, also on failure.

pub(crate) mod backup;
mod power;
pub(crate) mod restore;
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
}

impl PhoneReport {
    fn new(phone: PhoneId, outcome: Outcome) -> Self {
        Self {
            phone,
            outcome,
            location: None,
            bytes: None,
            verification: None,
            code: None,
            message: None,
            notes: Vec::new(),
        }
    }

    /// A phone whose call failed as a whole: what the error knows of it, else unknown if the call may have been
    /// applied, else refused.
    fn of_error(phone: PhoneId, error: &Error) -> Self {
        let known = error.result().and_then(|result| result.phones.iter().find(|one| one.phone == phone));
        if let Some(known) = known {
            return Self::of_outcome(known.clone());
        }
        let doubt = error.applied() != Applied::No;
        let mut report = Self::new(phone, if doubt { Outcome::Unknown } else { Outcome::Refused });
        report.code = error.vendor_code().map(str::to_owned);
        report.message = Some(error.message().to_owned());
        report
    }

    /// A phone of a job.
    fn of_outcome(phone: PhoneOutcome) -> Self {
        let mut report = Self::new(phone.phone, phone.outcome.unwrap_or(Outcome::Unknown));
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
        let phones = self.phones.iter().map(|phone| Exit::of_outcome(phone.outcome)).max();
        // A call that failed before any phone was touched speaks for the phones: its cause is the exit code.
        match &self.error {
            Some(error) if !self.phones.iter().any(|phone| phone.outcome == Outcome::Succeeded) => {
                let doubt = self.phones.iter().any(|phone| phone.outcome == Outcome::Unknown);
                if doubt { Exit::Unknown } else { Exit::of_error(error) }
            }
            _ => phones.unwrap_or(Exit::Ok),
        }
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
        Err(error) => (error.result().map(|result| result.phones.clone()).unwrap_or_default(), Some(error)),
    }
}
