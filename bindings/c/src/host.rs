//! What clients share: a log, and a thread for calls that nobody waits for.

use std::sync::{Arc, Mutex, Weak};

use phonevault::runtime::{Background, LogLevel, Process, Sink};
use phonevault::{Error, ErrorKind, Result};

use crate::engine::Engine;
use crate::lock::lock;

/// Where lines of the log go, and down to which level.
#[derive(Clone)]
pub(crate) struct Log {
    pub(crate) most: LogLevel,
    pub(crate) sink: Sink,
}

/// The shared part of clients.
pub(crate) struct Host {
    log: Option<Log>,
    thread: Mutex<Thread>,
    clients: Mutex<Vec<Weak<Engine>>>,
    process: Process,
}

/// The thread on which callbacks are called.
enum Thread {
    /// It begins with the first call that needs it.
    NotYet,
    Runs(Arc<Background>),
    Ended,
}

impl Host {
    pub(crate) fn new(log: Option<Log>) -> Arc<Self> {
        let (thread, clients) = (Mutex::new(Thread::NotYet), Mutex::default());
        Arc::new(Self { log, thread, clients, process: Process::this() })
    }

    pub(crate) fn log(&self) -> Option<&Log> {
        self.log.as_ref()
    }

    /// A client that ends with this.
    pub(crate) fn add(&self, client: &Arc<Engine>) {
        let mut clients = lock(&self.clients);
        clients.retain(|known| known.strong_count() > 0);
        clients.push(Arc::downgrade(client));
    }

    /// The thread, which begins if it has not.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] once it was ended and in a process that was forked off since, [`ErrorKind::Internal`] if the system
    /// gives no thread.
    pub(crate) fn background(&self) -> Result<Arc<Background>> {
        self.process.check()?;
        let mut thread = lock(&self.thread);
        match &*thread {
            Thread::Runs(background) => Ok(background.clone()),
            Thread::Ended => Err(Error::new(ErrorKind::Closed, "the runtime of the client was freed")),
            Thread::NotYet => {
                let background = Arc::new(Background::start()?);
                *thread = Thread::Runs(background.clone());
                Ok(background)
            }
        }
    }

    /// Closes all clients and waits until the last callback has returned, unless this is called in one.
    pub(crate) fn end(&self) {
        if self.process.is_another() {
            // Threads of the parent are not here, and what they held is locked for ever.
            return;
        }
        let clients = std::mem::take(&mut *lock(&self.clients));
        clients.iter().filter_map(Weak::upgrade).for_each(|client| client.close());
        let thread = std::mem::replace(&mut *lock(&self.thread), Thread::Ended);
        if let Thread::Runs(background) = thread {
            background.end();
        }
    }
}
