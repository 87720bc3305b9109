//! What bindings need of the part that knows no cloud: errors, outcomes, jobs.

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::{Expr, FnArg, ImplItem, Item, Lit, ReturnType};

use super::arms;
use super::docs::{self, Doc};
use super::enums::{self, Enumeration, Value};
use super::krate::{self, Krate, SourceFile};
use super::problem::{Problem, Result};
use super::sources::Sources;
use super::structs::{self, Field, Struct};
use super::types::TypeReader;

/// What the manifest says of core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Core {
    /// The crate.
    pub(crate) rust: String,
    /// What every failed call gives.
    pub(crate) error: ErrorFacts,
    /// Every kind of error. Each has one class or code in every binding.
    pub(crate) error_kinds: Vec<ErrorKind>,
    /// How jobs are taken up again.
    pub(crate) job_token: JobToken,
    /// The structs of jobs and errors, by name.
    pub(crate) structs: Vec<Struct>,
    /// The closed enumerations, by name. Their values are the stable names.
    pub(crate) enums: Vec<Enumeration>,
}

/// The error type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ErrorFacts {
    /// The path by which other crates reach it.
    pub(crate) rust: String,
    /// What it is.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// What it can be asked, in the order of the methods.
    pub(crate) fields: Vec<ErrorField>,
}

/// One thing that an error can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ErrorField {
    /// The method in Rust.
    pub(crate) getter: String,
    /// The field; `name` is the getter without `is_`.
    #[serde(flatten)]
    pub(crate) field: Field,
}

/// One kind of error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ErrorKind {
    /// Its stable name.
    pub(crate) name: String,
    /// The variant in Rust.
    pub(crate) rust: String,
    /// What went wrong, and what to do.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// Whether time alone may cure it. An error is retryable only if its request was also not applied.
    pub(crate) temporary: bool,
}

/// The facts about job tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct JobToken {
    /// What every token of this version begins with.
    pub(crate) prefix: String,
}

impl Core {
    /// The stable name of a variant of one of core's enumerations.
    pub(crate) fn stable_name(&self, enumeration: &str, variant: &str) -> Option<String> {
        let known = self.enums.iter().find(|known| known.name == enumeration)?;
        match &known.values.iter().find(|known| known.name == variant)?.value {
            Some(Value::Text(name)) => Some(name.clone()),
            _ => None,
        }
    }
}

/// Enumerations with the file that holds them and the function that gives their stable names.
const ENUMS: &[(&str, &str, &str)] = &[
    ("Action", "crates/core/src/job/submission.rs", "name"),
    ("Applied", "crates/core/src/error/applied.rs", "name"),
    ("ErrorKind", KINDS, "name"),
    ("Outcome", "crates/core/src/job/outcome.rs", "name"),
    ("TaskState", "crates/core/src/job/submission.rs", "fmt"),
];
/// Structs that bindings show, with the file that holds them.
const STRUCTS: &[(&str, &str)] = &[
    ("JobResult", "crates/core/src/job/outcome.rs"),
    ("JobStatus", "crates/core/src/job/mod.rs"),
    ("Location", "crates/core/src/location.rs"),
    ("PhoneOutcome", "crates/core/src/job/outcome.rs"),
    ("TaskStatus", "crates/core/src/job/submission.rs"),
    ("Violation", "crates/core/src/validate.rs"),
];
const KINDS: &str = "crates/core/src/error/kind.rs";
const ERROR: &str = "crates/core/src/error/mod.rs";
const TOKEN: &str = "crates/core/src/job/token.rs";

/// Reads core.
pub(crate) fn read(sources: &Sources) -> Result<Core> {
    let krate = Krate::parse(sources, "core")?;
    let mut enums = Vec::new();
    for (name, path, function) in ENUMS {
        let file = file(&krate, path)?;
        let item = file.items.iter().find_map(|item| match item {
            Item::Enum(item) if item.ident == name => Some(item),
            _ => None,
        });
        let item = item.ok_or_else(|| Problem::new(path, name, "is not there"))?;
        enums.push(enums::named(&krate, file, item, function)?);
    }
    let mut reader = TypeReader::new(&krate);
    let mut structs = Vec::new();
    for (name, path) in STRUCTS {
        let file = file(&krate, path)?;
        let item = file.items.iter().find_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(item),
            _ => None,
        });
        let item = item.ok_or_else(|| Problem::new(path, name, "is not there"))?;
        structs.push(structs::of_core(&mut reader, file, item)?);
    }
    let error = error(&mut reader)?;
    let listed = |name: &str| {
        ENUMS.iter().any(|(known, ..)| *known == name) || STRUCTS.iter().any(|(known, _)| *known == name)
    };
    for (file, item) in &reader.named {
        let name = match item {
            Item::Struct(item) => item.ident.to_string(),
            Item::Enum(item) => item.ident.to_string(),
            _ => continue,
        };
        if !listed(&name) {
            return Err(Problem::new(
                &file.path,
                name,
                "is reached by what bindings show, but the manifest does not list it",
            ));
        }
    }
    let error_kinds = kinds(&krate, &enums)?;
    enums.retain(|known| known.name != "ErrorKind");
    Ok(Core {
        error,
        error_kinds,
        job_token: JobToken { prefix: prefix(&krate)? },
        structs,
        enums,
        rust: krate.name,
    })
}

fn file<'a>(krate: &'a Krate, path: &str) -> Result<&'a SourceFile> {
    let found = krate.files.iter().find(|file| file.path == path);
    found.ok_or_else(|| Problem::plain(format!("{path}: is not there")))
}

fn kinds(krate: &Krate, enums: &[Enumeration]) -> Result<Vec<ErrorKind>> {
    let temporary = arms::matching(file(krate, KINDS)?, "ErrorKind", "is_temporary")?;
    let kinds = enums.iter().find(|known| known.name == "ErrorKind").map(|known| &*known.values);
    let kinds = kinds.unwrap_or_default().iter().map(|known| ErrorKind {
        name: match &known.value {
            Some(Value::Text(name)) => name.clone(),
            _ => String::new(),
        },
        rust: known.name.clone(),
        doc: known.doc.clone(),
        temporary: temporary.contains(&known.name),
    });
    Ok(kinds.collect())
}

/// What an error can be asked: the public methods of `Error` with `&self` alone.
fn error(reader: &mut TypeReader<'_>) -> Result<ErrorFacts> {
    let file = file(reader.krate, ERROR)?;
    let (mut fields, mut doc) = (Vec::new(), None);
    for item in &file.items {
        match item {
            Item::Struct(item) if item.ident == "Error" => {
                doc = Some(docs::read(&item.attrs, ERROR, "Error")?);
            }
            Item::Impl(block) if block.trait_.is_none() => {
                for item in &block.items {
                    if let ImplItem::Fn(function) = item
                        && krate::is_public(&function.vis)
                        && let [Some(FnArg::Receiver(receiver)), None] =
                            [function.sig.inputs.first(), function.sig.inputs.get(1)]
                        && matches!(receiver.kind, syn::ReceiverKind::Reference(..))
                        && let ReturnType::Type(_, ty) = &function.sig.output
                    {
                        let getter = function.sig.ident.unraw().to_string();
                        let at = format!("Error::{getter}");
                        let ty = reader.read(file, &at, ty)?;
                        let doc = docs::read(&function.attrs, ERROR, &at)?;
                        let name = getter.strip_prefix("is_").unwrap_or(&getter).to_owned();
                        let required = !ty.is_optional();
                        let field =
                            Field { name, wire: None, aliases: Vec::new(), ty, required, default: None, doc };
                        fields.push(ErrorField { getter, field });
                    }
                }
            }
            _ => {}
        }
    }
    let doc = doc.ok_or_else(|| Problem::new(ERROR, "Error", "is not there"))?;
    Ok(ErrorFacts { rust: reader.krate.public_path(file, "Error")?, doc, fields })
}

fn prefix(krate: &Krate) -> Result<String> {
    let value = file(krate, TOKEN)?.items.iter().find_map(|item| match item {
        Item::Const(item) if item.ident == "VERSION" => Some(&*item.expr),
        _ => None,
    });
    match value {
        Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => Ok(text.value()),
        _ => Err(Problem::new(TOKEN, "VERSION", "is no literal text")),
    }
}
