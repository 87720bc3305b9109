//! Fields of the bodies.

use std::collections::HashSet;

use serde_json::Value;

use super::super::fault::{Fault, ItemFault};

/// The codes of a list in a body.
pub(super) struct ListCodes<'a> {
    /// It is empty.
    pub(super) empty: &'a str,
    /// It is absent or no list.
    pub(super) bad: &'a str,
    /// It is too long.
    pub(super) too_many: &'a str,
}

/// The items of a batch: not none, and not more than `most`.
///
/// # Errors
/// One of the codes.
pub(super) fn items<'a>(
    body: &'a Value,
    name: &str,
    most: usize,
    codes: &ListCodes<'_>,
) -> Result<&'a [Value], Fault> {
    match body.get(name) {
        None | Some(Value::Null) => Err(Fault::bad(codes.bad, format!("{name} is missing"))),
        Some(Value::Array(list)) if list.is_empty() => {
            Err(Fault::bad(codes.empty, format!("{name} is empty")))
        }
        Some(Value::Array(list)) if list.len() > most => {
            Err(Fault::bad(codes.too_many, format!("at most {most} {name} are allowed")))
        }
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Fault::bad(codes.bad, format!("{name} must be a list"))),
    }
}

/// A field that must be a string.
///
/// # Errors
/// `code`.
pub(super) fn text(value: &Value, name: &str, code: &str) -> Result<String, ItemFault> {
    let found = value.get(name).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| ItemFault::new(code, format!("{name} must be a string")))
}

/// A list of strings; `None` when it is absent or null.
///
/// # Errors
/// `code`.
pub(super) fn strings(value: &Value, name: &str, code: &str) -> Result<Option<Vec<String>>, ItemFault> {
    let bad = || ItemFault::new(code, format!("{name} must be a list of strings"));
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(list)) => {
            let texts: Option<Vec<String>> =
                list.iter().map(|text| text.as_str().map(str::to_owned)).collect();
            texts.map(Some).ok_or_else(bad)
        }
        Some(_) => Err(bad()),
    }
}

/// The first text that stands twice.
pub(super) fn twice<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    let mut texts = texts;
    texts.find(|text| !seen.insert(*text))
}
