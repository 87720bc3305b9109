//! The benchmarks: the simulator's own, and the comparisons with peers in `bench/`.

use crate::run::{self, Stop, cargo, command, root, run, target};

/// Runs the simulator's benchmarks, or the one of this name, built as they are released.
pub(crate) fn simulator(name: Option<&str>) -> Result<(), Stop> {
    cargo(&["bench", "--locked", "-p", "phonevault-simulator", "--bench", name.unwrap_or("*")])
}

/// Measures the package for Python beside its peers. Stub, floor and wheel are built as they are released.
pub(crate) fn python(options: &[&str]) -> Result<(), Stop> {
    let python = run::python()?;
    cargo(&["build", "--locked", "--release", "-p", "phonevault-bench"])?;
    let mut measure = command(python, &["bench/python", "--build"]);
    measure.arg(target());
    if root().join("python").join("pyproject.toml").exists() && !options.contains(&"--wheel") {
        measure.args(["--package", "python"]);
    }
    // The wheel is built by another program, which starts cargo elsewhere.
    measure.args(options).env("CARGO_TARGET_DIR", target()).env("MATURIN_PEP517_ARGS", "--locked");
    measure.env("PYTHONDONTWRITEBYTECODE", "1");
    run(measure)
}
