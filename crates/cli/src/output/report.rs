//! The report of a flow.

use phonevault::error::Result;
use serde_json::{Value, json};

use super::{document, line, note, rows, size, table};
use crate::args::Format;
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
        "location": line.location.as_ref().map(ToString::to_string),
        "bytes": line.bytes,
        "verification": line.verification,
        "code": line.code,
        "message": line.message,
        "notes": line.notes,
    })
}

/// Prints the report. For people the causes stand below the table, one line each, so that the table stays narrow.
pub(crate) fn show_report(format: Format, report: &Report) -> Result<()> {
    match format {
        Format::Json => document(format, &report_document(report))?,
        Format::Jsonl => rows(format, "phones", &[], &report.phones.iter().map(phone).collect::<Vec<_>>())?,
        Format::Table => {
            let items = report.phones.iter().map(|line| {
                let mut item = phone(line);
                item["bytes"] = line.bytes.map(size).into();
                item
            });
            let columns = ["phone_id", "outcome", "verification", "bytes", "location"];
            line(&table(&columns, &items.collect::<Vec<_>>()))?;
        }
    }
    for line in &report.phones {
        let cause = line.message.iter().chain(&line.notes);
        cause.for_each(|text| note(&format!("{} {}: {text}", line.phone, line.outcome.name())));
    }
    Ok(())
}
