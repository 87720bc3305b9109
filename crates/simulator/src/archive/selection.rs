//! Which entries of a phone an export takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::world::{Entry, Tree, normalise};

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    /// Entries in path order, each once. Directories above the given paths are not among them.
    pub(crate) entries: Vec<(Arc<str>, Entry)>,
    /// Include items that matched nothing.
    pub(crate) missing: Vec<String>,
}

/// Takes everything at or below the include items, except what is at or below an exclude item: exclude wins. A
/// `*` at the end of an item stands for any rest of that one name; with `hidden`, a `*` alone also for a name that begins
/// with a dot.
///
/// Whether a `*` crosses slashes is not stated and cannot be seen, so it is no setting: a `*` is allowed only at the end,
/// and what an item names comes with everything below it. `/data/a*` is therefore all that begins with `/data/a` either
/// way: a deeper path beginning so lies below the one on that level that begins so, and that one is always in the table.
/// (A `*` in the middle, as in `/data/*/cache`, where it would make a difference, is refused before.)
pub(crate) fn select(tree: &Tree, include: &[String], exclude: &[String], hidden: bool) -> Selection {
    let mut found: BTreeMap<Arc<str>, Entry> = BTreeMap::new();
    let mut missing = Vec::new();
    for item in include {
        let roots = roots(tree, item, hidden);
        if roots.is_empty() {
            missing.push(item.clone());
        }
        for root in roots {
            found.extend(tree.subtree(&root).map(|(path, entry)| (Arc::clone(path), entry.clone())));
        }
    }
    for item in exclude {
        for root in roots(tree, item, hidden) {
            for (path, _) in tree.subtree(&root) {
                found.remove(path);
            }
        }
    }
    Selection { entries: found.into_iter().collect(), missing }
}

/// The existing paths that an item names.
fn roots(tree: &Tree, item: &str, hidden: bool) -> Vec<Arc<str>> {
    if let Some(stem) = item.strip_suffix('*') {
        // Normalising would drop a slash at the end, which is what makes `dir/*` mean its children.
        let (dir, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let dir = normalise(dir).unwrap_or_default();
        let stem = format!("{dir}/{name}");
        let taken = |path: &&Arc<str>| hidden || !name.is_empty() || !path[stem.len()..].starts_with('.');
        return tree.siblings_with_prefix(&stem).filter(taken).cloned().collect();
    }
    let Ok(path) = normalise(item) else {
        return Vec::new();
    };
    match tree.subtree(&path).next() {
        Some((found, _)) if **found == *path => vec![Arc::clone(found)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Blob;

    fn tree() -> Tree {
        let mut tree = Tree::default();
        for path in [
            "/data/app/com.a-1/base.apk",
            "/data/app/com.a-2/base.apk",
            "/data/app/com.ab/base.apk",
            "/data/data/com.a/files/x",
            "/data/data/com.a/cache/y",
            "/data/data/com.a/cache2/z",
        ] {
            let blob = Blob::stored([0; 32], 1);
            tree.insert(path, Entry::file(blob, 0o600, 0)).unwrap();
        }
        tree
    }

    fn names(include: &[&str], exclude: &[&str]) -> Vec<String> {
        let own = |items: &[&str]| items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        select(&tree(), &own(include), &own(exclude), true)
            .entries
            .iter()
            .map(|(p, _)| p.to_string())
            .collect()
    }

    #[test]
    fn exclude_wins_and_names_are_whole() {
        assert_eq!(
            names(&["/data/data/com.a"], &["/data/data/com.a/cache"]),
            [
                "/data/data/com.a",
                "/data/data/com.a/cache2",
                "/data/data/com.a/cache2/z",
                "/data/data/com.a/files",
                "/data/data/com.a/files/x"
            ]
        );
        assert!(names(&["/data/data/com.a"], &["/data/data/com.a"]).is_empty());
    }

    #[test]
    fn wildcards_take_whole_subtrees_of_one_level() {
        assert_eq!(
            names(&["/data/app/com.a-*"], &["/data/app/com.a-2"]),
            ["/data/app/com.a-1", "/data/app/com.a-1/base.apk"]
        );
        assert_eq!(names(&["/data/data/com.a/*"], &["/data/data/com.a/cache*"]).len(), 2);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let include = ["/data/none".to_owned(), "/data/data/com.a/files".to_owned(), "/data/no*".to_owned()];
        assert_eq!(select(&tree(), &include, &[], true).missing, ["/data/none", "/data/no*"]);
    }

    #[test]
    fn a_wildcard_that_crossed_slashes_would_take_the_same() {
        let tree = tree();
        let stems: Vec<&str> =
            tree.iter().flat_map(|(path, _)| (1..=path.len()).map(|to| &path[..to])).collect();
        for stem in stems {
            let crossing: Vec<&str> =
                tree.iter().map(|(p, _)| &**p).filter(|p| p.starts_with(stem)).collect();
            let item = [format!("{stem}*")];
            let found = select(&tree, &item, &[], true).entries;
            // `/data/*` names what is in the directory, not the directory.
            assert_eq!(found.iter().map(|(p, _)| &**p).collect::<Vec<_>>(), crossing, "{stem}");
            let kept = select(&tree, &["/data".to_owned()], &item, true).entries.len();
            assert_eq!(kept, tree.iter().count() - crossing.len(), "without {stem}");
        }
    }

    #[test]
    fn a_lone_wildcard_takes_hidden_names_or_not() {
        let mut tree = tree();
        tree.insert("/data/data/com.a/.secret", Entry::directory(0o700, 0)).unwrap();
        let count = |item: &str, hidden| select(&tree, &[item.to_owned()], &[], hidden).entries.len();
        assert_eq!((count("/data/data/com.a/*", true), count("/data/data/com.a/*", false)), (7, 6));
        assert_eq!((count("/data/data/com.a/.s*", false), count("/data/data/com.a", false)), (1, 8));
    }
}
