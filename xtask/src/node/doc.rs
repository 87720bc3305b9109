//! Doc comments as TSDoc.

use std::fmt::Write as _;

use crate::names::{camel, error_class};
use crate::prose::{self, wrap};

/// The longest line of a comment.
const COLUMNS: usize = 120;

/// A doc comment in the words of JavaScript.
pub(super) fn words(doc: &str) -> String {
    prose::words(doc, name)
}

/// What Rust names so, JavaScript names otherwise.
fn name(code: &str) -> String {
    match (code, code.split_once("::")) {
        ("None" | "null", _) => "`undefined`".to_owned(),
        ("Debug", _) => "`util.inspect`".to_owned(),
        ("Display", _) => "`message`".to_owned(),
        ("skip_rules", _) => "`skipRules`".to_owned(),
        (_, Some(("ErrorKind", kind))) => format!("`{}`", error_class(kind)),
        (_, Some(("Client" | "ClientBuilder", name))) => format!("`{}`", camel(name)),
        (_, Some(("Settings", name))) => format!("the setting `{name}`"),
        // Open enumerations are texts and numbers in JavaScript: there is no value that stands for all others.
        (_, Some((_, "Other"))) => "a value that is not listed".to_owned(),
        _ => format!("`{code}`"),
    }
}

/// Adds a comment with these parts, which empty lines divide.
pub(super) fn comment(text: &mut String, indent: &str, parts: &[String]) {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        for paragraph in part.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            // Tags stand together.
            let follows_tag = paragraph.starts_with('@') && lines.iter().any(|line| line.starts_with('@'));
            if !lines.is_empty() && !follows_tag {
                lines.push(String::new());
            }
            paragraph.lines().for_each(|line| wrap(line, COLUMNS - indent.len() - 3, &mut lines));
        }
    }
    // Nothing in a comment may end it.
    for line in &mut lines {
        *line = line.replace("*/", "*\\/");
    }
    match &lines[..] {
        [] => {}
        [line] if indent.len() + line.chars().count() + 7 <= COLUMNS => {
            let _ = writeln!(text, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(text, "{indent}/**");
            for line in lines {
                let _ = writeln!(text, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(text, "{indent} */");
        }
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
    fn names_of_rust_become_those_of_javascript() {
        let said =
            "`None` or `Client::list_jobs`: `ErrorKind::NotFound`, `Kind::Other`, `Settings::late`, `a::B/c`";
        let meant = "`undefined` or `listJobs`: `NotFoundError`, a value that is not listed, the setting `late`, `a::B/c`";
        assert_eq!(words(said), meant);
    }

    #[test]
    fn what_fits_stands_on_one_line_and_nothing_ends_a_comment_too_early() {
        assert_eq!(written("  ", &["One."]), "  /** One. */\n");
        assert_eq!(written("", &["a */ b"]), "/** a *\\/ b */\n");
        assert_eq!(
            written("", &["First.\n\nSecond.", "@throws Third."]),
            "/**\n * First.\n *\n * Second.\n *\n * @throws Third.\n */\n"
        );
        let long = "word ".repeat(40);
        assert!(written("", &[&long]).lines().all(|line| line.chars().count() <= COLUMNS));
    }
}
