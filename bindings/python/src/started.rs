//! A call that runs beside an event loop: its future, and what becomes of it if whoever waits is cancelled.

use std::sync::{Arc, Mutex};

use phonevault::operation::Effect;
use phonevault::runtime::{Settled, Stop};
use pyo3::exceptions::{PyRuntimeError, PyStopIteration};
use pyo3::intern;
use pyo3::prelude::*;

use crate::call::{About, Delivery};
use crate::error::raised_with_token;
use crate::lock::lock;
use crate::news::News;
use crate::queue::{Queue, Shared};

/// A call that runs beside an event loop.
pub(crate) struct Started {
    about: About,
    cloud: &'static str,
    news: Arc<News>,
    shared: Arc<Shared>,
    future: Py<PyAny>,
    interrupt: Stop,
    settled: Mutex<Option<Settled<Delivery>>>,
    /// How the call ended, if its future was cancelled before and whoever waited has not said so yet.
    unseen: Mutex<Option<Settled<Delivery>>>,
    /// The exception that whoever waited was cancelled by, and the future that tells them that the call has settled.
    cancelled: Mutex<Option<(Py<PyAny>, Py<PyAny>)>>,
}

impl Started {
    /// A call that is about to run; with the future of its end.
    pub(crate) fn new<'py>(
        py: Python<'py>,
        queue: &Bound<'py, Queue>,
        about: About,
        cloud: &'static str,
        news: Arc<News>,
    ) -> PyResult<(Arc<Self>, Bound<'py, PyAny>)> {
        let queue = queue.get();
        let future = queue.future(py)?;
        let started = Arc::new(Self {
            about,
            cloud,
            news,
            shared: queue.shared(),
            future: future.clone().unbind(),
            interrupt: Stop::new(),
            settled: Mutex::new(None),
            unseen: Mutex::new(None),
            cancelled: Mutex::new(None),
        });
        let waker = Arc::downgrade(&started);
        started.news.wakes(move || {
            if let Some(started) = waker.upgrade() {
                started.shared.clone().push(started);
            }
        });
        Ok((started, future))
    }

    pub(crate) fn interrupt(&self) -> &Stop {
        &self.interrupt
    }

    /// The call has ended; called where it ran.
    pub(crate) fn ended(self: Arc<Self>, settled: Settled<Delivery>) {
        *lock(&self.settled) = Some(settled);
        self.shared.clone().push(self);
    }

    /// What [`Call::interrupt`](crate::call::Call) does.
    pub(crate) fn cancelled<'py>(
        &self,
        py: Python<'py>,
        exception: Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let unseen = lock(&self.unseen).take();
        if let Some(settled) = unseen {
            self.about.tell(&exception, &settled);
            return Ok(None);
        }
        let future = self.future.bind(py);
        if is(future, "done")? && !is(future, "cancelled")? {
            // It had ended before the cancellation came, but nobody has seen how.
            self.tell_seen(future, &exception)?;
            return Ok(None);
        }
        self.interrupt.tell();
        if self.about.effect == Effect::Read {
            self.about.tell(&exception, &Settled::Dropped);
            return Ok(None);
        }
        let again = lock(&self.cancelled).is_some();
        if again {
            self.about.tell(&exception, &Settled::Dropped);
            return Ok(None);
        }
        let grace = future.call_method0("get_loop")?.call_method0("create_future")?;
        *lock(&self.cancelled) = Some((exception.unbind(), grace.clone().unbind()));
        Ok(Some(grace))
    }

    /// Tells an interruption what the future holds.
    fn tell_seen(&self, future: &Bound<'_, PyAny>, exception: &Bound<'_, PyAny>) -> PyResult<()> {
        let failure = future.call_method0("exception")?;
        if !failure.is_none() {
            // What a callback raised may be of any kind.
            exception.setattr("applied", failure.getattr_opt("applied")?)?;
            return exception.setattr("token", failure.getattr_opt("token")?);
        }
        let result = future.call_method0("result")?;
        let changed = self.about.effect == Effect::Mutation || self.about.waits_for.is_some();
        exception.setattr("applied", if changed { "yes" } else { "no" })?;
        let token = result.getattr_opt("token")?.map(Bound::unbind);
        exception.setattr("token", token)
    }

    /// Tells what the call has to tell, and its end to whoever waits; called on the loop. Whether it has ended.
    pub(crate) fn look(&self, py: Python<'_>) -> bool {
        self.news.deliver(py).unwrap_or_else(|error| self.broken(py, error));
        let settled = lock(&self.settled).take();
        let Some(settled) = settled else { return false };
        if let Err(error) = self.resolve(py, settled) {
            error.write_unraisable(py, None);
        }
        true
    }

    /// Hands the end of the call to whoever waits.
    fn resolve(&self, py: Python<'_>, settled: Settled<Delivery>) -> PyResult<()> {
        let cancelled = lock(&self.cancelled).take();
        if let Some((exception, grace)) = cancelled {
            self.about.tell(exception.bind(py), &settled);
            return resolve(grace.bind(py), || Ok(py.None()));
        }
        if is(self.future.bind(py), "cancelled")? {
            // The task was cancelled in this very turn of the loop, and will ask in the next one.
            *lock(&self.unseen) = Some(settled);
            return Ok(());
        }
        resolve(self.future.bind(py), || match settled {
            Settled::Ended(Ok(delivery)) => delivery.deliver(py),
            Settled::Ended(Err(error)) => Err(raised_with_token(py, &error, self.about.waits_for.clone())),
            Settled::Dropped => Err(self.about.closed(py, self.cloud)),
        })
    }

    /// What tells the news failed: the call ends, with that error.
    fn broken(&self, py: Python<'_>, error: PyErr) {
        self.about.tell(error.value(py).as_any(), &Settled::Dropped);
        self.interrupt.tell();
        if let Err(error) = resolve(self.future.bind(py), || Err(error)) {
            error.write_unraisable(py, None);
        }
    }
}

/// Asks a future about its state.
fn is(future: &Bound<'_, PyAny>, state: &str) -> PyResult<bool> {
    future.call_method0(state)?.is_truthy()
}

/// Gives a future its end, unless it has one: whoever waits may have been cancelled.
pub(crate) fn resolve(future: &Bound<'_, PyAny>, end: impl FnOnce() -> PyResult<Py<PyAny>>) -> PyResult<()> {
    let py = future.py();
    if future.call_method0(intern!(py, "done"))?.is_truthy()? {
        return Ok(());
    }
    match end() {
        Ok(value) => future.call_method1(intern!(py, "set_result"), (value,))?,
        // A future takes any exception but this one, which would end generators.
        Err(error) if error.is_instance_of::<PyStopIteration>(py) => {
            let error = PyRuntimeError::new_err(error.to_string());
            future.call_method1("set_exception", (error,))?
        }
        Err(error) => future.call_method1("set_exception", (error,))?,
    };
    Ok(())
}
