//! A refused call, in the vendor's error shape (reference 6.1, codes and statuses of 6.2).
//!
//! The product's own error table is not published (open question 2), so the codes that concern phones and backup files
//! are guessed in the vendor's manner, as settings; a client must treat `Code` as free text.

use super::actions::ACTIONS;
use crate::settings::AlibabaSettings;
use crate::signature::Refusal;

/// Status, code and message of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// HTTP status.
    pub status: u16,
    /// The vendor's `Code`.
    pub code: String,
    /// The vendor's `Message`; says what is wrong and never holds a secret.
    pub message: String,
    /// The parameter that is missing or bad.
    parameter: Option<String>,
    /// Wanted pause in milliseconds, for `x-acs-retry-after`.
    pub retry_after_ms: Option<u64>,
}

impl Fault {
    /// Any refusal.
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), message: message.into(), parameter: None, retry_after_ms: None }
    }

    fn of_parameter(mut self, parameter: &str) -> Self {
        self.parameter = Some(parameter.to_owned());
        self
    }

    /// With the code in the form that the setting wants: bare, or with the name of the parameter at the end. The number
    /// of a list item is not part of its name.
    pub(crate) fn named(mut self, settings: &AlibabaSettings) -> Self {
        if settings.codes_name_parameters
            && let Some(parameter) = &self.parameter
            && let Some(stem) = self.code.strip_suffix("Parameter")
        {
            let name = parameter.split('.').next().unwrap_or_default();
            self.code = format!("{stem}{name}");
        }
        self
    }

    /// A mandatory parameter is absent (documented code, 400).
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::new(400, "MissingParameter", format!("The parameter {parameter} is mandatory for this action."))
            .of_parameter(parameter)
    }

    /// A parameter has a bad value (documented code, 400).
    pub(crate) fn invalid(parameter: &str, why: &str) -> Self {
        Self::new(
            400,
            "InvalidParameter",
            format!("The value of the parameter {parameter} is not valid: {why}."),
        )
        .of_parameter(parameter)
    }

    /// The action is unknown, or known and not offered here (documented code, 404).
    pub(crate) fn no_such_api(action: &str) -> Self {
        let why = if ACTIONS.contains(&action) { "is not offered by the simulator" } else { "is not found" };
        Self::new(404, "InvalidApi.NotFound", format!("The API {action} {why}."))
    }

    /// A phone that does not exist.
    pub(crate) fn no_such_phone(id: &str, settings: &AlibabaSettings) -> Self {
        let text = format!("The specified Android instance {id} does not exist.");
        Self::new(404, &settings.unknown_instance_code, text)
    }

    /// A phone whose state does not allow the operation.
    pub(crate) fn wrong_state(id: &str, state: &str, action: &str, settings: &AlibabaSettings) -> Self {
        let text = format!("The Android instance {id} is {state}, which does not allow {action}.");
        Self::new(400, &settings.wrong_state_code, text)
    }

    /// A backup file that does not exist.
    pub(crate) fn no_such_file(id: &str, settings: &AlibabaSettings) -> Self {
        let text = format!("The specified backup file {id} does not exist.");
        Self::new(404, &settings.unknown_file_code, text)
    }

    /// A backup file whose state or kind does not allow the operation.
    pub(crate) fn wrong_file(id: &str, why: &str, settings: &AlibabaSettings) -> Self {
        let text = format!("The backup file {id} does not allow this action: {why}.");
        Self::new(400, &settings.wrong_file_code, text)
    }
}

impl From<Refusal> for Fault {
    /// The gateway's codes for a signature that was not accepted.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Missing => Self::new(400, "IncompleteSignature", "The request is not signed."),
            Refusal::Malformed(why) => Self::new(
                400,
                "IncompleteSignature",
                format!("The request signature does not conform: {why}."),
            ),
            Refusal::BadDate(date) => {
                Self::new(400, "InvalidTimeStamp.Format", format!("The time stamp `{date}` cannot be read."))
            }
            Refusal::UnknownKey(_) => {
                Self::new(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
            }
            Refusal::Skewed { sent } => Self::new(
                400,
                "InvalidTimeStamp.Expired",
                format!("The time stamp {sent} is more than 15 minutes from the time of the server."),
            ),
            Refusal::BadToken => Self::new(
                403,
                "InvalidSecurityToken.Malformed",
                "The security token does not fit the access key.",
            ),
            Refusal::Mismatch { string_to_sign } => Self::new(
                400,
                "SignatureDoesNotMatch",
                format!(
                    "The signature is not the one computed here. Server string to sign: {string_to_sign}"
                ),
            ),
            Refusal::NonceReplayed => {
                Self::new(400, "SignatureNonceUsed", "The signature nonce was used before.")
            }
        }
    }
}
