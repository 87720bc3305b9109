//! The types of the manifest in TypeScript.

use crate::manifest::enums::{Enumeration, Value, Wire};
use crate::manifest::structs::{Field, Struct};
use crate::manifest::types::Type;

/// The type of a field that is read.
pub(super) fn read(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Secret => "Secret".to_owned(),
        Type::Optional(inner) => read(inner, enums),
        Type::List(item) => list("", &read(item, enums)),
        Type::Map(value) => format!("Record<string, {}>", read(value, enums)),
        other => plain(other, enums),
    }
}

/// The type of a field that is given.
pub(super) fn given(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Secret => "string | Secret".to_owned(),
        Type::Optional(inner) => given(inner, enums),
        Type::List(item) => list("readonly ", &given(item, enums)),
        Type::Map(value) => format!("Readonly<Record<string, {}>>", given(value, enums)),
        other => plain(other, enums),
    }
}

fn list(readonly: &str, item: &str) -> String {
    if item.contains('|') { format!("{readonly}({item})[]") } else { format!("{readonly}{item}[]") }
}

fn plain(ty: &Type, enums: &[Enumeration]) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::I8 | Type::I32 | Type::I64 | Type::U8 | Type::U16 | Type::U32 | Type::U64 => {
            "number".to_owned()
        }
        Type::F64 | Type::Duration => "number".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Time => "Date".to_owned(),
        Type::Struct(name) => name.clone(),
        // Those of other modules, such as kinds of errors, have types of their own there.
        Type::Enum(name) if name == "ErrorKind" || enums.iter().any(|known| known.name == *name) => {
            name.clone()
        }
        _ => "string".to_owned(),
    }
}

/// The type of an enumeration: its values, and any other if it is open.
pub(super) fn enumeration(item: &Enumeration) -> String {
    let mut values: Vec<String> =
        item.values.iter().filter_map(|known| known.value.as_ref().map(literal)).collect();
    if item.other.is_some() {
        // Editors still offer the known values so.
        values.push(match item.wire {
            Wire::String => "(string & {})".to_owned(),
            Wire::I64 => "(number & {})".to_owned(),
        });
    }
    values.join(" | ")
}

/// A value in JavaScript.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("'{text}'"),
    }
}

/// Whether a field of a request has to be given.
pub(super) fn is_needed(field: &Field) -> bool {
    field.required && field.default.is_none()
}

/// Whether a request can be left out, because nothing in it has to be given.
pub(super) fn can_be_empty(request: &Struct) -> bool {
    !request.fields.iter().any(is_needed)
}
