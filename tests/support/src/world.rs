//! The simulated clouds of one test.

use std::future::Future;
use std::io;
use std::sync::Arc;

use phonevault_simulator::{Config, Ready, ServiceName, Universe};

use crate::caller::Caller;

/// The first of ten ports that nobody listens on: in addresses they tell the services apart.
const FIRST_PORT: u16 = 18_080;
/// 2026-01-02T03:04:05Z: where time begins unless the configuration says otherwise.
const START: i64 = 1_767_323_045;

/// The simulated clouds without sockets, in virtual time.
#[derive(Clone, Debug)]
pub struct World {
    universe: Arc<Universe>,
    ready: Ready,
}

impl World {
    /// A world as configured. Its time is virtual whatever the configuration says, and begins at a fixed moment unless it
    /// names one, so that two runs show the same times.
    ///
    /// # Errors
    /// Those of [`Universe::new`].
    pub fn new(mut config: Config) -> io::Result<Self> {
        config.virtual_time = true;
        config.start.get_or_insert(START);
        let clock = config.clock();
        let universe = Universe::new(config, clock)?;
        let ready = universe.ready(address);
        Ok(Self { universe, ready })
    }

    /// The simulator itself.
    #[must_use]
    pub fn universe(&self) -> &Arc<Universe> {
        &self.universe
    }

    /// Addresses, credentials and buckets. The addresses mean something to a [`Caller`] only.
    #[must_use]
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// A caller whose randomness comes from `seed`. Time does not wait for it before it [runs](Caller::run) something.
    #[must_use]
    pub fn caller(&self, seed: u64) -> Caller {
        Caller::new(Arc::clone(&self.universe), seed)
    }

    /// Runs `program` (which gets its number from 0) for that many callers at the same time, each as a task of its own, and gives what they answered in
    /// their order. Needs a tokio runtime. Each caller's randomness comes from `seed` and its number.
    ///
    /// # Panics
    /// If a program panics, with its message.
    pub async fn callers<T, F>(&self, count: usize, seed: u64, program: impl Fn(usize, Caller) -> F) -> Vec<T>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        // All take part from the beginning: time must not run away from one that has not begun yet.
        self.universe.callers(count);
        let tasks: Vec<_> = (0..count)
            .map(|number| {
                let caller =
                    self.caller(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number as u64));
                let driven = caller.clone();
                let program = program(number, caller);
                tokio::spawn(async move { driven.run(program).await })
            })
            .collect();
        let mut answers = Vec::with_capacity(count);
        for task in tasks {
            match task.await {
                Ok(answer) => answers.push(answer),
                Err(error) => match error.try_into_panic() {
                    Ok(panic) => std::panic::resume_unwind(panic),
                    Err(error) => std::panic::resume_unwind(Box::new(error.to_string())),
                },
            }
        }
        self.universe.callers(1);
        answers
    }
}

/// The address of a service.
fn address(service: ServiceName) -> String {
    let index = ServiceName::ALL.iter().position(|known| *known == service).unwrap_or_default();
    format!("http://127.0.0.1:{}", usize::from(FIRST_PORT) + index)
}

/// The service behind an address.
pub(crate) fn service(authority: &str) -> Option<ServiceName> {
    let port: u16 = authority.rsplit(':').next()?.parse().ok()?;
    let index = port.checked_sub(FIRST_PORT)?;
    ServiceName::ALL.get(usize::from(index)).copied()
}
