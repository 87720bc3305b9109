//! Each header compiles alone, and so does what the README shows.

use std::fs;
use std::path::{Path, PathBuf};

use super::cc::FLAGS;
use crate::run::{Stop, command, root, run, say, target};

/// Compiles what users include, with nothing before it, in every standard that is promised; unless it did so before.
pub(super) fn compile_alone(prefix: &Path) -> Result<(), Stop> {
    let include = prefix.join("include");
    let (first, umbrella) = (include.join("phonevault.h"), include.join("phonevault.hpp"));
    let folder = fs::read_dir(include.join("phonevault")).into_iter().flatten();
    let mut parts: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    parts.sort();
    let mut text = String::new();
    for header in [&first, &umbrella].into_iter().chain(&parts) {
        text += &read(header)?;
    }
    let passed = target().join("c-headers-passed");
    if fs::read_to_string(&passed).is_ok_and(|known| known == text) {
        say("the headers compiled alone before, and have not changed");
        return Ok(());
    }
    let mut cases =
        vec![(&first, "cc", "c", "c99"), (&first, "cc", "c", "c11"), (&first, "c++", "c++", "c++11")];
    cases.extend([(&umbrella, "c++", "c++", "c++17"), (&umbrella, "c++", "c++", "c++20")]);
    // They are parts of the umbrella: one standard shows whether each names all that it needs.
    cases.extend(parts.iter().map(|part| (part, "c++", "c++", "c++17")));
    for (header, compiler, language, standard) in cases {
        let name = header.strip_prefix(&include).unwrap_or(header).display().to_string();
        // Twice must be as good as once.
        let source = format!("#include <{name}>\n#include <{name}>\n");
        compile(&name, &source, &include, compiler, language, standard)?;
    }
    fs::write(&passed, text).map_err(|error| Stop::Failed(format!("{}: {error}", passed.display())))
}

/// What the README shows compiles as it stands there.
pub(super) fn readme(prefix: &Path) -> Result<(), Stop> {
    let path = root().join("bindings/c/README.md");
    let text = read(&path)?;
    for (compiler, language, standard, mark) in
        [("cc", "c", "c99", "```c\n"), ("c++", "c++", "c++17", "```cpp\n")]
    {
        let blocks: Vec<&str> =
            text.split(mark).skip(1).filter_map(|rest| rest.split("```").next()).collect();
        if blocks.is_empty() {
            return Err(Stop::Failed(format!("{} shows nothing in {language}", path.display())));
        }
        for block in blocks {
            compile("the README", block, &prefix.join("include"), compiler, language, standard)?;
        }
    }
    Ok(())
}

/// Compiles this text, and nothing more.
fn compile(
    what: &str,
    source: &str,
    include: &Path,
    compiler: &str,
    language: &str,
    standard: &str,
) -> Result<(), Stop> {
    let file = target().join(format!("c-source.{language}"));
    let written = fs::write(&file, source);
    written.map_err(|error| Stop::Failed(format!("{}: {error}", file.display())))?;
    say(&format!("{what} as {standard}"));
    let mut compile = command(compiler, FLAGS);
    compile.args(["-fsyntax-only", "-x", language]).arg(format!("-std={standard}"));
    compile.arg("-I").arg(include).arg(&file);
    run(compile)
}

fn read(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))
}
