//! What one client of Python runs its calls with.

use std::sync::{Arc, Mutex};

use phonevault::runtime::{Background, Connections, Lanes, Stop};
use phonevault::transport::{HttpOptions, HttpTransport};
use phonevault::{Error, ErrorKind, Result};
use pyo3::prelude::*;

use crate::error::raised;
use crate::lock::lock;
use crate::queue::Queue;

/// Lanes for calls that block, and a thread with queues to event loops for the others. Both begin when they are first used.
pub(crate) struct Engine {
    cloud: &'static str,
    lanes: Lanes,
    connections: Connections,
    background: Mutex<Option<Arc<Background>>>,
    queues: Mutex<Vec<Py<Queue>>>,
    closed: Stop,
}

impl Engine {
    pub(crate) fn new(cloud: &'static str, options: HttpOptions) -> Arc<Self> {
        let http = HttpTransport::new(options);
        Arc::new(Self {
            cloud,
            lanes: Lanes::new(http.sibling()),
            connections: Connections::new(http),
            background: Mutex::new(None),
            queues: Mutex::new(Vec::new()),
            closed: Stop::new(),
        })
    }

    pub(crate) fn cloud(&self) -> &'static str {
        self.cloud
    }

    pub(crate) fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    pub(crate) fn closed(&self) -> &Stop {
        &self.closed
    }

    /// Refuses calls of a closed client.
    pub(crate) fn check_open(&self) -> Result<()> {
        if self.closed.is_told() {
            return Err(Error::new(ErrorKind::Closed, "the client is closed").with_cloud(self.cloud));
        }
        Ok(())
    }

    /// Runs a call beside an event loop.
    pub(crate) fn spawn(&self, call: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        self.background()?.spawn(&self.connections, call)
    }

    /// The thread that runs calls beside event loops.
    fn background(&self) -> Result<Arc<Background>> {
        let mut background = lock(&self.background);
        match &*background {
            Some(running) => Ok(running.clone()),
            None => Ok(background.insert(Arc::new(Background::start()?)).clone()),
        }
    }

    /// The queue to the event loop that runs on this thread. Refused in a process that was forked off since: what a thread of
    /// the parent held then is locked for ever.
    pub(crate) fn queue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Queue>> {
        self.lanes.check().map_err(|error| raised(py, &error.with_cloud(self.cloud)))?;
        let running = Queue::running_loop(py)?;
        // No lock is held while Python runs: it may let another thread go on, which would wait for the lock for ever.
        let known = lock(&self.queues)
            .iter()
            .find(|queue| queue.get().is_of(&running))
            .map(|queue| queue.clone_ref(py));
        if let Some(known) = known {
            return Ok(known.into_bound(py));
        }
        let queue = Queue::open(&running)?;
        let mut queues = std::mem::take(&mut *lock(&self.queues));
        queues.retain(|queue| !queue.get().is_over(py));
        queues.push(queue.clone().unbind());
        lock(&self.queues).append(&mut queues);
        Ok(queue)
    }

    /// Ends the calls of all threads and loops; changes that are being sent get a moment to finish. Gives the queues on which
    /// calls have not ended yet.
    pub(crate) fn close(&self, py: Python<'_>) -> Vec<Py<Queue>> {
        if self.lanes.check().is_err() {
            // Everything in here is the parent's, its event loop too.
            std::mem::forget(self.queues.try_lock().map(|mut queues| std::mem::take(&mut *queues)));
            return Vec::new();
        }
        self.closed.tell();
        // Its thread ends with the last call.
        drop(lock(&self.background).take());
        let queues = std::mem::take(&mut *lock(&self.queues));
        queues.into_iter().filter(|queue| !queue.get().retire(py)).collect()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // A client that nobody closed must not leave its sockets in an event loop. An interpreter that ends has none left.
        Python::try_attach(|py| drop(self.close(py)));
    }
}
