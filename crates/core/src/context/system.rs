//! The real outside world: the only place of this crate that may touch it.

use std::time::{Duration, Instant, SystemTime};

use async_trait::async_trait;
use ring::rand::{SecureRandom, SystemRandom};

use super::{Clock, Environment, Random, Sleep};

/// The system's clock, tokio's timer, the operating system's randomness and this process's environment.
#[derive(Debug)]
pub struct System {
    started: Instant,
    random: SystemRandom,
}

impl Default for System {
    #[expect(clippy::disallowed_methods, reason = "the real clock enters here and nowhere else")]
    fn default() -> Self {
        Self { started: Instant::now(), random: SystemRandom::new() }
    }
}

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "the real clock enters here and nowhere else")]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

#[async_trait]
impl Sleep for System {
    #[expect(clippy::disallowed_methods, reason = "the real timer enters here and nowhere else")]
    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) {
        if self.random.fill(bytes).is_err() {
            // The operating system has no randomness to give (seen only before a machine has booted). Nonces
            // must still differ, or the cloud takes a new request for a replay: mix the clock in.
            let seed = self.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
            for (index, byte) in bytes.iter_mut().enumerate() {
                *byte = (seed.rotate_left(u32::try_from(index % 128).unwrap_or(0) * 7) & 0xff) as u8;
            }
        }
    }
}

impl Environment for System {
    #[expect(clippy::disallowed_methods, reason = "the real environment enters here and nowhere else")]
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}
