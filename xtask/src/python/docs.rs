//! Doc comments as docstrings.

use std::fmt::Write as _;

/// The longest line.
const COLUMNS: usize = 110;

/// A doc comment in the words of Python.
pub(super) fn words(doc: &str) -> String {
    let mut text = String::with_capacity(doc.len());
    let mut rest = doc;
    while let Some((before, code)) = rest.split_once('`') {
        text.push_str(before);
        let Some((code, after)) = code.split_once('`') else { break };
        let _ = write!(text, "`{}`", name(code));
        rest = after;
    }
    text + rest
}

/// What Rust names so, Python names otherwise.
fn name(code: &str) -> String {
    if let Some(kind) = code.strip_prefix("ErrorKind::") {
        return format!("{kind}Error");
    }
    let code = code.strip_prefix("Client::").or_else(|| code.strip_prefix("ClientBuilder::")).unwrap_or(code);
    match code {
        "true" => "True".to_owned(),
        "false" => "False".to_owned(),
        "null" => "None".to_owned(),
        other => other.to_owned(),
    }
}

/// Adds a docstring with these parts, which empty lines divide.
pub(super) fn docstring(text: &mut String, indent: &str, parts: &[String]) {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        for paragraph in part.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            paragraph.lines().for_each(|line| wrap(line, COLUMNS - indent.len() - 3, &mut lines));
        }
    }
    // A backslash begins an escape, and only a quote at the end could end the docstring too early.
    let escaped = lines.join("\n").replace('\\', "\\\\").replace("\"\"\"", "'''");
    let mut escaped = escaped.split('\n').peekable();
    let _ = write!(text, "{indent}\"\"\"{}", escaped.next().unwrap_or_default());
    let several = escaped.peek().is_some();
    for line in escaped {
        let _ = if line.is_empty() { writeln!(text) } else { write!(text, "\n{indent}{line}") };
    }
    if several {
        let _ = write!(text, "\n{indent}");
    } else if text.ends_with('"') {
        text.push(' ');
    }
    text.push_str("\"\"\"\n");
}

/// Breaks a line between words; what follows stands as far in as its first word, and four columns more in a list.
fn wrap(line: &str, columns: usize, lines: &mut Vec<String>) {
    let margin = line.len() - line.trim_start().len();
    let hang = if margin > 0 { margin + 4 } else { 0 };
    let mut current = " ".repeat(margin);
    for word in line.split_whitespace() {
        let begun = !current.trim().is_empty();
        if begun && current.chars().count() + 1 + word.chars().count() > columns {
            lines.push(std::mem::replace(&mut current, " ".repeat(hang)));
        } else if begun {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}
