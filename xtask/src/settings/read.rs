//! Settings read from the simulator's sources.

use std::collections::BTreeMap;

use syn::ext::IdentExt as _;
use syn::{Expr, Fields, Item, ItemStruct, Member, Stmt};

use super::default;
use super::sureness::Sureness;
use crate::manifest::{Problem, Result, Sources, doc_comment, is_test_code};

/// Where settings are declared.
const FOLDER: &str = "crates/simulator/src/settings";

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) name: String,
    pub(super) default: String,
    pub(super) decides: String,
    pub(super) sureness: Sureness,
}

/// The settings of every struct that has an `impl Default`, by the name of the section: the path of its file inside the
/// folder, such as `huawei`. The file of the whole, and files without such a struct, have no section.
pub(super) fn read(sources: &Sources) -> Result<BTreeMap<String, Vec<Setting>>> {
    let mut sections: BTreeMap<String, Vec<Setting>> = BTreeMap::new();
    // All of them at once: they are corrected together.
    let mut problems = Vec::new();
    let mut parsed = Vec::new();
    for (path, text) in sources.below(FOLDER) {
        let file = syn::parse_file(text).map_err(|error| Problem::new(path, "the file", error))?;
        parsed.push((path, file.items));
    }
    let structs: Vec<&ItemStruct> =
        parsed.iter().flat_map(|(_, items)| items).filter_map(as_struct).collect();
    for (path, items) in &parsed {
        for item in items.iter().filter(|item| !is_test_code(item)) {
            let Item::Struct(item) = item else { continue };
            let Fields::Named(fields) = &item.fields else { continue };
            let defaults = if derives_default(item) { None } else { Some(defaults(path, items, item)?) };
            let mut settings = Vec::new();
            for field in &fields.named {
                // What is a struct of settings itself has a section of its own.
                if is_one_of(&field.ty, &structs) {
                    continue;
                }
                match setting(path, item, field, defaults.as_ref(), &parsed) {
                    Ok(setting) => settings.push(setting),
                    Err(problem) => problems.push(problem.to_string()),
                }
            }
            if !settings.is_empty() {
                sections.entry(section(path)).or_default().extend(settings);
            }
        }
    }
    if problems.is_empty() { Ok(sections) } else { Err(Problem::plain(problems.join("\n"))) }
}

fn as_struct(item: &Item) -> Option<&ItemStruct> {
    match item {
        Item::Struct(item) => Some(item),
        _ => None,
    }
}

fn is_one_of(ty: &syn::Type, structs: &[&ItemStruct]) -> bool {
    matches!(ty, syn::Type::Path(path)
        if path.path.segments.last().is_some_and(|last| structs.iter().any(|known| known.ident == last.ident)))
}

fn section(path: &str) -> String {
    let inner = path.strip_prefix(FOLDER).unwrap_or(path).trim_start_matches('/').trim_end_matches(".rs");
    match inner {
        "mod" => "general".to_owned(),
        other => other.trim_end_matches("/mod").replace('/', " "),
    }
}

fn setting(
    path: &str,
    item: &ItemStruct,
    field: &syn::Field,
    defaults: Option<&BTreeMap<String, Expr>>,
    parsed: &[(&str, Vec<Item>)],
) -> Result<Setting> {
    let name = field.ident.as_ref().map(|name| name.unraw().to_string()).unwrap_or_default();
    let at = format!("{}.{name}", item.ident);
    let refuse = |why: &str| Problem::new(path, &at, why);
    let doc = doc_comment(&field.attrs, path, &at)?.doc;
    let (sureness, decides) = Sureness::of(&doc).ok_or_else(|| {
        refuse("its doc comment must end with `Documented.`, `Seen in the SDK.` or `Guessed.`")
    })?;
    let default = match defaults {
        Some(defaults) => defaults.get(&name).and_then(default::words),
        None => derived(&field.ty, parsed),
    };
    let default = default.ok_or_else(|| refuse("its default is of a form that the table cannot show"))?;
    Ok(Setting { name, default, decides: without_default(&decides), sureness })
}

/// The table has a column for it: a last sentence that says no more than `Default 200 ms.` is left out.
fn without_default(doc: &str) -> String {
    let last = doc
        .rfind("Default ")
        .filter(|at| *at == 0 || [". ", "\n\n"].iter().any(|end| doc[..*at].ends_with(end)));
    let says_no_more = |at: &usize| {
        let words: Vec<&str> = doc[*at..].split_whitespace().collect();
        words.len() <= 3 && words.last().is_some_and(|last| last.ends_with('.'))
    };
    match last.filter(says_no_more) {
        Some(at) => doc[..at].trim_end().to_owned(),
        None => doc.to_owned(),
    }
}

fn derives_default(item: &ItemStruct) -> bool {
    let mut derives = false;
    for attribute in item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            derives |= meta.path.is_ident("Default");
            Ok(())
        });
    }
    derives
}

/// The default that `derive(Default)` gives a type.
fn derived(ty: &syn::Type, parsed: &[(&str, Vec<Item>)]) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    let name = path.path.segments.last()?.ident.to_string();
    match &*name {
        "bool" => return Some("false".to_owned()),
        "u8" | "u16" | "u32" | "u64" | "usize" | "i64" | "Duration" => return Some("0".to_owned()),
        "Option" | "Vec" | "BTreeMap" => return Some("none".to_owned()),
        "String" => return Some("empty".to_owned()),
        _ => {}
    }
    let item = parsed.iter().flat_map(|(_, items)| items).find_map(|item| match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    })?;
    let marked =
        |variant: &&syn::Variant| variant.attrs.iter().any(|attribute| attribute.path().is_ident("default"));
    item.variants.iter().find(marked).map(|variant| format!("`{}`", variant.ident))
}

/// The fields of `Self { … }` in `impl Default`.
fn defaults(path: &str, items: &[Item], item: &ItemStruct) -> Result<BTreeMap<String, Expr>> {
    let found = items.iter().find_map(|other| {
        let Item::Impl(block) = other else { return None };
        let is_default = block.trait_.as_ref().is_some_and(|(path, _)| path.is_ident("Default"));
        let is_own = matches!(&*block.self_ty, syn::Type::Path(path) if path.path.is_ident(&item.ident));
        let syn::ImplItem::Fn(function) = block.items.first()? else { return None };
        match function.block.stmts.last()? {
            Stmt::Expr(Expr::Struct(literal), None) if is_default && is_own => Some(literal),
            _ => None,
        }
    });
    let literal = found.ok_or_else(|| {
        Problem::new(path, &item.ident, "needs an `impl Default` in the same file that ends in `Self { … }`")
    })?;
    let named = literal.fields.iter().filter_map(|field| match &field.member {
        Member::Named(name) => Some((name.unraw().to_string(), field.expr.clone())),
        Member::Unnamed(_) => None,
    });
    Ok(named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_that_the_table_shows_is_not_said_twice() {
        for (doc, expected) in [
            ("A pause. Default 200 ms.", "A pause."),
            ("A rule. Default true.", "A rule."),
            ("A code. Default `X` (busy, try later).", "A code. Default `X` (busy, try later)."),
            ("Default false.", ""),
            ("The Default page.", "The Default page."),
        ] {
            assert_eq!(without_default(doc), expected);
        }
    }
}
