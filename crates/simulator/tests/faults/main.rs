//! Faults on demand: what is asked for happens, and nothing else.

#![allow(clippy::unwrap_used, dead_code, reason = "a test that cannot go on panics; helpers are shared")]

#[path = "../alibaba/cloud.rs"]
mod cloud;
mod decisions;
mod effects;
mod mutations;
mod shown;
mod sockets;
#[path = "../support/mod.rs"]
mod support;
