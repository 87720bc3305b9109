//! One program that talks to the simulated clouds.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use phonevault_core::context::{Clock, Context, Environment, Random, Sleep};
use phonevault_simulator::Universe;

use crate::adapter::Adapter;
use crate::timers::Timers;

/// A caller with a context of its own. Clones are the same caller.
#[derive(Clone)]
pub struct Caller {
    context: Context,
    timers: Arc<Timers>,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").finish_non_exhaustive()
    }
}

impl Caller {
    pub(crate) fn new(universe: Arc<Universe>, seed: u64) -> Self {
        let timers = Arc::new(Timers::new(universe));
        let time = Arc::new(Time { started: timers.now(), timers: Arc::clone(&timers) });
        let context = Context {
            transport: Arc::new(Adapter::new(Arc::clone(&timers))),
            clock: time.clone(),
            sleep: time,
            random: Arc::new(Seeded(AtomicU64::new(seed))),
            environment: Arc::new(NoEnvironment),
        };
        Self { context, timers }
    }

    /// The outside world to give to a client. Whatever sleeps by it has to run within [`Caller::run`].
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Runs a future to its end as this caller. While it only sleeps, time may move; when it is over (or dropped), time
    /// no longer waits for the caller. The caller must have been counted before ([`Universe::callers`], 1 at first).
    pub async fn run<F: Future>(&self, future: F) -> F::Output {
        let _leaving = Leaving(self.timers.universe());
        self.timers.run(future).await
    }
}

/// Takes a caller out however its program ends.
struct Leaving<'a>(&'a Universe);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

#[derive(Debug)]
struct Time {
    started: SystemTime,
    timers: Arc<Timers>,
}

impl Clock for Time {
    fn now(&self) -> SystemTime {
        self.timers.now()
    }

    fn elapsed(&self) -> Duration {
        self.timers.now().duration_since(self.started).unwrap_or_default()
    }
}

#[async_trait]
impl Sleep for Time {
    async fn sleep(&self, duration: Duration) {
        self.timers.sleep(duration).await;
    }
}

/// SplitMix64: known, and different at each call.
#[derive(Debug)]
struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut x = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            x ^= x >> 31;
            chunk.copy_from_slice(&x.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// No variable is set: what a test needs it says.
#[derive(Debug)]
struct NoEnvironment;

impl Environment for NoEnvironment {
    fn variable(&self, _name: &str) -> Option<String> {
        None
    }
}
