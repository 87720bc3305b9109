//! Text that is never shown.

use phonevault::secret::Secret as CoreSecret;
use pyo3::basic::CompareOp;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// Text that is shown by nothing but `expose()`: not by `repr`, `str`, `format`, logs or pickles.
#[pyclass(frozen, module = "phonevault")]
pub(crate) struct Secret(pub(crate) CoreSecret);

#[pymethods]
impl Secret {
    #[new]
    #[pyo3(signature = (text, /), text_signature = "(text, /)")]
    fn new(text: String) -> Self {
        Self(CoreSecret::new(text))
    }

    /// The text itself. Name every use with care: what is exposed can be logged.
    fn expose(&self) -> &str {
        self.0.expose()
    }

    fn __repr__(&self) -> &'static str {
        "Secret([redacted])"
    }

    fn __str__(&self) -> &'static str {
        "[redacted]"
    }

    fn __bool__(&self) -> bool {
        !self.0.is_empty()
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, op: CompareOp) -> PyResult<Py<PyAny>> {
        let py = other.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = self.0 == other.get().0;
        match op {
            CompareOp::Eq => Ok(same.into_pyobject(py)?.to_owned().into_any().unbind()),
            CompareOp::Ne => Ok((!same).into_pyobject(py)?.to_owned().into_any().unbind()),
            _ => Ok(py.NotImplemented()),
        }
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a Secret is not pickled: it would leave the process"))
    }
}
