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
/// `*` at the end of an item stands for any rest of that one name, never for a slash (INFERRED).
pub(crate) fn select(tree: &Tree, include: &[String], exclude: &[String]) -> Selection {
    let mut found: BTreeMap<Arc<str>, Entry> = BTreeMap::new();
    let mut missing = Vec::new();
    for item in include {
        let roots = roots(tree, item);
        if roots.is_empty() {
            missing.push(item.clone());
        }
        for root in roots {
            found.extend(tree.subtree(&root).map(|(path, entry)| (Arc::clone(path), entry.clone())));
        }
    }
    for item in exclude {
        for root in roots(tree, item) {
            for (path, _) in tree.subtree(&root) {
                found.remove(path);
            }
        }
    }
    Selection { entries: found.into_iter().collect(), missing }
}

/// The existing paths that an item names.
fn roots(tree: &Tree, item: &str) -> Vec<Arc<str>> {
    if let Some(stem) = item.strip_suffix('*') {
        // Normalising would drop a slash at the end, which is what makes `dir/*` mean its children.
        let (dir, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let dir = normalise(dir).unwrap_or_default();
        return tree.siblings_with_prefix(&format!("{dir}/{name}")).cloned().collect();
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
            let blob = Blob { sha256: [0; 32], bytes: 1 };
            tree.insert(path, Entry::file(blob, 0o600, 0)).unwrap();
        }
        tree
    }

    fn names(include: &[&str], exclude: &[&str]) -> Vec<String> {
        let own = |items: &[&str]| items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        select(&tree(), &own(include), &own(exclude)).entries.iter().map(|(p, _)| p.to_string()).collect()
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
        assert_eq!(select(&tree(), &include, &[]).missing, ["/data/none", "/data/no*"]);
    }
}
