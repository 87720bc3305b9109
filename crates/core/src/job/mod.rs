//! Submitted work: a batch with one task or one refusal for each phone.

mod outcome;
mod submission;
mod token;

use std::sync::Arc;
use std::time::Duration;

pub use outcome::{JobResult, Outcome, PhoneOutcome};
pub use submission::{Action, Item, Refused, Submission, TaskHandle, TaskState, TaskStatus};

use crate::cloud::Cloud;
use crate::error::{Applied, Error, ErrorKind, Result};
use crate::waiter::{Polled, WaitEnd, Waiter};

/// One snapshot of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStatus {
    /// The state of each phone, refused ones included, in the order of the submission.
    pub phones: Vec<PhoneOutcome>,
    /// How many phones have ended, one way or the other.
    pub ended: usize,
}

impl JobStatus {
    /// Whether every phone has ended.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.ended == self.phones.len()
    }
}

/// A handle of submitted work. `R` is the vendor's own typed answer to the submission.
///
/// Neither cloud can cancel: dropping the handle, or a wait that ends early, leaves the work running.
#[derive(Clone, Debug)]
pub struct Job<R = ()> {
    cloud: Arc<dyn Cloud>,
    submission: Submission,
    response: R,
}

impl<R: Sync> Job<R> {
    /// A handle of work that `cloud` accepted.
    pub fn new(cloud: Arc<dyn Cloud>, submission: Submission, response: R) -> Self {
        Self { cloud, submission, response }
    }

    /// The vendor's id of the submission.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.submission.request_id
    }

    /// The vendor's typed answer to the submission.
    #[must_use]
    pub fn response(&self) -> &R {
        &self.response
    }

    /// The handle alone, and the vendor's answer alone.
    #[must_use]
    pub fn split(self) -> (Job, R) {
        (Job { cloud: self.cloud, submission: self.submission, response: () }, self.response)
    }

    /// What was submitted.
    #[must_use]
    pub fn submission(&self) -> &Submission {
        &self.submission
    }

    /// A short text without secrets, with which another process resumes the wait.
    #[must_use]
    pub fn token(&self) -> String {
        self.submission.token()
    }

    /// One look at all phones. It does not fail because a phone failed.
    pub async fn status(&self) -> Result<JobStatus> {
        let handles = self.submission.handles();
        let states = if handles.is_empty() { Vec::new() } else { self.cloud.poll(&handles).await? };
        // Answers are matched by their place: with one too few, a phone would be told the state of another.
        if states.len() != handles.len() {
            let message = format!("{} states came for {} tasks", states.len(), handles.len());
            return Err(Error::new(ErrorKind::Internal, message).with_cloud(self.cloud.name()));
        }
        Ok(status_of(&self.submission, &states))
    }

    /// Waits until every phone has ended. `Ok` only if all succeeded; otherwise the error's
    /// [`Error::result`] holds the outcomes of **all** phones.
    pub async fn wait(&self, waiter: &Waiter) -> Result<JobResult> {
        self.wait_with(waiter, |_| {}).await
    }

    /// Like [`Job::wait`]; `on_update` sees each snapshot.
    pub async fn wait_with(
        &self,
        waiter: &Waiter,
        on_update: impl FnMut(&JobStatus) + Send,
    ) -> Result<JobResult> {
        let result = self.outcomes(waiter, on_update).await?;
        if result.all_succeeded() {
            return Ok(result);
        }
        let message = result.summary();
        // An error about a job is about accepted work; only if every phone was refused was nothing applied.
        let applied = if result.any_accepted() { Applied::Yes } else { Applied::No };
        Err(self.error(ErrorKind::JobFailed, &message, result).with_applied(applied))
    }

    /// Waits until every phone has ended and returns the outcomes, also if phones failed. A limit that passes or a
    /// state that cannot be read is an error still, with the outcomes so far.
    pub async fn outcomes(
        &self,
        waiter: &Waiter,
        mut on_update: impl FnMut(&JobStatus) + Send,
    ) -> Result<JobResult> {
        let on_update = std::sync::Mutex::new(&mut on_update);
        let end = waiter
            .wait(self.cloud.context(), || async {
                let status = self.status().await?;
                if let Ok(mut tell) = on_update.lock() {
                    tell(&status);
                }
                Ok(if status.is_ended() { Polled::Done(status) } else { Polled::Running(status) })
            })
            .await;
        let so_far = |last: Option<JobStatus>| {
            JobResult::new(last.unwrap_or_else(|| status_of(&self.submission, &[])).phones)
        };
        match end {
            WaitEnd::Done(status) | WaitEnd::Failed(status) => Ok(JobResult::new(status.phones)),
            WaitEnd::TimedOut { limit, elapsed, polls, last } => {
                let message = format!(
                    "not ended after {} ({} polls, limit {}); the work goes on, resume with the job's token",
                    seconds(elapsed),
                    polls,
                    seconds(limit)
                );
                Err(self.error(ErrorKind::WaitTimeout, &message, so_far(last)))
            }
            WaitEnd::CouldNotPoll { error, polls, last } => {
                let message = format!(
                    "the state could not be read at poll {polls}: {}: {}; the work goes on, resume with the job's token",
                    // Not the whole error: what it says of the effect is about the poll, not about the job.
                    error.kind(),
                    error.message()
                );
                let poll = self.error(ErrorKind::PollFailed, &message, so_far(last));
                Err(poll.with_vendor_code(error.vendor_code().map(str::to_owned)).with_source(error))
            }
        }
    }

    fn error(&self, kind: ErrorKind, message: &str, result: JobResult) -> Error {
        let applied = if self.submission.handles().is_empty() { Applied::No } else { Applied::Yes };
        Error::new(kind, format!("{} {}: {message}", self.submission.action.name(), self.id()))
            .with_cloud(self.cloud.name())
            .with_applied(applied)
            .with_result(result)
    }
}

impl Job {
    /// Takes up a job again from the token that another handle gave. Refused if the token is of another cloud, region
    /// or account than `cloud`.
    pub fn resume(cloud: Arc<dyn Cloud>, token: &str) -> Result<Self> {
        let submission = Submission::from_token(token)?;
        let same = |what: &str, given: &str, own: &str| {
            if given == own {
                return Ok(());
            }
            let message = format!("the job token is of {what} `{given}`, this client works in `{own}`");
            Err(Error::new(ErrorKind::Validation, message).with_cloud(cloud.name()))
        };
        same("cloud", &submission.cloud, cloud.name())?;
        same("region", &submission.region, cloud.region())?;
        same(
            "account",
            submission.account.as_deref().unwrap_or_default(),
            cloud.account().unwrap_or_default(),
        )?;
        Ok(Self::new(cloud, submission, ()))
    }
}

fn status_of(submission: &Submission, states: &[TaskStatus]) -> JobStatus {
    let mut states = states.iter();
    let phones: Vec<PhoneOutcome> = submission
        .items
        .iter()
        .map(|item| match &item.refused {
            Some(refused) => PhoneOutcome::refused(item, refused),
            None => PhoneOutcome::of_task(item, states.next()),
        })
        .collect();
    let ended = phones.iter().filter(|phone| phone.outcome.is_some()).count();
    JobStatus { phones, ended }
}

fn seconds(duration: Duration) -> String {
    format!("{:.0} s", duration.as_secs_f64())
}
