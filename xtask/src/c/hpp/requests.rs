//! Requests: plain aggregates, and how they become structs of C.

use std::fmt::Write as _;

use super::docs::{comment, words};
use crate::c::names::{c_struct, field as name};
use crate::c::types::{Form, Section, refuse};
use crate::manifest::Result;
use crate::manifest::structs::{Field, Struct};

/// The aggregate.
pub(super) fn aggregate(text: &mut String, section: Section<'_>, item: &Struct) -> Result<()> {
    text.push('\n');
    comment(text, "", &[words(&item.doc.doc)]);
    let _ = writeln!(text, "struct {} {{", item.name);
    for field in &item.fields {
        comment(text, "    ", &[words(&field.doc.doc)]);
        let _ = writeln!(text, "    {} {}{{}};", member(section, field)?, name(&field.name));
    }
    text.push_str("};\n");
    Ok(())
}

/// The type of a field.
fn member(section: Section<'_>, field: &Field) -> Result<String> {
    let form = section.form(&field.ty)?;
    let plain = plain(&form)?;
    // A list that is empty says the same as one that is not there.
    let always = field.required && field.default.is_none() || matches!(form, Form::List(_));
    Ok(if always { plain } else { format!("std::optional<{plain}>") })
}

fn plain(form: &Form<'_>) -> Result<String> {
    Ok(match form {
        Form::Text => "std::string".to_owned(),
        Form::Number(number) => format!("std::{number}"),
        Form::Flag => "bool".to_owned(),
        Form::Struct(name) => (*name).to_owned(),
        Form::List(item) => format!("std::vector<{}>", plain(item)?),
        Form::Closed(_) | Form::Map(_) => return Err(refuse("a request holds what it cannot")),
    })
}

/// The function that makes the struct of C.
pub(super) fn lowering(text: &mut String, section: Section<'_>, cloud: &str, item: &Struct) -> Result<()> {
    let raw = c_struct(section.cloud, &item.name);
    let _ = write!(
        text,
        "
inline {raw} lower(
    const {cloud}::{} &from, Arena &arena)
{{
    {raw} to{{}};
    to.size = sizeof to;
",
        item.name
    );
    for field in &item.fields {
        let name = name(&field.name);
        let _ = match section.form(&field.ty)? {
            Form::Text if field.ty.is_optional() && field.required => {
                writeln!(text, "    to.{name} = arena.text_unless_empty(from.{name}, \"{name}\");")
            }
            Form::Text => writeln!(text, "    to.{name} = arena.text(from.{name}, \"{name}\");"),
            Form::Number(_) if field.ty.is_optional() => {
                writeln!(text, "    to.{name} = arena.number(from.{name});")
            }
            Form::Number(_) => writeln!(text, "    to.{name} = from.{name};"),
            Form::Flag => writeln!(text, "    to.{name} = flag(from.{name});"),
            Form::Struct(_) => writeln!(text, "    to.{name} = arena.one(from.{name});"),
            Form::List(_) => {
                writeln!(
                    text,
                    "    to.{name} = arena.list(from.{name}, \"{name}\");\n    to.{name}_len = from.{name}.size();"
                )
            }
            Form::Closed(_) | Form::Map(_) => return Err(refuse("a request holds what it cannot")),
        };
    }
    text.push_str("    return to;\n}\n");
    Ok(())
}
