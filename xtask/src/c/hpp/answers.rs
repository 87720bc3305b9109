//! Answers: views, with one accessor for each field.

use std::fmt::Write as _;

use super::docs::{COLUMNS, comment, words};
use crate::c::names::{c_struct, field as name};
use crate::c::types::{Form, Section, refuse};
use crate::manifest::Result;
use crate::manifest::structs::{Field, Struct};

/// The view. `owned`: whether it is a whole answer, which C gives away with a function that frees it.
pub(super) fn view(text: &mut String, section: Section<'_>, item: &Struct, owned: bool) -> Result<()> {
    let raw = c_struct(section.cloud, &item.name);
    text.push('\n');
    comment(text, "", &[words(&item.doc.doc)]);
    let _ = write!(
        text,
        "class {} : public ::phonevault::View<{raw}> {{
public:
    using View::View;
",
        item.name
    );
    for field in &item.fields {
        accessor(text, section, field)?;
    }
    if let Some(rest) = &item.rest {
        let doc = "What else came, as a JSON object; `std::nullopt` if nothing did.".to_owned();
        comment(text, "    ", &[doc]);
        method(text, "std::optional<std::string_view>", rest, &format!("maybe_text(at().{rest})"));
    }
    if owned {
        let _ = write!(
            text,
            "
    /// Used by the library.
    static void release({raw} *raw) noexcept
    {{
        {raw}_free(raw);
    }}
"
        );
    }
    text.push_str("};\n");
    Ok(())
}

fn accessor(text: &mut String, section: Section<'_>, field: &Field) -> Result<()> {
    let (form, optional, name) = (section.form(&field.ty)?, field.ty.is_optional(), name(&field.name));
    comment(text, "    ", &[words(&field.doc.doc)]);
    let maybe = if optional { "maybe_" } else { "" };
    let (ty, value) = match &form {
        Form::Text => ("std::string_view".to_owned(), format!("{maybe}text(at().{name})")),
        Form::Number(number) if optional => (format!("std::{number}"), format!("maybe_number(at().{name})")),
        Form::Number(number) => (format!("std::{number}"), format!("at().{name}")),
        Form::Flag if optional => ("bool".to_owned(), format!("maybe_flag(at().{name})")),
        Form::Flag => ("bool".to_owned(), format!("at().{name} == PV_FLAG_TRUE")),
        Form::Closed(item) if optional => {
            (item.name.clone(), format!("maybe_value<{}>(at().{name})", item.name))
        }
        Form::Closed(item) => (item.name.clone(), format!("static_cast<{}>(at().{name})", item.name)),
        Form::Struct(item) => ((*item).to_owned(), format!("{maybe}one<{item}>(at().{name})")),
        Form::List(item) => {
            let item = element(item)?;
            (
                format!("::phonevault::List<{item}>"),
                format!("{maybe}list<{item}>(at().{name}, at().{name}_len)"),
            )
        }
        Form::Map(item) => {
            let item = element(item)?;
            (
                format!("::phonevault::Map<{item}>"),
                format!("{maybe}map<{item}>(at().{name}_keys, at().{name}, at().{name}_len)"),
            )
        }
    };
    let ty = if optional { format!("std::optional<{ty}>") } else { ty };
    method(text, &ty, &name, &value);
    if let Form::Closed(item) = &form
        && item.other.is_some()
    {
        comment(text, "    ", &["The same as the vendor wrote it.".to_owned()]);
        method(text, "std::string_view", &format!("{name}_text"), &format!("text(at().{name}_text)"));
    }
    Ok(())
}

/// An accessor, on one line if it fits.
fn method(text: &mut String, ty: &str, name: &str, value: &str) {
    let line = format!("    {ty} {name}() const {{ return {value}; }}");
    let _ = if line.len() <= COLUMNS {
        writeln!(text, "{line}")
    } else {
        writeln!(text, "    {ty} {name}() const\n    {{\n        return {value};\n    }}")
    };
}

/// What lists and maps are of.
fn element(form: &Form<'_>) -> Result<String> {
    match form {
        Form::Text => Ok("std::string_view".to_owned()),
        Form::Struct(name) => Ok((*name).to_owned()),
        _ => Err(refuse("an answer holds a list of neither texts nor structs")),
    }
}
