//! The serde attributes that say what a field is called on the wire. Every attribute must be known: one that is passed
//! over could change the name.

use syn::ext::IdentExt as _;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Token};

use super::problem::{Problem, Result};

/// How the fields of a struct are called if they do not say it themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Case {
    /// As in Rust.
    #[default]
    Same,
    /// `PascalCase`.
    Pascal,
    /// `camelCase`.
    Camel,
}

/// The rules of a whole struct.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StructRules {
    case: Case,
    /// Whether names that it does not know are refused.
    pub(crate) refuses_unknown: bool,
    defaults: bool,
}

/// The rules of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FieldRules {
    /// Its name on the wire.
    pub(crate) wire: String,
    /// Other names that are read too.
    pub(crate) aliases: Vec<String>,
    /// Whether it may be absent when it is read.
    pub(crate) default: bool,
    /// The function that gives a default that is not that of its type.
    pub(crate) own_default: Option<String>,
    /// Whether it is not written when it says nothing.
    pub(crate) skipped: bool,
    /// Whether it takes all names that no other field has.
    pub(crate) rest: bool,
}

/// Functions that read a value more leniently than its type does. They change no name.
const READERS: &[&str] = &[
    "lenient::list",
    "lenient::text",
    "lenient::comma_list",
    "lenient::text_or_number",
    "lenient::in_any_case",
];
/// Functions that write a value that is not written otherwise. They change no name.
const WRITERS: &[&str] = &["exposed", "exposed_option", "secret::exposed", "secret::exposed_option"];
/// What says that a value says nothing.
const NOTHING: &[&str] =
    &["Option::is_none", "Vec::is_empty", "String::is_empty", "BTreeMap::is_empty", "Secret::is_empty"];

/// Whether a struct is written as its only field.
pub(crate) fn is_transparent(attributes: &[Attribute]) -> bool {
    let mut transparent = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            transparent |= meta.path.is_ident("transparent");
            Ok(())
        });
    }
    transparent
}

/// Reads the attributes of a struct.
pub(crate) fn of_struct(attributes: &[Attribute], path: &str, item: &str) -> Result<StructRules> {
    let mut rules = StructRules::default();
    each(attributes, path, item, |meta| {
        if meta.path.is_ident("rename_all") {
            rules.case = match &*text(meta)? {
                "PascalCase" => Case::Pascal,
                "camelCase" => Case::Camel,
                "snake_case" => Case::Same,
                other => return Err(meta.error(format!("`{other}` is no known case"))),
            };
        } else if meta.path.is_ident("deny_unknown_fields") {
            rules.refuses_unknown = true;
        } else if meta.path.is_ident("default") {
            rules.defaults = true;
        } else {
            return Err(meta.error("is no serde attribute that the manifest knows"));
        }
        Ok(())
    })?;
    Ok(rules)
}

/// Reads the attributes of a field.
pub(crate) fn of_field(field: &syn::Field, rules: StructRules, path: &str, item: &str) -> Result<FieldRules> {
    let name = field.ident.as_ref().ok_or_else(|| Problem::new(path, item, "has a field without a name"))?;
    let name = name.unraw().to_string();
    let mut found = FieldRules { wire: cased(&name, rules.case), ..FieldRules::default() };
    found.default = rules.defaults;
    each(&field.attrs, path, &format!("{item}.{name}"), |meta| {
        if meta.path.is_ident("rename") {
            found.wire = text(meta)?;
        } else if meta.path.is_ident("alias") {
            found.aliases.push(text(meta)?);
        } else if meta.path.is_ident("default") {
            found.default = true;
            if meta.input.peek(Token![=]) {
                found.own_default = Some(text(meta)?);
            }
        } else if meta.path.is_ident("flatten") {
            found.rest = true;
        } else if meta.path.is_ident("skip_serializing_if") {
            found.skipped = true;
            one_of(meta, NOTHING)?;
        } else if meta.path.is_ident("deserialize_with") {
            one_of(meta, READERS)?;
        } else if meta.path.is_ident("serialize_with") {
            one_of(meta, WRITERS)?;
        } else {
            return Err(meta.error("is no serde attribute that the manifest knows"));
        }
        Ok(())
    })?;
    Ok(found)
}

fn each(
    attributes: &[Attribute],
    path: &str,
    item: &str,
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) -> Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            read(&meta).map_err(|error| meta.error(format!("serde attribute `{name}`: {error}")))
        });
        parsed.map_err(|error| Problem::new(path, item, error))?;
    }
    Ok(())
}

fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<String> {
    meta.value()?.parse::<LitStr>().map(|text| text.value())
}

fn one_of(meta: &ParseNestedMeta<'_>, known: &[&str]) -> syn::Result<()> {
    let name = text(meta)?;
    if known.contains(&&*name) {
        return Ok(());
    }
    Err(meta.error(format!("`{name}` is none of {}", known.join(", "))))
}

/// As serde does it: words are parted by `_`.
fn cased(name: &str, case: Case) -> String {
    let pascal = || {
        name.split('_').flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<Vec<_>>()
        })
    };
    match case {
        Case::Same => name.to_owned(),
        Case::Pascal => pascal().collect(),
        Case::Camel => {
            let text: String = pascal().collect();
            let mut letters = text.chars();
            letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
        }
    }
}
