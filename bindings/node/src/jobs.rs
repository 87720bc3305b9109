//! Submitted work: looking at it, and waiting for it.

use std::sync::Arc;
use std::time::Duration;

use phonevault::Result;
use phonevault::job::{Job, JobResult, JobStatus};
use phonevault::operation::Effect;
use phonevault::validate::refused;
use phonevault::waiter::Waiter;

use crate::answer::text;
use crate::queue::{Flags, Queue};
use crate::work::Work;

/// One look at all phones.
pub(crate) fn status(job: Job) -> Work {
    Work::new(Effect::Read, async move { Ok(text(&job.status().await?).into()) })
}

/// Waits for the end of all phones. With `check` a phone that did not succeed is an error. Each look is told to `updates`,
/// under the number of this call.
pub(crate) fn wait(job: Job, waiter: Waiter, check: bool, updates: Option<(Arc<Queue>, u32)>) -> Work {
    let token = job.token();
    let call = async move {
        let on_update = |status: &JobStatus| {
            if let Some((queue, number)) = &updates {
                queue.tell(*number, Flags::UPDATE, text(status));
            }
        };
        let result: JobResult = match check {
            true => job.wait_with(&waiter, on_update).await?,
            false => job.outcomes(&waiter, on_update).await?,
        };
        Ok(text(&result).into())
    };
    Work { waits_for: Some(token), ..Work::new(Effect::Read, call) }
}

/// How to wait, from numbers of milliseconds.
pub(crate) fn waiter(limit: f64, first_pause: f64, longest_pause: f64) -> Result<Waiter> {
    Ok(Waiter {
        limit: millis("timeoutMs", limit)?,
        first_pause: millis("firstPauseMs", first_pause)?,
        longest_pause: millis("longestPauseMs", longest_pause)?.max(Duration::from_millis(1)),
        ..Waiter::default()
    })
}

/// A length of time from a number of milliseconds.
pub(crate) fn millis(name: &str, number: f64) -> Result<Duration> {
    let rule = "must be a number of milliseconds, zero or more";
    Duration::try_from_secs_f64(number / 1000.0).map_err(|_| refused(name, rule))
}
