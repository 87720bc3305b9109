//! Each header compiles alone.

use std::fs;
use std::path::Path;

use super::cc::FLAGS;
use crate::run::{Stop, command, run};

/// Compiles what users include, with nothing before it, in every standard that is promised.
pub(super) fn alone(prefix: &Path) -> Result<(), Stop> {
    let include = prefix.join("include");
    for (compiler, language, standard) in [("cc", "c", "c99"), ("cc", "c", "c11"), ("c++", "c++", "c++11")] {
        compiles(&include.join("phonevault.h"), &include, compiler, language, standard)?;
    }
    let folder = include.join("phonevault");
    let parts = fs::read_dir(&folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    for header in [include.join("phonevault.hpp")].into_iter().chain(parts) {
        for standard in ["c++17", "c++20"] {
            compiles(&header, &include, "c++", "c++", standard)?;
        }
    }
    Ok(())
}

fn compiles(
    header: &Path,
    include: &Path,
    compiler: &str,
    language: &str,
    standard: &str,
) -> Result<(), Stop> {
    let mut compile = command(compiler, FLAGS);
    compile.args(["-fsyntax-only", "-x", language]).arg(format!("-std={standard}"));
    // A header by itself would be warned about as the main file; and twice must be as good as once.
    let name = header.strip_prefix(include).unwrap_or(header).display().to_string();
    let source = format!("#include <{name}>\n#include <{name}>\n");
    let file = std::env::temp_dir().join(format!("phonevault-header-{}.{language}", std::process::id()));
    let written = fs::write(&file, source);
    written.map_err(|error| Stop::Failed(format!("{}: {error}", file.display())))?;
    compile.arg("-I").arg(include).arg(&file);
    let compiled = run(compile);
    let _ = fs::remove_file(&file);
    compiled.map_err(|stop| match stop {
        Stop::Failed(why) => Stop::Failed(format!("{name} as {standard}: {why}")),
        missing => missing,
    })
}
