//! Doc comments in the words of C++.

use std::fmt::Write as _;

use crate::names::error_class;
use crate::prose;

/// The longest line.
pub(super) const COLUMNS: usize = 120;

/// A doc comment in the words of C++.
pub(super) fn words(doc: &str) -> String {
    prose::words(doc, name)
}

/// What Rust names so, C++ names otherwise.
fn name(code: &str) -> String {
    match (code, code.split_once("::")) {
        ("None" | "null", _) => "`std::nullopt`".to_owned(),
        ("Display", _) => "`what`".to_owned(),
        (_, Some(("ErrorKind", kind))) => format!("`{}`", error_class(kind)),
        (_, Some(("Client" | "ClientBuilder", name))) => format!("`{name}`"),
        (_, Some(("Settings", name))) => format!("the setting `{name}`"),
        // Open enumerations are texts and numbers in C++: there is no value that stands for all others.
        (_, Some((_, "Other"))) => "a value that is not listed".to_owned(),
        _ => format!("`{code}`"),
    }
}

/// Adds a comment with these parts, which empty lines divide.
pub(super) fn comment(text: &mut String, indent: &str, parts: &[String]) {
    let lines = prose::lines(parts, COLUMNS - indent.len() - 4);
    for line in lines {
        let line = format!("{indent}/// {line}");
        // A line that ended with a backslash would go on in the next one.
        let _ = writeln!(text, "{}", line.trim_end().trim_end_matches('\\').trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(indent: &str, parts: &[&str]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let mut text = String::new();
        comment(&mut text, indent, &parts);
        text
    }

    #[test]
    fn names_of_rust_become_those_of_cpp() {
        let said =
            "`None` or `Client::list_jobs`: `ErrorKind::NotFound`, `Kind::Other`, `Settings::late`, `a::B/c`";
        let meant = "`std::nullopt` or `list_jobs`: `NotFoundError`, a value that is not listed, the setting `late`, `a::B/c`";
        assert_eq!(words(said), meant);
    }

    #[test]
    fn every_line_is_a_comment_and_none_is_too_long_or_goes_on() {
        assert_eq!(
            written("  ", &["One.\n\nTwo.", "Three."]),
            "  /// One.\n  ///\n  /// Two.\n  ///\n  /// Three.\n"
        );
        assert_eq!(written("", &["a \\"]), "/// a\n");
        let long = written("    ", &[&"word ".repeat(60)]);
        assert!(long.lines().count() > 1);
        assert!(
            long.lines().all(|line| line.starts_with("    /// word") && line.chars().count() <= COLUMNS),
            "{long}"
        );
    }
}
