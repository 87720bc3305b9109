//! Calls that block their thread.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use phonevault_core::transport::HttpTransport;
use phonevault_core::{Error, ErrorKind, Result};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use super::fork::Process;
use super::http::over;

/// How often the host is asked whether to go on.
const TICK: Duration = Duration::from_millis(50);
/// After this long without use a lane first looks for connections that the server closed meanwhile.
const IDLE: Duration = Duration::from_millis(500);
/// How often a runtime has to turn until the tasks of closed connections have seen it: once to learn of it, once to act.
const TURNS: usize = 3;

/// Runs calls on the threads that wait for them. Each call takes a free lane: a runtime that its thread drives itself, with
/// connections of its own. Handing a call over to another thread would cost more than the call.
///
/// There are as many lanes as there were calls at once. A lane that nobody uses is not driven, and notices at its next use what
/// happened to its connections.
pub struct Lanes {
    http: HttpTransport,
    free: Mutex<Vec<Lane>>,
    process: Process,
}

struct Lane {
    /// Taken when the lane is dropped.
    runtime: Option<Runtime>,
    http: Arc<HttpTransport>,
    used: Instant,
    process: Process,
}

/// What ended one stretch of driving a call.
enum Turn<T> {
    Ended(T),
    Tick,
}

impl Lanes {
    /// No lane yet. Every lane has the settings of this transport.
    #[must_use]
    pub fn new(http: HttpTransport) -> Self {
        Self { http, free: Mutex::new(Vec::new()), process: Process::this() }
    }

    /// Whether calls can run in this process.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since these lanes were made.
    pub fn check(&self) -> Result<()> {
        self.process.check()
    }

    /// Runs a call to its end on this thread. `tick` is called every 50 ms, and soon after `news` is notified, on this thread
    /// and outside of any runtime: it may run calls itself.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since, [`ErrorKind::Internal`] if the system gives no runtime.
    pub fn run<T>(&self, call: impl Future<Output = T>, news: &Notify, mut tick: impl FnMut()) -> Result<T> {
        self.process.check()?;
        let free = self.free().pop();
        let mut lane = match free {
            Some(lane) => lane,
            None => Lane::new(&self.http, self.process)?,
        };
        let ended = lane.run(call, news, &mut tick)?;
        lane.used = Instant::now();
        self.free().push(lane);
        Ok(ended)
    }

    /// A free lane whose holder panicked was never put back, so what is there is whole.
    fn free(&self) -> MutexGuard<'_, Vec<Lane>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lane {
    fn new(http: &HttpTransport, process: Process) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let refuse = |error: std::io::Error| Error::new(ErrorKind::Internal, format!("no runtime: {error}"));
        let runtime = Some(runtime.map_err(refuse)?);
        Ok(Self { runtime, http: Arc::new(http.sibling()), used: Instant::now(), process })
    }

    fn run<T>(&self, call: impl Future<Output = T>, news: &Notify, tick: &mut impl FnMut()) -> Result<T> {
        let gone = || Error::new(ErrorKind::Internal, "the lane has no runtime");
        let runtime = self.runtime.as_ref().ok_or_else(gone)?;
        let idle = self.used.elapsed() > IDLE;
        let mut call = pin!(over(self.http.clone(), async {
            if idle {
                for _ in 0..TURNS {
                    tokio::task::yield_now().await;
                }
            }
            call.await
        }));
        loop {
            let turn = runtime.block_on(async {
                tokio::select! {
                    biased;
                    ended = &mut call => Turn::Ended(ended),
                    () = news.notified() => Turn::Tick,
                    () = tokio::time::sleep(TICK) => Turn::Tick,
                }
            });
            match turn {
                Turn::Ended(ended) => return Ok(ended),
                Turn::Tick => {
                    tick();
                    // What ran in it may have forked, and this is the child.
                    self.process.check()?;
                }
            }
        }
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else { return };
        if self.process.is_another() {
            // Closing the child's copy would take the parent's connections out of the event queue that both share.
            std::mem::forget(runtime);
            std::mem::forget(self.http.clone());
        } else {
            // Also where a runtime of another lane is being driven, in which none may be dropped the usual way.
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Lanes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lanes").field("http", &self.http).finish_non_exhaustive()
    }
}
