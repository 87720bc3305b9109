//! Raises any error on demand, so that tests can compare every class and every field with what core says.
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is handed over by value")]

use std::time::Duration;

use napi_derive::napi;
use phonevault::operation::Operation;
use phonevault::{Error, ErrorKind, alibaba, huawei};

use crate::error::Refused;
use crate::given::{Given, read};
use crate::take::{Fields, Take, Wrong};

/// Throws an error with these facts, on the way that all errors take.
#[napi(catch_unwind)]
pub fn raise(facts: String) -> napi::Result<()> {
    let Raised(error) =
        Raised::take(read(&facts).map_err(Refused::from)?).map_err(|wrong| wrong.about("facts"))?;
    Err(Refused::from(error).into())
}

struct Raised(Error);

impl Take for Raised {
    fn take(given: Given<'_>) -> Result<Self, Wrong> {
        let mut facts = Fields::of(given)?;
        let (kind, cloud): (String, String) = (facts.needed("kind")?, facts.needed("cloud")?);
        let known = ErrorKind::ALL.iter().find(|known| known.name() == kind);
        let kind = *known.ok_or_else(|| Wrong::new(format!("no kind {kind}")))?;
        let known = [alibaba::CLOUD, huawei::CLOUD].into_iter().find(|known| *known == cloud);
        let cloud = known.ok_or_else(|| Wrong::new(format!("no cloud {cloud}")))?;
        let (violations, detail) = (facts.needed("violations")?, facts.needed::<String>("detail")?);
        let error = match kind {
            ErrorKind::Validation => Error::validation(violations),
            other => Error::new(other, detail),
        };
        let operation = Operation::mutation(facts.needed::<String>("operation")?, cloud);
        let retry_after =
            facts.given("retryAfterMs")?.map(|millis: f64| Duration::from_secs_f64(millis / 1000.0));
        let status = u16::try_from(facts.needed::<i64>("httpStatus")?).unwrap_or_default();
        let error = error
            .with_operation(&operation)
            .with_applied(facts.needed("applied")?)
            .with_retryable(facts.needed("retryable")?)
            .with_retry_after(retry_after)
            .with_vendor_code(facts.given("vendorCode")?)
            .with_answer(status, facts.given("requestId")?)
            .with_excerpt(facts.given("excerpt")?)
            .with_result(facts.needed("result")?);
        facts.end("an error")?;
        Ok(Self(error))
    }
}
