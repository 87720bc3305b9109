//! The package for C and C++: a folder to install or to build against where it lies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{archive, licenses};
use crate::run::{Stop, command, root, say, target};

/// How the library is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// As it is released.
    Release,
    /// For the tests: quickly, and with the functions that fail on demand.
    Trial,
}

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What programs that were linked with the shared library ask for. The build script of the binding says the same.
const SONAME: &str = "libphonevault.so.0";
/// How the compiler says what the static library needs of the system.
const SAYS: &str = "native-static-libs:";

/// Builds the package; the folder that it lies in.
pub(crate) fn c(build: Build) -> Result<PathBuf, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::Missing("Linux: the package for C is made there alone so far".to_owned()));
    }
    let libraries = compile(build)?;
    let prefix = target().join("package").join(if build == Build::Release { "c" } else { "c-trial" });
    if build == Build::Release {
        let _ = fs::remove_dir_all(&prefix);
    }
    let built = built(build);
    let (lib, include) = (prefix.join("lib"), prefix.join("include"));
    copy(&built.join("libphonevault_c.a"), &lib.join("libphonevault.a"))?;
    if build == Build::Release {
        archive::finish(&lib.join("libphonevault.a"))?;
    }
    let shared = format!("libphonevault.so.{VERSION}");
    copy(&built.join("libphonevault_c.so"), &lib.join(&shared))?;
    link(&shared, &lib.join(SONAME))?;
    link(SONAME, &lib.join("libphonevault.so"))?;
    copy_all(&root().join("include"), &include)?;
    let templates = root().join("bindings/c/package");
    let flags = libraries.iter().map(|name| format!("-l{name}")).collect::<Vec<_>>().join(" ");
    for (template, folder, list) in [
        ("phonevault.pc", "lib/pkgconfig", flags.as_str()),
        ("phonevault-shared.pc", "lib/pkgconfig", ""),
        ("phonevault-config.cmake", "lib/cmake/phonevault", &libraries.join(";")),
        ("phonevault-config-version.cmake", "lib/cmake/phonevault", ""),
    ] {
        let text = read(&templates.join(format!("{template}.in")))?;
        let text = text.replace("@VERSION@", VERSION).replace("@LIBS@", list);
        write(&prefix.join(folder).join(template), &text)?;
    }
    let licenses = prefix.join("share/licenses/phonevault");
    copy(&root().join("LICENSE"), &licenses.join("LICENSE"))?;
    if build == Build::Release {
        licenses::collect("phonevault-c", &licenses)?;
    }
    say(&format!("packed {}", prefix.display()));
    Ok(prefix)
}

/// Builds both libraries; what the static one needs of the system, as the compiler says.
fn compile(build: Build) -> Result<Vec<String>, Stop> {
    let mut cargo = command(env!("CARGO"), &["rustc", "--locked", "-p", "phonevault-c", "--lib"]);
    match build {
        Build::Release => {
            cargo.arg("--release");
            anonymous(&mut cargo);
        }
        Build::Trial => {
            cargo.args(["--no-default-features", "--features", "trial"]);
        }
    }
    cargo.args(["--", "--print", "native-static-libs"]).stdin(Stdio::null());
    say("+ cargo rustc -p phonevault-c (takes minutes and says nothing meanwhile)");
    let failed = |why: String| Stop::Failed(format!("building the library for C: {why}"));
    let output = cargo.output().map_err(|error| failed(error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(failed(said.into_owned()));
    }
    let line = said.lines().find_map(|line| line.split_once(SAYS));
    let (_, flags) = line.ok_or_else(|| failed(format!("the compiler does not say `{SAYS}`")))?;
    let mut libraries: Vec<String> = Vec::new();
    for flag in flags.split_whitespace() {
        let name = flag.strip_prefix("-l").ok_or_else(|| failed(format!("`{flag}` names no library")))?;
        if !libraries.iter().any(|known| known == name) {
            libraries.push(name.to_owned());
        }
    }
    Ok(libraries)
}

/// Where the libraries lie.
fn built(build: Build) -> PathBuf {
    match build {
        Build::Release => folder().join("release"),
        Build::Trial => target().join("debug"),
    }
}

/// A release has a build folder of its own: other flags would build everything else anew each time.
fn folder() -> PathBuf {
    target().join("release-c")
}

/// Keeps the paths of this machine out of what is built.
fn anonymous(cargo: &mut Command) {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let mut paths = vec![(folder(), "build"), (root(), "phonevault")];
    if let Some(home) = home {
        // The last that fits is taken.
        paths.push((home.clone(), "cargo"));
        let crates = fs::read_dir(home.join("registry/src")).into_iter().flatten();
        paths.extend(crates.filter_map(|entry| Some((entry.ok()?.path(), "crates"))));
    }
    let flags: Vec<String> =
        paths.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    let maps: Vec<String> =
        paths.iter().map(|(from, to)| format!("-ffile-prefix-map={}={to}", from.display())).collect();
    cargo.env("CARGO_TARGET_DIR", folder());
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    cargo.env("CFLAGS", maps.join(" "));
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Stop {
    move |error| Stop::Failed(format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(failed(path))
}

fn write(path: &Path, text: &str) -> Result<(), Stop> {
    make_room(path)?;
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(failed(path))
}

/// Copies a file unless the same lies there already: what was built from that need not be built again.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    make_room(to)?;
    if let (Ok(new), Ok(known)) = (fs::read(from), fs::read(to))
        && new == known
    {
        return Ok(());
    }
    fs::copy(from, to).map(drop).map_err(failed(from))
}

fn make_room(path: &Path) -> Result<(), Stop> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(failed(folder)),
        None => Ok(()),
    }
}

fn copy_all(from: &Path, to: &Path) -> Result<(), Stop> {
    for entry in fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        let (source, goal) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() { copy_all(&source, &goal)? } else { copy(&source, &goal)? }
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &str, at: &Path) -> Result<(), Stop> {
    let _ = fs::remove_file(at);
    std::os::unix::fs::symlink(to, at).map_err(failed(at))
}

#[cfg(not(unix))]
fn link(to: &str, at: &Path) -> Result<(), Stop> {
    copy(&at.with_file_name(to), at)
}
