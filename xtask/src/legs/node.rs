//! The Node.js package: its native module, its types, its tests, and what `npm pack` gives.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{Stop, cargo, command, root, run, target, works};

/// Whether the Node.js that runs is new enough.
const RECENT: &str = "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 20 || (a === 20 && b >= 17) ? 0 : 1)";

/// The tests.
pub(super) fn node() -> Result<(), Stop> {
    check()?;
    cargo(&["build", "--locked", "-p", "phonevault-cli"])?;
    cargo(&["fetch", "--locked"])?;
    install()?;
    // From here on nothing is fetched any more.
    run(offline(npm(&["run", "build:debug"])))?;
    run(offline(npm(&["run", "check:types"])))?;
    let mut tests = npm(&["test"]);
    tests.env("PHONEVAULT_BIN", target().join("debug").join("phonevault"));
    run(tests)?;
    let packed = pack("node-pack")?;
    let mut alone = command("node", &["test/package/check.mjs", "--tarball"]);
    alone.arg(packed).current_dir(folder());
    alone.env("PHONEVAULT_BIN", target().join("debug").join("phonevault"));
    run(alone)
}

/// Whether Node.js and npm are there.
pub(super) fn check() -> Result<(), Stop> {
    if !works("node", &["--eval", RECENT]) {
        return Err(Stop::Missing("Node.js 20.17 or newer".to_owned()));
    }
    match works("npm", &["--version"]) {
        true => Ok(()),
        false => Err(Stop::Missing("npm, which comes with Node.js".to_owned())),
    }
}

/// The package with its native module as they are released.
#[expect(dead_code, reason = "for the benchmark")]
pub(crate) fn release() -> Result<PathBuf, Stop> {
    check()?;
    install()?;
    run(npm(&["run", "build"]))?;
    pack("node-release")
}

/// Installs the tools exactly as the lock file says, unless they are there.
fn install() -> Result<(), Stop> {
    let lock = fs::read(folder().join("package-lock.json")).unwrap_or_default();
    let installed = folder().join("node_modules").join(".installed");
    if fs::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    run(npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    let noted = fs::write(&installed, lock);
    noted.map_err(|error| Stop::Failed(format!("{}: {error}", installed.display())))
}

/// What would be published, with the native module of this platform; alone in a folder of this name below the build folder.
fn pack(name: &str) -> Result<PathBuf, Stop> {
    let packed = target().join(name);
    let _ = fs::remove_dir_all(&packed);
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", packed.display()));
    fs::create_dir_all(&packed).map_err(failed)?;
    let mut pack = npm(&["pack", "--silent", "--pack-destination"]);
    pack.arg(&packed);
    run(pack)?;
    let mut files = fs::read_dir(&packed).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path()));
    files.next().ok_or_else(|| Stop::Failed("npm packed nothing".to_owned()))
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(folder());
    npm
}

/// A command that may not ask anybody.
fn offline(mut command: Command) -> Command {
    command.env("npm_config_offline", "true").env("CARGO_NET_OFFLINE", "true");
    command
}

fn folder() -> PathBuf {
    root().join("node")
}
