//! The vendors' own clients and the independent verifier against the simulator.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Stop, cargo, command, root, run, target, works};

/// Both languages, one after the other.
pub(super) fn interop() -> Result<(), Stop> {
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    let python = python()?;
    node(&python)
}

/// The tests in Python; gives the interpreter in whose environment they ran.
fn python() -> Result<PathBuf, Stop> {
    let system = run::python()?;
    let venv = target().join("interop-venv");
    let python = venv.join("bin").join("python");
    if !works(&python, run::PYTHON_IS_RECENT) {
        let mut create = command(system, &["-m", "venv", "--clear"]);
        create.arg(&venv);
        run(create)?;
    }
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
fn node(python: &Path) -> Result<(), Stop> {
    let interop = root().join("tests").join("interop");
    let folder = interop.join("node");
    if !folder.join("package.json").exists() {
        return Ok(());
    }
    let recent = "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 20 || (a === 20 && b >= 17) ? 0 : 1)";
    if !works("node", &["--eval", recent]) {
        return Err(Stop::Missing("Node.js 20.17 or newer".to_owned()));
    }
    if !works("npm", &["--version"]) {
        return Err(Stop::Missing("npm, which comes with Node.js".to_owned()));
    }
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
