//! A class for each struct: a constructor with all fields, and a getter for each that shows it when it is asked for.

use std::fmt::Write as _;

use super::doc;
use crate::manifest::structs::{Field, Struct};
use crate::manifest::types::Type;
use crate::rust_files::{raw, reachable};

/// How a field that holds structs is shown.
enum Nested<'a> {
    One { class: &'a str, optional: bool },
    Many { class: &'a str, optional: bool },
    Map { class: &'a str },
}

fn nested(ty: &Type) -> Option<Nested<'_>> {
    let (inner, optional) = match ty {
        Type::Optional(inner) => (&**inner, true),
        other => (other, false),
    };
    match inner {
        Type::Struct(class) => Some(Nested::One { class, optional }),
        Type::List(item) => match &**item {
            Type::Struct(class) => Some(Nested::Many { class, optional }),
            _ => None,
        },
        Type::Map(item) => match &**item {
            Type::Struct(class) => Some(Nested::Map { class }),
            _ => None,
        },
        _ => None,
    }
}

fn is_many(field: &Field) -> bool {
    matches!(nested(&field.ty), Some(Nested::Many { .. }))
}

/// Writes a class with its conversions.
pub(super) fn class(text: &mut String, python: &str, item: &Struct) {
    let (name, path) = (&item.name, reachable(&item.rust));
    text.push('\n');
    doc(text, "", &item.doc.doc);
    let _ = writeln!(text, "#[pyclass(frozen, extends = Model, module = \"{python}\")]");
    let _ = writeln!(text, "pub(crate) struct {name} {{\n    part: Part<{path}>,");
    let lists: Vec<&Field> = item.fields.iter().filter(|field| is_many(field)).collect();
    for field in &lists {
        let _ = writeln!(text, "    made_{}: PyOnceLock<Py<PyTuple>>,", field.name);
    }
    let made: String =
        lists.iter().map(|field| format!(", made_{}: PyOnceLock::new()", field.name)).collect();
    let _ = write!(
        text,
        "}}

impl Wraps for {name} {{
    type Model = {path};

    fn of(part: Part<Self::Model>) -> PyClassInitializer<Self> {{
        PyClassInitializer::from(Model).add_subclass(Self {{ part{made} }})
    }}

    fn part(&self) -> &Part<Self::Model> {{
        &self.part
    }}
}}

impl Take for {path} {{
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {{
        take::model::<{name}>(\"{name}\", object)
    }}
}}

#[pymethods]
impl {name} {{
"
    );
    constructor(text, &path, item);
    let names = item.fields.iter().map(|field| &field.name).chain(&item.rest);
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let _ = write!(
        text,
        "
    #[classattr]
    fn _fields(py: Python<'_>) -> PyResult<Py<PyTuple>> {{
        Ok(PyTuple::new(py, [{}] as [&str; {}])?.unbind())
    }}
",
        names.join(", "),
        names.len()
    );
    for field in &item.fields {
        getter(text, field);
    }
    if let Some(rest) = &item.rest {
        text.push_str("\n    /// What else came, by the vendor's names.\n");
        plain_getter(text, rest);
    }
    text.push_str("}\n");
}

fn constructor(text: &mut String, path: &str, item: &Struct) {
    let mut fields: Vec<(&str, Argument<'_>)> =
        item.fields.iter().map(|field| (&*field.name, Argument::of(item, field))).collect();
    fields.extend(item.rest.as_deref().map(|rest| (rest, Argument::Default("None"))));
    // What has to be given stands first, as Python has it for all but keyword-only arguments too.
    let ordered = {
        let (given, left): (Vec<_>, Vec<_>) =
            fields.iter().partition(|(_, argument)| matches!(argument, Argument::Needed));
        given.into_iter().chain(left)
    };
    let (mut signature, mut shown, mut parameters, mut values) =
        (String::new(), String::new(), String::new(), String::new());
    for (name, argument) in ordered {
        let raw = raw(name);
        match argument {
            Argument::Needed => {
                let _ = write!(signature, ", {raw}");
                let _ = write!(shown, ", {name}");
                let _ = writeln!(parameters, "        {raw}: &Bound<'_, PyAny>,");
                let _ = writeln!(values, "            {raw}: take::take(\"{name}\", {raw})?,");
            }
            Argument::Default(default) => {
                let _ = write!(signature, ", {raw}=None");
                let _ = write!(shown, ", {name}={default}");
                let _ = writeln!(parameters, "        {raw}: Option<&Bound<'_, PyAny>>,");
                let _ = writeln!(
                    values,
                    "            {raw}: take::take_or(\"{name}\", {raw}, Default::default)?,"
                );
            }
            Argument::Own { python, rust } => {
                let _ = write!(signature, ", {raw}=None");
                let _ = write!(shown, ", {name}={python}");
                let _ = writeln!(parameters, "        {raw}: Option<&Bound<'_, PyAny>>,");
                let _ = writeln!(values, "            {raw}: take::take_or(\"{name}\", {raw}, || {rust})?,");
            }
        }
    }
    if fields.is_empty() {
        let _ = write!(
            text,
            "    #[new]\n    #[pyo3(signature = (), text_signature = \"()\")]\n    fn new() -> PyClassInitializer<Self> {{\n        Self::of(Part::whole({path} {{}}))\n    }}\n"
        );
        return;
    }
    let _ = write!(
        text,
        "    #[new]
    #[pyo3(signature = (*{signature}), text_signature = \"(*{})\")]
    fn new(
{parameters}    ) -> PyResult<PyClassInitializer<Self>> {{
        Ok(Self::of(Part::whole({path} {{
{values}        }})))
    }}
",
        shown.replace('"', "\\\"")
    );
}

/// How an argument of a constructor is given.
enum Argument<'a> {
    Needed,
    /// Python shows this default; ours is that of the type.
    Default(&'a str),
    Own {
        python: String,
        rust: String,
    },
}

impl Argument<'_> {
    fn of(item: &Struct, field: &Field) -> Self {
        if let Some(value) = &field.default {
            return own(value);
        }
        if field.required {
            return Self::Needed;
        }
        match &field.ty {
            Type::Optional(_) | Type::Map(_) | Type::Json | Type::Struct(_) => Self::Default("None"),
            Type::List(_) => Self::Default("()"),
            Type::String | Type::Secret => Self::Default("''"),
            Type::Bool => Self::Default("False"),
            _ if item.used_in.request => Self::Default("None"),
            _ => Self::Default("0"),
        }
    }
}

/// A default that stands in the manifest: a text, or a list of texts.
fn own<'a>(value: &serde_json::Value) -> Argument<'a> {
    match value {
        serde_json::Value::Array(items) => {
            let texts: Vec<String> =
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
            let python: Vec<String> = texts.iter().map(|text| format!("'{text}'")).collect();
            let rust: Vec<String> = texts.iter().map(|text| format!("\"{text}\".into()")).collect();
            Argument::Own {
                // Not as a tuple: `inspect` takes the comma away from one with a single item, and shows the item.
                python: format!("[{}]", python.join(", ")),
                rust: format!("vec![{}]", rust.join(", ")),
            }
        }
        other => {
            let text = other.as_str().unwrap_or_default();
            Argument::Own { python: format!("'{text}'"), rust: format!("\"{text}\".into()") }
        }
    }
}

fn getter(text: &mut String, field: &Field) {
    text.push('\n');
    doc(text, "    ", &field.doc.doc);
    let (name, raw) = (&field.name, raw(&field.name));
    match nested(&field.ty) {
        None => plain_getter(text, name),
        Some(Nested::One { class, optional }) => {
            let pick = if optional {
                format!("|model| model.{raw}.as_slice()")
            } else {
                format!("|model| std::slice::from_ref(&model.{raw})")
            };
            let _ = write!(
                text,
                "    #[getter]
    fn {raw}(&self, py: Python<'_>) -> PyResult<Option<Py<{class}>>> {{
        one(py, &self.part, {pick})
    }}
"
            );
        }
        Some(Nested::Many { class, optional: false }) => {
            let _ = write!(
                text,
                "    #[getter]
    fn {raw}(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {{
        many::<_, {class}>(py, &self.made_{name}, &self.part, |model| &model.{raw})
    }}
"
            );
        }
        Some(Nested::Many { class, optional: true }) => {
            let _ = write!(
                text,
                "    #[getter]
    fn {raw}(&self, py: Python<'_>) -> PyResult<Option<Py<PyTuple>>> {{
        if self.part.get().{raw}.is_none() {{
            return Ok(None);
        }}
        let made = &self.made_{name};
        many::<_, {class}>(py, made, &self.part, |model| model.{raw}.as_deref().unwrap_or_default()).map(Some)
    }}
"
            );
        }
        Some(Nested::Map { class }) => {
            let _ = write!(
                text,
                "    #[getter]
    fn {raw}<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, pyo3::types::PyDict>>> {{
        let Some(entries) = &self.part.get().{raw} else {{ return Ok(None) }};
        let dict = pyo3::types::PyDict::new(py);
        for (key, value) in entries {{
            dict.set_item(key, crate::model::wrap::<{class}>(py, value.clone())?)?;
        }}
        Ok(Some(dict))
    }}
"
            );
        }
    }
}

fn plain_getter(text: &mut String, name: &str) {
    let raw = raw(name);
    let _ = write!(
        text,
        "    #[getter]
    fn {raw}<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{
        self.part.get().{raw}.show(py)
    }}
"
    );
}
