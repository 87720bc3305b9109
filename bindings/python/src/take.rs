//! From Python's values to ours. What is of the wrong type is a `TypeError` that names the argument.

use std::collections::BTreeMap;
use std::time::SystemTime;

use phonevault::phone::PhoneId;
use phonevault::secret::Secret as CoreSecret;
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PySequence, PyString};
use serde_json::Value;

use crate::model::Wraps;
use crate::secret::Secret;

/// What can be taken from Python.
pub(crate) trait Take: Sized {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self>;
}

/// The value of an argument.
pub(crate) fn take<T: Take>(name: &str, object: &Bound<'_, PyAny>) -> PyResult<T> {
    T::take(object).map_err(|error| named(object.py(), name, error))
}

/// The value of an argument that may be left out.
pub(crate) fn take_or<T: Take>(
    name: &str,
    object: Option<&Bound<'_, PyAny>>,
    otherwise: impl FnOnce() -> T,
) -> PyResult<T> {
    object.map_or_else(|| Ok(otherwise()), |object| take(name, object))
}

/// A value of an argument that Python's own rules hand over.
pub(crate) struct Given<T>(pub(crate) T);

impl<'a, 'py, T: Take> FromPyObject<'a, 'py> for Given<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        T::take(&object).map(Self)
    }
}

/// A wrong type is told with the argument's name, as Python does itself.
fn named(py: Python<'_>, name: &str, error: PyErr) -> PyErr {
    if error.is_instance_of::<PyTypeError>(py) || error.is_instance_of::<PyOverflowError>(py) {
        return PyTypeError::new_err(format!("argument '{name}': {}", error.value(py)));
    }
    error
}

fn wrong(expected: &str, object: &Bound<'_, PyAny>) -> PyErr {
    // The type, never the value: it may be a secret.
    match object.get_type().name() {
        Ok(name) => PyTypeError::new_err(format!("must be {expected}, not {name}")),
        Err(error) => error,
    }
}

impl Take for String {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = object.cast::<PyString>().map_err(|_| wrong("str", object))?;
        Ok(text.to_cow()?.into_owned())
    }
}

impl Take for PhoneId {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        String::take(object).map(Self::from)
    }
}

impl Take for bool {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        object.extract().map_err(|_| wrong("bool", object))
    }
}

/// Writes the same for numbers of all sizes.
macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Take for $number {
            fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
                object.extract().map_err(|error: PyErr| {
                    let too_large = error.is_instance_of::<PyOverflowError>(object.py());
                    if too_large { error } else { wrong("int", object) }
                })
            }
        })+
    };
}

numbers!(i64, u8, usize);

impl Take for SystemTime {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        object.extract().map_err(|_| wrong("datetime with a time zone", object))
    }
}

impl Take for CoreSecret {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(secret) = object.cast::<Secret>() {
            return Ok(secret.get().0.clone());
        }
        let text = object.cast::<PyString>().map_err(|_| wrong("str or Secret", object))?;
        Ok(Self::new(text.to_cow()?))
    }
}

impl Take for Value {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        pythonize::depythonize(object).map_err(|error| PyTypeError::new_err(format!("is no JSON: {error}")))
    }
}

impl<T: Take> Take for Option<T> {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.is_none() { Ok(None) } else { T::take(object).map(Some) }
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        // A text is a sequence too, of letters that nobody meant.
        let text = object.is_instance_of::<PyString>();
        let items = object.cast::<PySequence>().ok().filter(|_| !text);
        let items = items.ok_or_else(|| wrong("a list or tuple", object))?;
        let taken = items.try_iter()?.enumerate().map(|(index, item)| {
            let item = item?;
            T::take(&item).map_err(|error| match error.is_instance_of::<PyTypeError>(item.py()) {
                true => PyTypeError::new_err(format!("[{index}] {}", error.value(item.py()))),
                false => error,
            })
        });
        taken.collect()
    }
}

impl<T: Take> Take for BTreeMap<String, T> {
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut taken = Self::new();
        if let Ok(entries) = object.cast::<PyDict>() {
            for (key, value) in entries {
                taken.insert(String::take(&key)?, T::take(&value)?);
            }
            return Ok(taken);
        }
        let entries = object.cast::<PyMapping>().map_err(|_| wrong("a mapping", object))?;
        for entry in entries.items()? {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = entry.extract()?;
            taken.insert(String::take(&key)?, T::take(&value)?);
        }
        Ok(taken)
    }
}

/// The value in an object of the class `name`.
pub(crate) fn model<W: Wraps>(name: &str, object: &Bound<'_, PyAny>) -> PyResult<W::Model> {
    match object.cast::<W>() {
        Ok(object) => Ok(object.borrow().part().get().clone()),
        Err(_) => Err(wrong(name, object)),
    }
}
