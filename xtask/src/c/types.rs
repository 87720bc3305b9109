//! How the types of the manifest look in C.

use crate::manifest::enums::{Enumeration, Wire};
use crate::manifest::types::Type;
use crate::manifest::{Problem, Result};

/// What a value is in C, be it optional or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form<'a> {
    /// `const char *`: texts, secrets, points in time, JSON, and enumerations that are written as text.
    Text,
    /// A whole number of this type: `int64_t`, `uint64_t` or `uint8_t`.
    Number(&'static str),
    /// `pv_flag`.
    Flag,
    /// A closed enumeration of core: a number of its own type, and 0 for none.
    Closed(&'a Enumeration),
    /// A struct of the same section of the manifest.
    Struct(&'a str),
    /// Several of them, with how many there are.
    List(Box<Self>),
    /// Several of them, each with a text by which it is found.
    Map(Box<Self>),
}

/// Where types are looked up: a section of the manifest.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    /// The cloud, if it is one.
    pub(crate) cloud: Option<&'a str>,
    /// Its enumerations. Those of core are closed, those of clouds are open.
    pub(crate) enums: &'a [Enumeration],
}

impl<'a> Section<'a> {
    /// The form of a type, whether it is optional or not.
    pub(crate) fn form(&self, ty: &'a Type) -> Result<Form<'a>> {
        Ok(match ty {
            Type::Optional(inner) => self.form(inner)?,
            Type::String | Type::Secret | Type::Time | Type::Json => Form::Text,
            Type::I64 => Form::Number("int64_t"),
            Type::U64 => Form::Number("uint64_t"),
            Type::U8 => Form::Number("uint8_t"),
            Type::Bool => Form::Flag,
            Type::Struct(name) => Form::Struct(name),
            Type::List(item) => Form::List(Box::new(self.form(item)?)),
            Type::Map(value) => Form::Map(Box::new(self.form(value)?)),
            Type::Enum(name) => {
                let known = self.enums.iter().find(|known| known.name == *name);
                let known = known.ok_or_else(|| refuse(&format!("the enumeration {name} is not known")))?;
                match (self.cloud, known.wire) {
                    (None, _) => Form::Closed(known),
                    (Some(_), Wire::String) => Form::Text,
                    (Some(_), Wire::I64) => Form::Number("int64_t"),
                }
            }
            Type::I8 | Type::I32 | Type::U16 | Type::U32 | Type::F64 | Type::Duration => {
                return Err(refuse(&format!("the type {ty:?} has no form yet")));
            }
        })
    }
}

/// Whatever cannot be written stops the generator: nothing is left out.
pub(crate) fn refuse(why: &str) -> Problem {
    Problem::plain(format!("C: {why}"))
}
