//! Requests from JSON.

use std::fmt::Write as _;

use super::super::names::{c_struct, field, snake};
use crate::manifest::enums::{Enumeration, Wire};
use crate::manifest::structs::Struct;
use crate::manifest::types::Type;

/// The head of the function that takes a struct. The struct comes as `void *`, so that lists of all types are taken alike.
pub(super) fn head(item: &Struct) -> String {
    format!("static void take_{}(arena *arena, const json_t *from, void *into)", snake(&item.name))
}

/// That function.
pub(super) fn function(text: &mut String, cloud: Option<&str>, item: &Struct, enums: &[Enumeration]) {
    let _ = write!(
        text,
        "\n{}\n{{\n    {} *to = into;\n    size_t seen = 0;\n    to->size = sizeof *to;\n",
        head(item),
        c_struct(cloud, &item.name)
    );
    for one in &item.fields {
        let given = format!("field(from, \"{}\", &seen)", one.wire.as_deref().unwrap_or_default());
        let taken = value(cloud, &one.ty, enums, &given, &format!("&to->{}_len", one.name));
        let _ = writeln!(text, "    to->{} = {taken};", field(&one.name));
    }
    if !item.fields.iter().any(|one| needs_arena(&one.ty, enums)) {
        text.push_str("    (void)arena;\n");
    }
    let _ = write!(text, "    none_left(from, seen, \"{}\");\n}}\n", item.name);
}

fn needs_arena(ty: &Type, enums: &[Enumeration]) -> bool {
    value(None, ty, enums, "", "").contains("arena")
}

/// The value of a field from what is `given` for it; the length of a list is put at `length`.
fn value(cloud: Option<&str>, ty: &Type, enums: &[Enumeration], given: &str, length: &str) -> String {
    match ty {
        Type::String | Type::Secret => format!("take_text({given})"),
        Type::Bool => format!("take_flag({given})"),
        Type::I64 => format!("take_integer({given})"),
        Type::Json => format!("take_json(arena, {given})"),
        Type::Enum(name) => match wire(name, enums) {
            Wire::String => format!("take_text({given})"),
            Wire::I64 => format!("take_integer({given})"),
        },
        Type::Optional(inner) => match (&**inner, is_number(inner, enums)) {
            (_, true) => format!("take_number(arena, {given})"),
            (inner, false) => value(cloud, inner, enums, given, length),
        },
        Type::Struct(name) => {
            format!("take_one(arena, {given}, sizeof({}), take_{})", c_struct(cloud, name), snake(name))
        }
        Type::List(item) => match &**item {
            Type::Struct(name) => format!(
                "take_list(arena, {given}, sizeof({}), take_{}, {length})",
                c_struct(cloud, name),
                snake(name)
            ),
            item if is_number(item, enums) => format!("take_numbers(arena, {given}, {length})"),
            _ => format!("take_texts(arena, {given}, {length})"),
        },
        other => panic!("{other:?} is in no request of C: teach it to xtask/src/c/worker/take.rs"),
    }
}

fn is_number(ty: &Type, enums: &[Enumeration]) -> bool {
    match ty {
        Type::I64 => true,
        Type::Enum(name) => wire(name, enums) == Wire::I64,
        _ => false,
    }
}

/// How the values of an enumeration are written.
pub(super) fn wire(name: &str, enums: &[Enumeration]) -> Wire {
    enums.iter().find(|known| known.name == name).map_or(Wire::String, |known| known.wire)
}
