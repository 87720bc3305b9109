//! The texts that everything is generated from.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use super::problem::{Problem, Result};

/// The folders that are read.
const FOLDERS: &[&str] =
    &["crates/core/src", "crates/huawei/src", "crates/alibaba/src", "crates/simulator/src/settings"];

/// Rust files by their path from the root of the repository, with `/` on every system.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    texts: BTreeMap<String, String>,
}

impl Sources {
    /// Reads all of them from disk.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut texts = BTreeMap::new();
        for folder in FOLDERS {
            for entry in WalkDir::new(root.join(folder)) {
                let entry = entry.map_err(|error| Problem::plain(format!("{folder}: {error}")))?;
                if entry.path().extension().is_none_or(|extension| extension != "rs") {
                    continue;
                }
                let path = relative(root, entry.path());
                let text = std::fs::read_to_string(entry.path());
                texts.insert(path.clone(), text.map_err(|error| Problem::plain(format!("{path}: {error}")))?);
            }
        }
        Ok(Self { texts })
    }

    /// The files below a folder, in the order of their paths.
    pub(crate) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.texts.iter().map(|(path, text)| (&**path, &**text));
        files.filter(move |(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Changes one file in memory, as an edit on disk would. The text to change stands there exactly once.
    #[cfg(test)]
    pub(crate) fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.texts.get_mut(path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
        *text = text.replace(from, to);
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
