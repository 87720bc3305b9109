//! The scenarios of `tests/scenarios`, which every language runs: this is the runner of Rust.
//!
//! `cargo test -p phonevault --test shared -- NAME` runs those whose name holds NAME; `SCENARIO_SHOW=1` shows what
//! came of each step.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod clients;
mod elsewhere;
mod facts;
mod matching;
#[rustfmt::skip]
mod operations;
mod steps;
mod typed;
mod variables;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

use crate::matching::compare;
use crate::steps::Run;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == elsewhere::ARGUMENT) {
        answer(&elsewhere::main().await);
        return ExitCode::SUCCESS;
    }
    check_comparison();
    // Options of the usual harness, such as --nocapture, mean nothing here.
    let names: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let (mut failed, mut compared) = (0, BTreeSet::new());
    for path in scenarios() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !names.is_empty() && !names.iter().any(|part| name.contains(&***part)) {
            continue;
        }
        match run(&read(&path)).await {
            Ok(operations) => {
                say(&format!("scenario {name} ... ok"));
                compared.extend(operations.into_keys());
            }
            Err(why) => {
                failed += 1;
                say(&format!("scenario {name} ... FAILED\n{why}\n"));
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
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A comparison that lets everything pass would make all scenarios pass.
fn check_comparison() {
    for case in read(&tests().join("scenarios/runner/expectations.json")).as_array().unwrap() {
        let compared = compare(&case["expected"], &matching::without_nulls(case["actual"].clone()));
        assert_eq!(Some(compared.is_ok()), case["holds"].as_bool(), "{case}: {compared:?}");
    }
}

/// Runs one scenario in a world of its own. What was compared in full also arrived there.
async fn run(scenario: &Value) -> Result<BTreeMap<String, u64>, String> {
    let mut run = Run::start(&scenario["simulator"]).await?;
    for (index, step) in scenario["steps"].as_array().ok_or("no steps")?.iter().enumerate() {
        run.step(step).await.map_err(|why| format!("step {index} {step}:\n{why}"))?;
    }
    let counts = run.world.admin("GET", "/requests", b"").await?["counts"].clone();
    if std::env::var_os("SCENARIO_SHOW").is_some() {
        say(&format!("requests\n-> {counts}"));
    }
    let expected = run.variables.fill(&scenario["requests"])?;
    compare(&expected, &counts).map_err(|why| format!("requests:\n{why}"))?;
    for (name, calls) in &run.compared {
        let arrived = arrived(&counts, name);
        if arrived < *calls {
            return Err(format!("{calls} calls of {name} were answered, but {arrived} arrived"));
        }
    }
    run.world.end().await?;
    Ok(run.compared)
}

/// How many calls of a typed operation arrived. The simulator puts the service before the name, unless it is that of the
/// phones, and counts two operations with one URI under what their names have in common.
fn arrived(counts: &Value, name: &str) -> u64 {
    let (cloud, operation) = name.split_once('.').unwrap();
    let of_cloud = counts.as_object().into_iter().flatten().filter(|(counted, _)| counted.starts_with(cloud));
    let named = of_cloud.map(|(counted, count)| (counted.rsplit('.').next().unwrap_or_default(), count));
    let closest =
        named.filter(|(counted, _)| operation.starts_with(counted)).max_by_key(|(counted, _)| counted.len());
    closest.and_then(|(_, count)| count["received"].as_u64()).unwrap_or_default()
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
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

#[allow(clippy::print_stderr, reason = "the report of the tests")]
pub(crate) fn say(line: &str) {
    eprintln!("{line}");
}

#[allow(clippy::print_stdout, reason = "what the other process is asked for")]
fn answer(value: &Value) {
    println!("{value}");
}
