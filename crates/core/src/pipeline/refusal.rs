//! What a cloud's crate tells the pipeline about an answer.

use std::time::Duration;

use super::Answer;
use super::answer::MESSAGE_CHARS;
use crate::error::{Error, ErrorKind, Reached};
use crate::operation::Operation;

/// The longest vendor code that is kept.
const CODE_CHARS: usize = 128;

/// Reads a cloud's answers: where the request id stands, and what counts as a refusal.
pub trait Classify: Send + Sync {
    /// The fields of a JSON body in which this cloud says how a call ended. They are looked at once, and then stand in
    /// [`Answer::said`]. By default none.
    fn names(&self) -> &'static [&'static str] {
        &[]
    }

    /// The vendor's request id, from header or body.
    fn request_id(&self, answer: &Answer) -> Option<String>;

    /// The vendor's refusal, if this answer is one: an error status with a body of the vendor's form, or a successful
    /// status whose body says that the call failed. `None` for a success, and for an error status whose body is
    /// not the vendor's.
    fn refusal(&self, operation: &Operation, answer: &Answer) -> Option<Refusal>;
}

/// A vendor's refusal of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it means.
    pub kind: ErrorKind,
    /// How far the request came.
    pub reached: Reached,
    /// The vendor's code.
    pub code: Option<String>,
    /// The vendor's words.
    pub message: String,
    /// How long the vendor asked to wait.
    pub retry_after: Option<Duration>,
    /// Whether a repetition can help, where the kind alone does not tell.
    pub retryable: Option<bool>,
}

impl Refusal {
    /// A refusal of this kind. Server faults may have been applied; everything else was refused before any work.
    #[must_use]
    pub fn new(kind: ErrorKind, code: Option<String>, message: impl Into<String>) -> Self {
        let reached = match kind {
            ErrorKind::Server => Reached::ServerFault,
            ErrorKind::Busy => Reached::Busy,
            _ => Reached::Refused,
        };
        Self { kind, reached, code, message: message.into(), retry_after: None, retryable: None }
    }

    pub(super) fn into_error(self, operation: &Operation, answer: &Answer) -> Error {
        let message = if self.message.is_empty() { "refused by the cloud" } else { &*self.message };
        let message = answer.shown(message, MESSAGE_CHARS);
        let code = self.code.map(|code| answer.shown(&code, CODE_CHARS));
        let error = Error::for_operation(self.kind, operation, self.reached, message)
            .with_vendor_code(code)
            .with_answer(answer.status, answer.request_id.clone())
            .with_retry_after(self.retry_after);
        match self.retryable {
            Some(retryable) => error.with_retryable(retryable),
            None => error,
        }
    }
}
