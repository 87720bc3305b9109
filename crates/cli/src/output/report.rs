//! The report of a flow.

use phonevault::error::{Applied, Result};
use phonevault::job::Outcome;
use serde_json::{Value, json};

use super::{document, line, note, rows, size, table};
use crate::args::Format;
use crate::exit::Exit;
use crate::flow::{PhoneReport, Report};

/// The report as JSON: every phone, and the jobs that were started.
fn report_document(report: &Report) -> Value {
    let phones: Vec<Value> = report.phones.iter().map(phone).collect();
    let jobs: Vec<Value> =
        report.jobs.iter().map(|(action, token)| json!({"action": action, "token": token})).collect();
    json!({"phones": phones, "jobs": jobs, "error": report.error.as_ref().map(ToString::to_string)})
}

fn phone(line: &PhoneReport) -> Value {
    json!({
        "phone_id": line.phone.as_str(),
        "outcome": line.outcome.name(),
        "applied": line.applied.name(),
        "location": line.location.as_ref().map(ToString::to_string),
        "bytes": line.bytes,
        "verification": line.verification,
        "code": line.code,
        "message": line.message,
        "left_stopped": line.left_stopped,
        "notes": line.notes,
    })
}

/// Prints the report and answers the exit code. For people the causes stand below the table, one line each, so that the table stays narrow.
pub(crate) fn show_report(format: Format, report: &Report) -> Exit {
    let mut exit = report.exit();
    // What became of the phones is told also if nobody takes the document.
    if let Err(error) = print(format, report) {
        note(&format!("phonevault: {error}"));
        exit = exit.max(Exit::of_error(&error));
    }
    tell(report);
    exit
}

fn print(format: Format, report: &Report) -> Result<()> {
    match format {
        Format::Json => document(format, &report_document(report)),
        Format::Jsonl => rows(format, "phones", &[], &report.phones.iter().map(phone).collect::<Vec<_>>()),
        Format::Table => {
            let items = report.phones.iter().map(|line| {
                let mut item = phone(line);
                item["bytes"] = line.bytes.map(size).into();
                item
            });
            let columns = ["phone_id", "outcome", "verification", "bytes", "location"];
            line(&table(&columns, &items.collect::<Vec<_>>()))
        }
    }
}

/// The causes and notes on stderr, one line each; the last one says it all.
fn tell(report: &Report) {
    let left: Vec<&PhoneReport> =
        report.phones.iter().filter(|line| line.outcome != Outcome::Succeeded).collect();
    for line in &report.phones {
        // The cause of a single phone stands in the last line.
        let cause = line.message.iter().filter(|_| left.len() > 1);
        cause
            .chain(&line.notes)
            .for_each(|text| note(&format!("{} {}: {text}", line.phone, line.outcome.name())));
    }
    if let Some(first) = left.first() {
        // The last line of stderr says it all for a log that keeps only one.
        let code = first.code.as_ref().map(|code| format!("{code}: ")).unwrap_or_default();
        let cause = first.message.as_deref().unwrap_or_default();
        let (some, all, outcome) = (left.len(), report.phones.len(), first.outcome.name());
        let applied = applied(&left).sentence();
        note(&format!(
            "phonevault: {some} of {all} phones did not succeed; {} {outcome}: {code}{cause}; {applied}",
            first.phone
        ));
    }
}

/// Whether anything was applied to the phones that did not succeed.
fn applied(lines: &[&PhoneReport]) -> Applied {
    let of = |applied| lines.iter().any(|line| line.applied == applied);
    [Applied::Unknown, Applied::Yes].into_iter().find(|applied| of(*applied)).unwrap_or(Applied::No)
}
