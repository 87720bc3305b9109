//! Enumerations: those of clouds are open, so their values are constants; those of core are closed.

use std::fmt::Write as _;

use super::docs::{comment, words};
use crate::manifest::enums::{Enumeration, Value, Wire};
use crate::names::upper;

/// The known values of an enumeration of a cloud.
pub(super) fn open(text: &mut String, item: &Enumeration) {
    let ty = match item.wire {
        Wire::String => "const char *",
        Wire::I64 => "std::int64_t ",
    };
    text.push('\n');
    let more = "Known values; an answer may hold others, and a request too.".to_owned();
    comment(text, "", &[words(&item.doc.doc), more]);
    let _ = writeln!(text, "struct {} {{", item.name);
    for known in &item.values {
        let value = match &known.value {
            Some(Value::Text(value)) => format!("{value:?}"),
            Some(Value::Number(number)) => number.to_string(),
            None => continue,
        };
        comment(text, "    ", &[words(&known.doc.doc)]);
        let _ = writeln!(text, "    static constexpr {ty}{} = {value};", known.name);
    }
    text.push_str("};\n");
}

/// An enumeration of core, with the stable names of its values.
pub(super) fn closed(text: &mut String, item: &Enumeration) {
    let (name, prefix) = (&item.name, format!("PV_{}", upper(&item.name)));
    text.push('\n');
    comment(text, "", &[words(&item.doc.doc)]);
    let _ = writeln!(text, "enum class {name} : std::int32_t {{");
    let mut cases = String::new();
    for known in item.other.iter().chain(&item.values) {
        comment(text, "    ", &[words(&known.doc.doc)]);
        let _ = writeln!(text, "    {} = {prefix}_{},", known.name, upper(&known.name));
        if let Some(Value::Text(value)) = &known.value {
            let _ = write!(cases, "    case {name}::{}:\n        return {value:?};\n", known.name);
        }
    }
    let _ = write!(
        text,
        "}};

/// Its stable name; \"other\" for one that is none of those known.
constexpr std::string_view name({name} value) noexcept
{{
    switch (value) {{
{cases}    default:
        return \"other\";
    }}
}}
"
    );
}
