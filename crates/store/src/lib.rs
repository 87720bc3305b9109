//! Backup objects in the object stores of the clouds, through four verbs: stat, read, list and delete.
//!
//! Requests travel through the core's pipeline, each sent once, and are signed by the `reqsign` signers fed from our
//! credentials. A read that fails says so; it never looks like the end of an object.

mod dialect;
mod listing;
mod object;
mod refusal;
mod sign;
mod store;

pub use dialect::Dialect;
pub use object::{Object, ObjectPage, ObjectStream};
pub use store::{Addressing, ObjectStore, StoreConfig};
