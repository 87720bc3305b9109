//! What really lies on a simulated phone, read and damaged through the admin service.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use phonevault::transport::Method;
use serde_json::Value;

use crate::world::World;

/// Every entry of a phone by path.
pub(crate) type Tree = BTreeMap<String, Value>;

impl World {
    pub(crate) async fn tree(&self, phone: &str) -> Tree {
        let answer = self.admin(Method::Get, &format!("/phones/{phone}/files"), "all=true", b"").await;
        let entries = answer["files"].as_array().unwrap().iter();
        entries.map(|entry| (entry["path"].as_str().unwrap().to_owned(), entry.clone())).collect()
    }

    /// Overwrites the first file below `folder`, removes the last one, and adds one that was never there.
    pub(crate) async fn damage(&self, phone: &str, folder: &str) {
        let tree = below(&self.tree(phone).await, &[folder]);
        let mut files = tree.iter().filter(|(_, entry)| entry["kind"] == "file" && entry["bytes"] != 0);
        let (first, last) = (files.next().unwrap().0, files.next_back().unwrap().0);
        self.put_file(phone, first, b"damaged").await;
        self.edit(Method::Delete, phone, last, b"").await;
        self.put_file(phone, &format!("{folder}/added later"), b"new").await;
    }

    pub(crate) async fn put_file(&self, phone: &str, path: &str, content: &[u8]) {
        self.edit(Method::Put, phone, path, content).await;
    }

    async fn edit(&self, method: Method, phone: &str, path: &str, content: &[u8]) {
        let query = format!("path={}", utf8_percent_encode(path, NON_ALPHANUMERIC));
        self.admin(method, &format!("/phones/{phone}/files"), &query, content).await;
    }
}

/// The entries at or below any of the folders.
pub(crate) fn below(tree: &Tree, folders: &[&str]) -> Tree {
    let inside = |path: &str| {
        folders.iter().any(|folder| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    tree.iter().filter(|(path, _)| inside(path)).map(|(path, entry)| (path.clone(), entry.clone())).collect()
}

/// Whether `after` holds everything of `before` as it was; what came on top does not matter.
pub(crate) fn holds_all(after: &Tree, before: &Tree) -> bool {
    !before.is_empty() && before.iter().all(|(path, entry)| after.get(path) == Some(entry))
}

/// The folders of an application.
pub(crate) fn app_folders(package: &str) -> [String; 3] {
    [
        format!("/data/app/{package}-1"),
        format!("/data/data/{package}"),
        format!("/data/media/0/Android/data/{package}"),
    ]
}
