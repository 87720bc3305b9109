//! How a field of the manifest stands in a struct of C, and how it is read and written.

use crate::c::names::{c_struct, field as c_field};
use crate::manifest::enums::{Enumeration, Wire};
use crate::manifest::structs::Field;
use crate::manifest::types::Type;
use crate::rust_files::{self, raw};

/// What a field stands among.
pub(super) struct Around<'a> {
    pub(super) cloud: Option<&'a str>,
    pub(super) enums: &'a [Enumeration],
}

/// The members of C that stand for one field: name, type in Rust, and what to say of it beside the field's own words.
pub(super) type Members = Vec<(String, String, &'static str)>;

const TEXT: &str = "*const c_char";

impl Around<'_> {
    fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Secret | Type::Json | Type::Time => true,
            Type::Enum(name) => self.cloud.is_some() && self.wire(name) == Wire::String,
            _ => false,
        }
    }

    fn wire(&self, name: &str) -> Wire {
        self.enums.iter().find(|item| item.name == name).map_or(Wire::String, |item| item.wire)
    }

    fn structure(&self, name: &str) -> String {
        c_struct(self.cloud, name)
    }

    /// The number that stands for a plain one.
    fn number(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::I64 => Some("i64"),
            Type::Enum(name) if self.wire(name) == Wire::I64 => Some("i64"),
            Type::U8 => Some("u8"),
            Type::U64 => Some("u64"),
            _ => None,
        }
    }

    /// The members for a field of a request.
    pub(super) fn given(&self, field: &Field) -> Members {
        let name = c_field(&field.name);
        let one = |ty: String, more| vec![(name.clone(), ty, more)];
        let list = |ty: String| {
            vec![(name.clone(), ty, ""), (format!("{name}_len"), "usize".to_owned(), "How many there are.")]
        };
        let inner = match &field.ty {
            Type::Optional(inner) => inner,
            ty => ty,
        };
        match inner {
            Type::Json => one(TEXT.to_owned(), "A JSON text."),
            ty if self.is_text(ty) => one(TEXT.to_owned(), ""),
            Type::Bool => one("pv_flag".to_owned(), ""),
            Type::Struct(item) => one(format!("*const {}", self.structure(item)), ""),
            Type::List(item) => match &**item {
                Type::Struct(item) => list(format!("*const {}", self.structure(item))),
                ty if self.is_text(ty) => list(format!("*const {TEXT}")),
                _ => list("*const i64".to_owned()),
            },
            _ => one("*const i64".to_owned(), ""),
        }
    }

    /// How the field of a request is read.
    pub(super) fn taken(&self, field: &Field) -> String {
        let own = format!("self.{}", raw(&c_field(&field.name)));
        let at = format!("&at.field(\"{}\")", field.name);
        let optional = field.ty.is_optional();
        let inner = match &field.ty {
            Type::Optional(inner) => inner,
            ty => ty,
        };
        let default = || field.default.as_ref().map(rust_files::default);
        // What may be absent stays so; what may not is what is said if nothing is.
        let settled = |read: String| match (optional, field.required, default()) {
            (true, ..) => read,
            (_, _, Some(default)) => format!("{read}.unwrap_or_else(|| {default})"),
            (_, true, None) => format!("{read}.ok_or_else(|| take::null({at}))?"),
            (_, false, None) => format!("{read}.unwrap_or_default()"),
        };
        match inner {
            Type::Json => settled(format!("take::json({own}, {at})?")),
            ty if self.is_text(ty) => settled(format!("take::owned({own}, {at})?")),
            Type::Bool => settled(format!("flag::taken({own}, {at})?")),
            Type::Struct(_) => settled(format!("take::structure({own}, {at})?")),
            Type::List(item) => {
                let count = format!("{own}_len");
                let read = match &**item {
                    Type::Struct(_) => format!("take::structures({own}, {count}, {at})?"),
                    ty if self.is_text(ty) => format!("take::texts({own}, {count}, {at})?"),
                    // No request has such a list yet; the function is to be written with the first.
                    _ => format!("take::numbers({own}, {count}, {at})?"),
                };
                match default() {
                    Some(default) => format!("if {own}.is_null() {{ {default} }} else {{ {read} }}"),
                    None => read,
                }
            }
            _ => settled(format!("take::number({own}).map(From::from)")),
        }
    }

    /// The members for a field of an answer, each with how it is written.
    pub(super) fn shown(&self, field: &Field) -> Vec<((String, String, &'static str), String)> {
        let (name, own) = (c_field(&field.name), format!("self.{}", raw(&field.name)));
        let one = |ty: &str, more, write: String| vec![((name.clone(), ty.to_owned(), more), write)];
        let (inner, optional) = match &field.ty {
            Type::Optional(inner) => (&**inner, true),
            ty => (ty, false),
        };
        // Something of what is there, or nothing.
        let there = |nothing: &str, write: &str| match optional {
            true => format!("{own}.as_ref().map_or({nothing}, |there| {})", write.replace('§', "there")),
            false => write.replace('§', &own),
        };
        let counted = |members: Vec<(String, String, &'static str, &str)>| {
            let mut all: Vec<_> = members
                .into_iter()
                .map(|(name, ty, more, write)| ((name, ty, more), there("null()", write)))
                .collect();
            let count = (format!("{name}_len"), "usize".to_owned(), "How many there are.");
            all.push((count, there("0", "§.len()")));
            all
        };
        match inner {
            Type::Json => one(TEXT, "A JSON text.", format!("{own}.write(arena)")),
            ty if self.is_text(ty) => one(TEXT, "", format!("{own}.write(arena)")),
            Type::Bool if optional => one("pv_flag", "", format!("flag::shown({own})")),
            Type::Bool => one("pv_flag", "", format!("flag::shown(Some({own}))")),
            Type::Enum(item) if self.cloud.is_none() => {
                let (ty, convert) = (c_struct(None, item), crate::c::names::snake(item));
                let mut members = one(&ty, "", there("0", &format!("{convert}(§.clone())")));
                if self.enums.iter().any(|known| known.name == *item && known.other.is_some()) {
                    let more = "The same as text, in the vendor's words if it is a state that this version does not know.";
                    let write = format!("arena.text(&{own}.to_string())");
                    members.push(((format!("{name}_text"), TEXT.to_owned(), more), write));
                }
                members
            }
            Type::Struct(item) => {
                let ty = format!("*const {}", self.structure(item));
                let write = if optional { "optional" } else { "structure" };
                let borrow = if optional { format!("{own}.as_ref()") } else { format!("&{own}") };
                one(&ty, "", format!("arena.{write}({borrow})"))
            }
            Type::List(item) => {
                let (ty, write) = self.items(item, "§.iter()");
                counted(vec![(name.clone(), ty, "", &write)])
            }
            Type::Map(item) => {
                let (ty, write) = self.items(item, "§.values()");
                counted(vec![
                    (format!("{name}_keys"), format!("*const {TEXT}"), "The keys.", "arena.texts(§.keys())"),
                    (name.clone(), ty, "", &write),
                ])
            }
            ty => {
                let number = self.number(ty).unwrap_or("i64");
                let value = if matches!(ty, Type::Enum(_)) { "§.number()" } else { "*§" };
                match optional {
                    true => {
                        let value = value.replace('§', "number");
                        let write = format!("arena.number({own}.as_ref().map(|number| {value}))");
                        one(&format!("*const {number}"), "", write)
                    }
                    // A number of things is of another type on the side of Rust.
                    false if number == "u64" => one(number, "", format!("{own} as u64")),
                    false => one(number, "", value.trim_start_matches('*').replace('§', &own)),
                }
            }
        }
    }

    fn items(&self, item: &Type, each: &str) -> (String, String) {
        match item {
            Type::Struct(item) => {
                (format!("*const *const {}", self.structure(item)), format!("arena.structures({each})"))
            }
            _ => (format!("*const {TEXT}"), format!("arena.texts({each})")),
        }
    }
}
