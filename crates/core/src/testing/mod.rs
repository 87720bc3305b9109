//! An outside world for tests: time that passes at once, known randomness, a scripted network.

mod cloud;
mod script;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;

pub use cloud::{Fate, ScriptedCloud};
pub use script::{Reply, Script};

use crate::context::{Clock, Context, Environment, Random, Sleep};
use crate::timestamp;

/// A world in which sleeping moves the clock and nothing else does, unless something never answers.
#[derive(Clone, Debug)]
pub struct TestWorld {
    time: Arc<TestTime>,
    random: Arc<TestRandom>,
    environment: Arc<TestEnvironment>,
    script: Arc<Script>,
}

impl TestWorld {
    /// A world at 2026-01-02T03:04:05Z with randomness from `seed`, an empty environment and a network that
    /// answers nothing yet.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            time: Arc::new(TestTime::default()),
            random: Arc::new(TestRandom(AtomicU64::new(seed))),
            environment: Arc::new(TestEnvironment::default()),
            script: Arc::new(Script::default()),
        }
    }

    /// The context to hand to what is tested.
    #[must_use]
    pub fn context(&self) -> Context {
        Context {
            transport: self.script.clone(),
            clock: self.time.clone(),
            sleep: self.time.clone(),
            random: self.random.clone(),
            environment: self.environment.clone(),
        }
    }

    /// The scripted network.
    #[must_use]
    pub fn network(&self) -> &Script {
        &self.script
    }

    /// Sets an environment variable of this world.
    pub fn set_variable(&self, name: &str, value: &str) {
        let mut variables = self.environment.0.lock().unwrap_or_else(PoisonError::into_inner);
        variables.insert(name.to_owned(), value.to_owned());
    }
}

#[derive(Debug, Default)]
struct TestTime(Mutex<Duration>);

impl Clock for TestTime {
    fn now(&self) -> SystemTime {
        let start = timestamp::parse_rfc3339("2026-01-02T03:04:05Z").unwrap_or(SystemTime::UNIX_EPOCH);
        start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Sleep for TestTime {
    async fn sleep(&self, duration: Duration) {
        // Everybody else gets a turn first: a limit only strikes if the work under it is really stuck.
        for _ in 0..16 {
            tokio::task::yield_now().await;
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += duration;
    }
}

#[derive(Debug)]
struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            // SplitMix64: known, and different at each call.
            let mut x = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (x >> 56) as u8;
        }
    }
}

#[derive(Debug, Default)]
struct TestEnvironment(Mutex<HashMap<String, String>>);

impl Environment for TestEnvironment {
    fn variable(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}
