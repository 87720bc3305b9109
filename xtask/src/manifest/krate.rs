//! One crate, parsed, with its names resolved as the compiler resolves them.

use std::collections::BTreeMap;

use syn::ext::IdentExt as _;
use syn::{Attribute, Item, UseTree, Visibility};

use super::problem::{Problem, Result};
use super::sources::Sources;

/// One file of a crate.
pub(crate) struct SourceFile {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    /// The module it is, from the root of the crate.
    pub(crate) modules: Vec<String>,
    /// Its items, without those of tests.
    pub(crate) items: Vec<Item>,
    imports: BTreeMap<String, Import>,
}

/// What a `use` brings in.
struct Import {
    path: Vec<String>,
    public: bool,
}

/// What a name means.
pub(crate) enum Meaning<'a> {
    /// An item of the same crate.
    Item(&'a SourceFile, &'a Item),
    /// A path into another crate, or a name of the prelude.
    Foreign(String),
}

/// A crate.
pub(crate) struct Krate {
    /// The name by which Rust code knows it.
    pub(crate) name: String,
    /// Its files, in the order of their paths.
    pub(crate) files: Vec<SourceFile>,
}

impl Krate {
    /// Parses every file below `crates/<folder>/src`.
    pub(crate) fn parse(sources: &Sources, folder: &str) -> Result<Self> {
        let base = format!("crates/{folder}/src");
        let mut files = Vec::new();
        for (path, text) in sources.below(&base) {
            let parsed = syn::parse_file(text)
                .map_err(|error| Problem::new(path, "the file", format!("is no Rust: {error}")))?;
            let items: Vec<Item> = parsed.items.into_iter().filter(|item| !is_test_code(item)).collect();
            let modules = modules(path.strip_prefix(&base).unwrap_or(path));
            let imports = imports(&items, &modules);
            files.push(SourceFile { path: path.to_owned(), modules, items, imports });
        }
        if files.is_empty() {
            return Err(Problem::plain(format!("{base}: no Rust file is there")));
        }
        Ok(Self { name: format!("phonevault_{folder}"), files })
    }

    /// Every item with its file.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&SourceFile, &Item)> {
        self.files.iter().flat_map(|file| file.items.iter().map(move |item| (file, item)))
    }

    /// What `path` means inside `file`.
    pub(crate) fn meaning(&self, file: &SourceFile, path: &[String]) -> Result<Meaning<'_>> {
        let shown = path.join("::");
        let Some((first, rest)) = path.split_first() else {
            return Err(Problem::new(&file.path, &shown, "is no path"));
        };
        if let Some(import) = file.imports.get(first) {
            let whole: Vec<String> = import.path.iter().chain(rest).cloned().collect();
            return self.absolute(file, &whole);
        }
        let own: Vec<String> =
            ["crate".to_owned()].iter().chain(&file.modules).chain(path).cloned().collect();
        if let Ok(meaning @ Meaning::Item(..)) = self.absolute(file, &own) {
            return Ok(meaning);
        }
        match first.as_str() {
            "crate" | "super" | "self" => self.absolute(file, &absolute(path, &file.modules)),
            _ => Ok(Meaning::Foreign(shown)),
        }
    }

    /// What a path from the root of the crate, or into another crate, means.
    fn absolute(&self, from: &SourceFile, path: &[String]) -> Result<Meaning<'_>> {
        let shown = path.join("::");
        if path.first().is_none_or(|first| first != "crate") {
            return Ok(Meaning::Foreign(shown));
        }
        let unknown = || Problem::new(&from.path, &shown, "is not found in this crate");
        let (name, modules) = path[1..].split_last().ok_or_else(unknown)?;
        let file = self.files.iter().find(|file| file.modules == modules).ok_or_else(unknown)?;
        if let Some(item) = file.items.iter().find(|item| name_of(item).as_deref() == Some(name)) {
            return Ok(Meaning::Item(file, item));
        }
        let import = file.imports.get(name).ok_or_else(unknown)?;
        self.absolute(file, &import.path)
    }

    /// The path by which other crates reach an item: its own if all its modules are public, else that of a re-export.
    pub(crate) fn public_path(&self, file: &SourceFile, name: &str) -> Result<String> {
        let own: Vec<String> =
            ["crate"].into_iter().chain(file.modules.iter().map(|m| &**m)).map(str::to_owned).collect();
        for depth in (0..=file.modules.len()).rev() {
            let modules = &file.modules[..depth];
            let here = self.files.iter().find(|other| other.modules == modules);
            let Some(here) = here.filter(|_| self.is_public(modules)) else { continue };
            let exported = here.imports.get(name).is_some_and(|import| {
                import.public
                    && import.path.split_last().is_some_and(|(last, rest)| last == name && rest == own)
            });
            if depth == file.modules.len() || exported {
                let parts = [&*self.name].into_iter().chain(modules.iter().map(|m| &**m)).chain([name]);
                return Ok(parts.collect::<Vec<_>>().join("::"));
            }
        }
        Err(Problem::new(&file.path, name, "is not public: no public module holds or re-exports it"))
    }

    fn is_public(&self, modules: &[String]) -> bool {
        (0..modules.len()).all(|depth| {
            let parent = self.files.iter().find(|file| file.modules == modules[..depth]);
            parent.is_some_and(|file| {
                file.items.iter().any(|item| {
                    matches!(item, Item::Mod(module) if module.ident == modules[depth].as_str() && is_public(&module.vis))
                })
            })
        })
    }
}

/// Whether anybody may use it.
pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The name of a struct, an enumeration, a type alias or a constant.
fn name_of(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.unraw().to_string()),
        Item::Enum(item) => Some(item.ident.unraw().to_string()),
        Item::Type(item) => Some(item.ident.unraw().to_string()),
        Item::Const(item) => Some(item.ident.unraw().to_string()),
        _ => None,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether it is compiled for tests only.
pub(crate) fn is_test_code(item: &Item) -> bool {
    attributes(item).iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
    })
}

/// `/models/power.rs` is the module `models::power`, `/models/mod.rs` is `models`, `/lib.rs` the root.
fn modules(path: &str) -> Vec<String> {
    let path = path.trim_start_matches('/').trim_end_matches(".rs");
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&&**last)) {
        parts.pop();
    }
    parts
}

fn imports(items: &[Item], modules: &[String]) -> BTreeMap<String, Import> {
    let mut found = BTreeMap::new();
    let children: Vec<String> = items
        .iter()
        .filter_map(|item| match item {
            Item::Mod(module) => Some(module.ident.unraw().to_string()),
            _ => None,
        })
        .collect();
    for item in items {
        if let Item::Use(item) = item {
            let mut flat = Vec::new();
            flatten(&item.tree, &mut Vec::new(), &mut flat);
            for (name, mut path) in flat {
                if path.first().is_some_and(|first| children.contains(first)) {
                    path.insert(0, "self".to_owned());
                }
                let path = absolute(&path, modules);
                found.insert(name, Import { path, public: is_public(&item.vis) });
            }
        }
    }
    found
}

fn flatten(tree: &UseTree, prefix: &mut Vec<String>, found: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.unraw().to_string());
            flatten(&path.tree, prefix, found);
            prefix.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            found.push((prefix.last().cloned().unwrap_or_default(), prefix.clone()));
        }
        UseTree::Name(name) => {
            let name = name.ident.unraw().to_string();
            let path = prefix.iter().cloned().chain([name.clone()]).collect();
            found.push((name, path));
        }
        UseTree::Rename(rename) => {
            let path = prefix.iter().cloned().chain([rename.ident.unraw().to_string()]).collect();
            found.push((rename.rename.unraw().to_string(), path));
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, prefix, found)),
        // What it brings in is not found later, and that is an error there.
        _ => {}
    }
}

/// Replaces a leading `self` or `super` by the path from the root of the crate.
fn absolute(path: &[String], modules: &[String]) -> Vec<String> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    let selfs = usize::from(path.first().is_some_and(|first| first == "self"));
    if supers + selfs == 0 {
        return path.to_vec();
    }
    let base = &modules[..modules.len().saturating_sub(supers)];
    let root = ["crate".to_owned()];
    root.iter().chain(base).chain(&path[supers + selfs..]).cloned().collect()
}
