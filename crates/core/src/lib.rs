//! The part of Phonevault that knows no cloud by name: models, validation, errors, the request pipeline, the
//! port that a cloud implements ([`cloud::Cloud`]) and the handle of submitted work ([`job::Job`]).
//!
//! Time, sleep, randomness, environment and the network are injected through [`context::Context`].

pub mod client;
pub mod cloud;
pub mod command;
pub mod context;
pub mod credentials;
pub mod encoding;
pub mod error;
pub mod glance;
pub mod hidden;
pub mod job;
pub mod lenient;
pub mod location;
pub mod open_enum;
pub mod operation;
pub mod operation_names;
pub mod pages;
pub mod phone;
pub mod pipeline;
pub mod scope;
pub mod secret;
pub mod signing;
pub mod store_rules;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timestamp;
pub mod transport;
pub mod validate;
pub mod waiter;

pub use error::{Applied, Error, ErrorKind, Result};
