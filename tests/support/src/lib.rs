//! The simulator in process, as the outside world of the clients under test: no socket, no real second.
//!
//! [`World`] is the simulated clouds in virtual time. A [`Caller`] is one program that talks to them: its context carries
//! requests straight to the simulator, and its sleeps let virtual time pass once every other caller sleeps as well.
//! Injected faults of the wire arrive as what a socket would make of them.
//!
//! [`scenarios`] runs the shared scenarios instead: with sockets, for a language of any kind.
//!
//! ```
//! # use phonevault_simulator::{Config, Content};
//! # use phonevault_test_support::World;
//! let config = Config { phones: 2, content: Content::Seeded { bytes_per_phone: 1000 }, ..Config::default() };
//! let world = World::new(config)?;
//! let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
//! let seconds = runtime.block_on(world.callers(64, 1, |_, caller| async move {
//!     let context = caller.context();
//!     let started = context.clock.elapsed();
//!     context.sleep.sleep(std::time::Duration::from_secs(3600)).await;
//!     (context.clock.elapsed() - started).as_secs()
//! }));
//! assert!(seconds.iter().all(|seconds| *seconds == 3600));
//! # Ok::<(), std::io::Error>(())
//! ```

mod adapter;
mod caller;
pub mod scenarios;
mod timers;
mod world;

pub use caller::Caller;
pub use world::World;
