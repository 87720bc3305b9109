//! The scenarios of `tests/scenarios`, which every language runs: what their runners in Rust have in common. It knows the
//! simulator, the steps, variables and expectations, and no client: what makes and calls clients is a [`Face`].
//!
//! The options of these programs: names, of which a scenario's must hold one to be run; none runs all. `SCENARIO_SHOW=1`
//! shows what came of each step.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod face;
mod matching;
mod options;
mod run;
mod simulated;
mod steps;
mod variables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use face::{By, FIRST_PAUSE, Face, Failure, LONGEST_PAUSE, Wait, Waited};

pub use matching::{compare, without_nulls};

/// Runs the scenarios that the arguments of this program name, each with a face of its own, and says what came of each.
/// `way` stands behind the name of each, for a language that runs them in more than one way. Whether all passed.
///
/// # Panics
/// If the scenarios cannot be read, or the comparison does not compare as it must.
pub async fn run_all<F: Face>(way: &str, start: impl AsyncFn() -> Result<F, String>) -> bool {
    check_comparison();
    // Options of the usual harness, such as --nocapture, mean nothing here.
    let names: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let (mut failed, mut compared) = (0, BTreeSet::new());
    for path in scenarios() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !names.is_empty() && !names.iter().any(|part| name.contains(&**part)) {
            continue;
        }
        let came = match start().await {
            Ok(face) => run::scenario(face, &read(&path)).await,
            Err(why) => Err(why),
        };
        match came {
            Ok(operations) => {
                say(&format!("scenario {name}{way} ... ok"));
                compared.extend(operations.into_keys());
            }
            Err(why) => {
                failed += 1;
                say(&format!("scenario {name}{way} ... FAILED\n{why}\n"));
            }
        }
    }
    let missing: Vec<String> =
        typed_operations().into_iter().filter(|name| !compared.contains(name)).collect();
    if names.is_empty() && !missing.is_empty() {
        failed += 1;
        say(&format!("no scenario compares a whole answer of {}", missing.join(", ")));
    }
    say(&format!("{failed} failed, {} operations compared", compared.len()));
    failed == 0
}

/// Writes a line of the report.
#[allow(clippy::print_stderr, reason = "the report of the tests")]
pub fn say(line: &str) {
    eprintln!("{line}");
}

/// A comparison that lets everything pass would make all scenarios pass.
fn check_comparison() {
    for case in read(&tests().join("scenarios/runner/expectations.json")).as_array().unwrap() {
        let compared = compare(&case["expected"], &matching::without_nulls(case["actual"].clone()));
        assert_eq!(Some(compared.is_ok()), case["holds"].as_bool(), "{case}: {compared:?}");
    }
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn scenarios() -> Vec<PathBuf> {
    let all = std::fs::read_dir(tests().join("scenarios")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> =
        all.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    all.sort();
    assert!(!all.is_empty(), "there are no scenarios");
    all
}

fn read(path: &Path) -> Value {
    let read = serde_json::from_str(&std::fs::read_to_string(path).unwrap());
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every operation of the manifest, as the simulator counts it.
fn typed_operations() -> Vec<String> {
    let manifest = read(&tests().join("manifest.json"));
    let clouds = manifest["clouds"].as_array().unwrap().iter();
    clouds
        .flat_map(|cloud| {
            let operations = cloud["operations"].as_array().unwrap().iter();
            operations.map(|operation| {
                format!("{}.{}", cloud["name"].as_str().unwrap(), operation["name"].as_str().unwrap())
            })
        })
        .collect()
}
