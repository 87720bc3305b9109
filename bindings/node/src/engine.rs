//! What one client of JavaScript runs its calls with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use phonevault::operation::Effect;
use phonevault::runtime::{Background, Connections, Settled, Stop, applied_when_dropped, settle};
use phonevault::transport::{HttpOptions, HttpTransport};
use phonevault::{Error, ErrorKind, Result};

use crate::answer::text;
use crate::error::{Facts, Refused, TypeFacts};
use crate::lock::lock;
use crate::queue::{Flags, Queue};
use crate::work::Work;

/// A thread that runs calls, begun with the first one, and a queue to the event loop that hears of their ends.
pub(crate) struct Engine {
    cloud: &'static str,
    connections: Connections,
    background: Mutex<Option<Arc<Background>>>,
    queue: Arc<Queue>,
    running: Arc<Mutex<HashMap<u32, Stop>>>,
    closed: Stop,
}

impl Engine {
    pub(crate) fn new(cloud: &'static str, options: HttpOptions, queue: Queue) -> Self {
        Self {
            cloud,
            connections: Connections::new(HttpTransport::new(options)),
            background: Mutex::new(None),
            queue: Arc::new(queue),
            running: Arc::default(),
            closed: Stop::new(),
        }
    }

    pub(crate) fn queue(&self) -> &Arc<Queue> {
        &self.queue
    }

    /// Begins a call. Its end is told under this number, of which no other call that runs may be. Whether it only reads.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] for a client that was closed.
    pub(crate) fn begin(&self, number: u32, work: Work) -> Result<bool> {
        if self.closed.is_told() {
            return Err(Error::new(ErrorKind::Closed, "the client is closed").with_cloud(self.cloud));
        }
        let background = self.background()?;
        let interrupt = Stop::new();
        let reads = work.effect == Effect::Read;
        lock(&self.running).insert(number, interrupt.clone());
        let (queue, running, closed, cloud) =
            (self.queue.clone(), self.running.clone(), self.closed.clone(), self.cloud);
        let spawned = background.spawn(&self.connections, async move {
            let Work { effect, waits_for, call } = work;
            let call = async {
                match call.await {
                    Ok(answer) => Ok(Ok(answer)),
                    Err(Refused::Type(message)) => Ok(Err(message)),
                    Err(Refused::Error(error)) => Err(*error),
                }
            };
            let settled = settle(call, effect, &interrupt, &closed).await;
            lock(&running).remove(&number);
            let error = match settled {
                Settled::Ended(Ok(Ok(answer))) => return queue.tell(number, Flags::VALUE, answer),
                Settled::Ended(Ok(Err(message))) => {
                    return queue.tell(number, Flags::ERROR, text(&TypeFacts(&message)));
                }
                Settled::Ended(Err(error)) => error,
                Settled::Dropped => {
                    let applied = applied_when_dropped(effect, waits_for.is_some());
                    dropped(interrupt.is_told()).with_cloud(cloud).with_applied(applied)
                }
            };
            let facts = Facts { error: &error, token: waits_for.as_deref() };
            queue.tell(number, Flags::ERROR, text(&facts));
        });
        if spawned.is_err() {
            lock(&self.running).remove(&number);
        }
        spawned.map(|()| reads)
    }

    /// Tells a call to end: at once, if it only reads; a change that is being sent has a moment.
    pub(crate) fn interrupt(&self, number: u32) {
        if let Some(stop) = lock(&self.running).get(&number) {
            stop.tell();
        }
    }

    /// Ends all calls; changes that are being sent have a moment.
    pub(crate) fn close(&self) {
        self.closed.tell();
        // Its thread ends with the last call.
        drop(lock(&self.background).take());
    }

    fn background(&self) -> Result<Arc<Background>> {
        let mut background = lock(&self.background);
        match &*background {
            Some(running) => Ok(running.clone()),
            None => Ok(background.insert(Arc::new(Background::start()?)).clone()),
        }
    }
}

/// Why a call was dropped.
fn dropped(interrupted: bool) -> Error {
    match interrupted {
        true => Error::new(ErrorKind::Cancelled, "the call was aborted before it ended"),
        false => Error::new(ErrorKind::Closed, "the client was closed before the call ended"),
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // A client that was forgotten, or whose environment ends.
        self.close();
    }
}
