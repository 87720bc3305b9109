//! The benchmarks: the simulator's own, and the comparisons with peers in `bench/`.

use crate::legs::{node, python};
use crate::run::{self, Stop, cargo, command, root, run, target};

/// Runs the simulator's benchmarks, or the one of this name, built as they are released.
pub(crate) fn simulator(name: Option<&str>) -> Result<(), Stop> {
    cargo(&["bench", "--locked", "-p", "phonevault-simulator", "--bench", name.unwrap_or("*")])
}

/// Measures the package for Python beside its peers. Stub, floor and wheel are built as they are released.
pub(crate) fn python(options: &[&str]) -> Result<(), Stop> {
    let system = run::python()?;
    cargo(&["build", "--locked", "--release", "-p", "phonevault-bench"])?;
    let mut measure = command(system, &["bench/python", "--build"]);
    measure.arg(target());
    if !options.contains(&"--wheel") {
        let wheel = python::wheel(&python::tools()?, &root().join("python"), &["--release"])?;
        measure.arg("--wheel").arg(wheel);
    }
    measure.args(options).env("PYTHONDONTWRITEBYTECODE", "1");
    run(measure)
}

/// Measures the package for Node.js beside its peers. Stub, floor and package are built as they are released.
pub(crate) fn node(options: &[&str]) -> Result<(), Stop> {
    let system = run::python()?;
    cargo(&["build", "--locked", "--release", "-p", "phonevault-bench"])?;
    let mut measure = command(system, &["bench/node", "--build"]);
    measure.arg(target());
    if !options.contains(&"--package") {
        measure.arg("--package").arg(node::release()?);
    }
    measure.args(options).env("PYTHONDONTWRITEBYTECODE", "1");
    run(measure)
}
