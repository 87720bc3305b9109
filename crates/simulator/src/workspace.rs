//! The directory in which everything is kept, and its end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

/// Name of the file that marks a directory as a simulator's.
const MARKER: &str = "phonevault-simulator";

/// How often a removal is tried: whoever still writes may put a file into a directory that was just emptied.
const ATTEMPTS: usize = 20;

/// The directory of one simulator: the caller's, which stays, or a temporary one, which goes with [`Self::remove`] or
/// when nobody uses it any more.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    temporary: Mutex<Option<TempDir>>,
}

impl Workspace {
    /// Takes the directory, or makes a temporary one.
    ///
    /// # Errors
    /// The directory is in use for something else, or the disk refuses.
    pub(crate) fn open(dir: Option<&Path>) -> io::Result<Self> {
        let (root, temporary) = match dir {
            Some(dir) => {
                claim(dir)?;
                (dir.to_owned(), None)
            }
            None => {
                let dir = tempfile::Builder::new().prefix("phonevault-").tempdir()?;
                (dir.path().to_owned(), Some(dir))
            }
        };
        Ok(Self { root, temporary: Mutex::new(temporary) })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// An empty directory of that name; what was in it before is removed.
    pub(crate) fn empty(&self, name: &str) -> io::Result<PathBuf> {
        let dir = self.root.join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(&dir)?;
        Ok(dir)
    }

    /// Removes a temporary directory now, although parts of a simulator may still hold it. A second call does nothing.
    pub(crate) fn remove(&self) {
        let temporary = self.temporary.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(path) = temporary.map(TempDir::keep) else { return };
        for _ in 0..ATTEMPTS {
            if fs::remove_dir_all(&path).is_ok() || !path.exists() {
                return;
            }
        }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Takes a directory for our use: it must be empty, new, or marked by an earlier simulator, since parts of it
/// are removed.
fn claim(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let marker = dir.join(MARKER);
    if marker.exists() {
        return Ok(());
    }
    if fs::read_dir(dir)?.next().is_some() {
        let text = format!("{} is not empty and was not made by a simulator", dir.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
    }
    fs::write(marker, b"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_one_goes_and_the_callers_stays() {
        let workspace = Workspace::open(None).unwrap();
        let path = workspace.root().to_owned();
        fs::write(workspace.empty("a").unwrap().join("file"), b"x").unwrap();
        workspace.remove();
        assert!(!path.exists());
        // Something else that has taken the name since is not ours.
        fs::create_dir(&path).unwrap();
        workspace.remove();
        drop(workspace);
        assert!(path.exists());
        fs::remove_dir(&path).unwrap();

        let dir = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(Some(dir.path())).unwrap();
        fs::write(workspace.empty("a").unwrap().join("file"), b"x").unwrap();
        workspace.remove();
        drop(workspace);
        assert!(dir.path().join("a/file").exists());
        let again = Workspace::open(Some(dir.path())).unwrap();
        assert!(fs::read_dir(again.empty("a").unwrap()).unwrap().next().is_none());
    }
}
