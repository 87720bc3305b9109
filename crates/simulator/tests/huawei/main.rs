//! The Huawei side through its plain request → response border: no socket, a clock that moves only when told.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as the tests do")]

#[path = "../support/mod.rs"]
mod support;

mod choices;
mod cloud;
mod commands;
mod gateway;
mod hostile;
mod identity;
mod images;
mod metadata;
mod reset;
mod sync;
