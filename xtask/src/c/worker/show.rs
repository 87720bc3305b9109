//! Answers as JSON.

use std::fmt::Write as _;

use super::super::names::{c_struct, field, snake};
use super::take::wire;
use crate::manifest::enums::{Enumeration, Wire};
use crate::manifest::structs::{Field, Struct};
use crate::manifest::types::Type;

/// The head of the function that shows a struct.
pub(super) fn head(cloud: Option<&str>, item: &Struct) -> String {
    format!("json_t *show_{}(const {} *from)", snake(&item.name), c_struct(cloud, &item.name))
}

/// That function.
pub(super) fn function(
    text: &mut String,
    cloud: Option<&str>,
    item: &Struct,
    enums: &[Enumeration],
    local: bool,
) {
    let linkage = if local { "static " } else { "" };
    let _ = write!(
        text,
        "\n{linkage}{}\n{{\n    json_t *to = json_object();\n    of_size(from->size, sizeof *from, \"{}\");\n",
        head(cloud, item),
        item.name
    );
    for one in &item.fields {
        statement(text, one, enums);
    }
    if let Some(rest) = &item.rest {
        let _ = writeln!(text, "    put_rest(to, from->{});", field(rest));
    }
    text.push_str("    return to;\n}\n");
}

/// Puts a field into the object, under the vendor's name or, in core, its own.
fn statement(text: &mut String, one: &Field, enums: &[Enumeration]) {
    let wire_name = one.wire.as_ref().unwrap_or(&one.name);
    let (optional, ty) = match &one.ty {
        Type::Optional(inner) => (true, &**inner),
        ty => (false, ty),
    };
    let value = format!("from->{}", field(&one.name));
    let length = format!("from->{}_len", one.name);
    let line = match ty {
        Type::String | Type::Secret | Type::Time => format!("put_text(to, \"{wire_name}\", {value})"),
        Type::Json => format!("put_json(to, \"{wire_name}\", {value})"),
        Type::Bool => format!("put_flag(to, \"{wire_name}\", {value})"),
        Type::Enum(name)
            if enums.iter().any(|known| known.name == *name && known.rust.starts_with("phonevault_core")) =>
        {
            match enums.iter().any(|known| known.name == *name && known.other.is_some()) {
                true => {
                    format!("put_state(to, \"{wire_name}\", {}_name({value}), {value}_text)", snake(name))
                }
                false => format!("put_text(to, \"{wire_name}\", {}_name({value}))", snake(name)),
            }
        }
        Type::Enum(name) if wire(name, enums) == Wire::String => {
            format!("put_text(to, \"{wire_name}\", {value})")
        }
        Type::U8 if optional => format!("put_small(to, \"{wire_name}\", {value})"),
        Type::I64 | Type::Enum(_) if optional => format!("put_number(to, \"{wire_name}\", {value})"),
        Type::I64 | Type::U64 | Type::Enum(_) if !optional => {
            format!("put_integer(to, \"{wire_name}\", (json_int_t){value})")
        }
        Type::Struct(name) => {
            format!("put(to, \"{wire_name}\", {value} == NULL ? NULL : show_{}({value}))", snake(name))
        }
        Type::List(item) => match &**item {
            Type::String => format!("put_texts(to, \"{wire_name}\", {value}, {length}, {})", !optional),
            Type::Struct(name) => {
                format!(
                    "PUT_LIST(to, \"{wire_name}\", {value}, {length}, {}, show_{})",
                    !optional,
                    snake(name)
                )
            }
            other => unknown(other),
        },
        Type::Map(item) => match &**item {
            Type::String => {
                format!("PUT_MAP(to, \"{wire_name}\", {value}_keys, {value}, {length}, json_string)")
            }
            Type::Struct(name) => {
                format!("PUT_MAP(to, \"{wire_name}\", {value}_keys, {value}, {length}, show_{})", snake(name))
            }
            other => unknown(other),
        },
        other => unknown(other),
    };
    let _ = writeln!(text, "    {line};");
}

fn unknown(ty: &Type) -> String {
    panic!("{ty:?} is in no answer of C: teach it to xtask/src/c/worker/show.rs")
}
