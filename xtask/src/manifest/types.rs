//! The small language in which the manifest writes types.

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::{GenericArgument, Item, PathArguments};

use super::krate::{Krate, Meaning, SourceFile};
use super::problem::{Problem, Result};
use super::serde_rules;

/// A type. In the manifest `"string"`, `{"list": "string"}`, `{"optional": {"enum": "JobState"}}` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Type {
    /// Text.
    String,
    /// Text that must never be shown.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A signed whole number of 8 bits.
    I8,
    /// A signed whole number of 32 bits.
    I32,
    /// A signed whole number of 64 bits.
    I64,
    /// A whole number of 8 bits that is never negative.
    U8,
    /// A whole number of 16 bits that is never negative.
    U16,
    /// A whole number of 32 bits that is never negative.
    U32,
    /// A whole number of 64 bits that is never negative; also how many of something there are.
    U64,
    /// A floating-point number of 64 bits.
    F64,
    /// Any JSON value, as it came.
    Json,
    /// A length of time.
    Duration,
    /// A point in time.
    Time,
    /// What may be absent.
    Optional(Box<Self>),
    /// A list.
    List(Box<Self>),
    /// Values by texts.
    Map(Box<Self>),
    /// A struct of the same section of the manifest.
    Struct(String),
    /// An enumeration of the same section of the manifest.
    Enum(String),
}

impl Type {
    /// Whether it may be absent.
    pub(crate) fn is_optional(&self) -> bool {
        matches!(self, Self::Optional(_))
    }
}

/// The item that a type names, with the file that holds it.
pub(crate) type Named<'a> = (&'a SourceFile, &'a Item);

/// Reads types and collects the items that they name.
pub(crate) struct TypeReader<'a> {
    /// The crate in which they stand.
    pub(crate) krate: &'a Krate,
    /// The items named so far, in the order in which they were met.
    pub(crate) named: Vec<Named<'a>>,
}

impl<'a> TypeReader<'a> {
    /// A reader that has met nothing yet.
    pub(crate) fn new(krate: &'a Krate) -> Self {
        Self { krate, named: Vec::new() }
    }

    /// Reads `ty`, which stands at `at` of `file`.
    pub(crate) fn read(&mut self, file: &SourceFile, at: &str, ty: &syn::Type) -> Result<Type> {
        let refuse = |why: String| Problem::new(&file.path, at, why);
        match ty {
            syn::Type::Reference(reference) => self.read(file, at, &reference.elem),
            syn::Type::Slice(slice) => Ok(Type::List(Box::new(self.read(file, at, &slice.elem)?))),
            syn::Type::Path(path) if path.qself.is_none() => {
                let last = path.path.segments.last();
                let arguments = arguments(last.map(|segment| &segment.arguments));
                let name = path_of(&path.path);
                match self.krate.meaning(file, &name)? {
                    Meaning::Item(file, item) => self.item(file, at, item),
                    Meaning::Foreign(name) => {
                        let inner = |reader: &mut Self, index: usize| -> Result<Box<Type>> {
                            let argument = arguments.get(index).copied();
                            let argument =
                                argument.ok_or_else(|| refuse(format!("`{name}` needs a type")))?;
                            reader.read(file, at, argument).map(Box::new)
                        };
                        match &*name {
                            "Option" => inner(self, 0).map(Type::Optional),
                            "Vec" => inner(self, 0).map(Type::List),
                            "Box" | "Arc" | "std::sync::Arc" => inner(self, 0).map(|inner| *inner),
                            "std::collections::BTreeMap" | "std::collections::HashMap" => {
                                match *inner(self, 0)? {
                                    Type::String => inner(self, 1).map(Type::Map),
                                    _ => Err(refuse("the keys of a map must be texts".to_owned())),
                                }
                            }
                            name => plain(name).ok_or_else(|| {
                                refuse(format!("the type `{name}` is none that the manifest can write"))
                            }),
                        }
                    }
                }
            }
            _ => Err(refuse("is of a form of type that the manifest cannot write".to_owned())),
        }
    }

    fn item(&mut self, file: &'a SourceFile, at: &str, item: &'a Item) -> Result<Type> {
        let ty = match item {
            Item::Struct(item) => {
                if serde_rules::is_transparent(&item.attrs)
                    && let Some(field) = item.fields.iter().next()
                {
                    return self.read(file, at, &field.ty);
                }
                if (&*file.path, item.ident == "Secret") == ("crates/core/src/secret.rs", true) {
                    return Ok(Type::Secret);
                }
                Type::Struct(item.ident.unraw().to_string())
            }
            Item::Enum(item) => Type::Enum(item.ident.unraw().to_string()),
            Item::Type(item) => return self.read(file, at, &item.ty),
            _ => return Err(Problem::new(&file.path, at, "names what is no type")),
        };
        if !self.named.iter().any(|(_, known)| std::ptr::eq(*known, item)) {
            self.named.push((file, item));
        }
        Ok(ty)
    }
}

/// The segments of a path.
pub(crate) fn path_of(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect()
}

/// The types between the angle brackets.
pub(crate) fn arguments(arguments: Option<&PathArguments>) -> Vec<&syn::Type> {
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

fn plain(name: &str) -> Option<Type> {
    Some(match name {
        "String" | "str" => Type::String,
        "bool" => Type::Bool,
        "i8" => Type::I8,
        "i32" => Type::I32,
        "i64" => Type::I64,
        "u8" => Type::U8,
        "u16" => Type::U16,
        "u32" => Type::U32,
        "u64" | "usize" => Type::U64,
        "f64" => Type::F64,
        "serde_json::Value" => Type::Json,
        "std::time::Duration" => Type::Duration,
        "std::time::SystemTime" => Type::Time,
        "phonevault_core::secret::Secret" => Type::Secret,
        _ => return None,
    })
}
