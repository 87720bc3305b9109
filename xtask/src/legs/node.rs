//! The Node.js package: its native module, its types, its tests, and what `npm pack` gives.

use std::fs;
use std::path::{Path, PathBuf};
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
    alone(&pack(&folder(), "node-pack")?, None)?;
    let (package, platform) = split()?;
    alone(&package, Some(&platform))
}

/// Whether what npm packs works in projects that are empty but for it.
fn alone(package: &Path, platform: Option<&Path>) -> Result<(), Stop> {
    let mut check = command("node", &["test/package/check.mjs", "--tarball"]);
    check.arg(package).current_dir(folder());
    if let Some(platform) = platform {
        check.arg("--platform").arg(platform);
    }
    check.env("PHONEVAULT_BIN", target().join("debug").join("phonevault"));
    run(check)
}

/// The package as it is published: without a native module, which each platform has a package of its own for; and that of this
/// platform.
fn split() -> Result<(PathBuf, PathBuf), Stop> {
    let failed = |error: std::io::Error| Stop::Failed(format!("splitting the package: {error}"));
    let platforms = folder().join("npm");
    let _ = fs::remove_dir_all(&platforms);
    run(offline(npm(&["run", "platforms"])))?;
    let mut optional = serde_json::Map::new();
    let mut own = None;
    for entry in fs::read_dir(&platforms).map_err(failed)? {
        let platform = entry.map_err(failed)?.path();
        let described = read_json(&platform.join("package.json"))?;
        optional
            .insert(described["name"].as_str().unwrap_or_default().to_owned(), described["version"].clone());
        own = Some(pack(&platform, "node-platform")?);
    }
    let staged = target().join("node-root");
    let _ = fs::remove_dir_all(&staged);
    fs::create_dir_all(staged.join("dist")).map_err(failed)?;
    let mut described = read_json(&folder().join("package.json"))?;
    described["optionalDependencies"] = optional.into();
    described["scripts"] = serde_json::json!({});
    fs::write(staged.join("package.json"), format!("{described:#}")).map_err(failed)?;
    fs::copy(root().join("LICENSE"), staged.join("LICENSE")).map_err(failed)?;
    fs::copy(folder().join("README.md"), staged.join("README.md")).map_err(failed)?;
    for entry in fs::read_dir(folder().join("dist")).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        fs::copy(entry.path(), staged.join("dist").join(entry.file_name())).map_err(failed)?;
    }
    let own = own.ok_or_else(|| Stop::Failed("no platform has a package".to_owned()))?;
    Ok((pack(&staged, "node-package")?, own))
}

fn read_json(path: &Path) -> Result<serde_json::Value, Stop> {
    let failed = |why: String| Stop::Failed(format!("{}: {why}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
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
pub(crate) fn release() -> Result<PathBuf, Stop> {
    check()?;
    install()?;
    run(npm(&["run", "build"]))?;
    pack(&folder(), "node-release")
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

/// What npm packs of a folder; alone in a folder of this name below the build folder.
fn pack(folder: &Path, name: &str) -> Result<PathBuf, Stop> {
    let packed = target().join(name);
    let _ = fs::remove_dir_all(&packed);
    let failed = |error: std::io::Error| Stop::Failed(format!("{}: {error}", packed.display()));
    fs::create_dir_all(&packed).map_err(failed)?;
    let mut pack = npm(&["pack", "--silent", "--pack-destination"]);
    pack.arg(&packed).current_dir(folder);
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
