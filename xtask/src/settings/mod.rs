//! The tables of `docs/simulator.md`: every setting of the simulator, with its default, what it decides, and how sure
//! that is.

mod default;
mod page;
mod read;
mod sureness;

pub(crate) use page::{PATH, page};
