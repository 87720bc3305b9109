//! The archives in which backups are stored.

pub(crate) mod ab;
pub(crate) mod opaque;
mod selection;
pub(crate) mod tar;

use std::fmt;
use std::io;

pub(crate) use selection::select;

use crate::world::{Entry, NotADirectory, PathError, Tree};

/// One member of an archive: a normalised absolute phone path and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) path: String,
    pub(crate) entry: Entry,
}

/// Why an archive cannot be written or unpacked.
#[derive(Debug)]
pub(crate) enum ArchiveError {
    /// The bytes are not an archive of this form, or damaged; the text says what was found.
    Damaged(String),
    /// A member has a name or kind that may not be unpacked.
    Forbidden { member: String, why: String },
    /// It holds more bytes of content than that.
    TooLarge(u64),
    /// Our own disk failed.
    Io(io::Error),
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => write!(f, "the archive is damaged: {what}"),
            Self::Forbidden { member, why } => write!(f, "member {member:?} may not be unpacked: {why}"),
            Self::TooLarge(most) => write!(f, "the archive holds more than {most} bytes of content"),
            Self::Io(error) => write!(f, "disk error: {error}"),
        }
    }
}

impl From<io::Error> for ArchiveError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Lays members over a tree, in their order. Files that are not named stay.
///
/// # Errors
/// A member stands below something that is not a directory; the tree then holds the members before it, so
/// callers try on a copy first.
pub(crate) fn overlay(tree: &mut Tree, members: &[Member], visible: bool) -> Result<(), ArchiveError> {
    for Member { path, entry } in members {
        let entry = Entry { visible, ..entry.clone() };
        tree.insert(path, entry).map_err(|NotADirectory(above)| ArchiveError::Forbidden {
            member: path.clone(),
            why: format!("{above} is not a directory"),
        })?;
    }
    Ok(())
}

/// A member's name as a phone path: relative to the root, no `..`. `None` for the root itself.
pub(crate) fn member_path(name: &[u8]) -> Result<Option<String>, ArchiveError> {
    let shown = || String::from_utf8_lossy(name).into_owned();
    let forbidden = |why: &str| ArchiveError::Forbidden { member: shown(), why: why.to_owned() };
    let text = std::str::from_utf8(name).map_err(|_| forbidden("its name is not UTF-8"))?;
    if text.starts_with('/') {
        return Err(forbidden("its name is absolute"));
    }
    match crate::world::normalise(&format!("/{text}")) {
        Ok(path) => Ok(Some(path)),
        Err(PathError::Root) => Ok(None),
        Err(error) => Err(forbidden(&error.to_string())),
    }
}
