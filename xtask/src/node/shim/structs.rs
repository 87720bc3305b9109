//! How a struct is written as an object of JavaScript, and read from one.

use std::fmt::Write as _;

use crate::manifest::structs::{Field, Struct};
use crate::names::camel;
use crate::rust_files::{default, raw, reachable};

/// Requests are only read and answers only written; what core has is both.
pub(super) fn conversions(text: &mut String, item: &Struct) {
    if item.used_in.response || !item.used_in.request {
        show(text, item);
    }
    if item.used_in.request || !item.used_in.response {
        take(text, item);
    }
}

fn show(text: &mut String, item: &Struct) {
    let _ = write!(
        text,
        "
impl Show for {} {{
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {{
        let mut object = Object::begin(out)?;
",
        reachable(&item.rust)
    );
    for field in &item.fields {
        let _ =
            writeln!(text, "        object.field(\"{}\", &self.{})?;", camel(&field.name), raw(&field.name));
    }
    if let Some(rest) = &item.rest {
        let _ = writeln!(text, "        object.rest(\"{}\", &self.{})?;", camel(rest), raw(rest));
    }
    text.push_str("        object.end()\n    }\n}\n");
}

fn take(text: &mut String, item: &Struct) {
    let path = reachable(&item.rust);
    let _ = write!(
        text,
        "
impl Take for {path} {{
    fn take(value: Given<'_>) -> Result<Self, Wrong> {{
        let {}fields = Fields::of(value)?;
        let taken = Self {{
",
        if item.fields.is_empty() { "" } else { "mut " }
    );
    for field in &item.fields {
        let _ = writeln!(text, "            {}: {},", raw(&field.name), taken(field));
    }
    let _ = write!(
        text,
        "        }};
        fields.end(\"{}\")?;
        Ok(taken)
    }}
}}
",
        item.name
    );
}

fn taken(field: &Field) -> String {
    let name = camel(&field.name);
    match (&field.default, field.required) {
        (Some(value), _) => format!("fields.given(\"{name}\")?.unwrap_or_else(|| {})", default(value)),
        (None, true) => format!("fields.needed(\"{name}\")?"),
        (None, false) => format!("fields.given(\"{name}\")?.unwrap_or_default()"),
    }
}
