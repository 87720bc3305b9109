//! Plain tar with root-relative members: the form of Huawei's exports, and the inside of Android's container.

use std::cell::Cell;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::sync::Arc;

use tar::{Archive, Builder, EntryType, Header};

use super::{ArchiveError, Member, member_path};
use crate::world::{BlobStore, Entry, Kind};

/// Most members of one archive: far above any phone, but bounds the memory that a hostile archive can take.
const MOST_MEMBERS: usize = 500_000;
/// Most bytes of content of one archive, against compressed bombs: 64 GiB.
const MOST_BYTES: u64 = 64 << 30;
/// Most bytes before the content of one member (header, long names, attributes) and behind the last one, since a tar can
/// announce a name of any length.
const MOST_HEADER: u64 = 1 << 20;
/// Most memory for the names and link targets of one archive, and for the directories that they imply.
const MOST_NAMES: usize = 256 << 20;
/// What an entry takes beside its name.
const ENTRY: usize = 128;
/// A tar ends with two blocks of zeros.
const TRAILER: u64 = 1024;

/// Writes entries as a tar, reading contents from the blobs. Gives the number of content bytes.
///
/// # Errors
/// The disk, or the receiver of the bytes.
pub(crate) fn write(entries: &[(Arc<str>, Entry)], blobs: &BlobStore, out: impl Write) -> io::Result<u64> {
    let mut builder = Builder::new(out);
    let mut total = 0;
    for (path, entry) in entries {
        let mut header = Header::new_gnu();
        header.set_mode(entry.mode);
        header.set_uid(u64::from(entry.uid));
        header.set_gid(u64::from(entry.gid));
        header.set_mtime(entry.mtime);
        header.set_size(0);
        let name = path.trim_start_matches('/');
        match &entry.kind {
            Kind::Directory => {
                header.set_entry_type(EntryType::Directory);
                builder.append_data(&mut header, format!("{name}/"), io::empty())?;
            }
            Kind::File(blob) => {
                header.set_entry_type(EntryType::Regular);
                header.set_size(blob.bytes);
                let content = blobs.open(blob)?;
                builder.append_data(&mut header, name, content.take(blob.bytes))?;
                total += blob.bytes;
            }
            Kind::Symlink(target) => {
                header.set_entry_type(EntryType::Symlink);
                // The literal text: joining its parts anew would change targets such as `./x` or `a//b`.
                if header.set_link_name_literal(target.as_bytes()).is_err() {
                    long_link(&mut builder, target)?;
                }
                builder.append_data(&mut header, name, io::empty())?;
            }
        }
    }
    builder.into_inner()?.flush()?;
    Ok(total)
}

/// The GNU member that carries a link target too long for a header.
fn long_link(builder: &mut Builder<impl Write>, target: &str) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::GNULongLink);
    header.set_path("././@LongLink")?;
    header.set_mode(0o644);
    header.set_size(target.len() as u64 + 1);
    header.set_cksum();
    builder.append(&header, target.as_bytes().chain(io::repeat(0).take(1)))
}

/// Reads a whole tar: contents go to the blobs, members are given in order. Nothing else is touched, so a bad
/// archive changes no phone.
///
/// # Errors
/// Damaged or cut short; beyond a bound that keeps hostile archives from taking all memory; a member that is absolute,
/// holds `..`, or is a hard link, device, pipe or unknown kind.
pub(crate) fn read(reader: impl Read, blobs: &BlobStore) -> Result<Vec<Member>, ArchiveError> {
    read_at_most(reader, blobs, MOST_BYTES)
}

/// As [`read`], with at most that many bytes of content: more would be stored in vain.
///
/// # Errors
/// As there, or [`ArchiveError::TooLarge`].
pub(crate) fn read_at_most(
    reader: impl Read,
    blobs: &BlobStore,
    most: u64,
) -> Result<Vec<Member>, ArchiveError> {
    let left = Cell::new(MOST_HEADER);
    let mut source = Watched { inner: reader, zeros: 0, left: &left };
    let mut members = Vec::new();
    let mut names = Names { seen: HashSet::new(), hash: RandomState::new(), bytes: 0 };
    let mut total = 0u64;
    {
        let mut archive = Archive::new(&mut source);
        let mut entries = archive.entries().map_err(damaged)?;
        loop {
            left.set(MOST_HEADER);
            let Some(member) = entries.next() else { break };
            let mut member = member.map_err(damaged)?;
            left.set(u64::MAX);
            if members.len() == MOST_MEMBERS {
                return Err(ArchiveError::Damaged(format!("more than {MOST_MEMBERS} members")));
            }
            let name = member.path_bytes().into_owned();
            let Some(path) = member_path(&name)? else { continue };
            let header = member.header();
            let number = |value: io::Result<u64>| value.map_err(damaged);
            let id = |value: u64| u32::try_from(value).unwrap_or(0);
            let mode = header.mode().map_err(damaged)? & 0o7777;
            let (uid, gid) = (id(number(header.uid())?), id(number(header.gid())?));
            let mtime = number(header.mtime())?;
            let kind = match header.entry_type() {
                EntryType::Directory => Kind::Directory,
                EntryType::Regular | EntryType::Continuous => {
                    total = total.saturating_add(member.size());
                    if total > most {
                        return Err(ArchiveError::TooLarge(most));
                    }
                    let size = member.size();
                    let blob = blobs.put_reader(&mut member).map_err(damaged)?;
                    if blob.bytes != size {
                        return Err(ArchiveError::Damaged(format!("{path} is cut short")));
                    }
                    Kind::File(blob)
                }
                EntryType::Symlink => Kind::Symlink(link_target(&member, &path)?),
                other => {
                    let why = format!("kind {:?} is not a file, directory or symbolic link", other.as_byte());
                    return Err(ArchiveError::Forbidden { member: path, why });
                }
            };
            names.add(&path, &kind)?;
            members.push(Member { path, entry: Entry { kind, mode, uid, gid, mtime, visible: true } });
        }
    }
    // To the very end: a compressed stream checks its sum only there.
    left.set(MOST_HEADER);
    io::copy(&mut source, &mut io::sink()).map_err(damaged)?;
    if source.zeros < TRAILER {
        return Err(ArchiveError::Damaged("it does not end as a tar does".to_owned()));
    }
    Ok(members)
}

/// Measures the memory that members take once they are laid over a tree: a short archive can name deep paths, each of
/// which brings all directories above it.
struct Names {
    /// Hashes of the directories that were counted.
    seen: HashSet<u64>,
    hash: RandomState,
    bytes: usize,
}

impl Names {
    fn add(&mut self, path: &str, kind: &Kind) -> Result<(), ArchiveError> {
        let target = if let Kind::Symlink(target) = kind { target.len() } else { 0 };
        self.bytes = self.bytes.saturating_add(path.len() + target + ENTRY);
        let mut above = path;
        while let Some(at) = above.rfind('/').filter(|at| *at > 0) {
            above = &above[..at];
            if !self.seen.insert(self.hash.hash_one(above)) {
                break;
            }
            self.bytes = self.bytes.saturating_add(above.len() + ENTRY);
        }
        if self.bytes > MOST_NAMES {
            return Err(ArchiveError::Damaged(format!("names of more than {MOST_NAMES} bytes")));
        }
        Ok(())
    }
}

fn link_target<R: Read>(member: &tar::Entry<'_, R>, path: &str) -> Result<Arc<str>, ArchiveError> {
    let target = member.link_name_bytes().unwrap_or_default();
    match std::str::from_utf8(&target) {
        Ok(text) if !text.is_empty() && text.len() <= 4096 => Ok(text.into()),
        _ => Err(ArchiveError::Forbidden {
            member: path.to_owned(),
            why: "its link target is empty, too long or not UTF-8".to_owned(),
        }),
    }
}

fn damaged(error: io::Error) -> ArchiveError {
    match error.raw_os_error() {
        Some(_) => ArchiveError::Io(error),
        None => ArchiveError::Damaged(error.to_string()),
    }
}

/// Counts the zeros at the end of what was read, and bounds how much may be read at a time.
struct Watched<'a, R> {
    inner: R,
    zeros: u64,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let Some(left) = self.left.get().checked_sub(count as u64) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a header or the end is too long"));
        };
        self.left.set(left);
        match buffer[..count].iter().rposition(|byte| *byte != 0) {
            None => self.zeros += count as u64,
            Some(last) => self.zeros = (count - last - 1) as u64,
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blobs() -> (tempfile::TempDir, BlobStore) {
        let dir = tempfile::tempdir().unwrap();
        let store = BlobStore::new(dir.path().to_owned()).unwrap();
        (dir, store)
    }

    fn entries(blobs: &BlobStore) -> Vec<(Arc<str>, Entry)> {
        let file = |content: &[u8], mode| Entry::file(blobs.put_bytes(content).unwrap(), mode, 10_001);
        let long: String = format!("/data/data/{}/{}", "d".repeat(120), "ä中".repeat(50));
        vec![
            ("/data/a".into(), Entry::directory(0o2771, 7)),
            ("/data/a/empty".into(), file(b"", 0o600)),
            ("/data/a/x y".into(), file(&vec![9; 70_000], 0o4755)),
            ("/data/a/l1".into(), Entry::symlink("./x//y/", 1)),
            ("/data/a/l2".into(), Entry::symlink(&"/t".repeat(200), 1)),
            (long.into(), file(b"long", 0o644)),
        ]
    }

    #[test]
    fn everything_comes_back_as_it_was() {
        let (_dir, blobs) = blobs();
        let entries = entries(&blobs);
        let mut bytes = Vec::new();
        assert_eq!(write(&entries, &blobs, &mut bytes).unwrap(), 70_004);
        let members = read(bytes.as_slice(), &blobs).unwrap();
        assert_eq!(members.len(), entries.len());
        for (member, (path, entry)) in members.iter().zip(&entries) {
            assert_eq!(member.path, **path);
            assert_eq!(&member.entry, entry);
        }
    }

    #[test]
    fn every_cut_is_noticed() {
        let (_dir, blobs) = blobs();
        let mut bytes = Vec::new();
        write(&entries(&blobs), &blobs, &mut bytes).unwrap();
        for end in (0..bytes.len() - 512).step_by(509) {
            assert!(read(&bytes[..end], &blobs).is_err(), "cut at {end}");
        }
        assert!(matches!(read(&b"not a tar at all"[..], &blobs), Err(ArchiveError::Damaged(_))));
    }

    fn single(name: &[u8], kind: EntryType) -> Vec<u8> {
        let mut header = Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_entry_type(kind);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(0);
        header.set_link_name_literal("x").unwrap();
        header.set_cksum();
        let mut builder = Builder::new(Vec::new());
        builder.append(&header, io::empty()).unwrap();
        builder.into_inner().unwrap()
    }

    #[test]
    fn tricks_are_refused() {
        let (_dir, blobs) = blobs();
        for (name, kind) in [
            (&b"../etc/passwd"[..], EntryType::Regular),
            (b"data/../../x", EntryType::Regular),
            (b"/etc/passwd", EntryType::Regular),
            (b"data/hard", EntryType::Link),
            (b"data/dev", EntryType::Char),
            (b"data/pipe", EntryType::Fifo),
            (b"data/\xff", EntryType::Regular),
        ] {
            let found = read(single(name, kind).as_slice(), &blobs);
            assert!(matches!(found, Err(ArchiveError::Forbidden { .. })), "{name:?}: {found:?}");
        }
        assert_eq!(read(single(b"./data/./ok", EntryType::Regular).as_slice(), &blobs).unwrap().len(), 1);
    }

    /// A tar that begins with a member of that kind whose content is that long.
    fn announced(kind: EntryType, bytes: u64) -> impl Read {
        let mut header = Header::new_gnu();
        header.as_old_mut().name[..1].copy_from_slice(b"x");
        header.set_entry_type(kind);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(bytes);
        header.set_cksum();
        io::Cursor::new(header.as_bytes().to_vec()).chain(io::repeat(b'n').take(bytes))
    }

    #[test]
    fn names_of_any_length_are_not_read() {
        struct Counted<R>(R, u64);
        impl<R: Read> Read for Counted<R> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let count = self.0.read(buffer)?;
                self.1 += count as u64;
                Ok(count)
            }
        }
        let (_dir, blobs) = blobs();
        for kind in [EntryType::GNULongName, EntryType::GNULongLink, EntryType::XHeader, EntryType::Directory]
        {
            let mut source = Counted(announced(kind, 50 << 20), 0);
            assert!(matches!(read(&mut source, &blobs), Err(ArchiveError::Damaged(_))), "{kind:?}");
            assert!(source.1 < 3 << 20, "{kind:?}: {} bytes", source.1);
        }
        let mut endless = Counted(io::repeat(0).take(50 << 20), 0);
        assert!(matches!(read(&mut endless, &blobs), Err(ArchiveError::Damaged(_))));
        assert!(endless.1 < 3 << 20);
    }

    #[test]
    fn deep_names_cannot_take_all_memory() {
        let (_dir, blobs) = blobs();
        // Some 8 MB of archive, which would be some gigabytes of directories.
        let deep = |n: usize| format!("{n}/{}", "a/".repeat(2000));
        let entries: Vec<(Arc<str>, Entry)> =
            (0..1500).map(|n| (deep(n).trim_end_matches('/').into(), Entry::directory(0o755, 0))).collect();
        let mut bytes = Vec::new();
        write(&entries, &blobs, &mut bytes).unwrap();
        let found = read(bytes.as_slice(), &blobs);
        assert!(matches!(&found, Err(ArchiveError::Damaged(why)) if why.starts_with("names")), "not refused");
    }

    #[test]
    fn content_beyond_a_bound_is_not_stored() {
        let (_dir, blobs) = blobs();
        let found = read_at_most(announced(EntryType::Regular, 1 << 40), &blobs, 1 << 20);
        assert!(matches!(found, Err(ArchiveError::TooLarge(most)) if most == 1 << 20));
    }
}
