//! What came back.

use std::time::Duration;

use serde::de::DeserializeOwned;

use super::{Classify, transport_error, within};
use crate::context::Context;
use crate::error::{Error, ErrorKind, Reached, Result};
use crate::operation::Operation;
use crate::transport::{Headers, HttpAnswer};

/// How much of an answer that nobody understands is shown.
const EXCERPT_CHARS: usize = 200;

/// A whole answer.
#[derive(Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
    /// The vendor's request id, from header or body.
    pub request_id: Option<String>,
}

impl Answer {
    pub(super) fn new(status: u16, headers: Headers, body: Vec<u8>, classify: &dyn Classify) -> Self {
        let mut answer = Self { status, headers, body, request_id: None };
        answer.request_id = classify.request_id(&answer);
        answer
    }

    /// The body as JSON of type `T`. Anything else is a malformed answer, never a default.
    pub fn decode<T: DeserializeOwned>(&self, operation: &Operation) -> Result<T> {
        serde_json::from_slice(&self.body)
            .map_err(|error| self.malformed(operation, &format!("the body does not fit: {error}")))
    }

    /// The error for a successful status with a body that cannot be used; `why` says what is wrong with it.
    #[must_use]
    pub fn malformed(&self, operation: &Operation, why: &str) -> Error {
        self.unreadable(ErrorKind::Malformed, operation, why.to_owned())
    }

    pub(super) fn unreadable(&self, kind: ErrorKind, operation: &Operation, message: String) -> Error {
        Error::for_operation(kind, operation, Reached::Unreadable, message)
            .with_answer(self.status, self.request_id.clone())
            .with_excerpt(self.excerpt(operation))
    }

    /// The beginning of the body, unless the operation's answers hold secrets.
    #[must_use]
    pub fn excerpt(&self, operation: &Operation) -> Option<String> {
        if operation.sensitive || self.body.is_empty() {
            return None;
        }
        let head = &self.body[..self.body.len().min(EXCERPT_CHARS * 4)];
        Some(String::from_utf8_lossy(head).chars().take(EXCERPT_CHARS).collect())
    }
}

/// Without the body, which may be large or hold secrets.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer whose body is read piece by piece.
#[derive(Debug)]
pub struct StreamedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: Headers,
    operation: Operation,
    head: HttpAnswer,
    context: Context,
    timeout: Duration,
}

impl StreamedAnswer {
    pub(super) fn new(operation: Operation, head: HttpAnswer, context: Context, timeout: Duration) -> Self {
        Self { status: head.status, headers: head.headers.clone(), operation, head, context, timeout }
    }

    /// The next piece of the body; `None` at its end. A body that ends early or stalls is an error.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let (operation, body) = (&self.operation, &mut self.head.body);
        let next = async { body.chunk().await.map_err(|error| transport_error(operation, &error, None)) };
        within(&self.context, self.timeout, operation, next).await
    }
}
