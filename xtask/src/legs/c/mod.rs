//! The interface of C: headers, programs in every way of linking, the shared scenarios, sanitizers and valgrind.

mod cc;
mod headers;
mod programs;
mod released;
mod service;
mod tools;

use std::path::{Path, PathBuf};

use self::cc::{Linked, Watched};
use self::service::Service;
use crate::package::{self, Build};
use crate::run::{Stop, cargo, command, run, say, target};

pub(super) use released::released;

/// The tests of the working copy, with a library that was built for them.
pub(super) fn c() -> Result<(), Stop> {
    tools::needed()?;
    let cmake = tools::cmake()?;
    let prefix = package::c(Build::Trial)?;
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    headers::alone(&prefix)?;
    let built = emptied("c-tests")?;
    let static_ = Linked::Static(&prefix);
    programs::build(static_, Watched::No, &built.join("static"))?;
    programs::build(static_, Watched::Sanitized, &built.join("sanitized"))?;
    programs::run_all(&built.join("static"), &[])?;
    programs::run_all(&built.join("sanitized"), &[])?;
    let shared = built.join("shared");
    programs::build(Linked::Shared(&prefix), Watched::No, &shared)?;
    programs::run_all(&shared, &[])?;
    let by_cmake = cmake.programs(&prefix, &built.join("cmake"))?;
    programs::run_all(&by_cmake, &[])?;
    // Each of them runs all scenarios in both ways.
    for folder in ["static", "sanitized", "shared", "cmake"] {
        say(&format!("-- scenarios, {folder}"));
        scenarios(&built.join(folder).join(programs::WORKER))?;
    }
    programs::run_all(&built.join("static"), tools::VALGRIND)
}

/// The shared scenarios and errors of all kinds with this worker.
fn scenarios(worker: &Path) -> Result<(), Stop> {
    let mut tests = command(
        env!("CARGO"),
        &[
            "test",
            "--quiet",
            "--locked",
            "-p",
            "phonevault-c",
            "--no-default-features",
            "--features",
            "trial",
        ],
    );
    tests.args(["--test", "scenarios"]);
    tests.env("PHONEVAULT_C_WORKER", worker).env("PHONEVAULT_C_TRIAL", "1");
    run(tests)
}

/// An empty folder of this name below the build folder.
fn emptied(name: &str) -> Result<PathBuf, Stop> {
    let folder = target().join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let made = std::fs::create_dir_all(&folder);
    made.map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    Ok(folder)
}

/// A simulator for one program, which ends with it.
fn simulated() -> Result<Service, Stop> {
    Service::start(&target().join("debug").join("phonevault"))
}
