//! Paths on a phone. They are names in a table, never paths of this machine, but are checked as if they were.

use std::fmt;

/// Longest path in bytes (`PATH_MAX` of the phones' system).
const LONGEST_PATH: usize = 4096;
/// Longest name between two slashes in bytes.
const LONGEST_NAME: usize = 255;

/// Why a path was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathError {
    NotAbsolute,
    Parent,
    Nul,
    TooLong,
    Root,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAbsolute => "path does not begin with a slash",
            Self::Parent => "path holds a '..' segment",
            Self::Nul => "path holds a NUL character",
            Self::TooLong => "path or one of its names is too long",
            Self::Root => "path names the root itself",
        })
    }
}

/// The one spelling of an absolute path: no empty or `.` segments, no slash at the end.
///
/// # Errors
/// Not absolute, `..`, NUL, over 4096 bytes or a name over 255 bytes, or the root itself.
pub(crate) fn normalise(path: &str) -> Result<String, PathError> {
    if !path.starts_with('/') {
        return Err(PathError::NotAbsolute);
    }
    if path.contains('\0') {
        return Err(PathError::Nul);
    }
    let mut clean = String::with_capacity(path.len());
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => return Err(PathError::Parent),
            name if name.len() > LONGEST_NAME => return Err(PathError::TooLong),
            name => {
                clean.push('/');
                clean.push_str(name);
            }
        }
    }
    if clean.is_empty() {
        return Err(PathError::Root);
    }
    if clean.len() > LONGEST_PATH {
        return Err(PathError::TooLong);
    }
    Ok(clean)
}

/// The directory that holds a normalised path; `None` directly below the root.
pub(crate) fn parent(path: &str) -> Option<&str> {
    match path.rfind('/') {
        None | Some(0) => None,
        Some(at) => Some(&path[..at]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        assert_eq!(normalise("//data/./a//b/").unwrap(), "/data/a/b");
        assert_eq!(parent("/data/a"), Some("/data"));
        assert_eq!(parent("/data"), None);
    }

    #[test]
    fn tricks_are_refused() {
        assert_eq!(normalise("data"), Err(PathError::NotAbsolute));
        assert_eq!(normalise(""), Err(PathError::NotAbsolute));
        assert_eq!(normalise("/data/../etc"), Err(PathError::Parent));
        assert_eq!(normalise("/a\0b"), Err(PathError::Nul));
        assert_eq!(normalise("/./"), Err(PathError::Root));
        assert_eq!(normalise(&format!("/{}", "x".repeat(256))), Err(PathError::TooLong));
        assert_eq!(normalise(&"/abcdefgh".repeat(500)), Err(PathError::TooLong));
    }
}
