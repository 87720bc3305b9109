//! The part of Phonevault that knows no cloud by name: models, validation, errors, the request pipeline, the
//! port that a cloud implements ([`cloud::Cloud`]) and the handle of submitted work ([`job::Job`]).
//!
//! Time, sleep, randomness, environment and the network are injected through [`context::Context`].

pub mod cloud;
pub mod context;
pub mod credentials;
pub mod error;
pub mod job;
pub mod location;
pub mod operation;
pub mod phone;
pub mod pipeline;
pub mod scope;
pub mod secret;
pub mod store_rules;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timestamp;
pub mod transport;
pub mod validate;
pub mod waiter;

pub use error::{Applied, Error, ErrorKind, Result};
