//! The benchmarks: the simulator's own, and the comparisons with peers in `bench/`.

use std::path::PathBuf;

use crate::legs::{node, python};
use crate::package;
use crate::run::{self, Stop, cargo, command, root, run, target};

/// Runs the simulator's benchmarks, or the one of this name, built as they are released.
pub(crate) fn simulator(name: Option<&str>) -> Result<(), Stop> {
    cargo(&["bench", "--locked", "-p", "phonevault-simulator", "--bench", name.unwrap_or("*")])
}

/// Measures the package for Python beside its peers.
pub(crate) fn python(options: &[&str]) -> Result<(), Stop> {
    let wheel = || python::wheel(&python::tools()?, &root().join("python"), &["--release"]);
    beside("bench/python", "--wheel", options, wheel)
}

/// Measures the package for Node.js beside its peers.
pub(crate) fn node(options: &[&str]) -> Result<(), Stop> {
    beside("bench/node", "--package", options, node::release)
}

/// Measures the package for C beside the floor.
pub(crate) fn c(options: &[&str]) -> Result<(), Stop> {
    beside("bench/c", "--prefix", options, || package::c(package::Build::Release))
}

/// Measures a package that is given with this option, unless the options name another. Stub, floor and package are built as they
/// are released.
fn beside(
    bench: &str,
    option: &str,
    options: &[&str],
    package: impl FnOnce() -> Result<PathBuf, Stop>,
) -> Result<(), Stop> {
    let system = run::python()?;
    cargo(&["build", "--locked", "--release", "-p", "phonevault-bench"])?;
    let mut measure = command(system, &[bench, "--build"]);
    measure.arg(target());
    if !options.contains(&option) {
        measure.arg(option).arg(package()?);
    }
    measure.args(options).env("PYTHONDONTWRITEBYTECODE", "1");
    run(measure)
}
