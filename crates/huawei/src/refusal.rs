//! Which answers are the vendor's refusals, and what they mean (reference 6).

use std::time::Duration;

use phonevault_core::ErrorKind;
use phonevault_core::error::Reached;
use phonevault_core::glance::alone;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Answer, Classify, Refusal};
use serde::Deserialize;
use serde_json::Value;

use crate::codes;
use crate::settings::Settings;

/// No error body is larger; a longer successful answer is not searched for one.
const ERROR_BODY_BYTES: usize = 64 << 10;
/// The names that error bodies consist of. A job's own answer holds `error_code` too, but never these alone.
const ERROR_FIELDS: &[&str] =
    &["request_id", "error_code", "error_msg", "error_detail", "encoded_authorization_message", "failures"];
/// The deepest object that is searched for a code.
const DEEPEST: usize = 4;

/// Reads the vendor's answers.
#[derive(Clone, Debug, Default)]
pub struct Classifier {
    /// Waits, and which guesses hold.
    pub settings: Settings,
}

impl Classify for Classifier {
    fn request_id(&self, answer: &Answer) -> Option<String> {
        #[derive(Deserialize)]
        struct Body {
            request_id: Option<Value>,
        }
        if let Some(id) = answer.headers.get("x-request-id").map(str::trim).filter(|id| !id.is_empty()) {
            return Some(id.to_owned());
        }
        let Ok(body) = serde_json::from_slice::<Body>(&answer.body) else {
            return answer.spotted(&["request_id"]);
        };
        body.request_id?.as_str().filter(|id| !id.is_empty()).map(str::to_owned)
    }

    fn refusal(&self, operation: &Operation, answer: &Answer) -> Option<Refusal> {
        let success = (200..300).contains(&answer.status);
        if !success && answer.status < 400 {
            // Nobody documents a redirect: whoever sent it, it does not prove that nothing was done.
            return None;
        }
        if success && answer.body.len() > ERROR_BODY_BYTES {
            return None;
        }
        let body =
            if success { only_an_error(&answer.body)? } else { serde_json::from_slice(&answer.body).ok()? };
        let (code, message) = find(&body, 0)?;
        let class = codes::classify(&code, answer.status);
        let mut refusal = Refusal::new(class.kind, Some(code.clone()), message);
        if let Some(reached) = doubt(class, answer.status) {
            refusal.reached = reached;
        }
        if class.kind == ErrorKind::Throttled {
            refusal.retry_after = Some(self.retry_after(answer).unwrap_or(self.settings.throttle_pause));
        } else {
            refusal.retry_after = self.retry_after(answer);
        }
        if code == "CPS.0050" && &*operation.name == "ListJobs" && self.settings.jobs_appear_late {
            refusal.retryable = Some(true);
        }
        if codes::needs_new_token(&code) {
            refusal.message.push_str("; the token must be renewed");
        }
        Some(refusal)
    }
}

impl Classifier {
    /// Whole seconds. The pages document no such header; a gateway in front may send one.
    fn retry_after(&self, answer: &Answer) -> Option<Duration> {
        let seconds = answer.headers.get("retry-after")?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds).min(self.settings.retry_after_cap))
    }
}

/// Where the kind alone would say "refused before any work", but the answer does not prove it.
fn doubt(class: codes::Class, status: u16) -> Option<Reached> {
    let before_work = matches!(class.kind, ErrorKind::Busy | ErrorKind::Throttled);
    let unclear_success = status < 300 && !class.by_code;
    (!before_work && (status >= 500 || unclear_success)).then_some(Reached::ServerFault)
}

/// The body of a successful status, if it is nothing but an error.
fn only_an_error(body: &[u8]) -> Option<Value> {
    let fields = alone(body, ERROR_FIELDS)?;
    let has_code = fields.get("error_code").and_then(Value::as_str).is_some_and(|code| !code.is_empty());
    has_code.then_some(Value::Object(fields))
}

/// Code and message in the order in which the vendor's SDK looks for them (PY-CORE exception_handler.py): three
/// pairs of names, then the same inside nested objects.
fn find(body: &Value, depth: usize) -> Option<(String, String)> {
    let fields = body.as_object()?;
    let text = |name: &str| match fields.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    // The first two names are the vendor's own, so they count also without a message.
    for (code, message) in [("error_code", "error_msg"), ("errorCode", "errorMsg")] {
        if let Some(code) = text(code) {
            return Some((code, text(message).unwrap_or_default()));
        }
    }
    if let (Some(code), Some(message)) = (text("code"), text("message")) {
        return Some((code, message));
    }
    if depth >= DEEPEST {
        return None;
    }
    fields.values().find_map(|value| find(value, depth + 1))
}
