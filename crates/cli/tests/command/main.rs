//! The command as a user runs it: processes, sockets, exit codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod calls;
mod common;
mod demo;
mod failures;
mod simulate;
mod workflows;
