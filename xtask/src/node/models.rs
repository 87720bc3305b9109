//! Interfaces for requests and answers, and the values of enumerations.

use std::fmt::Write as _;

use super::doc::{comment, words};
use super::types::{self, literal};
use crate::manifest::enums::Enumeration;
use crate::manifest::structs::Struct;
use crate::manifest::types::Type;
use crate::names::{camel, upper};

/// An interface.
pub(super) fn interface(text: &mut String, item: &Struct, enums: &[Enumeration]) {
    text.push('\n');
    comment(text, "", &[words(&item.doc.doc)]);
    let _ = writeln!(text, "export interface {} {{", item.name);
    for field in &item.fields {
        let mut parts = vec![words(&field.doc.doc)];
        if let Some(default) = &field.default {
            parts.push(format!("Default: `{}`.", default.to_string().replace('"', "'")));
        }
        comment(text, "  ", &parts);
        let name = camel(&field.name);
        let _ = if item.used_in.request {
            let ty = types::given(&field.ty, enums);
            match types::is_needed(field) {
                true => writeln!(text, "  {name}: {ty}"),
                false => writeln!(text, "  {name}?: {ty} | undefined"),
            }
        } else {
            let mark = if matches!(field.ty, Type::Optional(_)) { "?" } else { "" };
            writeln!(text, "  {name}{mark}: {}", types::read(&field.ty, enums))
        };
    }
    if let Some(rest) = &item.rest {
        comment(text, "  ", &["What else came, by the vendor's names; absent if nothing did.".to_owned()]);
        let _ = writeln!(text, "  {}?: Record<string, Json>", camel(rest));
    }
    text.push_str("}\n");
}

/// The values of an enumeration of a vendor, and their type.
pub(super) fn open(text: &mut String, item: &Enumeration) {
    let about = words(&item.doc.doc);
    text.push('\n');
    comment(text, "", &[about.clone(), "Other values are kept as they come.".to_owned()]);
    let _ = writeln!(text, "export const {} = {{", item.name);
    for known in &item.values {
        if let Some(value) = &known.value {
            comment(text, "  ", &[words(&known.doc.doc)]);
            let _ = writeln!(text, "  {}: {},", upper(&known.name), literal(value));
        }
    }
    text.push_str("} as const\n\n");
    comment(text, "", &[about]);
    let _ = writeln!(text, "export type {} = {}", item.name, types::enumeration(item));
}

/// The type of an enumeration of core.
pub(super) fn closed(text: &mut String, item: &Enumeration) {
    text.push('\n');
    let mut parts = vec![words(&item.doc.doc)];
    let values = item.values.iter().filter_map(|known| {
        known.value.as_ref().map(|value| format!("- `{}`: {}", literal(value), words(&known.doc.doc)))
    });
    parts.push(values.collect::<Vec<_>>().join("\n"));
    comment(text, "", &parts);
    let _ = writeln!(text, "export type {} = {}", item.name, types::enumeration(item));
}
