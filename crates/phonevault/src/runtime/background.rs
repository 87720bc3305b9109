//! Calls that run beside an event loop of another language.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use phonevault_core::transport::HttpTransport;
use phonevault_core::{Error, ErrorKind, Result};
use tokio::runtime::Builder;
use tokio::sync::{Notify, mpsc};

use super::Stop;
use super::fork::Process;
use super::http::over;

/// A thread that runs calls for an event loop elsewhere. After it was dropped, the thread ends with the last call that it
/// runs: tell them to end first.
pub struct Background {
    http: Arc<HttpTransport>,
    door: Arc<Door>,
    end: Stop,
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
    /// Starts the thread, with connections of these settings.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] if the system gives no thread or no runtime.
    pub fn start(http: HttpTransport) -> Result<Self> {
        let refuse = |error: std::io::Error| Error::new(ErrorKind::Internal, format!("no runtime: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(refuse)?;
        let background =
            Self { http: Arc::new(http), door: Arc::default(), end: Stop::new(), process: Process::this() };
        let (door, end) = (background.door.clone(), background.end.clone());
        let drive = move || {
            runtime.block_on(serve(&door, &end));
            // A name that is being looked up must not hold the host process up.
            runtime.shutdown_background();
        };
        thread::Builder::new().name("phonevault".to_owned()).spawn(drive).map_err(refuse)?;
        Ok(background)
    }

    /// Runs a call to its end.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since: the thread is not there.
    pub fn spawn(&self, call: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        self.process.check()?;
        let call: Call = Box::pin(over(self.http.clone(), call));
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
            // The thread is the parent's; so are the connections.
            std::mem::forget((self.door.clone(), self.http.clone()));
        } else {
            self.end.tell();
        }
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background").field("http", &self.http).finish_non_exhaustive()
    }
}
