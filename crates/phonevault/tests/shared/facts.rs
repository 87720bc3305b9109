//! Errors and outcomes of jobs as data, under the names of the manifest.

use phonevault::Error;
use phonevault::job::{JobResult, JobStatus, PhoneOutcome};
use phonevault::timestamp::iso8601;
use serde_json::{Value, json};

/// Every fact of an error; those that are not there are `null`.
pub(crate) fn of_error(error: &Error) -> Value {
    let violations: Vec<Value> =
        error.violations().iter().map(|one| json!({"field": one.field, "rule": one.rule})).collect();
    json!({
        "kind": error.kind().name(),
        "applied": error.applied().name(),
        "retryable": error.is_retryable(),
        "retry_after": error.retry_after().map(|after| after.as_secs_f64()),
        "operation": error.operation(),
        "cloud": error.cloud(),
        "vendor_code": error.vendor_code(),
        "http_status": error.http_status(),
        "request_id": error.request_id(),
        "message": error.message(),
        "excerpt": error.excerpt(),
        "violations": Some(violations).filter(|all| !all.is_empty()),
        "result": error.result().map(of_result),
    })
}

pub(crate) fn of_result(result: &JobResult) -> Value {
    json!({"phones": result.phones.iter().map(of_phone).collect::<Vec<_>>()})
}

pub(crate) fn of_status(status: &JobStatus) -> Value {
    json!({"phones": status.phones.iter().map(of_phone).collect::<Vec<_>>(), "ended": status.ended})
}

fn of_phone(phone: &PhoneOutcome) -> Value {
    let task = phone.task.as_ref().map(|task| {
        json!({
            "state": task.state.to_string(),
            "code": task.code,
            "message": task.message,
            "progress": task.progress,
            "started": task.started.map(iso8601),
            "finished": task.finished.map(iso8601),
        })
    });
    json!({
        "phone": phone.phone,
        "outcome": phone.outcome.map(phonevault::job::Outcome::name),
        "task": task,
        "task_id": phone.task_id,
        "backup": phone.backup,
        "code": phone.code,
        "message": phone.message,
    })
}
