//! Structs of C with how they are read or written.

use std::fmt::Write as _;

use super::fields::Around;
use crate::c::doc::{Words, comment};
use crate::c::names::c_struct;
use crate::manifest::structs::Struct;
use crate::rust_files::{raw, reachable};

/// A struct that callers fill.
pub(super) fn request(text: &mut String, words: &Words<'_>, around: &Around<'_>, item: &Struct) {
    let name = c_struct(around.cloud, &item.name);
    head(text, words, &name, item);
    for field in &item.fields {
        let mut doc = words.of(&field.doc.doc);
        for (member, ty, more) in around.given(field) {
            declare(text, &mut doc, &member, &ty, more);
        }
    }
    let at = if item.fields.is_empty() { "_at" } else { "at" };
    let _ = write!(
        text,
        "}}

unsafe impl Growing for {name} {{}}

impl Take for {name} {{
    type Model = {};

    unsafe fn take(&self, {at}: &At<'_>) -> Result<Self::Model, Error> {{
        unsafe {{
            Ok(Self::Model {{
",
        reachable(&item.rust)
    );
    for field in &item.fields {
        let _ = writeln!(text, "                {}: {},", raw(&field.name), around.taken(field));
    }
    text.push_str("            })\n        }\n    }\n}\n");
}

/// A struct of answers.
pub(super) fn answer(text: &mut String, words: &Words<'_>, around: &Around<'_>, item: &Struct) {
    let name = c_struct(around.cloud, &item.name);
    head(text, words, &name, item);
    let mut writes = String::new();
    for field in &item.fields {
        let mut doc = words.of(&field.doc.doc);
        for ((member, ty, more), write) in around.shown(field) {
            declare(text, &mut doc, &member, &ty, more);
            let _ = writeln!(writes, "            {}: {write},", raw(&member));
        }
    }
    if let Some(rest) = &item.rest {
        let mut doc = "What else came, as a JSON object; NULL if nothing did.".to_owned();
        declare(text, &mut doc, rest, "*const c_char", "");
        let _ = writeln!(writes, "            {0}: arena.rest(&self.{0}),", raw(rest));
    }
    let _ = write!(
        text,
        "}}

impl Show for {} {{
    type Shown = {name};

    fn show(&self, arena: &Arena) -> {name} {{
        {name} {{
            size: size_of::<{name}>(),
{writes}        }}
    }}
}}
",
        reachable(&item.rust)
    );
}

/// Items of a list without their pages.
pub(super) fn list(text: &mut String, cloud: &str, item: &str) {
    let name = c_struct(Some(cloud), item);
    let _ = write!(
        text,
        "
/// Items of a list that were not given before.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct {name}_list {{
    /// sizeof({name}_list), as the library knows it.
    pub size: usize,
    /// The items.
    pub items: *const *const {name},
    /// How many there are.
    pub items_len: usize,
}}

impl Listed for models::{item} {{
    type List = {name}_list;

    fn list(items: *const *const {name}, count: usize) -> {name}_list {{
        {name}_list {{ size: size_of::<{name}_list>(), items, items_len: count }}
    }}
}}
"
    );
    super::free(text, &format!("{name}_list"), "the function whose name ends in _next_items");
}

fn head(text: &mut String, words: &Words<'_>, name: &str, item: &Struct) {
    text.push('\n');
    comment(text, "", &words.of(&item.doc.doc));
    let set = if item.used_in.request { "" } else { ", as the library knows it" };
    let _ = write!(
        text,
        "#[repr(C)]
#[derive(Clone, Copy)]
pub struct {name} {{
    /// sizeof({name}){set}.
    pub size: usize,
"
    );
}

/// One member; the words of the field stand at the first.
fn declare(text: &mut String, doc: &mut String, member: &str, ty: &str, more: &str) {
    let said = match (doc.is_empty(), more) {
        (true, more) => more.to_owned(),
        (false, "" | "How many there are.") => std::mem::take(doc),
        (false, "The keys.") => format!("{} {more}", *doc),
        (false, more) => format!("{} {more}", std::mem::take(doc)),
    };
    comment(text, "    ", &said);
    let _ = writeln!(text, "    pub {}: {ty},", raw(member));
}
