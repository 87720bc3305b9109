//! Refusals in the shapes of CPH and of the gateway in front of it.

use serde_json::{Value, json};

use crate::service::Response;
use crate::settings::HuaweiSettings;

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

    /// The most frequent form: HTTP 400, unless [`Self::settle`] knows better for the code.
    pub(super) fn bad(code: &str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// The gateway knows no such API.
    pub(super) fn no_api(what: &str) -> Self {
        Self::new(404, "APIGW.0101", format!("The API does not exist or has not been published: {what}"))
    }

    /// Status and text as the settings have them: for CPH codes the code decides the status.
    pub(super) fn settle(mut self, settings: &HuaweiSettings) -> Self {
        if self.code.starts_with("CPS.") {
            self.status = settings.status_of(&self.code);
        }
        self.message = message(settings, self.message);
        self
    }

    /// CPH and gateway share these three fields (D602, GW).
    pub(super) fn render(&self, request_id: &str) -> Response {
        Response::json(
            self.status,
            &json!({"request_id": request_id, "error_code": self.code, "error_msg": self.message}),
        )
    }
}

/// The text to show for an error.
pub(super) fn message(settings: &HuaweiSettings, own: String) -> String {
    if settings.fixed_error_text.is_empty() { own } else { settings.fixed_error_text.clone() }
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

impl From<ItemFault> for Fault {
    fn from(item: ItemFault) -> Self {
        Self::bad(&item.code, item.message)
    }
}

impl From<Fault> for ItemFault {
    fn from(fault: Fault) -> Self {
        Self { code: fault.code, message: fault.message }
    }
}

/// One line of `jobs[]` in the answer of a batch operation (reference 1.3): a job id or an error, never both.
pub(super) fn item(phone_id: &str, outcome: &Result<String, ItemFault>, settings: &HuaweiSettings) -> Value {
    match outcome {
        Ok(job_id) => json!({"phone_id": phone_id, "job_id": job_id}),
        Err(fault) => json!({"phone_id": phone_id, "error_code": fault.code,
                             "error_msg": message(settings, fault.message.clone())}),
    }
}
