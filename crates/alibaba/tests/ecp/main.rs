//! The client over a scripted network: what goes on the wire, and what every kind of answer becomes.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail like the tests themselves")]

mod answers;
mod bad_input;
mod bench;
mod calls;
mod catalogue;
mod commands;
mod deletion;
mod identity;
mod jobs;
mod pages;
mod port;
mod resets;
mod vectors;
mod wire;
