//! Tasks of the repository: `cargo xtask test [--only LEG] [--strict]`.

mod legs;
mod run;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask test [--only rust|deny|interop]... [--strict]

  rust     formatting, lints, documentation, each feature alone, unit and scenario tests
  deny     licences, sources and banned crates (cargo-deny is built into target/tools the first time)
  interop  the independent verifier and the vendors' own Python SDKs against the simulator
  --strict a leg whose tool is missing fails instead of being skipped (CI)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((&"test", options)) = words.split_first() else { return usage("name a task") };
    let (mut only, mut strict) = (Vec::new(), false);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (*option, options.clone().next()) {
            ("--strict", _) => strict = true,
            ("--only", Some(leg)) if legs::NAMES.contains(leg) => {
                only.push(*leg);
                options.next();
            }
            ("--only", _) => return usage("--only needs one of the legs"),
            _ => return usage(&format!("unknown option {option}")),
        }
    }
    legs::test(&only, strict)
}

fn usage(problem: &str) -> ExitCode {
    run::say(&format!("xtask: {problem}\n{USAGE}"));
    ExitCode::from(2)
}
