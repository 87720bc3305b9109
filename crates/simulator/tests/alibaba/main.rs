//! The Alibaba side through its plain request → response border: no socket, a clock that moves only when told.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as the tests do")]

mod backups;
mod bounds;
mod calls;
mod catalogue;
mod choices;
mod cloud;
mod codes;
mod commands;
mod damage;
mod deletion;
mod faults;
mod gateway;
mod hostile;
mod metadata;
mod objects;
mod refusals;
mod resets;
mod sts;
mod tasks;
mod transfers;
