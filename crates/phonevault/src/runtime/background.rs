//! Calls that run beside an event loop of another language.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::thread;

use phonevault_core::transport::HttpTransport;
use phonevault_core::{Error, ErrorKind, Result};
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc;

use super::Stop;
use super::fork::Process;
use super::http::over;

/// A thread that runs calls for an event loop elsewhere. After it was dropped, the thread ends with the last call that it
/// runs: tell them to end first.
pub struct Background {
    runtime: Handle,
    http: Arc<HttpTransport>,
    end: Stop,
    /// Every call holds one; when the last is gone, all calls have ended.
    running: mpsc::Sender<()>,
    process: Process,
}

impl Background {
    /// Starts the thread, with connections of these settings.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] if the system gives no thread or no runtime.
    pub fn start(http: HttpTransport) -> Result<Self> {
        let refuse = |error: std::io::Error| Error::new(ErrorKind::Internal, format!("no runtime: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(refuse)?;
        let (handle, end) = (runtime.handle().clone(), Stop::new());
        let (running, mut all_ended) = mpsc::channel(1);
        let until = end.clone();
        let drive = move || {
            runtime.block_on(async {
                until.told(1).await;
                all_ended.recv().await;
            });
            // A name that is being looked up must not hold the host process up.
            runtime.shutdown_background();
        };
        thread::Builder::new().name("phonevault".to_owned()).spawn(drive).map_err(refuse)?;
        Ok(Self { runtime: handle, http: Arc::new(http), end, running, process: Process::this() })
    }

    /// Runs a call to its end.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since: the thread is not there.
    pub fn spawn(&self, call: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        self.process.check()?;
        let running = self.running.clone();
        let call = over(self.http.clone(), call);
        drop(self.runtime.spawn(async move {
            call.await;
            drop(running);
        }));
        Ok(())
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if self.process.is_another() {
            // The thread is the parent's; so are the connections.
            std::mem::forget((self.runtime.clone(), self.http.clone(), self.running.clone()));
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
