//! The legs of the tests. A leg that fails does not keep the others from running.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::run::{Stop, cargo, command, root, run, say, target, works};

/// The legs in the order in which they run.
pub(crate) const NAMES: &[&str] = &["rust", "deny", "interop"];

const CARGO_DENY: &str = "0.20.2";

/// Runs the legs named, or all, and says what became of each.
pub(crate) fn test(only: &[&str], strict: bool) -> ExitCode {
    let mut lines = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for leg in NAMES.iter().filter(|leg| only.is_empty() || only.contains(leg)) {
        say(&format!("== {leg}"));
        let outcome = match *leg {
            "rust" => rust(),
            "deny" => deny(),
            _ => interop(),
        };
        match outcome {
            Ok(()) => {
                passed += 1;
                lines.push(format!("{leg}: passed"));
            }
            Err(Stop::Missing(tool)) if !strict => {
                skipped += 1;
                lines.push(format!("{leg}: SKIPPED, missing: {tool}"));
            }
            Err(Stop::Missing(tool)) => {
                failed += 1;
                lines.push(format!("{leg}: FAILED, missing: {tool}"));
            }
            Err(Stop::Failed(why)) => {
                failed += 1;
                lines.push(format!("{leg}: FAILED, {why}"));
            }
        }
    }
    say(&format!("== summary\n{}", lines.join("\n")));
    say(&format!("{passed} passed, {failed} failed, {skipped} skipped"));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn rust() -> Result<(), Stop> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    for feature in ["huawei", "alibaba", "store", "tls"] {
        let alone = ["check", "--locked", "-p", "phonevault", "--no-default-features", "--features", feature];
        cargo(&alone)?;
    }
    let mut doc = command(env!("CARGO"), &["doc", "--locked", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    run(doc)?;
    cargo(&["test", "--locked", "--workspace", "--no-fail-fast"])
}

fn deny() -> Result<(), Stop> {
    let tools = target().join("tools");
    let binary = tools.join("bin").join("cargo-deny");
    let version = ["--version"];
    let program = if works("cargo-deny", &version) { PathBuf::from("cargo-deny") } else { binary.clone() };
    if !works(&program, &version) {
        let mut install =
            command(env!("CARGO"), &["install", "cargo-deny", "--locked", "--version", CARGO_DENY]);
        install.arg("--root").arg(&tools).env("CARGO_TARGET_DIR", tools.join("build"));
        run(install)?;
    }
    // The advisory database is not asked: it lies on a host that a build machine need not reach.
    run(command(program, &["--locked", "check", "bans", "licenses", "sources"]))
}

fn interop() -> Result<(), Stop> {
    let system =
        ["python3", "python"].into_iter().find(|python| works(python, &["-c", "import venv, ensurepip"]));
    let system = system.ok_or_else(|| Stop::Missing("Python 3.9 or newer with venv".to_owned()))?;
    let recent = ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"];
    if !works(system, &recent) {
        return Err(Stop::Missing("Python 3.9 or newer".to_owned()));
    }
    let venv = target().join("interop-venv");
    let python = venv.join("bin").join("python");
    if !works(&python, &recent) {
        let mut create = command(system, &["-m", "venv", "--clear"]);
        create.arg(&venv);
        run(create)?;
    }
    let requirements = "tests/interop/requirements.txt";
    run(command(&python, &["-m", "pip", "install", "--quiet", "--requirement", requirements]))?;
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    cargo(&["build", "--locked", "-p", "phonevault", "--example", "sign_cases"])?;
    let mut tests = Command::new(&python);
    tests.args(["-m", "unittest", "discover", "--top-level-directory", ".", "--verbose"]);
    tests.current_dir(root().join("tests").join("interop"));
    tests.env("PHONEVAULT_BIN", target().join("debug").join("phonevault"));
    tests.env("PHONEVAULT_SIGN_CASES", target().join("debug").join("examples").join("sign_cases"));
    tests.env("PYTHONDONTWRITEBYTECODE", "1");
    run(tests)
}
