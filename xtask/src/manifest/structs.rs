//! Structs with all their fields.

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::{Fields, ItemStruct};

use super::defaults;
use super::docs::{self, Doc};
use super::krate::{self, SourceFile};
use super::problem::{Problem, Result};
use super::serde_rules;
use super::types::{Type, TypeReader};

/// One struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Struct {
    /// Its name.
    pub(crate) name: String,
    /// The path by which other crates reach it.
    pub(crate) rust: String,
    /// What it is.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// Where it occurs.
    pub(crate) used_in: UsedIn,
    /// The field that keeps what an answer holds beyond the documented fields: a map of JSON values.
    pub(crate) rest: Option<String>,
    /// Its fields, in the order of their declaration.
    pub(crate) fields: Vec<Field>,
}

/// Where a struct occurs. One of core's occurs in neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UsedIn {
    /// In a request.
    pub(crate) request: bool,
    /// In an answer.
    pub(crate) response: bool,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Field {
    /// Its name in Rust, without `r#`.
    pub(crate) name: String,
    /// The vendor's name, as it stands on the wire. None for structs of core, which are on no wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wire: Option<String>,
    /// Other names that are read too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) aliases: Vec<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub(crate) ty: Type,
    /// In a request: whether it has to be given (its doc comment says `Mandatory`). In an answer: whether an answer
    /// without it is malformed.
    pub(crate) required: bool,
    /// In a request: what is sent if nothing is said, where that is neither nothing nor an empty value. A binding that
    /// does not set such a field must leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<serde_json::Value>,
    /// What it is.
    #[serde(flatten)]
    pub(crate) doc: Doc,
}

/// Whether a doc comment says that a field of a request has to be given: `Mandatory`, but not `Mandatory unless …`.
fn is_mandatory(doc: &str) -> bool {
    let conditions = [" unless ", " if ", " for ", " with ", " without "];
    let mut said = doc.split("Mandatory").skip(1);
    said.any(|rest| !conditions.iter().any(|condition| rest.starts_with(condition)))
}

/// Reads a struct that travels on the wire.
pub(crate) fn on_wire(
    reader: &mut TypeReader<'_>,
    file: &SourceFile,
    item: &ItemStruct,
    used_in: UsedIn,
) -> Result<Struct> {
    let name = item.ident.unraw().to_string();
    let rules = serde_rules::of_struct(&item.attrs, &file.path, &name)?;
    if used_in.request && !rules.refuses_unknown {
        return Err(Problem::new(&file.path, &name, "is part of a request and must `deny_unknown_fields`"));
    }
    let (mut fields, mut rest) = (Vec::new(), None);
    for field in named_fields(file, item)? {
        let own = serde_rules::of_field(field, rules, &file.path, &name)?;
        let mut read = plain_field(reader, file, &name, field)?;
        let refuse = |why: &str| Problem::new(&file.path, format!("{name}.{}", read.name), why);
        if own.rest {
            if read.ty != Type::Map(Box::new(Type::Json)) || rest.is_some() {
                return Err(refuse("what takes all other fields must be the only such map of JSON values"));
            }
            rest = Some(read.name);
            continue;
        }
        read.required = if used_in.request {
            let said = is_mandatory(&read.doc.doc);
            let may_be_sent = read.ty.is_optional() || matches!(read.ty, Type::Struct(_)) || own.skipped;
            if let Some(function) = &own.own_default {
                read.default = Some(defaults::value(file, &name, function)?);
            }
            if !said && !may_be_sent && read.default.is_none() {
                let why = "is always sent: its doc comment must say `Mandatory`, or it must be left out when it says \
                           nothing, or have a default of its own";
                return Err(refuse(why));
            }
            said
        } else {
            !own.default && !read.ty.is_optional()
        };
        if used_in.request && !own.default {
            return Err(refuse("is part of a request and needs `serde(default)`"));
        }
        (read.wire, read.aliases) = (Some(own.wire), own.aliases);
        fields.push(read);
    }
    let wire = |field: &Field| field.wire.clone();
    if let Some(twice) =
        fields.iter().enumerate().find(|(i, one)| fields[..*i].iter().any(|f| wire(f) == wire(one)))
    {
        return Err(Problem::new(
            &file.path,
            format!("{name}.{}", twice.1.name),
            "has the wire name of another field",
        ));
    }
    let doc = docs::read(&item.attrs, &file.path, &name)?;
    Ok(Struct { rust: reader.krate.public_path(file, &name)?, name, doc, used_in, rest, fields })
}

/// Reads a struct of core that bindings show: its public fields.
pub(crate) fn of_core(reader: &mut TypeReader<'_>, file: &SourceFile, item: &ItemStruct) -> Result<Struct> {
    let name = item.ident.unraw().to_string();
    let mut fields = Vec::new();
    for field in named_fields(file, item)? {
        fields.push(plain_field(reader, file, &name, field)?);
    }
    let doc = docs::read(&item.attrs, &file.path, &name)?;
    let rust = reader.krate.public_path(file, &name)?;
    Ok(Struct { name, rust, doc, used_in: UsedIn::default(), rest: None, fields })
}

fn named_fields<'a>(file: &SourceFile, item: &'a ItemStruct) -> Result<impl Iterator<Item = &'a syn::Field>> {
    match &item.fields {
        Fields::Named(fields) if item.generics.params.is_empty() => Ok(fields.named.iter()),
        _ => Err(Problem::new(&file.path, &item.ident, "must have named fields and no generics")),
    }
}

fn plain_field(
    reader: &mut TypeReader<'_>,
    file: &SourceFile,
    item: &str,
    field: &syn::Field,
) -> Result<Field> {
    let name = field.ident.as_ref().map(|name| name.unraw().to_string()).unwrap_or_default();
    let at = format!("{item}.{name}");
    if !krate::is_public(&field.vis) {
        return Err(Problem::new(&file.path, at, "is not public"));
    }
    let ty = reader.read(file, &at, &field.ty)?;
    let doc = docs::read(&field.attrs, &file.path, &at)?;
    let required = !ty.is_optional();
    Ok(Field { name, wire: None, aliases: Vec::new(), ty, required, default: None, doc })
}
