//! What the classes of requests and answers have in common.

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pyclass::PyClass;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};

use crate::part::Part;
use crate::secret::Secret;

/// The base of all requests and answers. They never change, compare by their fields, and show no secret.
#[pyclass(frozen, subclass, module = "phonevault._native")]
pub(crate) struct Model;

/// A class of Python around a value of ours.
pub(crate) trait Wraps: PyClass {
    /// The value.
    type Model: Clone + Send + Sync + 'static;

    /// The object, ready to be made.
    fn of(part: Part<Self::Model>) -> PyClassInitializer<Self>;

    /// The value in it.
    fn part(&self) -> &Part<Self::Model>;
}

/// The object around a value.
pub(crate) fn wrap<W: Wraps>(py: Python<'_>, value: W::Model) -> PyResult<Py<W>> {
    Py::new(py, W::of(Part::whole(value)))
}

/// The one object inside, if there is one.
pub(crate) fn one<P: Send + Sync + 'static, W: Wraps>(
    py: Python<'_>,
    part: &Part<P>,
    pick: fn(&P) -> &[W::Model],
) -> PyResult<Option<Py<W>>> {
    part.inside(pick).next().map(|part| Py::new(py, W::of(part))).transpose()
}

/// All objects inside, made once.
pub(crate) fn many<P: Send + Sync + 'static, W: Wraps>(
    py: Python<'_>,
    made: &PyOnceLock<Py<PyTuple>>,
    part: &Part<P>,
    pick: fn(&P) -> &[W::Model],
) -> PyResult<Py<PyTuple>> {
    let make = || -> PyResult<Py<PyTuple>> {
        let items = part.inside(pick).map(|part| Py::new(py, W::of(part)));
        let items = items.collect::<PyResult<Vec<Py<W>>>>()?;
        Ok(PyTuple::new(py, items)?.unbind())
    };
    made.get_or_try_init(py, make).map(|tuple| tuple.clone_ref(py))
}

/// The names of the fields of an object's class.
fn fields<'py>(object: &Bound<'py, Model>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    object.get_type().getattr("_fields")?.try_iter()?.collect()
}

#[pymethods]
impl Model {
    /// The fields as a dict, with dicts and lists for what they hold. Secrets stay [`Secret`] objects.
    fn to_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(slf.py());
        for name in fields(slf)? {
            dict.set_item(&name, plain(&slf.getattr(name.cast()?)?)?)?;
        }
        Ok(dict)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let mut shown = Vec::new();
        for name in fields(slf)? {
            let value = slf.getattr(name.cast()?)?;
            let empty = value.is_none() || value.cast::<PyDict>().is_ok_and(PyDictMethods::is_empty);
            if !empty {
                shown.push(format!("{name}={}", value.repr()?));
            }
        }
        Ok(format!("{}({})", slf.get_type().name()?, shown.join(", ")))
    }

    fn __richcmp__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>, op: CompareOp) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !slf.get_type().is(other.get_type()) {
            return Ok(py.NotImplemented());
        }
        let mut same = true;
        for name in fields(slf)? {
            same = same && slf.getattr(name.cast()?)?.eq(other.getattr(name.cast()?)?)?;
        }
        Ok((same == matches!(op, CompareOp::Eq)).into_pyobject(py)?.to_owned().into_any().unbind())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, kept) = (slf.py(), PyDict::new(slf.py()));
        for name in fields(slf)? {
            kept.set_item(&name, slf.getattr(name.cast()?)?)?;
        }
        let rebuild = py.import("phonevault._native")?.getattr("_rebuild")?;
        (rebuild, (slf.get_type(), kept)).into_pyobject(py)
    }
}

/// Dicts and lists for models and tuples.
fn plain<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(model) = value.cast::<Model>() {
        return Ok(Model::to_dict(model)?.into_any());
    }
    if let Ok(items) = value.cast::<PyTuple>() {
        let items = items.iter().map(|item| plain(&item)).collect::<PyResult<Vec<_>>>()?;
        return Ok(PyList::new(value.py(), items)?.into_any());
    }
    if let Ok(entries) = value.cast::<PyDict>() {
        let dict = PyDict::new(value.py());
        for (key, entry) in entries {
            dict.set_item(key, plain(&entry)?)?;
        }
        return Ok(dict.into_any());
    }
    Ok(value.clone())
}

/// Makes an object again from its fields; for pickling.
#[pyfunction]
#[pyo3(name = "_rebuild")]
pub(crate) fn rebuild<'py>(
    class: &Bound<'py, PyType>,
    fields: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    if !class.is_subclass_of::<Model>()?
        || fields.values().iter().any(|value| value.is_instance_of::<Secret>())
    {
        return Err(PyTypeError::new_err("only requests and answers without secrets are made again"));
    }
    class.call((), Some(fields))
}
