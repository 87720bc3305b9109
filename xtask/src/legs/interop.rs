//! The vendors' own clients and the independent verifier against the simulator.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::node;
use super::venv::venv;
use crate::run::{Stop, cargo, command, root, run, target};

/// Both languages, one after the other.
pub(super) fn interop() -> Result<(), Stop> {
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    let python = python()?;
    javascript(&python)
}

/// The tests in Python; gives the interpreter in whose environment they ran.
fn python() -> Result<PathBuf, Stop> {
    let python = venv("interop-venv")?;
    let requirements = "tests/interop/requirements.txt";
    run(command(&python, &["-m", "pip", "install", "--quiet", "--requirement", requirements]))?;
    cargo(&["build", "--locked", "-p", "phonevault", "--example", "sign_cases"])?;
    let mut tests = Command::new(&python);
    tests.args(["-m", "unittest", "discover", "--top-level-directory", ".", "--verbose"]);
    tests.current_dir(root().join("tests").join("interop"));
    tests.env("PHONEVAULT_BIN", phonevault());
    tests.env("PHONEVAULT_SIGN_CASES", target().join("debug").join("examples").join("sign_cases"));
    tests.env("PYTHONDONTWRITEBYTECODE", "1");
    run(tests)?;
    Ok(python)
}

/// The tests with the vendors' packages for Node.js, installed exactly as their lock file says. What they leave is held
/// against the recorded table by the same code that judges Python's.
fn javascript(python: &Path) -> Result<(), Stop> {
    let interop = root().join("tests").join("interop");
    let folder = interop.join("node");
    if !folder.join("package.json").exists() {
        return Ok(());
    }
    node::check()?;
    let mut install = command("npm", &["ci", "--no-audit", "--no-fund"]);
    install.current_dir(&folder);
    run(install)?;
    let mut tests = command("node", &["--test"]);
    let results = target().join("interop-node.jsonl");
    tests.current_dir(&folder).env("PHONEVAULT_BIN", phonevault()).env("INTEROP_RESULTS", &results);
    run(tests)?;
    let mut table = command(python, &["-m", "interop_table"]);
    table.arg(&results).current_dir(&interop).env("PYTHONDONTWRITEBYTECODE", "1");
    run(table)
}

fn phonevault() -> PathBuf {
    target().join("debug").join("phonevault")
}
