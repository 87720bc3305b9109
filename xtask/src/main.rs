//! Tasks of the repository: `cargo xtask test|generate|package|bench`.

mod bench;
mod c;
mod diff;
mod generate;
mod legs;
mod manifest;
mod names;
mod node;
mod package;
mod prose;
mod python;
mod run;
mod rust_files;
mod settings;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask test [--only LEG]... [--strict]
       cargo xtask generate [--check]
       cargo xtask package c
       cargo xtask bench [NAME]
       cargo xtask bench python|node|c [OPTION]...

test: the legs, all of them but fuzz unless some are named
  rust     generated files, formatting, lints, documentation, each feature alone, unit and scenario tests
  deny     licences, sources and banned crates (cargo-deny is built into target/tools the first time)
  python   the Python package: sdist, wheel, an empty environment, tests, types and stubs
  node     the Node.js package: native module, types, tests, and what npm packs
  c        the interface of C: headers, programs and scenarios linked in every way, sanitizers, valgrind
  c-release what is released for C: one program after the next from the package alone, what can be seen in it, its size
  interop  the independent verifier and the vendors' own SDKs for Python and Node.js against the simulator
  fuzz     the simulator's fuzzer for a minute (needs cargo-fuzz)
  --strict a leg whose tool is missing fails instead of being skipped (CI)

generate: writes tests/manifest.json and the tables of docs/simulator.md from the sources
  --check  writes nothing, shows the lines that would change, and fails if there are any

package: builds what users install
  c        target/package/c: libraries, headers, pkg-config files, a package for CMake, licences

bench: runs the benchmarks of the simulator in release mode, all of them or the one of this name
  python   Phonevault for Python beside its peers, with the options of bench/python (bench/README.md)
  node     Phonevault for Node.js beside its peers, with the options of bench/node
  c        Phonevault for C beside the floor, with the options of bench/c";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match &words[..] {
        ["test", options @ ..] => test(options),
        ["generate"] => done(generate::generate(false)),
        ["generate", "--check"] => done(generate::generate(true)),
        ["package", "c"] => done(package::c(package::Build::Release).map(drop)),
        ["bench"] => done(bench::simulator(None)),
        ["bench", "python", options @ ..] => done(bench::python(options)),
        ["bench", "node", options @ ..] => done(bench::node(options)),
        ["bench", "c", options @ ..] => done(bench::c(options)),
        ["bench", name] if !name.starts_with('-') => done(bench::simulator(Some(name))),
        [] => usage("name a task"),
        _ => usage("unknown task or option"),
    }
}

fn test(options: &[&str]) -> ExitCode {
    let (mut only, mut strict) = (Vec::new(), false);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (*option, options.clone().next()) {
            ("--strict", _) => strict = true,
            ("--only", Some(leg)) if legs::names().any(|known| known == *leg) => {
                only.push(*leg);
                options.next();
            }
            ("--only", _) => {
                let legs: Vec<&str> = legs::names().collect();
                return usage(&format!("--only needs one of {}", legs.join(", ")));
            }
            _ => return usage(&format!("unknown option {option}")),
        }
    }
    legs::test(&only, strict)
}

fn done(outcome: Result<(), run::Stop>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            run::say(&format!("xtask: {stop}"));
            ExitCode::FAILURE
        }
    }
}

fn usage(problem: &str) -> ExitCode {
    run::say(&format!("xtask: {problem}\n{USAGE}"));
    ExitCode::from(2)
}
