//! From the thread that runs calls to an event loop of Python. One socket wakes the loop, and only if it was not woken
//! already; it then resolves everything that has ended. A callback for each call costs more than the call.

use std::io::{ErrorKind as IoErrorKind, Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use phonevault::operation::Effect;
use phonevault::runtime::{Settled, Stop};
use pyo3::exceptions::{PyRuntimeError, PyStopIteration};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::call::{About, Delivery};
use crate::error::raised_with_token;
use crate::news::News;

static RUNNING_LOOP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The queue to one event loop.
#[pyclass(frozen, module = "phonevault._native")]
pub(crate) struct Queue {
    event_loop: Py<PyAny>,
    create_future: Py<PyAny>,
    reader: UnixStream,
    shared: Arc<Shared>,
    state: Mutex<State>,
}

/// What the thread that runs calls sees of a queue.
struct Shared {
    arrived: Mutex<Vec<Arc<Started>>>,
    writer: UnixStream,
}

#[derive(Default)]
struct State {
    /// Calls that have not ended.
    running: usize,
    /// Whether the client is closed.
    retiring: bool,
    /// Resolved when a closed client has no call left.
    waiting: Vec<Py<PyAny>>,
}

impl Shared {
    /// Something happened to this call.
    fn push(&self, started: Arc<Started>) {
        let mut arrived = lock(&self.arrived);
        arrived.push(started);
        if arrived.len() == 1 {
            // It fails if the loop is gone, or if so many wakes lie there that one more says nothing.
            let _ = (&self.writer).write(&[0]);
        }
    }
}

impl Queue {
    /// The loop that runs on this thread.
    pub(crate) fn running_loop(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let find = || Ok::<_, PyErr>(py.import("asyncio")?.getattr("get_running_loop")?.unbind());
        RUNNING_LOOP.get_or_try_init(py, find)?.bind(py).call0()
    }

    /// A queue to this loop, which runs on this thread.
    pub(crate) fn open<'py>(event_loop: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let py = event_loop.py();
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        writer.set_nonblocking(true)?;
        let fd = reader.as_raw_fd();
        let queue = Self {
            create_future: event_loop.getattr("create_future")?.unbind(),
            event_loop: event_loop.clone().unbind(),
            reader,
            shared: Arc::new(Shared { arrived: Mutex::new(Vec::new()), writer }),
            state: Mutex::default(),
        };
        let queue = Bound::new(py, queue)?;
        event_loop.call_method1("add_reader", (fd, queue.getattr("drain")?))?;
        Ok(queue)
    }

    pub(crate) fn is_of(&self, event_loop: &Bound<'_, PyAny>) -> bool {
        self.event_loop.is(event_loop)
    }

    /// Whether its loop runs on this thread.
    pub(crate) fn is_running_here(&self, py: Python<'_>) -> bool {
        Self::running_loop(py).is_ok_and(|running| self.is_of(&running))
    }

    /// Whether its loop is closed.
    pub(crate) fn is_over(&self, py: Python<'_>) -> bool {
        let closed = self.event_loop.bind(py).call_method0("is_closed");
        closed.and_then(|closed| closed.is_truthy()).unwrap_or(true)
    }

    /// Takes the queue out of its loop, now or when its last call has ended. Whether there is none.
    pub(crate) fn retire(&self, py: Python<'_>) -> bool {
        let mut state = lock(&self.state);
        state.retiring = true;
        let idle = state.running == 0;
        drop(state);
        if idle {
            self.leave(py);
        }
        idle
    }

    /// A future that ends when a retired queue has no call left; nothing if there is none already.
    pub(crate) fn left<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let future = self.create_future.bind(py).call0()?;
        let mut state = lock(&self.state);
        if state.running == 0 {
            return Ok(None);
        }
        state.waiting.push(future.clone().unbind());
        Ok(Some(future))
    }

    /// The loop may run on another thread, or be closed; a closed one has forgotten us.
    fn leave(&self, py: Python<'_>) {
        let event_loop = self.event_loop.bind(py);
        let remove = || -> PyResult<()> {
            let remove = event_loop.getattr("remove_reader")?;
            event_loop.call_method1("call_soon_threadsafe", (remove, self.reader.as_raw_fd())).map(|_| ())
        };
        let _ = remove();
    }

    /// One call more. It was spawned on this thread, the loop's, which therefore has not seen its end yet.
    pub(crate) fn one_begun(&self) {
        lock(&self.state).running += 1;
    }

    /// One call less.
    fn one_ended(&self, py: Python<'_>) -> PyResult<()> {
        let mut state = lock(&self.state);
        state.running = state.running.saturating_sub(1);
        if state.running > 0 || !state.retiring {
            return Ok(());
        }
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        self.leave(py);
        waiting.iter().try_for_each(|future| resolve(future.bind(py), || Ok(py.None())))
    }
}

#[pymethods]
impl Queue {
    /// Resolves what has ended; called by the loop.
    fn drain(&self, py: Python<'_>) -> PyResult<()> {
        // Few wakes lie there, but all of them must go, or the loop calls again at once.
        let mut wakes = [0; 64];
        loop {
            match (&self.reader).read(&mut wakes) {
                Ok(read) if read == wakes.len() => {}
                Err(error) if error.kind() == IoErrorKind::Interrupted => {}
                _ => break,
            }
        }
        let arrived = std::mem::take(&mut *lock(&self.shared.arrived));
        for started in arrived {
            started.news.deliver(py).unwrap_or_else(|error| started.broken(py, error));
            let settled = lock(&started.settled).take();
            if let Some(settled) = settled {
                started.resolve(py, settled)?;
                self.one_ended(py)?;
            }
        }
        Ok(())
    }
}

/// A call that runs beside an event loop.
pub(crate) struct Started {
    about: About,
    cloud: &'static str,
    news: Arc<News>,
    shared: Arc<Shared>,
    future: Py<PyAny>,
    interrupt: Stop,
    settled: Mutex<Option<Settled<Delivery>>>,
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
        let future = queue.create_future.bind(py).call0()?;
        let started = Arc::new(Self {
            about,
            cloud,
            news,
            shared: queue.shared.clone(),
            future: future.clone().unbind(),
            interrupt: Stop::new(),
            settled: Mutex::new(None),
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
        let future = self.future.bind(py);
        let is = |what: &str| future.call_method0(what)?.is_truthy();
        if is("done")? && !is("cancelled")? {
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
            exception.setattr("applied", failure.getattr("applied")?)?;
            return exception.setattr("token", failure.getattr("token")?);
        }
        let result = future.call_method0("result")?;
        let changed = self.about.effect == Effect::Mutation || self.about.waits_for.is_some();
        exception.setattr("applied", if changed { "yes" } else { "no" })?;
        let token = result.getattr_opt("token")?.map(Bound::unbind);
        exception.setattr("token", token)
    }

    /// Hands the end of the call to whoever waits; called on the loop.
    fn resolve(&self, py: Python<'_>, settled: Settled<Delivery>) -> PyResult<()> {
        let cancelled = lock(&self.cancelled).take();
        if let Some((exception, grace)) = cancelled {
            self.about.tell(exception.bind(py), &settled);
            return resolve(grace.bind(py), || Ok(py.None()));
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

/// Gives a future its end, unless it has one: whoever waits may have been cancelled.
fn resolve(future: &Bound<'_, PyAny>, end: impl FnOnce() -> PyResult<Py<PyAny>>) -> PyResult<()> {
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
