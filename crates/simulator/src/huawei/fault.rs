//! Refusals in the shapes of CPH and of the gateway in front of it.

use serde_json::{Value, json};

use crate::service::Response;

/// A refusal of a whole request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) status: u16,
    /// `CPS.0005`, `APIGW.0301`, …
    pub(super) code: String,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), message: message.into() }
    }

    /// The most frequent form: HTTP 400, which is what most CPH codes carry (reference 6.2).
    pub(super) fn bad(code: &str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// The gateway knows no such API.
    pub(super) fn no_api(what: &str) -> Self {
        Self::new(404, "APIGW.0101", format!("The API does not exist or has not been published: {what}"))
    }

    /// CPH and gateway share these three fields (D602, GW).
    pub(super) fn render(&self, request_id: &str) -> Response {
        Response::json(
            self.status,
            &json!({"request_id": request_id, "error_code": self.code, "error_msg": self.message}),
        )
    }
}

/// One refused item of a batch, as it stands in `jobs[]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ItemFault {
    pub(super) code: String,
    pub(super) message: String,
}

impl ItemFault {
    pub(super) fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }
}

/// One line of `jobs[]` in the answer of a batch operation (reference 1.3): a job id or an error, never both.
pub(super) fn item(phone_id: &str, outcome: &Result<String, ItemFault>) -> Value {
    match outcome {
        Ok(job_id) => json!({"phone_id": phone_id, "job_id": job_id}),
        Err(fault) => json!({"phone_id": phone_id, "error_code": fault.code, "error_msg": fault.message}),
    }
}
