//! The sleeps of one caller, which together count as one wait in virtual time.
//!
//! A caller may sleep several times at once: a time-out beside the answer that it guards, the polls of many phones. Time
//! may move when the caller as a whole has nothing else to do, and then to the earliest of its deadlines.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use phonevault_simulator::Universe;

/// All sleeps of one caller.
#[derive(Debug)]
pub(crate) struct Timers {
    universe: Arc<Universe>,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    next: u64,
    /// By number: until when, and whom to wake.
    sleeps: BTreeMap<u64, (SystemTime, Option<Waker>)>,
    /// Until when the caller waits as a whole.
    entered: Option<SystemTime>,
    /// The task that runs the caller.
    task: Option<Waker>,
}

impl Timers {
    pub(crate) fn new(universe: Arc<Universe>) -> Self {
        Self { universe, inner: Mutex::default() }
    }

    pub(crate) fn universe(&self) -> &Arc<Universe> {
        &self.universe
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Simulated time.
    pub(crate) fn now(&self) -> SystemTime {
        self.universe.clock().now().into()
    }

    /// A sleep that begins now. It ends only within [`Self::run`].
    pub(crate) fn sleep(self: &Arc<Self>, duration: Duration) -> Sleeping {
        // Far enough away; a sum that leaves the calendar would panic.
        let until = self.now() + duration.min(Duration::from_secs(100 * 366 * 86_400));
        let mut inner = self.lock();
        inner.next += 1;
        let number = inner.next;
        inner.sleeps.insert(number, (until, None));
        drop(inner);
        Sleeping { timers: Arc::clone(self), number, until }
    }

    /// Runs a future to its end as one caller: whenever it can do nothing but sleep, the caller counts as waiting.
    /// What it awaits besides sleeps must be something that another caller brings about without sleeping.
    pub(crate) async fn run<F: Future>(self: &Arc<Self>, future: F) -> F::Output {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|context| {
            let polled = future.as_mut().poll(context);
            if polled.is_pending() {
                self.lock().task = Some(context.waker().clone());
                self.wait();
            }
            polled
        })
        .await
    }

    fn wait(self: &Arc<Self>) {
        let mut inner = self.lock();
        // A sleep that nobody polled yet cannot be what the caller waits for.
        let polled = inner.sleeps.values().filter(|(_, waker)| waker.is_some());
        let Some(first) = polled.map(|(until, _)| *until).min() else { return };
        if inner.entered.is_some_and(|entered| entered <= first) {
            return;
        }
        inner.entered = Some(first);
        // Entering may move the time at once, on this very thread.
        drop(inner);
        let timers = Arc::clone(self);
        let left = first.duration_since(self.now()).unwrap_or_default();
        self.universe.wait_then(left, move || timers.wake(first));
    }

    fn wake(&self, entered: SystemTime) {
        let now = self.now();
        let mut inner = self.lock();
        inner.entered.take_if(|current| *current == entered);
        let due = inner.sleeps.values_mut().filter(|(until, _)| *until <= now);
        let mut wakers: Vec<Waker> = due.filter_map(|(_, waker)| waker.take()).collect();
        // The caller may have gone on before this came, and then waits for something else by now.
        wakers.extend(inner.task.take());
        drop(inner);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// One sleep.
#[derive(Debug)]
pub(crate) struct Sleeping {
    timers: Arc<Timers>,
    number: u64,
    until: SystemTime,
}

impl Future for Sleeping {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.timers.now() >= self.until {
            return Poll::Ready(());
        }
        if let Some((_, waker)) = self.timers.lock().sleeps.get_mut(&self.number) {
            *waker = Some(context.waker().clone());
        }
        Poll::Pending
    }
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        self.timers.lock().sleeps.remove(&self.number);
    }
}
