//! One call, not yet begun: it can be run on the thread that waits for it, or beside an event loop.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use phonevault::error::Applied;
use phonevault::operation::Effect;
use phonevault::runtime::{Settled, Stop, applied_when_dropped, settle};
use phonevault::{Error, ErrorKind, Result};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::engine::Engine;
use crate::error::{raised, raised_with_token, tell_interrupted};
use crate::lock::lock;
use crate::log::recorded;
use crate::news::News;
use crate::started::Started;

/// What a call ends in, before Python sees it.
pub(crate) trait Deliver: Send {
    /// The token of the job that was submitted, if one was.
    fn token(&self) -> Option<String> {
        None
    }

    /// The object for Python.
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>>;
}

pub(crate) type Delivery = Box<dyn Deliver>;
pub(crate) type Work = Pin<Box<dyn Future<Output = Result<Delivery>> + Send>>;

/// What has to be known of a call to say what its interruption means.
#[derive(Clone)]
pub(crate) struct About {
    /// Whether it changes anything.
    pub(crate) effect: Effect,
    /// The token of the job that it waits for.
    pub(crate) waits_for: Option<String>,
}

impl About {
    /// Whether a call that was dropped took effect: what it waits for goes on.
    fn applied_when_dropped(&self) -> Applied {
        applied_when_dropped(self.effect, self.waits_for.is_some())
    }

    /// What is raised if the client was closed before the call ended.
    pub(crate) fn closed(&self, py: Python<'_>, cloud: &'static str) -> PyErr {
        let message = "the client was closed before the call ended";
        let error = Error::new(ErrorKind::Closed, message).with_cloud(cloud);
        raised_with_token(py, &error.with_applied(self.applied_when_dropped()), self.waits_for.clone())
    }

    /// Tells an interruption what became of the call.
    pub(crate) fn tell(&self, exception: &Bound<'_, PyAny>, settled: &Settled<Delivery>) {
        let (applied, token) = match settled {
            Settled::Ended(Ok(delivery)) if self.effect == Effect::Mutation => {
                (Applied::Yes, delivery.token())
            }
            Settled::Ended(Err(error)) => (error.applied(), self.waits_for.clone()),
            Settled::Ended(Ok(_)) | Settled::Dropped => (self.applied_when_dropped(), self.waits_for.clone()),
        };
        tell_interrupted(exception, applied, token);
    }
}

/// One call.
#[pyclass(frozen, generic, module = "phonevault._native")]
pub(crate) struct Call {
    engine: Arc<Engine>,
    about: About,
    work: Mutex<Option<Work>>,
    news: Arc<News>,
    started: Mutex<Option<Arc<Started>>>,
}

impl Call {
    pub(crate) fn new(
        engine: &Arc<Engine>,
        about: About,
        news: Arc<News>,
        work: impl Future<Output = Result<Delivery>> + Send + 'static,
    ) -> Self {
        Self {
            engine: engine.clone(),
            about,
            work: Mutex::new(Some(Box::pin(work))),
            news,
            started: Mutex::new(None),
        }
    }

    fn take(&self, py: Python<'_>) -> PyResult<Work> {
        self.engine.check_open().map_err(|error| raised(py, &error))?;
        let work = lock(&self.work).take();
        work.ok_or_else(|| PyRuntimeError::new_err("a call runs only once"))
    }
}

#[pymethods]
impl Call {
    /// Runs it on this thread, and looks every 50 ms whether to go on.
    fn run(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let work = recorded(py, self.take(py)?, &self.news);
        let (interrupt, mut exception) = (Stop::new(), None);
        let call = settle(work, self.about.effect, &interrupt, self.engine.closed());
        let settled = py.detach(|| {
            self.engine.lanes().run(call, self.news.arrived(), || {
                Python::attach(|py| {
                    if let Err(error) = self.news.deliver(py).and_then(|()| py.check_signals()) {
                        exception.get_or_insert(error);
                        interrupt.tell();
                    }
                });
            })
        });
        let settled = settled.map_err(|error| raised(py, &error.with_cloud(self.engine.cloud())))?;
        if let Err(error) = self.news.deliver(py) {
            exception.get_or_insert(error);
        }
        if let Some(exception) = exception {
            self.about.tell(exception.value(py).as_any(), &settled);
            return Err(exception);
        }
        match settled {
            Settled::Ended(Ok(delivery)) => delivery.deliver(py),
            Settled::Ended(Err(error)) => Err(raised_with_token(py, &error, self.about.waits_for.clone())),
            Settled::Dropped => Err(self.about.closed(py, self.engine.cloud())),
        }
    }

    /// Runs it beside the event loop that runs on this thread; gives the future of its end.
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let work = recorded(py, self.take(py)?, &self.news);
        let queue = self.engine.queue(py)?;
        let (started, future) =
            Started::new(py, &queue, self.about.clone(), self.engine.cloud(), self.news.clone())?;
        let (running, closed, effect) = (started.clone(), self.engine.closed().clone(), self.about.effect);
        let call = async move {
            let settled = settle(work, effect, running.interrupt(), &closed).await;
            running.ended(settled);
        };
        self.engine.spawn(call).map_err(|error| raised(py, &error))?;
        queue.get().one_begun();
        *lock(&self.started) = Some(started);
        Ok(future)
    }

    /// Tells a started call that whoever waits for it was cancelled by `exception`. Gives a future that ends once a change
    /// that is being sent has settled, or nothing if there is nothing to wait for; `exception` then has `applied` and `token`.
    fn interrupt<'py>(
        &self,
        py: Python<'py>,
        exception: Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let started = lock(&self.started).clone();
        match started {
            Some(started) => started.cancelled(py, exception),
            None => Ok(None),
        }
    }
}
