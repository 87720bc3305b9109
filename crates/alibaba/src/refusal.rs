//! What an answer of this cloud means: error shapes and codes (reference 6.1, 6.2).

use std::time::Duration;

use phonevault_core::ErrorKind;
use phonevault_core::error::Reached;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Answer, Classify, Refusal};
use serde_json::{Map, Value};

use crate::settings::Settings;

/// The fields in which answers say how a call ended.
const SAID: &[&str] =
    &["Code", "code", "Message", "message", "RequestId", "requestId", "Success", "HttpStatusCode"];

/// Reads this cloud's answers.
#[derive(Clone, Debug)]
pub struct Classifier {
    /// The longest wait that is taken over from the service.
    pub retry_after_cap: Duration,
}

impl Default for Classifier {
    fn default() -> Self {
        Self { retry_after_cap: Settings::default().retry_after_cap }
    }
}

/// The fields of an error body.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fault {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Classify for Classifier {
    fn names(&self) -> &'static [&'static str] {
        SAID
    }

    fn request_id(&self, answer: &Answer) -> Option<String> {
        let in_body = fault_of(answer).and_then(|fault| fault.request_id);
        let cut_off = || answer.spotted(&["RequestId", "requestId"]);
        let in_header = || answer.headers.get("x-acs-request-id").map(str::to_owned);
        in_body.or_else(in_header).or_else(cut_off).filter(|id| !id.trim().is_empty())
    }

    fn refusal(&self, _operation: &Operation, answer: &Answer) -> Option<Refusal> {
        if (200..300).contains(&answer.status) {
            return self.embedded(answer);
        }
        if answer.status < 400 || is_damaged(answer) {
            return None;
        }
        let fault = fault_of(answer)?;
        let code = fault.code?;
        let retry_after = self.retry_after(answer);
        let mut refusal = classified(&code, answer.status, retry_after.is_some());
        refusal.message = fault.message.unwrap_or_default();
        refusal.retry_after = retry_after;
        refusal.code = Some(code);
        Some(explained(refusal))
    }
}

impl Classifier {
    /// Some operations put `Success`, `Code`, `Message` and `HttpStatusCode` into a successful answer.
    fn embedded(&self, answer: &Answer) -> Option<Refusal> {
        let body = answer.said.as_ref()?;
        let status = body.get("HttpStatusCode").and_then(Value::as_u64).and_then(|n| u16::try_from(n).ok());
        let failed = match body.get("Success") {
            Some(Value::Bool(success)) => !success,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("false"),
            _ => status.is_some_and(|status| status >= 400),
        };
        if !failed || is_damaged(answer) {
            return None;
        }
        let fault = fault_of_object(body);
        let retry_after = self.retry_after(answer);
        let code = fault.code.unwrap_or_default();
        let mut refusal = classified(&code, status.unwrap_or(400), retry_after.is_some());
        let says_why = kind_of_code(&code).is_some()
            || is_about_parameters(&code)
            || status.is_some_and(|status| status >= 400);
        if !says_why && refusal.kind != ErrorKind::Throttled {
            // A failure without a cause that anybody knows says nothing about how far it came.
            refusal.reached = Reached::ServerFault;
        }
        refusal.message = fault.message.unwrap_or_else(|| "the answer says Success=false".to_owned());
        refusal.retry_after = retry_after;
        refusal.code = Some(code).filter(|code| !code.is_empty());
        Some(explained(refusal))
    }

    /// A positive whole number of milliseconds (INFERRED: so the vendor's client reads it), capped.
    fn retry_after(&self, answer: &Answer) -> Option<Duration> {
        let text = answer.headers.get("x-acs-retry-after")?.trim();
        let milliseconds = text.parse::<u64>().ok().filter(|milliseconds| *milliseconds > 0)?;
        Some(Duration::from_millis(milliseconds).min(self.retry_after_cap))
    }
}

/// Kind and reach by the code; the status decides only for codes that nobody knows, because the same code arrives with
/// different statuses. An unknown 4xx is permanent.
fn classified(code: &str, status: u16, told_to_wait: bool) -> Refusal {
    if code == "SignatureNonceUsed" {
        // An earlier copy of this very request came through, so a change may have been made. A new attempt has a new
        // nonce, so for a read time cures it at once.
        let mut refusal = Refusal::new(ErrorKind::Rejected, None, "");
        refusal.reached = Reached::ServerFault;
        refusal.retryable = Some(true);
        return refusal;
    }
    let kind = match kind_of_code(code) {
        Some(kind) => kind,
        None if status >= 500 => ErrorKind::Server,
        None if status == 429 || told_to_wait => ErrorKind::Throttled,
        None if is_about_parameters(code) => ErrorKind::Rejected,
        None => match status {
            401 => ErrorKind::Authentication,
            403 => ErrorKind::PermissionDenied,
            404 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict,
            _ => ErrorKind::Rejected,
        },
    };
    let mut refusal = Refusal::new(kind, None, "");
    if status >= 500 && kind != ErrorKind::Throttled {
        // Whatever the code says, a server's failure does not prove that nothing was done.
        refusal.reached = Reached::ServerFault;
    }
    refusal
}

/// What a code means whatever the status.
fn kind_of_code(code: &str) -> Option<ErrorKind> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| code.starts_with(prefix));
    if starts(&["Throttling"]) {
        Some(ErrorKind::Throttled)
    } else if starts(&["InternalError", "ServiceUnavailable"]) {
        Some(ErrorKind::Server)
    } else if starts(AUTHENTICATION) {
        Some(ErrorKind::Authentication)
    } else if starts(&["Forbidden", "NoPermission"]) {
        Some(ErrorKind::PermissionDenied)
    } else if starts(&["InvalidApi.", "InvalidProduct.", "InvalidProtocol.", "UnsupportedHTTPMethod"]) {
        Some(ErrorKind::Rejected)
    } else {
        code.ends_with(".NotFound").then_some(ErrorKind::NotFound)
    }
}

/// `Missing…` and `Invalid…`: refused before any work, unless a server's failure hides behind it.
fn is_about_parameters(code: &str) -> bool {
    ["Missing", "Invalid"].iter().any(|prefix| code.starts_with(prefix))
}

/// Codes about key, token, clock and signature.
const AUTHENTICATION: &[&str] = &[
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "InvalidTimeStamp",
    "InvalidAccessKeyId",
    "InvalidSecurityToken",
    "MissingSecurityToken",
    "MissingAccessKeyId",
    // Not in the reference, but the words are plain: STS says so of the token of an identity provider.
    "AuthenticationFail",
];

/// Adds what the vendor's words leave out.
fn explained(mut refusal: Refusal) -> Refusal {
    let hint = match refusal.code.as_deref() {
        Some("SignatureNonceUsed") => "an earlier copy of this request came through",
        Some(code) if code.starts_with("InvalidTimeStamp") => {
            "the clock of this machine must be within 15 minutes of the service's"
        }
        _ => return refusal,
    };
    let separator = if refusal.message.is_empty() { "" } else { "; " };
    refusal.message = format!("{}{separator}{hint}", refusal.message);
    refusal
}

/// Whether a JSON body is broken where nobody looked yet. Such an answer refuses nothing for certain.
fn is_damaged(answer: &Answer) -> bool {
    answer.said.is_some() && serde_json::from_slice::<Value>(&answer.body).is_err()
}

/// The error fields of a JSON object or of XML with the root `Error`; anything else is not the vendor's.
fn fault_of(answer: &Answer) -> Option<Fault> {
    if let Some(body) = &answer.said {
        return Some(fault_of_object(body));
    }
    fault_of_xml(std::str::from_utf8(&answer.body).ok()?)
}

fn fault_of_object(body: &Map<String, Value>) -> Fault {
    let text = |upper: &str, lower: &str| {
        let value = body.get(upper).or_else(|| body.get(lower)).and_then(Value::as_str);
        value.filter(|text| !text.trim().is_empty()).map(str::to_owned)
    };
    Fault {
        code: text("Code", "code"),
        message: text("Message", "message"),
        request_id: text("RequestId", "requestId"),
    }
}

/// Reads `<Error>` after an optional prolog. Its fields hold plain text, so no parser is needed; HTML has another root.
fn fault_of_xml(text: &str) -> Option<Fault> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with("<?xml") {
        rest = rest.split_once("?>")?.1.trim_start();
    }
    let inside = rest.strip_prefix("<Error>")?.split_once("</Error>")?.0;
    let field = |name: &str| {
        let value = inside.split_once(&*format!("<{name}>"))?.1.split_once(&*format!("</{name}>"))?.0;
        Some(unescaped(value.trim())).filter(|value| !value.is_empty())
    };
    Some(Fault { code: field("Code"), message: field("Message"), request_id: field("RequestId") })
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}
