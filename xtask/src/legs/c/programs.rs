//! The test programs and examples: which there are, how they are built without CMake, and how they are run.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cc::{Linked, Program};
use super::service::Service;
use super::simulated;
use crate::run::{Stop, root, run};

/// The worker of the shared scenarios.
pub(super) const WORKER: &str = "worker";

/// What a program is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A test in C.
    C,
    /// One that forks. A tool that looks for lost memory would find in the child what it leaves to its parent.
    Forking,
    /// A test in C++.
    Cpp,
    /// An example.
    Example,
}

/// What a program is run with.
type Arguments = fn(&Service) -> Vec<String>;

/// A program, what it is, and its arguments.
type Run = (&'static str, Kind, Arguments);

/// The programs in the order in which they are run.
const RUNS: &[Run] = &[
    ("version", Kind::C, none),
    ("panic", Kind::C, none),
    ("nulls", Kind::C, none),
    ("hostile", Kind::C, none),
    ("ends", Kind::C, none),
    ("callbacks", Kind::C, none),
    ("connections", Kind::C, none),
    ("forks", Kind::Forking, none),
    ("cpp_background", Kind::Cpp, none),
    ("cpp_calls", Kind::Cpp, none),
    ("cpp_error_classes", Kind::Cpp, none),
    ("cpp_jobs", Kind::Cpp, none),
    ("cpp_kinds", Kind::Cpp, none),
    ("cpp_lists", Kind::Cpp, none),
    ("back_up", Kind::Example, back_up),
    ("restore", Kind::Example, restore),
    ("errors", Kind::Example, |service| vec![service.text("/credentials/alibaba/region")]),
    ("backup_and_wait", Kind::Example, back_up),
    ("restore_with_progress", Kind::Example, restore),
    ("error_handling", Kind::Example, |service| vec![service.text("/credentials/huawei/region")]),
];

/// Writes what the examples restore.
const EXPORT: &str = "export";

fn none(_: &Service) -> Vec<String> {
    Vec::new()
}

fn back_up(service: &Service) -> Vec<String> {
    let folder = format!("oss://{}/example/", service.text("/buckets/oss"));
    let region = service.text("/credentials/alibaba/region");
    vec![region, service.phone("alibaba"), "com.example.notes".to_owned(), folder]
}

fn restore(service: &Service) -> Vec<String> {
    let region = service.text("/credentials/huawei/region");
    vec![region, service.text("/buckets/obs"), "example.tar".to_owned(), service.phone("huawei")]
}

/// Builds the examples, the program that writes what they restore, and the worker with the flags of pkg-config.
pub(super) fn build(linked: Linked<'_>, folder: &Path) -> Result<(), Stop> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let here = root().join("bindings/c");
    let (tests, examples) = (here.join("tests"), here.join("examples"));
    let program = |compiler, standard, sources: &[PathBuf], packages: &[&str], name: &str| {
        let options = &["-DPV_TRIAL", "-pthread"];
        Program { compiler, standard, sources, options, packages }.build(linked, &folder.join(name))
    };
    let export = [tests.join("programs/export.c"), tests.join("programs/check.c")];
    program("cc", "c11", &export, &[], EXPORT)?;
    for source in of(&examples, "c")? {
        program("cc", "c99", std::slice::from_ref(&source), &[], &name(&source))?;
    }
    for source in of(&examples, "cpp")? {
        program("c++", "c++17", std::slice::from_ref(&source), &[], &name(&source))?;
    }
    let worker = [of(&tests.join("worker"), "c")?, of(&tests.join("worker/generated"), "c")?].concat();
    program("cc", "c11", &worker, &["jansson"], WORKER)
}

/// Runs the programs of these kinds, each beside a simulator of its own. `under` is what watches them.
pub(super) fn run_all(folder: &Path, kinds: &[Kind], under: &[&str]) -> Result<(), Stop> {
    for (name, _, arguments) in RUNS.iter().filter(|(_, kind, _)| kinds.contains(kind)) {
        let service = simulated()?;
        let arguments = arguments(&service);
        if name.starts_with("restore") {
            run(beside(&service, &folder.join(EXPORT), &[]))?;
        }
        let mut command = beside(&service, &folder.join(name), under);
        command.args(arguments);
        run(command)?;
    }
    Ok(())
}

/// A program, or what watches it, that knows where the simulator is.
fn beside(service: &Service, program: &Path, under: &[&str]) -> Command {
    let mut command = match under {
        [] => Command::new(program),
        [watcher, options @ ..] => {
            let mut command = Command::new(watcher);
            command.args(options).arg(program);
            command
        }
    };
    service.tell(&mut command);
    command
}

/// The sources with this ending in a folder.
fn of(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Stop> {
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", folder.display()));
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|known| known == ending) {
            sources.push(path);
        }
    }
    sources.sort();
    Ok(sources)
}

fn name(source: &Path) -> String {
    source.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
