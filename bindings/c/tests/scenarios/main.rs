//! The scenarios of `tests/scenarios`, which every language runs: this is the face of C. A program in C (`../worker`), which
//! `PHONEVAULT_C_WORKER` names, makes the calls; each scenario runs once with calls that block and once with callbacks.
//!
//! `cargo xtask test --only c` builds that program in every way of linking and runs this.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod face;
mod kinds;
mod worker;

use std::process::ExitCode;

use phonevault_test_support::scenarios::{run_all, say};

use self::face::Worked;
use self::worker::Way;

/// Tells that the program was linked with a library that fails on demand, so that errors of all kinds can be looked at.
const TRIAL: &str = "PHONEVAULT_C_TRIAL";
/// The variable with the path of the program.
const WORKER: &str = "PHONEVAULT_C_WORKER";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(program) = std::env::var_os(WORKER) else {
        say(&format!(
            "SKIPPED: {WORKER} names no program; `cargo xtask test --only c` builds one and runs this"
        ));
        return ExitCode::SUCCESS;
    };
    let mut passed = match std::env::var_os(TRIAL) {
        Some(_) => kinds::all(&program).await,
        None => true,
    };
    for way in [Way::Blocking, Way::Callbacks] {
        let start = async || Worked::start(&program, way);
        passed &= run_all(&format!(" ({})", way.name()), start).await;
    }
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
