//! The one error type of Phonevault.

mod applied;
mod kind;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use applied::{Applied, Reached};
pub use kind::ErrorKind;

use crate::job::JobResult;
use crate::operation::Operation;
use crate::validate::Violation;

/// `Result` with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What every failed call of Phonevault returns: the cause in one line, and the facts to act on.
///
/// `Display` is one line that names operation, cause, vendor code, request id and whether anything was applied.
/// `Debug` adds the excerpt of an unreadable answer and the source. Neither ever holds a secret.
#[derive(Clone)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    applied: Applied,
    retryable: Option<bool>,
    retry_after: Option<Duration>,
    operation: Option<String>,
    cloud: Option<&'static str>,
    vendor_code: Option<String>,
    http_status: Option<u16>,
    request_id: Option<String>,
    excerpt: Option<String>,
    violations: Vec<Violation>,
    result: Option<Arc<JobResult>>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of which nothing reached a cloud. Use [`Error::for_operation`] for everything that was sent.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                message: one_line(&message.into()),
                applied: Applied::No,
                retryable: None,
                retry_after: None,
                operation: None,
                cloud: None,
                vendor_code: None,
                http_status: None,
                request_id: None,
                excerpt: None,
                violations: Vec::new(),
                result: None,
                source: None,
            }),
        }
    }

    /// An error of `operation` that came as far as `reached`; `applied` follows from both.
    pub fn for_operation(
        kind: ErrorKind,
        operation: &Operation,
        reached: Reached,
        message: impl Into<String>,
    ) -> Self {
        let mut error = Self::new(kind, message).with_operation(operation);
        error.inner.applied = Applied::after(operation.effect, reached);
        error
    }

    /// Input that breaks rules; nothing was sent. The message lists every violation.
    #[must_use]
    pub fn validation(violations: Vec<Violation>) -> Self {
        let text = violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let mut error = Self::new(ErrorKind::Validation, text);
        error.inner.violations = violations;
        error
    }

    /// Names the operation and its cloud.
    #[must_use]
    pub fn with_operation(mut self, operation: &Operation) -> Self {
        self.inner.operation = Some(operation.name.to_string());
        self.inner.cloud = Some(operation.cloud);
        self
    }

    /// Names the cloud.
    #[must_use]
    pub fn with_cloud(mut self, cloud: &'static str) -> Self {
        self.inner.cloud = Some(cloud);
        self
    }

    /// The vendor's own error code.
    #[must_use]
    pub fn with_vendor_code(mut self, code: Option<String>) -> Self {
        self.inner.vendor_code = code.map(|code| one_line(&code));
        self
    }

    /// HTTP status and request id of the answer.
    #[must_use]
    pub fn with_answer(mut self, status: u16, request_id: Option<String>) -> Self {
        self.inner.http_status = Some(status);
        self.inner.request_id = request_id.map(|id| one_line(&id));
        self
    }

    /// The request id alone, where the status of the answer is no longer known.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.inner.request_id = request_id.map(|id| one_line(&id));
        self
    }

    /// How long the vendor asked to wait.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.inner.retry_after = retry_after;
        self
    }

    /// Overrides what the kind says about whether a repetition can help. A request that may have been applied
    /// stays not retryable whatever is said here.
    #[must_use]
    pub fn with_retryable(mut self, retryable: bool) -> Self {
        self.inner.retryable = Some(retryable);
        self
    }

    /// A short piece of an answer that could not be understood, shown by `Debug` and [`Error::excerpt`].
    #[must_use]
    pub fn with_excerpt(mut self, excerpt: Option<String>) -> Self {
        self.inner.excerpt = excerpt;
        self
    }

    /// The outcomes of all phones of a job.
    #[must_use]
    pub fn with_result(mut self, result: JobResult) -> Self {
        self.inner.result = Some(Arc::new(result));
        self
    }

    /// Says explicitly whether the work took effect; for errors about jobs, whose work was accepted.
    #[must_use]
    pub fn with_applied(mut self, applied: Applied) -> Self {
        self.inner.applied = applied;
        self
    }

    /// The underlying error. Its text must hold no secret.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.inner.source = Some(Arc::new(source));
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Whether the request took effect.
    #[must_use]
    pub fn applied(&self) -> Applied {
        self.inner.applied
    }

    /// Whether the same call may be repeated as it is: time can cure it and nothing was applied.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let curable = self.inner.retryable.unwrap_or_else(|| self.inner.kind.is_temporary());
        curable && self.inner.applied == Applied::No
    }

    /// How long the vendor asked to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// The vendor's name of the operation.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.inner.operation.as_deref()
    }

    /// The cloud that was called.
    #[must_use]
    pub fn cloud(&self) -> Option<&'static str> {
        self.inner.cloud
    }

    /// The vendor's error code.
    #[must_use]
    pub fn vendor_code(&self) -> Option<&str> {
        self.inner.vendor_code.as_deref()
    }

    /// The HTTP status, if an answer came.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.inner.http_status
    }

    /// The vendor's request id, if an answer carried one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.request_id.as_deref()
    }

    /// The cause without the facts around it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// The beginning of an answer that could not be understood.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.inner.excerpt.as_deref()
    }

    /// Every broken rule of a [`ErrorKind::Validation`] error.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.inner.violations
    }

    /// The outcomes of all phones, on errors about jobs.
    #[must_use]
    pub fn result(&self) -> Option<&JobResult> {
        self.inner.result.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        if let Some(operation) = &inner.operation {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{}: {}", inner.kind, inner.message)?;
        let mut facts: Vec<String> = Vec::new();
        facts.extend(inner.vendor_code.clone());
        facts.extend(inner.http_status.map(|status| format!("http {status}")));
        facts.extend(inner.request_id.as_ref().map(|id| format!("request {id}")));
        facts.extend(inner.cloud.map(str::to_owned));
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        write!(f, "; {}", inner.applied.sentence())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("message", &inner.message)
            .field("applied", &inner.applied)
            .field("retryable", &self.is_retryable())
            .field("retry_after", &inner.retry_after)
            .field("operation", &inner.operation)
            .field("cloud", &inner.cloud)
            .field("vendor_code", &inner.vendor_code)
            .field("http_status", &inner.http_status)
            .field("request_id", &inner.request_id)
            .field("excerpt", &inner.excerpt)
            .field("source", &inner.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

/// Vendor texts may hold line ends and control characters; an error is one line.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for piece in text.split(|c: char| c.is_control() || c == ' ').filter(|piece| !piece.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operation;

    #[test]
    fn display_is_one_line_with_cause_code_request_and_effect() {
        let error = Error::for_operation(
            ErrorKind::Server,
            &Operation::mutation("BackupApp", "cloud"),
            Reached::ServerFault,
            "broken\n  inside",
        )
        .with_vendor_code(Some("InternalError".into()))
        .with_answer(500, Some("R-1".into()));
        assert_eq!(
            error.to_string(),
            "BackupApp: server: broken inside (InternalError, http 500, request R-1, cloud); it may have been applied"
        );
        assert!(!error.is_retryable());
    }

    #[test]
    fn only_what_was_not_applied_is_retryable() {
        let change = Operation::mutation("BackupApp", "cloud");
        let read = Operation::read("DescribeTasks", "cloud");
        let retryable =
            |operation, kind, reached| Error::for_operation(kind, operation, reached, "x").is_retryable();
        assert!(retryable(&read, ErrorKind::Transport, Reached::Interrupted));
        assert!(!retryable(&change, ErrorKind::Transport, Reached::Interrupted));
        assert!(retryable(&change, ErrorKind::Connect, Reached::NotSent));
        assert!(retryable(&change, ErrorKind::Throttled, Reached::Refused));
        assert!(!retryable(&change, ErrorKind::Rejected, Reached::Refused));
    }
}
