//! The result of the demo as one page for a browser, with nothing to load from elsewhere.

use std::fmt::Write as _;

use super::story::Told;
use crate::output::size;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ccc}\
    td.n{text-align:right}tr.bad{background:#fdd}code{font-size:.85em}";

/// The page of these phones.
pub(super) fn page(phones: &[Told]) -> String {
    let good = phones.iter().filter(|phone| phone.is_proved()).count();
    let mut rows = String::new();
    for phone in phones {
        let class = if phone.is_proved() { "" } else { " class=\"bad\"" };
        let result = match (&phone.message, phone.is_proved()) {
            (_, true) => "identical again".to_owned(),
            (Some(message), false) => message.clone(),
            (None, false) => "not identical".to_owned(),
        };
        let backup = phone.backup.as_ref().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            rows,
            "<tr{class}><td>{}</td><td><code>{}</code></td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td><code>{}</code></td><td>{}</td></tr>",
            phone.cloud,
            escaped(phone.phone.as_str()),
            phone.scope,
            phone.files,
            size(phone.bytes),
            phone.damaged_files,
            escaped(&backup),
            escaped(&result),
        );
    }
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Phonevault demo</title><style>{STYLE}</style>\n\
         <h1>{good} of {} phones are identical again</h1>\n\
         <p>Each phone of the built-in simulator was backed up, damaged and restored; then every file was compared with the \
         one before the backup.</p>\n<table><tr><th>cloud</th><th>phone</th><th>scope</th><th>files</th><th>size</th>\
         <th>damaged</th><th>backup</th><th>result</th></tr>\n{rows}</table></html>\n",
        phones.len()
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
