//! What the generator cannot understand. It never skips anything: a gap in the manifest would be a gap in every binding.

use std::fmt;

/// Where reading stopped, and why.
#[derive(Debug)]
pub(crate) struct Problem(String);

/// What most functions of the generator return.
pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

impl Problem {
    /// A problem with `item` of the file at `path`.
    pub(crate) fn new(path: &str, item: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("{path}: {item}: {why}"))
    }

    /// A problem that is not one file's.
    pub(crate) fn plain(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
