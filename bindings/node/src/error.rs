//! From our errors to the facts that JavaScript makes its classes of.

use phonevault::Error;
use serde::ser::Serializer;

use crate::answer::text;
use crate::show::{Object, Show};

/// Why a call ended without an answer.
#[derive(Debug)]
pub(crate) enum Refused {
    /// A value of the wrong type, which is a `TypeError`.
    Type(String),
    /// An error of ours.
    Error(Box<Error>),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<Refused> for napi::Error {
    /// An exception whose message JavaScript reads: the facts, or the text of a `TypeError`.
    fn from(refused: Refused) -> Self {
        Self::from_reason(match refused {
            Refused::Type(message) => text(&TypeFacts(&message)),
            Refused::Error(error) => text(&Facts { error: &error, token: None }),
        })
    }
}

/// The facts of an error, and the token of the job that it is about.
pub(crate) struct Facts<'a> {
    pub(crate) error: &'a Error,
    pub(crate) token: Option<&'a str>,
}

impl Show for Facts<'_> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let error = self.error;
        let mut object = Object::begin(out)?;
        object.field("kind", error.kind().name())?;
        object.field("message", &error.to_string())?;
        object.field("detail", error.message())?;
        object.field("applied", error.applied().name())?;
        object.field("retryable", &error.is_retryable())?;
        object.field("retryAfterMs", &error.retry_after())?;
        object.field("operation", &owned(error.operation()))?;
        object.field("cloud", &owned(error.cloud()))?;
        object.field("vendorCode", &owned(error.vendor_code()))?;
        object.field("httpStatus", &error.http_status())?;
        object.field("requestId", &owned(error.request_id()))?;
        object.field("excerpt", &owned(error.excerpt()))?;
        object.field("violations", error.violations())?;
        if let Some(result) = error.result() {
            object.field("result", result)?;
        }
        object.field("token", &owned(self.token))?;
        object.end()
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// The text of a `TypeError`.
pub(crate) struct TypeFacts<'a>(pub(crate) &'a str);

impl Show for TypeFacts<'_> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = Object::begin(out)?;
        object.field("typeError", self.0)?;
        object.end()
    }
}
