//! Error answers of the object stores: XML in the body, or base64 of it in a header, or a bare status on HEAD.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use phonevault_core::error::ErrorKind;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Answer, Classify, Refusal};
use serde::Deserialize;

use crate::dialect::Dialect;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorBody {
    code: String,
    #[serde(default)]
    message: String,
    request_id: Option<String>,
}

pub(crate) struct StoreAnswers(pub(crate) Dialect);

impl StoreAnswers {
    fn body(answer: &Answer) -> Option<ErrorBody> {
        let hidden = answer.headers.get("x-oss-err").and_then(|text| STANDARD.decode(text).ok());
        let bytes = hidden.as_deref().unwrap_or(&answer.body);
        quick_xml::de::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }
}

impl Classify for StoreAnswers {
    fn request_id(&self, answer: &Answer) -> Option<String> {
        let header = answer.headers.get(self.0.request_id_header()).map(str::to_owned);
        header.or_else(|| Self::body(answer).and_then(|body| body.request_id))
    }

    fn refusal(&self, _operation: &Operation, answer: &Answer) -> Option<Refusal> {
        if (200..300).contains(&answer.status) {
            return None;
        }
        if let Some(body) = Self::body(answer) {
            return Some(Refusal::new(kind(&body.code, answer.status), Some(body.code), body.message));
        }
        // HEAD answers have no body; that the store itself answered is told by its request id.
        let from_store = answer.body.is_empty() && answer.headers.get(self.0.request_id_header()).is_some();
        from_store.then(|| {
            let message = format!("the store answered {} without a reason", answer.status);
            Refusal::new(kind("", answer.status), None, message)
        })
    }
}

/// huawei-cph 7.6 and alibaba-ecp 7.5: by code first, by status second.
fn kind(code: &str, status: u16) -> ErrorKind {
    match code {
        "SignatureDoesNotMatch"
        | "InvalidAccessKeyId"
        | "RequestTimeTooSkewed"
        | "InvalidSecurityToken"
        | "SecurityTokenExpired" => ErrorKind::Authentication,
        "InvalidObjectState" | "OperationAborted" | "PreconditionFailed" => ErrorKind::Conflict,
        "InArrearOrInsufficientBalance" => ErrorKind::Account,
        "SlowDown" => ErrorKind::Throttled,
        _ => match status {
            401 => ErrorKind::Authentication,
            403 => ErrorKind::PermissionDenied,
            404 => ErrorKind::NotFound,
            409 | 412 => ErrorKind::Conflict,
            429 => ErrorKind::Throttled,
            408 | 500.. => ErrorKind::Server,
            _ => ErrorKind::Rejected,
        },
    }
}
