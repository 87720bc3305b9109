//! The test programs and examples: which there are, how they are built, and how they are run.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cc::{Linked, Program, Watched};
use super::service::Service;
use super::simulated;
use crate::run::{Stop, root, run};

/// The worker of the shared scenarios.
pub(super) const WORKER: &str = "worker";
/// Tells the sources that the library fails on demand.
pub(super) const TRIAL: &str = "-DPV_TRIAL";
/// The same for CMake.
pub(super) const TRIAL_DEFINED: &str = "-DPV_TRIAL=ON";

/// What a program is run with.
type Arguments = fn(&Service) -> Vec<String>;

/// A program, the arguments that it is run with, and a program that has to have run before on the same simulator.
type Run = (&'static str, Arguments, Option<&'static str>);

/// The programs in the order in which they are run.
const RUNS: &[Run] = &[
    ("version", |_| Vec::new(), None),
    ("panic", |_| Vec::new(), None),
    ("nulls", |_| Vec::new(), None),
    ("hostile", |_| Vec::new(), None),
    ("ends", |_| Vec::new(), None),
    ("callbacks", |_| Vec::new(), None),
    ("connections", |_| Vec::new(), None),
    ("back_up", back_up, None),
    ("restore", restore, Some("export")),
    ("errors", |service| vec![service.text("/credentials/alibaba/region")], None),
    ("cpp_background", |_| Vec::new(), None),
    ("cpp_calls", |_| Vec::new(), None),
    ("cpp_error_classes", |_| Vec::new(), None),
    ("cpp_jobs", |_| Vec::new(), None),
    ("cpp_kinds", |_| Vec::new(), None),
    ("cpp_lists", |_| Vec::new(), None),
    ("backup_and_wait", back_up, None),
    ("restore_with_progress", restore, Some("export")),
    ("error_handling", |service| vec![service.text("/credentials/huawei/region")], None),
];

fn back_up(service: &Service) -> Vec<String> {
    let folder = format!("oss://{}/example/", service.text("/buckets/oss"));
    let region = service.text("/credentials/alibaba/region");
    vec![region, service.phone("alibaba"), "com.example.notes".to_owned(), folder]
}

fn restore(service: &Service) -> Vec<String> {
    let region = service.text("/credentials/huawei/region");
    vec![region, service.text("/buckets/obs"), "example.tar".to_owned(), service.phone("huawei")]
}

/// Builds all of them into this folder.
pub(super) fn build(linked: Linked<'_>, watched: Watched, folder: &Path) -> Result<(), Stop> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let here = root().join("bindings/c");
    let check = here.join("tests/programs/check.c");
    let c = |sources: &[PathBuf], standard, packages: &[&str], name: &str| {
        let program = Program { compiler: "cc", standard, sources, options: &[TRIAL, "-pthread"], packages };
        program.build(linked, watched, &folder.join(name))
    };
    for source in of(&here.join("tests/programs"), "c")? {
        if source != check {
            c(&[source.clone(), check.clone()], "c11", &[], &name(&source))?;
        }
    }
    for source in of(&here.join("examples"), "c")? {
        c(std::slice::from_ref(&source), "c99", &[], &name(&source))?;
    }
    let cpp = |source: &PathBuf, name: &str| {
        let sources = std::slice::from_ref(source);
        let program = Program {
            compiler: "c++",
            standard: "c++17",
            sources,
            options: &[TRIAL, "-pthread"],
            packages: &[],
        };
        program.build(linked, watched, &folder.join(name))
    };
    for source in of(&here.join("tests/cpp"), "cpp")? {
        cpp(&source, &format!("cpp_{}", name(&source)))?;
    }
    for source in of(&here.join("examples"), "cpp")? {
        cpp(&source, &name(&source))?;
    }
    let worker =
        [of(&here.join("tests/worker"), "c")?, of(&here.join("tests/worker/generated"), "c")?].concat();
    c(&worker, "c11", &["jansson"], WORKER)
}

/// Runs all of them, each beside a simulator of its own. `under` is what watches them.
pub(super) fn run_all(folder: &Path, under: &[&str]) -> Result<(), Stop> {
    for (name, arguments, before) in RUNS {
        let service = simulated()?;
        for (name, arguments) in
            before.iter().map(|name| (*name, Vec::new())).chain([(*name, arguments(&service))])
        {
            let program = folder.join(name);
            let mut command = match under {
                [] => Command::new(&program),
                [watcher, options @ ..] => {
                    let mut command = Command::new(watcher);
                    command.args(options).arg(&program);
                    command
                }
            };
            command.args(arguments);
            service.tell(&mut command);
            // What a program says on its way is nothing that a caller of the tests reads.
            if !under.is_empty() {
                command.stdout(std::process::Stdio::null());
            }
            run(command)?;
        }
    }
    Ok(())
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
