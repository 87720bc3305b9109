//! Files that are written from the sources: the manifest, the list of types that its tests try out, the list of operations
//! that the shared scenarios call, and the tables of settings.

use std::borrow::Cow;
use std::path::Path;

use crate::c;
use crate::diff::differing_lines;
use crate::manifest::{self, Problem, Sources};
use crate::node;
use crate::python;
use crate::run::{Stop, root, say};
use crate::settings;

/// One generated file: its path, and what should stand in it.
struct Generated {
    path: Cow<'static, str>,
    text: String,
}

impl Generated {
    fn new(path: impl Into<Cow<'static, str>>, text: String) -> Self {
        Self { path: path.into(), text }
    }
}

/// Writes the generated files; with `check` writes nothing and fails if one of them would change.
pub(crate) fn generate(check: bool) -> Result<(), Stop> {
    let failed = |problem: Problem| Stop::Failed(format!("generate: {problem}"));
    let root = root();
    let mut stale = Vec::new();
    for file in generated(&root).map_err(failed)? {
        settle(&root, file, check, &mut stale)?;
    }
    // It is written from files that were written just now.
    settle(&root, header(&root).map_err(failed)?, check, &mut stale)?;
    if stale.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(format!("{} not up to date: run `cargo xtask generate`", stale.join(" and "))))
}

/// Writes a file unless it is as it should be; with `check` only says that it is not.
fn settle(root: &Path, file: Generated, check: bool, stale: &mut Vec<Cow<'static, str>>) -> Result<(), Stop> {
    let path = root.join(&*file.path);
    let present = std::fs::read_to_string(&path).unwrap_or_default();
    if present == file.text {
        return Ok(());
    }
    if check {
        let lines = differing_lines(&present, &file.text);
        say(&format!("{} differs (- is there, + should be):\n{lines}", file.path));
        stale.push(file.path);
    } else {
        let written = std::fs::write(&path, &file.text);
        written.map_err(|error| Stop::Failed(format!("generate: {}: {error}", file.path)))?;
        say(&format!("wrote {}", file.path));
    }
    Ok(())
}

fn header(root: &Path) -> manifest::Result<Generated> {
    let manifest = manifest::read(&Sources::read(root)?)?;
    Ok(Generated::new(c::HEADER_PATH, c::header(root, &manifest)?))
}

fn generated(root: &Path) -> manifest::Result<Vec<Generated>> {
    let sources = Sources::read(root)?;
    let page = std::fs::read_to_string(root.join(settings::PATH)).unwrap_or_default();
    let manifest = manifest::read(&sources)?;
    let mut files = vec![
        Generated::new(manifest::PATH, manifest::text(&manifest)?),
        Generated::new(manifest::WIRE_TYPES_PATH, manifest::wire_types(&manifest)),
        Generated::new(manifest::DISPATCH_PATH, manifest::dispatch(&manifest)),
        Generated::new(settings::PATH, settings::page(&sources, &page)?),
    ];
    let bindings =
        python::files(&manifest).into_iter().chain(node::files(&manifest)).chain(c::files(&manifest));
    files.extend(bindings.map(|(path, text)| Generated::new(path, text)));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_there_is_what_the_sources_say() {
        let all = generated(&root()).unwrap().into_iter().chain([header(&root()).unwrap()]);
        for file in all {
            let present = std::fs::read_to_string(root().join(&*file.path)).unwrap_or_default();
            let lines = differing_lines(&present, &file.text);
            assert!(present == file.text, "{}: run `cargo xtask generate`\n{lines}", file.path);
        }
    }
}
