//! The connections of the transport: how they are opened, kept and shared.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod connections;
mod proxy;
mod server;
#[cfg(feature = "tls")]
mod tls;
