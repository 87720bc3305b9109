//! What calls end in: texts that JavaScript reads, and jobs.

use phonevault::job::Job;

use crate::show::{Show, Shown};

/// What a call ended in.
pub(crate) struct Answer {
    /// The vendor's answer, or what else was asked for.
    pub(crate) text: String,
    /// Whether the text is the vendor's own: whatever looks like a mark in it is none.
    pub(crate) raw: bool,
    /// The job that was submitted. JavaScript keeps it as it is, because few ask for its token, and a long one is dear.
    pub(crate) job: Option<Job>,
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { text, raw: false, job: None }
    }
}

/// The JSON of a value.
pub(crate) fn text(value: &(impl Show + ?Sized)) -> String {
    // Our values have text keys only and write to memory, so there is nothing to fail.
    serde_json::to_string(&Shown(value)).unwrap_or_default()
}
