//! The file tree of one phone: a sorted table of normalised absolute paths.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;
use std::sync::Arc;

use super::blob::Blob;
use super::path::parent;

/// What stands under a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Directory,
    File(Blob),
    /// A symbolic link with its target text.
    Symlink(Arc<str>),
}

/// One entry of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// Permission bits, up to 0o7777.
    pub(crate) mode: u32,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    /// Seconds since 1970.
    pub(crate) mtime: u64,
    /// False between a Huawei restore and the restart that makes its files usable.
    pub(crate) visible: bool,
}

impl Entry {
    pub(crate) fn file(blob: Blob, mode: u32, owner: u32) -> Self {
        Self { kind: Kind::File(blob), mode, uid: owner, gid: owner, mtime: SEEDED_MTIME, visible: true }
    }

    pub(crate) fn directory(mode: u32, owner: u32) -> Self {
        Self { kind: Kind::Directory, mode, uid: owner, gid: owner, mtime: SEEDED_MTIME, visible: true }
    }

    pub(crate) fn symlink(target: &str, owner: u32) -> Self {
        let kind = Kind::Symlink(target.into());
        Self { kind, mode: 0o777, uid: owner, gid: owner, mtime: SEEDED_MTIME, visible: true }
    }

    pub(crate) fn is_directory(&self) -> bool {
        self.kind == Kind::Directory
    }

    /// Bytes of content: 0 for directories, the length of the target for links.
    pub(crate) fn bytes(&self) -> u64 {
        match &self.kind {
            Kind::Directory => 0,
            Kind::File(blob) => blob.bytes,
            Kind::Symlink(target) => target.len() as u64,
        }
    }
}

/// Time stamp of generated entries: fixed, so that the same seed gives the same archives (2026-01-01).
const SEEDED_MTIME: u64 = 1_767_225_600;

/// A path cannot be written because something above it is not a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotADirectory(pub(crate) String);

/// The tree. Cloning copies the table, never the contents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    entries: BTreeMap<Arc<str>, Entry>,
}

impl Tree {
    pub(crate) fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The tree of many entries at once, of which none is below a file; the last one of a path counts. Directories above
    /// them are made as [`Self::insert`] makes them.
    pub(super) fn gather(entries: impl Iterator<Item = (Arc<str>, Entry)>) -> Self {
        let mut entries: Vec<(Arc<str>, Entry)> = entries.collect();
        let mut known: HashSet<&str> =
            entries.iter().filter(|(_, entry)| entry.is_directory()).map(|(path, _)| &**path).collect();
        let mut missing: Vec<Arc<str>> = Vec::new();
        for (path, _) in &entries {
            let mut above = parent(path);
            while let Some(dir) = above.filter(|dir| known.insert(dir)) {
                missing.push(dir.into());
                above = parent(dir);
            }
        }
        entries.extend(missing.into_iter().map(|path| (path, Entry::directory(0o771, 1000))));
        // Built in one go from what is in order, which is far cheaper than one by one.
        Self { entries: entries.into_iter().collect() }
    }

    /// Puts an entry at a normalised path, making the directories above it (mode 0771) where they are missing.
    /// A directory put on a directory keeps what is below; anything else replaces the whole subtree.
    ///
    /// # Errors
    /// Something above the path exists and is not a directory; nothing is changed then.
    pub(crate) fn insert(&mut self, path: &str, entry: Entry) -> Result<(), NotADirectory> {
        let mut missing = Vec::new();
        let mut above = parent(path);
        while let Some(dir) = above {
            match self.entries.get(dir) {
                None => missing.push(dir),
                Some(found) if found.is_directory() => break,
                Some(_) => return Err(NotADirectory(dir.to_owned())),
            }
            above = parent(dir);
        }
        for dir in missing {
            let made = Entry { visible: entry.visible, ..Entry::directory(0o771, 1000) };
            self.entries.insert(dir.into(), made);
        }
        let stays = entry.is_directory() && self.get(path).is_some_and(Entry::is_directory);
        if !stays {
            self.remove(path);
        }
        self.entries.insert(path.into(), entry);
        Ok(())
    }

    /// Removes a path and everything below it; gives the number of files and links removed.
    pub(crate) fn remove(&mut self, path: &str) -> usize {
        let paths: Vec<Arc<str>> = self.subtree(path).map(|(p, _)| Arc::clone(p)).collect();
        paths.iter().filter_map(|p| self.entries.remove(p)).filter(|e| !e.is_directory()).count()
    }

    /// The entry at `path` (if any), then everything below it, in order. `/` gives the whole tree.
    pub(crate) fn subtree(&self, path: &str) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        let path = path.trim_end_matches('/');
        let below = format!("{path}/");
        let own = self.entries.get_key_value(path);
        let rest = self
            .entries
            .range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded))
            .take_while(move |(p, _)| p.starts_with(&below));
        own.into_iter().chain(rest)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        self.entries.iter()
    }

    /// Paths whose last name begins with the last name of `stem` (the text before a trailing `*`), in the
    /// same directory: the one-level wildcard of the exports.
    pub(crate) fn siblings_with_prefix<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        self.entries
            .range::<str, _>((Bound::Included(stem), Bound::Unbounded))
            .map(|(path, _)| path)
            .take_while(move |path| path.starts_with(stem))
            .filter(move |path| path.len() > stem.rfind('/').map_or(0, |at| at + 1))
            .filter(move |path| !path[stem.len()..].contains('/'))
    }

    /// Number of files and links.
    pub(crate) fn files(&self) -> usize {
        self.entries.values().filter(|e| !e.is_directory()).count()
    }

    /// Bytes of all files.
    pub(crate) fn bytes(&self) -> u64 {
        self.entries.values().filter(|e| matches!(e.kind, Kind::File(_))).map(Entry::bytes).sum()
    }

    /// Makes everything visible, as a restart does.
    pub(crate) fn reveal(&mut self) {
        for entry in self.entries.values_mut() {
            entry.visible = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(n: u8) -> Entry {
        Entry::file(Blob::stored([n; 32], u64::from(n)), 0o600, 1)
    }

    #[test]
    fn parents_are_made_and_subtrees_go_together() {
        let mut tree = Tree::default();
        tree.insert("/data/a/x", file(1)).unwrap();
        tree.insert("/data/a/y", file(2)).unwrap();
        tree.insert("/data/ab", file(4)).unwrap();
        assert!(tree.get("/data/a").unwrap().is_directory());
        assert_eq!(tree.subtree("/data/a").count(), 3);
        assert_eq!((tree.files(), tree.bytes()), (3, 7));
        assert_eq!(tree.subtree("/").count(), 5);
        assert_eq!(tree.remove("/data/a"), 2);
        assert!(tree.get("/data/ab").is_some());
    }

    #[test]
    fn many_at_once_are_what_they_are_one_by_one() {
        let paths = ["/data/b/x", "/data/a/deep/er/y", "/data/a", "/z", "/data/b/w", "/data/b/x"];
        let entry = |n: usize| if n == 2 { Entry::directory(0o700, 7) } else { file(n as u8) };
        let entries = || paths.iter().enumerate().map(|(n, path)| (*path, entry(n)));
        let mut one_by_one = Tree::default();
        entries().for_each(|(path, entry)| one_by_one.insert(path, entry).unwrap());
        let at_once = Tree::gather(entries().map(|(path, entry)| (path.into(), entry)));
        assert!(one_by_one.iter().eq(at_once.iter()));
    }

    #[test]
    fn a_file_cannot_have_children_and_a_file_replaces_a_directory() {
        let mut tree = Tree::default();
        tree.insert("/data/a", file(1)).unwrap();
        assert_eq!(tree.insert("/data/a/b/c", file(1)), Err(NotADirectory("/data/a".to_owned())));
        assert_eq!(tree.iter().count(), 2);
        tree.insert("/data", file(3)).unwrap();
        assert_eq!(tree.iter().count(), 1);
    }

    #[test]
    fn the_wildcard_stays_on_its_level() {
        let mut tree = Tree::default();
        for path in ["/data/app/a-1/base.apk", "/data/app/a-2", "/data/app/b-1/x", "/data/app2"] {
            tree.insert(path, file(1)).unwrap();
        }
        let found = |stem: &str| -> Vec<String> {
            tree.siblings_with_prefix(stem).map(|p| p.as_ref().to_owned()).collect()
        };
        assert_eq!(found("/data/app/a-"), ["/data/app/a-1", "/data/app/a-2"]);
        assert_eq!(found("/data/app/"), ["/data/app/a-1", "/data/app/a-2", "/data/app/b-1"]);
        assert_eq!(found("/data/app"), ["/data/app", "/data/app2"]);
    }
}
