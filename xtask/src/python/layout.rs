//! How generated Python is laid out.

/// The longest line.
pub(super) const COLUMNS: usize = 110;

/// The beginning of a function at the left margin, with `end` behind its colon: on one line, if it fits there.
pub(super) fn function(beginning: &str, parameters: &str, gives: &str, end: &str) -> String {
    let line = format!("{beginning}({parameters}) -> {gives}:{end}");
    if line.lines().all(|line| line.chars().count() <= COLUMNS) {
        return line;
    }
    format!("{beginning}(\n    {parameters}\n) -> {gives}:{end}")
}
