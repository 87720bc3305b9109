//! From the thread that runs calls to an event loop of Python. One socket wakes the loop, and only if it was not woken
//! already; it then resolves everything that has ended. A callback for each call costs more than the call.

use std::io::{ErrorKind as IoErrorKind, Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::lock::lock;
use crate::started::{Started, resolve};

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
pub(crate) struct Shared {
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
    pub(crate) fn push(&self, started: Arc<Started>) {
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

    /// A new future of its loop.
    pub(crate) fn future<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.create_future.bind(py).call0()
    }

    /// What calls that have something to tell are pushed to.
    pub(crate) fn shared(&self) -> Arc<Shared> {
        self.shared.clone()
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
        let future = self.future(py)?;
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
    fn drain(&self, py: Python<'_>) {
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
            // Whatever goes wrong with one call, the others must hear of their ends.
            let ended = started.look(py);
            if let Err(error) = if ended { self.one_ended(py) } else { Ok(()) } {
                error.write_unraisable(py, None);
            }
        }
    }
}
