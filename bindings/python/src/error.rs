//! From our errors to Python's exceptions, whose classes stand in `phonevault._errors`.

use phonevault::Error;
use phonevault::error::Applied;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};

use crate::generated::core::{JobResult, Violation};
use crate::model::wrap;

static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// The exception for an error.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    raised_with_token(py, error, None)
}

/// The exception for an error about work that another process can take up with this token.
pub(crate) fn raised_with_token(py: Python<'_>, error: &Error, token: Option<String>) -> PyErr {
    // An error while an error is made is shown instead: the caller must see one in any case.
    build(py, error, token).map_or_else(|broken| broken, PyErr::from_value)
}

fn build<'py>(py: Python<'py>, error: &Error, token: Option<String>) -> PyResult<Bound<'py, PyAny>> {
    let load = || -> PyResult<Py<PyDict>> {
        Ok(py.import("phonevault._errors")?.getattr("BY_KIND")?.cast_into::<PyDict>()?.unbind())
    };
    let classes = CLASSES.get_or_try_init(py, load)?.bind(py);
    let class = classes.as_any().get_item(error.kind().name())?;
    let fields = PyDict::new(py);
    fields.set_item("message", error.message())?;
    fields.set_item("applied", error.applied().name())?;
    fields.set_item("retryable", error.is_retryable())?;
    fields.set_item("retry_after", error.retry_after().map(|pause| pause.as_secs_f64()))?;
    fields.set_item("operation", error.operation())?;
    fields.set_item("cloud", error.cloud())?;
    fields.set_item("vendor_code", error.vendor_code())?;
    fields.set_item("http_status", error.http_status())?;
    fields.set_item("request_id", error.request_id())?;
    fields.set_item("excerpt", error.excerpt())?;
    let violations = error.violations().iter().map(|violation| wrap::<Violation>(py, violation.clone()));
    fields.set_item("violations", PyTuple::new(py, violations.collect::<PyResult<Vec<_>>>()?)?)?;
    let result = error.result().map(|result| wrap::<JobResult>(py, result.clone())).transpose()?;
    fields.set_item("result", result)?;
    fields.set_item("token", token)?;
    class.call((error.to_string(),), Some(&fields))
}

/// Tells whoever is interrupted what became of the call: `applied`, and the token of work that goes on.
pub(crate) fn tell_interrupted(exception: &Bound<'_, PyAny>, applied: Applied, token: Option<String>) {
    // An exception that takes no attributes is raised as it is.
    let _ = exception.setattr("applied", applied.name());
    let _ = exception.setattr("token", token);
}
