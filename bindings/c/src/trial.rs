//! Fails on demand, so that tests can see what callers would see. Only in builds with the feature `trial`.

use std::ffi::c_char;
use std::time::Duration;

use phonevault::error::Applied;
use phonevault::job::{JobResult, Outcome, PhoneOutcome, TaskState, TaskStatus};
use phonevault::operation::Operation;
use phonevault::timestamp::parse_rfc3339;
use phonevault::validate::Violation;
use phonevault::{Error, ErrorKind, alibaba, huawei};
use serde_json::Value;

use crate::boundary::fallible;
use crate::error::pv_error;
use crate::status::pv_status;
use crate::take::{At, json, null};

/// Panics.
#[unsafe(no_mangle)]
#[allow(clippy::panic, reason = "what is tried out")]
pub unsafe extern "C" fn pv_trial_panic(error: *mut *mut pv_error) -> pv_status {
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, || panic!("on trial")) }
}

/// Fails with these facts, named as in `tests/vectors/errors/kinds.json`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_trial_raise(facts: *const c_char, error: *mut *mut pv_error) -> pv_status {
    let body = || {
        let at = At::root("facts");
        // SAFETY: NULL, or a text.
        let facts = unsafe { json(facts, &at)? }.ok_or_else(|| null(&at))?;
        Err(raised(&facts).ok_or_else(|| at.refuse("are none"))?.into())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

fn raised(facts: &Value) -> Option<Error> {
    let text = |name: &str| facts[name].as_str().map(str::to_owned);
    let kind = *ErrorKind::ALL.iter().find(|kind| Some(kind.name()) == facts["kind"].as_str())?;
    let cloud =
        [alibaba::CLOUD, huawei::CLOUD].into_iter().find(|cloud| Some(*cloud) == facts["cloud"].as_str())?;
    let known = [Applied::No, Applied::Yes, Applied::Unknown];
    let applied = known.into_iter().find(|applied| Some(applied.name()) == facts["applied"].as_str())?;
    let violation = |one: &Value| {
        let text = |name: &str| one[name].as_str().map(str::to_owned);
        Some(Violation { field: text("field")?, rule: text("rule")? })
    };
    let error = match kind {
        ErrorKind::Validation => {
            Error::validation(facts["violations"].as_array()?.iter().map(violation).collect::<Option<_>>()?)
        }
        other => Error::new(other, text("message")?),
    };
    let phones = facts["result"]["phones"].as_array()?.iter().map(outcome).collect::<Option<_>>()?;
    let error = error
        .with_operation(&Operation::mutation(text("operation")?, cloud))
        .with_applied(applied)
        .with_retryable(facts["retryable"].as_bool()?)
        .with_retry_after(facts["retry_after"].as_f64().map(Duration::from_secs_f64))
        .with_vendor_code(text("vendor_code"))
        .with_answer(u16::try_from(facts["http_status"].as_u64()?).ok()?, text("request_id"))
        .with_excerpt(text("excerpt"))
        .with_result(JobResult { phones });
    Some(error)
}

fn outcome(phone: &Value) -> Option<PhoneOutcome> {
    let text = |name: &str| phone[name].as_str().map(str::to_owned);
    let known = [Outcome::Succeeded, Outcome::Failed, Outcome::Refused, Outcome::Unknown];
    Some(PhoneOutcome {
        phone: text("phone")?.into(),
        outcome: known.into_iter().find(|known| Some(known.name()) == phone["outcome"].as_str()),
        task: task(&phone["task"]),
        task_id: text("task_id"),
        backup: text("backup"),
        code: text("code"),
        message: text("message"),
    })
}

fn task(task: &Value) -> Option<TaskStatus> {
    use TaskState::{Failed, Other, Partial, Queued, Running, Skipped, Succeeded, Unseen};
    let text = |name: &str| task[name].as_str().map(str::to_owned);
    let time = |name: &str| task[name].as_str().and_then(parse_rfc3339);
    let state = text("state")?;
    let known = [Unseen, Queued, Running, Succeeded, Partial, Skipped, Failed];
    Some(TaskStatus {
        state: known.into_iter().find(|known| known.to_string() == state).unwrap_or(Other(state)),
        code: text("code"),
        message: text("message"),
        progress: task["progress"].as_u64().and_then(|progress| u8::try_from(progress).ok()),
        started: time("started"),
        finished: time("finished"),
    })
}
