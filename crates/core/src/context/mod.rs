//! Everything the core takes from outside: network, time, randomness, environment.

mod system;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;

pub use system::System;

use crate::encoding::hex;
use crate::transport::Transport;

/// Tells the time.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time of day, for dates in requests and reports.
    fn now(&self) -> SystemTime;

    /// Time since some fixed point, never going back, for measuring.
    fn elapsed(&self) -> Duration;
}

/// Lets time pass.
#[async_trait]
pub trait Sleep: Send + Sync + fmt::Debug {
    /// Returns once `duration` has passed on the clock that belongs to this sleep.
    async fn sleep(&self, duration: Duration);
}

/// Gives random bytes.
pub trait Random: Send + Sync + fmt::Debug {
    /// Fills `bytes` with values that nobody can foresee.
    fn fill(&self, bytes: &mut [u8]);
}

/// Answers what the process was told by its environment.
pub trait Environment: Send + Sync + fmt::Debug {
    /// The value of a variable; `None` if it is unset or not Unicode.
    fn variable(&self, name: &str) -> Option<String>;
}

/// The injected outside world. Cloning is cheap and shares everything.
#[derive(Clone, Debug)]
pub struct Context {
    /// The network.
    pub transport: Arc<dyn Transport>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The passing of time.
    pub sleep: Arc<dyn Sleep>,
    /// Randomness for nonces, jitter and markers.
    pub random: Arc<dyn Random>,
    /// The environment variables.
    pub environment: Arc<dyn Environment>,
}

impl Context {
    /// The system's clock, tokio's timer, the operating system's randomness and this process's environment,
    /// over the given transport.
    #[must_use]
    pub fn system(transport: Arc<dyn Transport>) -> Self {
        let system = Arc::new(System::default());
        Self {
            transport,
            clock: system.clone(),
            sleep: system.clone(),
            random: system.clone(),
            environment: system,
        }
    }

    /// 32 random lower-case hexadecimal digits: a nonce or a marker.
    #[must_use]
    pub fn random_hex(&self) -> String {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes);
        hex(&bytes)
    }
}
