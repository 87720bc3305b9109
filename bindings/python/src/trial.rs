//! Raises any error on demand, so that tests can compare every class and every field with what core says.

use std::time::Duration;

use phonevault::operation::Operation;
use phonevault::validate::Violation;
use phonevault::{Applied, Error, ErrorKind, alibaba, huawei};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::raised;
use crate::generated::core::JobResult;
use crate::model::Wraps as _;
use crate::take::take;

/// Raises an error with these facts, on the way that all errors take.
#[pyfunction]
#[pyo3(name = "_raise", signature = (*, kind, message, applied, retryable, retry_after, operation, cloud, vendor_code, http_status,
    request_id, excerpt, violations, result))]
#[expect(clippy::too_many_arguments, reason = "every fact of an error")]
pub(crate) fn raise(
    py: Python<'_>,
    kind: &str,
    message: &str,
    applied: &Bound<'_, PyAny>,
    retryable: bool,
    retry_after: Option<f64>,
    operation: String,
    cloud: &str,
    vendor_code: Option<String>,
    http_status: u16,
    request_id: Option<String>,
    excerpt: Option<String>,
    violations: Vec<(String, String)>,
    result: &Bound<'_, JobResult>,
) -> PyResult<()> {
    let unknown = || PyValueError::new_err(format!("no kind {kind} or cloud {cloud}"));
    let kind = *ErrorKind::ALL.iter().find(|known| known.name() == kind).ok_or_else(unknown)?;
    let cloud =
        [alibaba::CLOUD, huawei::CLOUD].into_iter().find(|known| *known == cloud).ok_or_else(unknown)?;
    let error = if kind == ErrorKind::Validation {
        let violation = |(field, rule)| Violation { field, rule };
        Error::validation(violations.into_iter().map(violation).collect())
    } else {
        Error::new(kind, message)
    };
    let error = error
        .with_operation(&Operation::mutation(operation, cloud))
        .with_applied(take::<Applied>("applied", applied)?)
        .with_retryable(retryable)
        .with_retry_after(retry_after.map(Duration::from_secs_f64))
        .with_vendor_code(vendor_code)
        .with_answer(http_status, request_id)
        .with_excerpt(excerpt)
        .with_result(result.get().part().get().clone());
    Err(raised(py, &error))
}
