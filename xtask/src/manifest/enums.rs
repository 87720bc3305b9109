//! Enumerations: the open ones of the vendors, and the closed ones of core.

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Fields, Ident, Item, ItemEnum, Lit, LitInt, LitStr, Token, braced};

use super::docs::{self, Doc};
use super::krate::{Krate, SourceFile};
use super::problem::{Problem, Result};

/// One enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Enumeration {
    /// Its name.
    pub(crate) name: String,
    /// The path by which other crates reach it.
    pub(crate) rust: String,
    /// What it is.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// How values are written.
    pub(crate) wire: Wire,
    /// What holds a value that is none of those known; it is kept and never taken for a known one. None if there is
    /// no such value.
    pub(crate) other: Option<Known>,
    /// The values that are known, in the order of their declaration.
    pub(crate) values: Vec<Known>,
}

/// How the values of an enumeration are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Wire {
    /// As text.
    String,
    /// As a whole number of 64 bits.
    I64,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// Its name in Rust.
    pub(crate) name: String,
    /// What stands on the wire, or the stable name of a value of core.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Value>,
    /// What it means.
    #[serde(flatten)]
    pub(crate) doc: Doc,
}

/// What stands on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Value {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// The body of `open_text!` and `open_number!`: `Type { Variant = literal, … }`.
struct Opened {
    name: Ident,
    values: Vec<(Ident, Value)>,
}

impl Parse for Opened {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let body;
        braced!(body in input);
        let values = Punctuated::<Pair, Token![,]>::parse_terminated(&body)?;
        Ok(Self { name, values: values.into_iter().map(|pair| (pair.name, pair.value)).collect() })
    }
}

struct Pair {
    name: Ident,
    value: Value,
}

impl Parse for Pair {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let minus = input.parse::<Option<Token![-]>>()?;
        let value = if minus.is_some() || input.peek(LitInt) {
            let number: i64 = input.parse::<LitInt>()?.base10_parse()?;
            Value::Number(if minus.is_some() { -number } else { number })
        } else {
            Value::Text(input.parse::<LitStr>()?.value())
        };
        Ok(Self { name, value })
    }
}

/// Reads an enumeration whose wire form `open_text!` or `open_number!` writes in the same file.
pub(crate) fn open(krate: &Krate, file: &SourceFile, item: &ItemEnum) -> Result<Enumeration> {
    let name = item.ident.unraw().to_string();
    let refuse = |why: &str| Problem::new(&file.path, &name, why);
    let (wire, values) = opened(file, &name)?
        .ok_or_else(|| refuse("no open_text! or open_number! of this file says how it is written"))?;
    let (mut known, mut other) = (Vec::new(), None);
    for variant in &item.variants {
        let variant_name = variant.ident.unraw().to_string();
        let doc = docs::read(&variant.attrs, &file.path, &format!("{name}::{variant_name}"))?;
        if variant_name == "Other" {
            other = Some(Known { name: variant_name, value: None, doc });
            continue;
        }
        let value = values.iter().find(|(ident, _)| *ident == variant_name).map(|(_, value)| value.clone());
        if value.is_none() || !matches!(variant.fields, Fields::Unit) {
            return Err(refuse(&format!("its variant `{variant_name}` has no value on the wire")));
        }
        known.push(Known { name: variant_name, value, doc });
    }
    if values.len() != known.len() || other.is_none() {
        return Err(refuse("its variants are not those of its macro and `Other`"));
    }
    let doc = docs::read(&item.attrs, &file.path, &name)?;
    Ok(Enumeration { rust: krate.public_path(file, &name)?, name, doc, wire, other, values: known })
}

/// How an enumeration is written, and the values of its variants.
type Written = (Wire, Vec<(String, Value)>);

fn opened(file: &SourceFile, name: &str) -> Result<Option<Written>> {
    for item in &file.items {
        let Item::Macro(item) = item else { continue };
        let wire = match item.mac.path.segments.last().map(|last| last.ident.to_string()).as_deref() {
            Some("open_text") => Wire::String,
            Some("open_number") => Wire::I64,
            _ => continue,
        };
        let opened: Opened =
            item.mac.parse_body().map_err(|error| Problem::new(&file.path, "an open enumeration", error))?;
        if opened.name == name {
            let values = opened.values.into_iter().map(|(ident, value)| (ident.unraw().to_string(), value));
            return Ok(Some((wire, values.collect())));
        }
    }
    Ok(None)
}

/// Reads a closed enumeration whose stable names its function `function` gives, in arms such as
/// `Self::No => "no"`.
pub(crate) fn named(
    krate: &Krate,
    file: &SourceFile,
    item: &ItemEnum,
    function: &str,
) -> Result<Enumeration> {
    let name = item.ident.unraw().to_string();
    let names = super::arms::literals(file, &name, function)?;
    let (mut known, mut other) = (Vec::new(), None);
    for variant in &item.variants {
        let variant_name = variant.ident.unraw().to_string();
        let at = format!("{name}::{variant_name}");
        let doc = docs::read(&variant.attrs, &file.path, &at)?;
        if variant_name == "Other" {
            other = Some(Known { name: variant_name, value: None, doc });
            continue;
        }
        let literal = names.iter().find(|(variant, _)| *variant == variant_name).map(|(_, literal)| literal);
        let Some(Lit::Str(text)) = literal else {
            return Err(Problem::new(&file.path, at, format!("`{function}` gives it no name")));
        };
        known.push(Known { name: variant_name, value: Some(Value::Text(text.value())), doc });
    }
    let doc = docs::read(&item.attrs, &file.path, &name)?;
    let rust = krate.public_path(file, &name)?;
    Ok(Enumeration { name, rust, doc, wire: Wire::String, other, values: known })
}
