//! Our log in Python's `logging`, under `phonevault`. It costs next to nothing while nobody listens.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::call::Work;
use crate::news::{Item, News};

/// The name of the logger; also how the targets of our events begin.
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
            logger.call_method1(intern!(py, "isEnabledFor"), (number(Level::DEBUG),))?.is_truthy()
        }
        None => Ok(false),
    }
}

/// The call, its lines recorded in its news if somebody listens.
pub(crate) fn recorded(py: Python<'_>, work: Work, news: &Arc<News>) -> Work {
    // A logger that cannot say whether it listens does not.
    if is_heard(py).unwrap_or(false) {
        return Box::pin(work.with_subscriber(Recorder(news.clone())));
    }
    work
}

/// The numbers of Python's levels.
const fn number(level: Level) -> u8 {
    match level {
        Level::ERROR => 40,
        Level::WARN => 30,
        Level::INFO => 20,
        Level::DEBUG | Level::TRACE => 10,
    }
}

/// Turns events into lines. Core writes no secret into an event.
struct Recorder(Arc<News>);

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(NAME) && *metadata.level() <= Level::DEBUG
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text::default();
        event.record(&mut text);
        let line = Line { level: number(*event.metadata().level()), text: text.message + &text.fields };
        self.0.add(Item::Line(line));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The message of an event, and its fields behind it.
#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing into a text does not fail.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if !value.is_empty() {
            self.record_debug(field, &format_args!("{value}"));
        }
    }
}
