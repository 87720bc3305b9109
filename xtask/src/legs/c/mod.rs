//! The interface of C: headers, programs in every way of linking, the shared scenarios, sanitizers and valgrind.

mod cc;
mod headers;
mod programs;
mod released;
mod service;
mod tools;

use std::path::{Path, PathBuf};

use self::cc::Linked;
use self::programs::{Kind, WORKER};
use self::service::Service;
use crate::package::{self, Build};
use crate::run::{Stop, cargo, command, run, say, target};

pub(super) use released::released;

/// What all builds of the programs by CMake have in common.
const TRIAL: &str = "-DPV_TRIAL=ON";

/// The tests of the working copy, with a library that was built for them.
pub(super) fn c() -> Result<(), Stop> {
    tools::needed()?;
    let cmake = tools::cmake()?;
    let prefix = package::c(Build::Trial)?;
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    headers::compile_alone(&prefix)?;
    headers::readme(&prefix)?;
    // With the flags of pkg-config what users start from, and the program that runs the scenarios.
    let here = |name: &str| target().join("c-tests").join(name);
    let (static_, shared) = (here("pkg-config-static"), here("pkg-config-shared"));
    programs::build(Linked::Static(&prefix), &static_)?;
    programs::build(Linked::Shared(&prefix), &shared)?;
    programs::run_all(&static_, &[Kind::Example], &[])?;
    // Everything through CMake: linked with the archive and watched, and with the shared library.
    let (plain, watched, by_name) = (here("plain"), here("sanitized"), here("shared"));
    cmake.programs(&prefix, &watched, &[TRIAL, "-DPV_SANITIZED=ON"])?;
    cmake.programs(&prefix, &by_name, &[TRIAL, "-DPV_SHARED=ON"])?;
    cmake.programs(&prefix, &plain, &[TRIAL, "-DPV_ONLY_C=ON"])?;
    let all = [Kind::C, Kind::Forking, Kind::Cpp, Kind::Example];
    programs::run_all(&watched, &all, &[])?;
    programs::run_all(&by_name, &all, &[])?;
    programs::run_all(&plain, &[Kind::Forking], &[])?;
    for worker in [&static_, &shared, &watched] {
        say(&format!("-- scenarios, {}", worker.display()));
        scenarios(&worker.join(WORKER))?;
    }
    programs::run_all(&plain, &[Kind::C], tools::VALGRIND)
}

/// The shared scenarios and errors of all kinds with this worker.
fn scenarios(worker: &Path) -> Result<(), Stop> {
    let mut tests = command(env!("CARGO"), &["test", "--quiet", "--locked", "-p", "phonevault-c"]);
    tests.args(["--no-default-features", "--features", "trial", "--test", "scenarios"]);
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
