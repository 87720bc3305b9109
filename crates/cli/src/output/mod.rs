//! Results on stdout, progress on stderr.

mod progress;
mod report;

use std::io::Write as _;

use comfy_table::{ContentArrangement, Table, presets::NOTHING};
use phonevault::error::{Error, ErrorKind, Result};
use serde_json::{Value, json};

pub(crate) use progress::Progress;
pub(crate) use report::show_report;

use crate::args::Format;

/// Prints one line of text to stdout. A reader that went away (`| head`) is not an error worth a message.
pub(crate) fn line(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::LocalFile, format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints one line to stderr: notes, progress without a terminal, errors.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints rows under a list's name: a table for people, `{"<name>": [...]}`, or one object a line.
pub(crate) fn rows(format: Format, name: &str, columns: &[&str], items: &[Value]) -> Result<()> {
    match format {
        Format::Json => line(&pretty(&json!({ name: items }))),
        Format::Jsonl => items.iter().try_for_each(|item| line(&item.to_string())),
        Format::Table => line(&table(columns, items)),
    }
}

/// A document that stands for itself: indented JSON, or a table of its fields.
pub(crate) fn document(format: Format, document: &Value) -> Result<()> {
    match format {
        Format::Json => line(&pretty(document)),
        Format::Jsonl => line(&document.to_string()),
        Format::Table => {
            let fields = document.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
            let items: Vec<Value> =
                fields.map(|(field, value)| json!({"field": field, "value": value})).collect();
            line(&table(&["field", "value"], &items))
        }
    }
}

pub(crate) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// A table of these fields of each item. A missing value is a dash.
pub(crate) fn table(columns: &[&str], items: &[Value]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns.iter().map(|column| column.replace('_', " ")));
    for item in items {
        table.add_row(columns.iter().map(|column| cell(&item[*column])));
    }
    table.trim_fmt()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// Bytes for people: three digits and a binary unit.
pub(crate) fn size(bytes: u64) -> String {
    indicatif::HumanBytes(bytes).to_string()
}
