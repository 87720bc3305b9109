//! The package for C as it is released: what it shows, what it weighs, and whether it serves alone.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::cc::{FLAGS, asked};
use super::{emptied, simulated, tools};
use crate::package::{self, Build};
use crate::run::{Stop, cargo, root, run, say, target};

/// The largest program that backs one phone up, stripped, with the static library in it.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Builds the package and looks at it.
pub(in crate::legs) fn released() -> Result<(), Stop> {
    tools::needed()?;
    let cmake = tools::cmake()?;
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    let prefix = package::c(Build::Release)?;
    symbols(&prefix)?;
    paths(&prefix)?;
    // From here on nothing of this repository is used but the package and copies of examples.
    let scratch = emptied("c-scratch")?;
    let copied =
        fs::copy(root().join("bindings/c/examples/back_up.c"), scratch.join("example.c")).and_then(|_| {
            fs::copy(
                root().join("bindings/c/examples/project/CMakeLists.txt"),
                scratch.join("CMakeLists.txt"),
            )
        });
    copied.map_err(|error| Stop::Failed(format!("{}: {error}", scratch.display())))?;
    let mut compile = Command::new("cc");
    compile.args(FLAGS).arg("example.c").args(asked(&prefix, &["--static", "phonevault"])?);
    compile.args(["-o", "example"]).current_dir(&scratch);
    run(compile)?;
    backs_up(&scratch.join("example"))?;
    let built = scratch.join("build");
    cmake.project(&scratch, &prefix, &built, &[])?;
    backs_up(&built.join("example-static"))?;
    backs_up(&built.join("example-shared"))?;
    size(&prefix, &scratch)
}

/// Runs the example beside a simulator.
fn backs_up(program: &Path) -> Result<(), Stop> {
    let service = simulated()?;
    let mut example = Command::new(program);
    example.arg(service.text("/credentials/alibaba/region")).arg(service.phone("alibaba"));
    example
        .args(["com.example.notes".to_owned(), format!("oss://{}/example/", service.text("/buckets/oss"))]);
    service.tell(&mut example);
    run(example)
}

/// Nothing but our functions can be seen from outside.
fn symbols(prefix: &Path) -> Result<(), Stop> {
    let header = fs::read_to_string(prefix.join("include/phonevault.h")).unwrap_or_default();
    for (library, options) in [("libphonevault.so", &["-D"][..]), ("libphonevault.a", &[])] {
        let mut nm = Command::new("nm");
        nm.args(["--defined-only", "--extern-only", "--format=just-symbols"]).args(options);
        let seen = output(nm.arg(prefix.join("lib").join(library)))?;
        // The archive's list begins with the name of what is in it.
        let seen = seen.lines().filter(|line| !line.is_empty() && !line.ends_with(':'));
        let (own, others): (Vec<&str>, Vec<&str>) = seen.partition(|symbol| symbol.starts_with("pv_"));
        if !others.is_empty() || own.is_empty() {
            return Err(Stop::Failed(format!(
                "{library} shows {others:?} and {} of our functions",
                own.len()
            )));
        }
        if let Some(trial) = own.iter().find(|symbol| symbol.starts_with("pv_trial")) {
            return Err(Stop::Failed(format!("{library} has {trial}, which is for tests alone")));
        }
        if let Some(unknown) = own.iter().find(|symbol| !header.contains(&format!("{symbol}("))) {
            return Err(Stop::Failed(format!("{library} has {unknown}, which the header does not show")));
        }
        say(&format!("{library}: {} functions, nothing else", own.len()));
    }
    let dynamic = output(Command::new("readelf").arg("-d").arg(prefix.join("lib/libphonevault.so")))?;
    match dynamic.contains("[libphonevault.so.0]") {
        true => Ok(()),
        false => Err(Stop::Failed(format!("the shared library has no name of its own:\n{dynamic}"))),
    }
}

/// No path of the machine that built it stands in a library.
fn paths(prefix: &Path) -> Result<(), Stop> {
    let home = std::env::var("HOME").unwrap_or_default();
    let of_this_machine = [root().display().to_string(), target().display().to_string(), home + "/"];
    for library in ["libphonevault.so", "libphonevault.a"] {
        let path = prefix.join("lib").join(library);
        let bytes = fs::read(&path).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))?;
        for told in of_this_machine.iter().filter(|told| told.len() > 1) {
            if bytes.windows(told.len()).any(|window| window == told.as_bytes()) {
                return Err(Stop::Failed(format!("{library} holds {told}")));
            }
        }
    }
    Ok(())
}

/// Prints what a program weighs that backs one phone up.
fn size(prefix: &Path, scratch: &Path) -> Result<(), Stop> {
    let program = scratch.join("small");
    let mut compile = Command::new("cc");
    compile
        .args(["-Os", "example.c", "-Wl,--gc-sections", "-s"])
        .args(asked(prefix, &["--static", "phonevault"])?);
    compile.arg("-o").arg(&program).current_dir(scratch);
    run(compile)?;
    let size = fs::metadata(&program).map_err(|error| Stop::Failed(error.to_string()))?.len();
    say(&format!("a program that backs one phone up: {:.2} MB, set: 8", size as f64 / 1024.0 / 1024.0));
    backs_up(&program)?;
    if size > LARGEST { Err(Stop::Failed(format!("a program of {size} bytes is too large"))) } else { Ok(()) }
}

fn output(command: &mut Command) -> Result<String, Stop> {
    let output = command.output().map_err(|error| Stop::Failed(format!("{command:?}: {error}")))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Stop::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}
