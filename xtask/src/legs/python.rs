//! The Python package as its users get it: from the source distribution a wheel, the wheel alone in an empty environment, and
//! everything that is said of it tried out there.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::venv::{empty_venv, venv};
use crate::run::{Stop, cargo, command, root, run, say, target};

/// The tests; the tools stand in an environment of their own, so that the one under test holds the wheel alone.
pub(super) fn python() -> Result<(), Stop> {
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    let tools = tools()?;
    let wheel = wheel(&tools, &source(&tools)?, &[])?;
    let python = empty_venv("python-venv")?;
    run(pip(&python, &["install", "--quiet", "--no-index"], &wheel))?;
    run(python_with(&python, &["tests/alone.py"]))?;
    let pytest = pinned("pytest")?;
    run(pip(&python, &["install", "--quiet"], &pytest))?;
    let mut tests = python_with(&python, &["-m", "pytest"]);
    tests.env("PHONEVAULT_BIN", target().join("debug").join("phonevault"));
    run(tests)?;
    types(&tools, &python)
}

/// The environment of the tools.
pub(crate) fn tools() -> Result<PathBuf, Stop> {
    let tools = venv("python-tools")?;
    run(pip(&tools, &["install", "--quiet", "--requirement"], "python/requirements-test.txt"))?;
    Ok(tools)
}

/// The source distribution, unpacked where it lay the time before, so that only what changed is compiled.
fn source(tools: &Path) -> Result<PathBuf, Stop> {
    let (packed, unpacked) = (target().join("python-sdist"), target().join("python-source"));
    let fresh = packed.join("unpacked");
    let _ = fs::remove_dir_all(&packed);
    let mut build = maturin(tools, &["sdist", "--out"]);
    build.arg(&packed).current_dir(root().join("python"));
    run(build)?;
    let mut unpack = command(tools, &["-m", "tarfile", "--extract"]);
    unpack.arg(only_file(&packed, "gz")?).arg(&fresh);
    run(unpack)?;
    let content = fs::read_dir(&fresh).ok().and_then(|mut folders| folders.next()?.ok());
    let content = content.ok_or_else(|| Stop::Failed("the source distribution is empty".to_owned()))?;
    same(&content.path(), &unpacked).map_err(|error| Stop::Failed(format!("unpacking: {error}")))?;
    Ok(unpacked)
}

/// A wheel of these sources.
pub(crate) fn wheel(tools: &Path, source: &Path, options: &[&str]) -> Result<PathBuf, Stop> {
    let wheels = target().join("python-wheels");
    let _ = fs::remove_dir_all(&wheels);
    let mut build = maturin(tools, &["build", "--quiet", "--out"]);
    build.arg(&wheels).args(options).current_dir(source);
    build.env("CARGO_TARGET_DIR", target().join("python-build"));
    run(build)?;
    only_file(&wheels, "whl")
}

/// What type checkers say of the package, of every export, of the tests and of the examples; and whether the stubs say what
/// the native module is.
fn types(tools: &Path, python: &Path) -> Result<(), Stop> {
    let mut mypy = python_with(tools, &["-m", "mypy", "--python-executable"]);
    mypy.arg(python);
    run(mypy)?;
    let mut pyright = python_with(tools, &["-m", "pyright", "--pythonpath"]);
    pyright.arg(python);
    run(pyright)?;
    // It imports what it tests, so it runs where the wheel is.
    run(pip(python, &["install", "--quiet"], &pinned("mypy")?))?;
    let mut stubs = command(python, &["-m", "mypy.stubtest", "phonevault._native"]);
    // Where no sources lie that could be taken for what is installed.
    stubs.current_dir(target());
    run(stubs)
}

/// The requirement of a tool, with its version.
fn pinned(tool: &str) -> Result<String, Stop> {
    let path = root().join("python").join("requirements-test.txt");
    let lines =
        fs::read_to_string(&path).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))?;
    let found = lines.lines().find(|line| line.starts_with(&format!("{tool}==")));
    found.map(str::to_owned).ok_or_else(|| Stop::Failed(format!("{tool} is not pinned")))
}

fn pip(python: &Path, words: &[&str], what: impl AsRef<OsStr>) -> Command {
    let mut pip = command(python, &["-m", "pip", "--disable-pip-version-check"]);
    pip.args(words).arg(what);
    pip
}

fn maturin(tools: &Path, words: &[&str]) -> Command {
    let mut maturin = command(tools, &["-m", "maturin"]);
    maturin.args(words);
    maturin
}

/// The interpreter in the folder of the package; sources beside it are not imported.
fn python_with(python: &Path, words: &[&str]) -> Command {
    let mut command = command(python, words);
    command.current_dir(root().join("python"));
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONSAFEPATH", "1").env_remove("PYTHONPATH");
    command
}

fn only_file(folder: &Path, extension: &str) -> Result<PathBuf, Stop> {
    let entries =
        fs::read_dir(folder).map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|is| is == extension)).collect();
    match (found.pop(), found.is_empty()) {
        (Some(file), true) => Ok(file),
        _ => Err(Stop::Failed(format!("{} must hold one file of the kind {extension}", folder.display()))),
    }
}

/// Makes one folder the same as another; files that are so already keep their times.
fn same(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        let there = from.join(path.file_name().unwrap_or_default());
        if path.is_dir() && !there.is_dir() {
            fs::remove_dir_all(&path)?;
        } else if path.is_file() && !there.is_file() {
            fs::remove_file(&path)?;
        }
    }
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            same(&path, &target)?;
        } else if fs::read(&path)? != fs::read(&target).unwrap_or_default() || !target.exists() {
            // Written anew: a copy would keep the time of the archive, which says nothing.
            fs::write(&target, fs::read(&path)?)?;
            say(&format!("  new: {}", target.display()));
        }
    }
    Ok(())
}
