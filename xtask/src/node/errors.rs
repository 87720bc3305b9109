//! The errors: one class for each kind.

use std::fmt::Write as _;

use super::doc::{comment, words};
use super::{HEAD, types};
use crate::manifest::Manifest;
use crate::manifest::core::ErrorField;
use crate::manifest::types::Type;
use crate::names::{camel, error_class};

/// The name of a fact in JavaScript. `message` is the whole line there, as every `Error` has it.
pub(super) fn name(field: &ErrorField) -> String {
    match (&*field.field.name, &field.field.ty) {
        ("message", _) => "detail".to_owned(),
        (name, Type::Optional(inner)) if matches!(**inner, Type::Duration) => format!("{}Ms", camel(name)),
        (name, _) => camel(name),
    }
}

/// The module.
pub(super) fn module(manifest: &Manifest) -> String {
    let core = &manifest.core;
    let mut text = HEAD.to_owned();
    text.push_str("/** The errors of Phonevault: one base, and one class for each kind of error. */\n");
    text.push_str("import type { Applied, JobResult, Violation } from './core.js'\n");
    let (mut kinds, mut codes) = (Vec::new(), Vec::new());
    for kind in &core.error_kinds {
        kinds.push(format!("  | '{}'", kind.name));
        codes.push(format!("  | '{}'", kind.name.to_uppercase()));
    }
    let _ = write!(
        text,
        "
/** What went wrong: the stable name of the kind. */
export type ErrorKind =
{}

/** The kind in upper case, as codes of errors are written in Node.js. */
export type ErrorCode =
{}
",
        kinds.join("\n"),
        codes.join("\n")
    );
    let mut facts = String::new();
    for known in &core.error.fields {
        comment(&mut facts, "  ", &[words(&known.field.doc.doc)]);
        let mark = if known.field.ty.is_optional() { "?" } else { "" };
        let ty = types::read(&known.field.ty, &core.enums);
        let _ = writeln!(facts, "  readonly {}{mark}: {ty}", name(known));
    }
    let template = include_str!("templates/errors.ts.in");
    text.push_str(&template.replace("§facts\n", &facts));
    for kind in &core.error_kinds {
        let class = error_class(&kind.name);
        text.push('\n');
        comment(&mut text, "", &[words(&kind.doc.doc)]);
        let _ = write!(
            text,
            "export class {class} extends PhonevaultError {{
  declare readonly kind: '{kind}'
  declare readonly code: '{code}'

  constructor(message: string, facts: SomeFacts = {{}}) {{
    super(message, {{ ...facts, kind: '{kind}' }})
  }}
}}
",
            kind = kind.name,
            code = kind.name.to_uppercase()
        );
    }
    text.push_str("\n/** The class of each kind. */\nexport const BY_KIND = {\n");
    for kind in &core.error_kinds {
        let _ = writeln!(text, "  {}: {},", kind.name, error_class(&kind.name));
    }
    text.push_str("} as const\n\n");
    text.push_str("named({ PhonevaultError");
    for kind in &core.error_kinds {
        let _ = write!(text, ", {}", error_class(&kind.name));
    }
    text.push_str(" })\n");
    text
}
