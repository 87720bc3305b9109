//! What came back.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::carried::Carried;
use super::{Classify, transport_error, within};
use crate::context::Context;
use crate::error::{Error, ErrorKind, Reached, Result};
use crate::glance::glance;
use crate::operation::Operation;
use crate::transport::{Headers, HttpAnswer};

/// How much of an answer that nobody understands is shown.
const EXCERPT_CHARS: usize = 200;
/// How much of the words of a vendor, or about an answer, is shown.
pub(super) const MESSAGE_CHARS: usize = 1000;
/// The longest request id that is kept.
const REQUEST_ID_CHARS: usize = 128;
/// How far into a body a field is looked for that stands in no whole JSON.
const SPOTTED_BYTES: usize = 64 << 10;

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
    /// The fields of the body that [`Classify::names`] asks for; `None` if it asks for none, or if the body is no JSON object.
    /// What else the body holds was skipped, not checked.
    pub said: Option<Map<String, Value>>,
    carried: Carried,
}

impl Answer {
    pub(super) fn new(
        status: u16,
        headers: Headers,
        body: Vec<u8>,
        classify: &dyn Classify,
        carried: Carried,
    ) -> Self {
        let names = classify.names();
        let said = if names.is_empty() { None } else { glance(&body, names) };
        let mut answer = Self { status, headers, body, request_id: None, said, carried };
        let request_id = classify.request_id(&answer);
        answer.request_id = request_id.map(|id| answer.shown(&id, REQUEST_ID_CHARS));
        answer
    }

    /// The beginning of a text of this answer, without what the request carried.
    pub(super) fn shown(&self, text: &str, chars: usize) -> String {
        self.carried.hide(text).chars().take(chars).collect()
    }

    /// The text of the first of these fields that stands in the body, also if the body was cut off and is no JSON as a
    /// whole. Only for what is shown to a person: it may belong to an inner object.
    #[must_use]
    pub fn spotted(&self, names: &[&str]) -> Option<String> {
        let head = &self.body[..self.body.len().min(SPOTTED_BYTES)];
        let text = String::from_utf8_lossy(head);
        names.iter().find_map(|name| {
            let rest = text.split_once(&format!("\"{name}\""))?.1.trim_start().strip_prefix(':')?;
            let value = rest.trim_start().strip_prefix('"')?.split_once('"')?.0;
            let plain = !value.is_empty() && value.len() <= REQUEST_ID_CHARS && !value.contains('\\');
            plain.then(|| value.to_owned())
        })
    }

    /// The body as JSON of type `T`. Anything else is a malformed answer, never a default.
    pub fn decode<T: DeserializeOwned>(&self, operation: &Operation) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| {
            // The words name values of the body.
            let why = if operation.sensitive {
                format!("line {} column {}", error.line(), error.column())
            } else {
                error.to_string()
            };
            self.malformed(operation, &format!("the body does not fit: {why}"))
        })
    }

    /// The error for a successful status with a body that cannot be used; `why` says what is wrong with it.
    #[must_use]
    pub fn malformed(&self, operation: &Operation, why: &str) -> Error {
        self.unreadable(ErrorKind::Malformed, operation, self.shown(why, MESSAGE_CHARS))
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
        Some(self.shown(&String::from_utf8_lossy(head), EXCERPT_CHARS))
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
