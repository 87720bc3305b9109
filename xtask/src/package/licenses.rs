//! The licences of everything that is linked into a package.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::c::copy;
use crate::run::{Stop, command};

/// How files that hold a licence are called.
const NAMES: &[&str] = &["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// Copies the licences of all crates that are linked into `package` below `folder`, and lists them.
pub(super) fn collect(package: &str, folder: &Path) -> Result<(), Stop> {
    let failed = |why: String| Stop::Failed(format!("licences: {why}"));
    let linked = output(&[
        "tree", "--locked", "-p", package, "-e", "normal", "--prefix", "none", "--format", "{p}|{l}",
    ])?;
    let described: Value = serde_json::from_str(&output(&["metadata", "--locked", "--format-version", "1"])?)
        .map_err(|error| failed(error.to_string()))?;
    let mut lines: Vec<String> = Vec::new();
    for line in linked.lines() {
        // `name v1.2.3 (/path)|licence (*)`
        let (crate_, license) = line.split_once('|').unwrap_or((line, ""));
        let mut words = crate_.split_whitespace();
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (version, license) = (version.trim_start_matches('v'), license.trim_end_matches(" (*)"));
        let listed = format!("{name} {version}: {license}");
        if name.starts_with("phonevault") || lines.contains(&listed) {
            continue;
        }
        let known = described["packages"].as_array().into_iter().flatten();
        let known = known.into_iter().find(|known| known["name"] == name && known["version"] == version);
        let manifest = known.and_then(|known| known["manifest_path"].as_str());
        let source = manifest.and_then(|manifest| Path::new(manifest).parent());
        let source = source.ok_or_else(|| failed(format!("{name} {version} is nowhere")))?;
        for entry in fs::read_dir(source).map_err(|error| failed(error.to_string()))? {
            let entry = entry.map_err(|error| failed(error.to_string()))?;
            let file = entry.file_name().to_string_lossy().into_owned();
            if NAMES.iter().any(|start| file.to_uppercase().starts_with(start)) && entry.path().is_file() {
                copy(&entry.path(), &folder.join(format!("{name}-{version}")).join(file))?;
            }
        }
        lines.push(listed);
    }
    lines.sort();
    let text = lines.join("\n") + "\n";
    fs::write(folder.join("THIRD-PARTY.txt"), text).map_err(|error| failed(error.to_string()))
}

fn output(arguments: &[&str]) -> Result<String, Stop> {
    let output = command(env!("CARGO"), arguments).output();
    let output = output.map_err(|error| Stop::Failed(format!("cargo: {error}")))?;
    if !output.status.success() {
        return Err(Stop::Failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(|error| Stop::Failed(format!("cargo: {error}")))
}
