//! The Alibaba side through its plain request → response border: no socket, a clock that moves only when told.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as the tests do")]

mod backups;
mod calls;
mod cloud;
mod damage;
mod hostile;
mod objects;
mod refusals;
mod tasks;
