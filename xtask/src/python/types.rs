//! The types of the manifest in Python.

use crate::manifest::enums::{Enumeration, Value, Wire};
use crate::manifest::structs::{Field, Struct};
use crate::manifest::types::Type;

/// The type of an attribute.
pub(super) fn read(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Secret => "Secret".to_owned(),
        Type::Optional(inner) => format!("{} | None", read(inner, enums)),
        Type::List(item) => format!("tuple[{}, ...]", read(item, enums)),
        Type::Map(value) => format!("dict[str, {}]", read(value, enums)),
        other => plain(other, enums),
    }
}

/// The type of an argument.
pub(super) fn given(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Secret => "str | Secret".to_owned(),
        Type::Optional(inner) => format!("{} | None", given(inner, enums)),
        Type::List(item) => format!("Sequence[{}]", given(item, enums)),
        Type::Map(value) => format!("Mapping[str, {}]", given(value, enums)),
        other => plain(other, enums),
    }
}

fn plain(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I8 | Type::I32 | Type::I64 | Type::U8 | Type::U16 | Type::U32 | Type::U64 => "int".to_owned(),
        Type::F64 | Type::Duration => "float".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Time => "datetime".to_owned(),
        Type::Struct(name) => name.clone(),
        Type::Enum(name) => {
            let known = enums.iter().find(|known| known.name == *name);
            known.map_or_else(|| "str".to_owned(), enumeration)
        }
        _ => "str".to_owned(),
    }
}

/// Values of an open enumeration are any text or number; a closed one has only those that are known.
pub(super) fn enumeration(item: &Enumeration) -> String {
    if item.other.is_some() {
        return match item.wire {
            Wire::String => "str".to_owned(),
            Wire::I64 => "int".to_owned(),
        };
    }
    let values = item.values.iter().filter_map(|known| known.value.as_ref().map(literal));
    format!("Literal[{}]", values.collect::<Vec<_>>().join(", "))
}

/// A value in Python.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("\"{text}\""),
    }
}

/// What an argument is if it is left out; nothing if it has to be given.
pub(super) fn default(item: &Struct, field: &Field) -> Option<String> {
    if let Some(value) = &field.default {
        return Some(match value.as_array() {
            // As the native class shows it.
            Some(items) => {
                let texts = items.iter().filter_map(|item| item.as_str()).map(|text| format!("\"{text}\""));
                format!("[{}]", texts.collect::<Vec<_>>().join(", "))
            }
            None => format!("\"{}\"", value.as_str().unwrap_or_default()),
        });
    }
    if field.required {
        return None;
    }
    let plain = match &field.ty {
        Type::List(_) => "()",
        Type::String | Type::Secret => "\"\"",
        Type::Bool => "False",
        Type::I64 | Type::U8 | Type::U64 if !item.used_in.request => "0",
        _ => "None",
    };
    Some(plain.to_owned())
}

/// One argument of a constructor or an operation.
pub(super) struct Argument<'a> {
    pub(super) name: &'a str,
    pub(super) ty: String,
    pub(super) default: Option<String>,
    pub(super) doc: &'a str,
}

impl Argument<'_> {
    /// The argument as it is declared.
    pub(super) fn declared(&self) -> String {
        match &self.default {
            Some(default) => format!("{}: {} = {default}", self.name, self.ty),
            None => format!("{}: {}", self.name, self.ty),
        }
    }
}

/// The arguments by which a struct is made: first those that have to be given.
pub(super) fn arguments<'a>(item: &'a Struct, enums: &[Enumeration]) -> Vec<Argument<'a>> {
    let mut all: Vec<Argument<'a>> = item
        .fields
        .iter()
        .map(|field| {
            let default = default(item, field);
            let mut ty = given(&field.ty, enums);
            if default.as_deref() == Some("None") && !ty.ends_with("| None") {
                ty.push_str(" | None");
            }
            Argument { name: &field.name, ty, default, doc: &field.doc.doc }
        })
        .collect();
    if let Some(rest) = &item.rest {
        let ty = "Mapping[str, Json] | None".to_owned();
        let doc = "What else came, by the vendor's names.";
        all.push(Argument { name: rest, ty, default: Some("None".to_owned()), doc });
    }
    all.sort_by_key(|argument| argument.default.is_some());
    all
}
