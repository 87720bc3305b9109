//! Brings a real folder into the phones.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use walkdir::WalkDir;

use super::blob::BlobStore;
use super::path::normalise;
use super::tree::{Entry, Kind};

/// Owner of everything on a phone's shared storage.
const MEDIA: u32 = 1023;

/// Reads the tree below `root`; entries are placed below the phone path `target`. Links stay links and are never
/// followed; sockets, pipes and devices are left out. Files are read once, whatever the number of phones.
///
/// # Errors
/// `root` is no readable folder, or something in it cannot be read or is named too long for a phone.
pub(super) fn import(root: &Path, target: &str, blobs: &BlobStore) -> io::Result<Vec<(String, Entry)>> {
    if !fs::metadata(root)?.is_dir() {
        let text = format!("{} is not a folder", root.display());
        return Err(io::Error::new(io::ErrorKind::NotADirectory, text));
    }
    let mut entries = Vec::new();
    let mut names = BTreeSet::new();
    for found in WalkDir::new(root).follow_links(false).sort_by_file_name() {
        let found = found.map_err(|error| {
            let text = error.to_string();
            error.into_io_error().unwrap_or_else(|| io::Error::other(text))
        })?;
        let relative = found.path().strip_prefix(root).map_err(io::Error::other)?;
        let mut path = target.to_owned();
        for name in relative.components() {
            path.push('/');
            path.push_str(&text(name.as_os_str()));
        }
        let path = normalise(&path).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidInput, format!("{}: {error}", found.path().display()))
        })?;
        let meta = found.path().symlink_metadata()?;
        let kind = if meta.is_dir() {
            Kind::Directory
        } else if meta.is_file() {
            Kind::File(blobs.put_reader(&mut File::open(found.path())?)?)
        } else if meta.is_symlink() {
            Kind::Symlink(text(fs::read_link(found.path())?.as_os_str()).into())
        } else {
            continue;
        };
        // Two names that are not UTF-8 could in theory be written the same way; the first one stays.
        if names.insert(path.clone()) {
            let mtime = u64::try_from(meta.mtime()).unwrap_or(0);
            let mode = meta.mode() & 0o7777;
            let entry = Entry { kind, mode, uid: MEDIA, gid: MEDIA, mtime, visible: true };
            entries.push((path, entry));
        }
    }
    Ok(entries)
}

/// Phone paths are text: bytes that are not UTF-8 are written as `%XX`.
fn text(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_modes_names_and_empty_things_come_along() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("in");
        fs::create_dir_all(root.join("leer")).unwrap();
        fs::write(root.join("größe.txt"), b"abc").unwrap();
        fs::write(root.join("none"), b"").unwrap();
        fs::set_permissions(root.join("none"), fs::Permissions::from_mode(0o741)).unwrap();
        symlink("../does/not/exist", root.join("link")).unwrap();
        fs::write(root.join(OsStr::from_bytes(b"bad\xff")), b"x").unwrap();
        let blobs = BlobStore::new(dir.path().join("blobs")).unwrap();
        let entries = import(&root, "/data/media/0/in", &blobs).unwrap();
        let get = |name: &str| {
            let path = format!("/data/media/0/in/{name}");
            entries.iter().find(|(p, _)| *p == path).map(|(_, e)| e.clone()).unwrap()
        };
        assert!(get("leer").is_directory());
        assert_eq!(get("größe.txt").bytes(), 3);
        assert_eq!(get("none").mode, 0o741);
        assert_eq!(get("link").kind, Kind::Symlink("../does/not/exist".into()));
        assert_eq!(get("bad%FF").bytes(), 1);
        assert!(import(&root.join("none"), "/data/x", &blobs).is_err());
    }
}
