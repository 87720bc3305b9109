//! Where a backup lies.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use phonevault::location::Location as CoreLocation;
use pyo3::prelude::*;

use crate::error::raised;

/// `scheme://bucket/key`: an object, or a folder of objects if the key is empty or ends in `/`. The key is literal: nothing
/// in it is percent-encoded.
///
/// Raises `ValidationError` for a text of another form. Which buckets and keys are allowed is decided by the cloud.
#[pyclass(frozen, eq, module = "phonevault")]
#[derive(PartialEq)]
pub(crate) struct Location(CoreLocation);

#[pymethods]
impl Location {
    #[new]
    #[pyo3(signature = (text, /), text_signature = "(text, /)")]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        text.parse().map(Self).map_err(|error| raised(py, &error))
    }

    /// The scheme of the store in lower case, such as `obs`.
    #[getter]
    fn scheme(&self) -> &str {
        &self.0.scheme
    }

    /// The bucket.
    #[getter]
    fn bucket(&self) -> &str {
        &self.0.bucket
    }

    /// The key inside the bucket, without a leading `/`.
    #[getter]
    fn key(&self) -> &str {
        &self.0.key
    }

    /// Whether it is a folder: its key is empty or ends in `/`.
    fn is_folder(&self) -> bool {
        self.0.is_folder()
    }

    /// The location of this name below the folder.
    #[pyo3(signature = (name, /), text_signature = "($self, name, /)")]
    fn join(&self, name: &str) -> Self {
        Self(self.0.join(name))
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Location('{}')", self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.to_string().hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok((slf.get_type(), (slf.get().0.to_string(),)).into_pyobject(slf.py())?.into_any())
    }
}
