//! Our log in Python's `logging`, under `phonevault`. It costs next to nothing while nobody listens.

use std::sync::Arc;

use phonevault::runtime::{self, LogLevel};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::call::Work;
use crate::news::{Item, News};

/// The name of the logger.
const NAME: &str = "phonevault";

static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static MODULES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// One line.
pub(crate) struct Line {
    level: u8,
    text: String,
}

impl Line {
    /// Hands the line to Python.
    pub(crate) fn write(self, py: Python<'_>) -> PyResult<()> {
        match logger(py)? {
            // The text is an argument: a `%` in it means nothing.
            Some(logger) => logger.call_method1("log", (self.level, "%s", self.text)).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// The logger, if `logging` was imported by anybody: importing it takes longer than our whole package, and who has not
/// imported it does not listen.
fn logger<'py>(py: Python<'py>) -> PyResult<Option<&'py Bound<'py, PyAny>>> {
    if let Some(logger) = LOGGER.get(py) {
        return Ok(Some(logger.bind(py)));
    }
    let modules = || -> PyResult<Py<PyDict>> {
        Ok(py.import("sys")?.getattr("modules")?.cast_into::<PyDict>()?.unbind())
    };
    let Some(logging) = MODULES.get_or_try_init(py, modules)?.bind(py).get_item(intern!(py, "logging"))?
    else {
        return Ok(None);
    };
    let find = || logging.call_method1("getLogger", (NAME,)).map(Bound::unbind);
    Ok(Some(LOGGER.get_or_try_init(py, find)?.bind(py)))
}

/// Whether anybody listens to the least of our lines.
fn is_heard(py: Python<'_>) -> PyResult<bool> {
    match logger(py)? {
        Some(logger) => {
            logger.call_method1(intern!(py, "isEnabledFor"), (number(LogLevel::Debug),))?.is_truthy()
        }
        None => Ok(false),
    }
}

/// The call, its lines recorded in its news if somebody listens.
pub(crate) fn recorded(py: Python<'_>, work: Work, news: &Arc<News>) -> Work {
    // A logger that cannot say whether it listens does not.
    if is_heard(py).unwrap_or(false) {
        let news = news.clone();
        let add = move |level, line: &str| {
            news.add(Item::Line(Line { level: number(level), text: line.to_owned() }));
        };
        return Box::pin(runtime::recorded(work, LogLevel::Debug, Arc::new(add)));
    }
    work
}

/// The numbers of Python's levels.
const fn number(level: LogLevel) -> u8 {
    match level {
        LogLevel::Error => 40,
        LogLevel::Warn => 30,
        LogLevel::Info => 20,
        LogLevel::Debug => 10,
    }
}
