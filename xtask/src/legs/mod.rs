//! The legs of the tests. A leg that fails does not keep the others from running.

mod c;
mod fuzz;
mod interop;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod venv;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::generate::generate;
use crate::run::{Stop, cargo, command, run, say, target, works};

/// Runs one leg to its end.
type Leg = fn() -> Result<(), Stop>;

/// The legs in the order in which they run. A new one is a line here and a function.
const LEGS: &[(&str, Leg)] = &[
    ("rust", rust),
    ("deny", deny),
    ("python", python::python),
    ("node", node::node),
    ("c", c::c),
    ("c-release", c::released),
    ("interop", interop::interop),
    (FUZZ, fuzz::fuzz),
];

/// A leg that never comes to an end of its own and that no change has to pass: it runs only when it is named.
const FUZZ: &str = "fuzz";

const CARGO_DENY: &str = "0.20.2";

/// The names of the legs.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    LEGS.iter().map(|(name, _)| *name)
}

/// Runs the legs named, or all but the optional one, and says what became of each.
pub(crate) fn test(only: &[&str], strict: bool) -> ExitCode {
    let mut lines = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (leg, run) in LEGS.iter().filter(|(leg, _)| only.contains(leg) || (only.is_empty() && *leg != FUZZ)) {
        say(&format!("== {leg}"));
        match run() {
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
    generate(true)?;
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    for feature in ["huawei", "alibaba", "runtime", "store", "tls"] {
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
