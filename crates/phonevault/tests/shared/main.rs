//! The scenarios of `tests/scenarios`, which every language runs: this is the face of Rust.
//!
//! `cargo test -p phonevault --test shared -- NAME` runs those whose name holds NAME; `SCENARIO_SHOW=1` shows what
//! came of each step.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod clients;
mod elsewhere;
mod face;
mod facts;
#[rustfmt::skip]
mod operations;
mod typed;

use std::process::ExitCode;

use phonevault_test_support::scenarios::run_all;
use serde_json::Value;

use self::face::Rust;

#[tokio::main]
async fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|first| first == elsewhere::ARGUMENT) {
        answer(&elsewhere::main().await);
        return ExitCode::SUCCESS;
    }
    let passed = run_all("", async || Ok(Rust::default())).await;
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(clippy::print_stdout, reason = "what the other process is asked for")]
fn answer(value: &Value) {
    println!("{value}");
}
