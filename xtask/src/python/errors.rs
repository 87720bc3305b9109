//! The exceptions: one class for each kind.

use std::fmt::Write as _;

use super::HEAD;
use super::docs::{docstring, words};
use super::types::read;
use crate::manifest::Manifest;
use crate::manifest::types::Type;
use crate::names::error_class;

/// The exceptions of Python's own that some of ours are too.
const ALSO: &[(&str, &str)] = &[
    ("configuration", "ValueError"),
    ("connect", "ConnectionError"),
    ("local_file", "OSError"),
    ("not_found", "LookupError"),
    ("permission_denied", "PermissionError"),
    ("timeout", "_TimeoutError"),
    ("transport", "ConnectionError"),
    ("unsupported", "NotImplementedError"),
    ("validation", "ValueError"),
    ("wait_timeout", "_TimeoutError"),
];

/// The names of all classes.
pub(super) fn classes(manifest: &Manifest) -> impl Iterator<Item = String> {
    manifest.core.error_kinds.iter().map(|kind| error_class(&kind.name))
}

/// The module.
pub(super) fn module(manifest: &Manifest) -> String {
    let core = &manifest.core;
    let fields: Vec<_> = core.error.fields.iter().filter(|known| known.field.name != "kind").collect();
    let enums = &core.enums;
    let types = |ty: &Type| read(ty, enums);
    let mut text = HEAD.to_owned();
    text.push_str(include_str!("templates/errors_head.py.in"));
    text.push_str("class Error(Exception):\n");
    let about = "What every failed call of Phonevault raises. `str(error)` is one line that names operation, cause, vendor code, \
                 request id and whether anything was applied; neither it nor any attribute holds a secret.";
    docstring(&mut text, "    ", &[about.to_owned()]);
    text.push_str("\n    kind: str = \"\"\n    \"\"\"The stable name of what went wrong. Every kind has its class.\"\"\"\n");
    for known in &fields {
        let _ = writeln!(text, "    {}: {}", known.field.name, types(&known.field.ty));
        docstring(&mut text, "    ", &[words(&known.field.doc.doc)]);
    }
    text.push_str("    token: str | None\n");
    let token = "The token of the job that the error is about, with which another process goes on; None if there is none.";
    docstring(&mut text, "    ", &[token.to_owned()]);
    text.push_str("\n    def __init__(\n        self,\n        text: str = \"\",\n        /,\n        *,\n");
    let mut kept = Vec::new();
    for known in &fields {
        let (name, ty) = (&known.field.name, types(&known.field.ty));
        let (ty, default) = match (&**name, &known.field.ty) {
            ("message", _) => (format!("{ty} | None"), "None"),
            ("applied", _) => (ty, "\"no\""),
            (_, Type::Bool) => (ty, "False"),
            (_, Type::List(_)) => (ty, "()"),
            _ => (ty, "None"),
        };
        let _ = writeln!(text, "        {name}: {ty} = {default},");
        kept.push(name.as_str());
    }
    text.push_str("        token: str | None = None,\n    ) -> None:\n        super().__init__(text)\n");
    for name in kept.iter().chain(&["token"]) {
        let value = if *name == "message" { "text if message is None else message" } else { name };
        let _ = writeln!(text, "        self.{name} = {value}");
    }
    text.push_str(include_str!("templates/errors_reduce.py.in"));
    for kind in &core.error_kinds {
        let also = ALSO.iter().find(|(name, _)| *name == kind.name).map(|(_, also)| format!(", {also}"));
        let _ = write!(text, "\n\nclass {}(Error{}):\n", error_class(&kind.name), also.unwrap_or_default());
        docstring(&mut text, "    ", &[words(&kind.doc.doc)]);
        let _ = write!(text, "\n    kind = \"{}\"\n", kind.name);
    }
    text.push_str("\n\nBY_KIND: dict[str, type[Error]] = {\n");
    for kind in &core.error_kinds {
        let _ = writeln!(text, "    \"{}\": {},", kind.name, error_class(&kind.name));
    }
    text.push_str("}\n");
    text
}
