//! Doc comments as docstrings.

use std::fmt::Write as _;

use super::layout::COLUMNS;
use crate::prose;

/// A doc comment in the words of Python.
pub(super) fn words(doc: &str) -> String {
    prose::words(doc, name)
}

/// What Rust names so, Python names otherwise.
fn name(code: &str) -> String {
    match (code, code.split_once("::")) {
        ("true", _) => "`True`".to_owned(),
        ("false", _) => "`False`".to_owned(),
        ("null", _) => "`None`".to_owned(),
        ("Debug", _) => "`repr`".to_owned(),
        ("Display", _) => "`str`".to_owned(),
        (_, Some(("ErrorKind", kind))) => format!("`{kind}Error`"),
        (_, Some(("Client" | "ClientBuilder", name))) => format!("`{name}`"),
        (_, Some(("Settings", name))) => format!("the setting `{name}`"),
        // Open enumerations are texts and numbers in Python: there is no value that stands for all others.
        (_, Some((_, "Other"))) => "a value that is not listed".to_owned(),
        _ => format!("`{code}`"),
    }
}

/// Adds a docstring with these parts, which empty lines divide.
pub(super) fn docstring(text: &mut String, indent: &str, parts: &[String]) {
    let lines = prose::lines(parts, COLUMNS - indent.len() - 3);
    // A backslash begins an escape, and only a quote at the end could end the docstring too early.
    let escaped = lines.join("\n").replace('\\', "\\\\").replace("\"\"\"", "'''");
    let mut escaped = escaped.split('\n').peekable();
    let first = escaped.next().unwrap_or_default();
    let _ = write!(text, "{indent}\"\"\"{first}");
    // A line with both marks may be too long; then the second one stands below.
    let several = escaped.peek().is_some() || indent.len() + first.chars().count() + 6 > COLUMNS;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(indent: &str, parts: &[&str]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let mut text = String::new();
        docstring(&mut text, indent, &parts);
        text
    }

    #[test]
    fn names_of_rust_become_those_of_python() {
        let said = "`null` or `Client::call`: `ErrorKind::NotFound`, `Kind::Other`, `Settings::late`, `Debug`, `a::B/c`";
        let meant = "`None` or `call`: `NotFoundError`, a value that is not listed, the setting `late`, `repr`, `a::B/c`";
        assert_eq!(words(said), meant);
    }

    #[test]
    fn what_fits_stands_on_one_line() {
        assert_eq!(written("    ", &["One."]), "    \"\"\"One.\"\"\"\n");
        let (fits, longer) = ("x".repeat(COLUMNS - 6), "x".repeat(COLUMNS - 5));
        assert_eq!(written("", &[&fits]), format!("\"\"\"{fits}\"\"\"\n"));
        assert_eq!(written("", &[&longer]), format!("\"\"\"{longer}\n\"\"\"\n"));
    }

    #[test]
    fn lists_hang_and_paragraphs_stand_apart() {
        let long = "word ".repeat(30);
        let text = written("", &["First.\n\nSecond.", &format!("Args:\n    name: {long}")]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..5], ["\"\"\"First.", "", "Second.", "", "Args:"]);
        assert!(lines[5].starts_with("    name: word") && lines[6].starts_with("        word"), "{text}");
        assert_eq!(lines[7], "\"\"\"");
    }

    #[test]
    fn nothing_ends_a_docstring_too_early() {
        assert_eq!(written("", &[r#"a \n """ b"#]), "\"\"\"a \\\\n ''' b\"\"\"\n");
        assert_eq!(written("", &["say \"a\""]), "\"\"\"say \"a\" \"\"\"\n");
    }
}
