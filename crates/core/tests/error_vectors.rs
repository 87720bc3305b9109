//! `tests/vectors/errors/kinds.json`: one error of every kind with all its facts, and the line that it is shown as. The
//! bindings make each of them again and compare every field. `VECTORS_WRITE=1` writes the file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::path::Path;
use std::time::{Duration, SystemTime};

use phonevault_core::job::{JobResult, Outcome, PhoneOutcome, TaskState, TaskStatus};
use phonevault_core::operation::Operation;
use phonevault_core::timestamp::iso8601;
use phonevault_core::validate::Violation;
use phonevault_core::{Applied, Error, ErrorKind};
use serde_json::{Value, json};

const APPLIED: [Applied; 3] = [Applied::No, Applied::Yes, Applied::Unknown];

/// The error of a kind that says everything an error can say.
fn whole(index: usize, kind: ErrorKind) -> Error {
    let error = if kind == ErrorKind::Validation {
        let broken = |field: &str, rule: &str| Violation { field: field.to_owned(), rule: rule.to_owned() };
        Error::validation(vec![
            broken("storage_infos[0].object_path", "must have 1 to 1023 bytes"),
            broken("SourceAppList[1]", "`a` is no package"),
        ])
    } else {
        Error::new(kind, format!("what is said of {} №{index}", kind.name()))
    };
    error
        .with_operation(&Operation::mutation("BackupApp", "alibaba"))
        .with_applied(APPLIED[index % APPLIED.len()])
        // Of those that were not applied, half may be repeated, whatever their kind.
        .with_retryable(index.is_multiple_of(2))
        .with_retry_after(Some(Duration::from_millis(1500)))
        .with_vendor_code(Some("Vendor.Code".to_owned()))
        .with_answer(400 + u16::try_from(index).unwrap(), Some(format!("R-{index}")))
        .with_excerpt(Some("<html>\n№".to_owned()))
        .with_result(result())
}

/// A phone of each outcome, and one with everything that can be said of a phone.
fn result() -> JobResult {
    let at = |seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let phone = |name: &str, outcome| PhoneOutcome {
        phone: name.into(),
        outcome: Some(outcome),
        task: None,
        task_id: None,
        backup: None,
        code: None,
        message: None,
    };
    let failed = PhoneOutcome {
        task: Some(TaskStatus {
            state: TaskState::Partial,
            code: Some("Task.Code".to_owned()),
            message: Some("half of it".to_owned()),
            progress: Some(50),
            started: at(1_700_000_000),
            finished: at(1_700_000_060),
        }),
        task_id: Some("t-1".to_owned()),
        backup: Some("bf-1".to_owned()),
        code: Some("Task.Code".to_owned()),
        message: Some("half of it".to_owned()),
        ..phone("acp-1", Outcome::Failed)
    };
    let odd = TaskStatus::new(TaskState::Other("HIBERNATING".to_owned()));
    JobResult {
        phones: vec![
            PhoneOutcome {
                task: Some(TaskStatus::new(TaskState::Succeeded)),
                ..phone("acp-0", Outcome::Succeeded)
            },
            failed,
            PhoneOutcome { message: Some("no such phone".to_owned()), ..phone("acp-2", Outcome::Refused) },
            PhoneOutcome { task: Some(odd), ..phone("acp-3", Outcome::Unknown) },
        ],
    }
}

/// Every fact under its name in the manifest, as a caller reads it.
fn facts(error: &Error) -> Value {
    let violations = error.violations().iter().map(|one| json!({"field": one.field, "rule": one.rule}));
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
        "violations": violations.collect::<Vec<_>>(),
        "result": error.result().map(|result| json!({
            "phones": result.phones.iter().map(phone_facts).collect::<Vec<_>>(),
        })),
        "display": error.to_string(),
    })
}

fn phone_facts(phone: &PhoneOutcome) -> Value {
    json!({
        "phone": phone.phone,
        "outcome": phone.outcome.map(Outcome::name),
        "task": phone.task.as_ref().map(|task| json!({
            "state": task.state.to_string(),
            "code": task.code,
            "message": task.message,
            "progress": task.progress,
            "started": task.started.map(iso8601),
            "finished": task.finished.map(iso8601),
        })),
        "task_id": phone.task_id,
        "backup": phone.backup,
        "code": phone.code,
        "message": phone.message,
    })
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the variable is about the test, not about core")]
fn the_file_holds_every_kind_as_it_is() {
    let all = ErrorKind::ALL.iter().enumerate().map(|(index, kind)| facts(&whole(index, *kind)));
    let text = serde_json::to_string_pretty(&all.collect::<Vec<_>>()).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/errors/kinds.json");
    if std::env::var_os("VECTORS_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let present = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = present.lines().zip(text.lines()).find(|(there, now)| there != now);
    assert!(
        present == text,
        "{}: run the test with VECTORS_WRITE=1; first {differing:?} (there, now)",
        path.display()
    );
}
