//! Calls that run beside an event loop of another language.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use phonevault_core::{Error, ErrorKind, Result};
use tokio::runtime::Builder;
use tokio::sync::{Notify, mpsc};

use super::fork::Process;
use super::http::over;
use super::{Connections, Stop};

/// A thread that runs calls for a host that does not wait for them, such as an event loop. After it was dropped, the thread ends
/// with the last call that it runs: tell them to end first.
pub struct Background {
    door: Arc<Door>,
    end: Stop,
    thread: Mutex<Option<JoinHandle<()>>>,
    process: Process,
}

type Call = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where calls come in. To wake a thread costs a system call, so only the first of those that lie there does.
#[derive(Default)]
struct Door {
    calls: Mutex<Vec<Call>>,
    rang: Notify,
}

impl Door {
    fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Background {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] if the system gives no thread or no runtime.
    pub fn start() -> Result<Self> {
        let refuse = |error: std::io::Error| Error::new(ErrorKind::Internal, format!("no runtime: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(refuse)?;
        let (door, end) = (Arc::new(Door::default()), Stop::new());
        let (inside, told) = (door.clone(), end.clone());
        let drive = move || {
            runtime.block_on(serve(&inside, &told));
            // A name that is being looked up must not hold the host process up.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("phonevault".to_owned()).spawn(drive).map_err(refuse)?;
        Ok(Self { door, end, thread: Mutex::new(Some(thread)), process: Process::this() })
    }

    /// Runs a call to its end, over these connections, which no other thread may use.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since: the thread is not there.
    pub fn spawn(
        &self,
        over_these: &Connections,
        call: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        self.process.check()?;
        let call: Call = Box::pin(over(over_these.http(), call));
        let mut calls = self.door.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.push(call);
        let first = calls.len() == 1;
        // Before the thread wakes: it takes the lock at once.
        drop(calls);
        if first {
            self.door.rang.notify_one();
        }
        Ok(())
    }

    /// Lets the thread end and waits until it has, unless this is that thread: it ends with the last call that it runs.
    pub fn end(&self) {
        if self.process.is_another() {
            return;
        }
        self.end.tell();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.thread().id() != thread::current().id()
        {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }
}

/// Begins the calls that come in, until the end is told and the last call has ended.
async fn serve(door: &Door, end: &Stop) {
    // Every call holds a sender; when the last is gone, all calls have ended.
    let (running, mut all_ended) = mpsc::channel::<()>(1);
    let begin = |calls: Vec<Call>| {
        for call in calls {
            let running = running.clone();
            drop(tokio::spawn(async move {
                call.await;
                drop(running);
            }));
        }
    };
    loop {
        tokio::select! {
            () = door.rang.notified() => begin(door.take()),
            () = end.told(1) => break,
        }
    }
    begin(door.take());
    drop(running);
    all_ended.recv().await;
}

impl Drop for Background {
    fn drop(&mut self) {
        if self.process.is_another() {
            // The thread is the parent's, and what waits for it has connections of the parent.
            std::mem::forget(self.door.clone());
        } else {
            self.end.tell();
        }
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background").finish_non_exhaustive()
    }
}
