//! Which request and which answer belong to an operation: its `impl TypedRequest` or `impl Typed`.

use std::collections::BTreeMap;

use syn::ext::IdentExt as _;
use syn::{Expr, ImplItem, Item, ItemImpl, Lit};

use super::krate::{Krate, SourceFile};
use super::problem::{Problem, Result};

/// The traits that bind a request type to its operation, with their type for the answer.
const TRAITS: &[(&str, &str)] = &[("TypedRequest", "Answer"), ("Typed", "Response")];

/// One binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The vendor's name of the operation.
    pub(crate) operation: String,
    /// The type of the answer.
    pub(crate) response: String,
    /// The file that binds.
    pub(crate) path: String,
}

/// Every binding of a crate, by the name of the request type.
pub(crate) fn read(krate: &Krate) -> Result<BTreeMap<String, Bound>> {
    let mut all = BTreeMap::new();
    for (file, item) in krate.items() {
        let Item::Impl(item) = item else { continue };
        let Some((request, operation, response)) = of_impl(file, item)? else { continue };
        let path = file.path.clone();
        if let Some(before) = all.insert(request.clone(), Bound { operation, response, path }) {
            let why = format!("is bound twice, also to {}", before.operation);
            return Err(Problem::new(&file.path, request, why));
        }
    }
    Ok(all)
}

type Binding = (String, String, String);

fn of_impl(file: &SourceFile, item: &ItemImpl) -> Result<Option<Binding>> {
    let Some((path, _)) = &item.trait_ else { return Ok(None) };
    let name = path.segments.last().map(|last| last.ident.to_string());
    let Some((_, answer)) = TRAITS.iter().find(|(known, _)| name.as_deref() == Some(known)) else {
        return Ok(None);
    };
    let request = type_name(&item.self_ty);
    let (mut operation, mut response) = (None, None);
    for inner in &item.items {
        match inner {
            ImplItem::Const(inner) if inner.ident == "OPERATION" => operation = literal(&inner.expr),
            ImplItem::Type(inner) if inner.ident == answer => response = type_name(&inner.ty),
            _ => {}
        }
    }
    match (request, operation, response) {
        (Some(request), Some(operation), Some(response)) => Ok(Some((request, operation, response))),
        (request, ..) => {
            let why = format!("needs `const OPERATION` as a literal and `type {answer}` as a plain name");
            Err(Problem::new(&file.path, request.unwrap_or_else(|| "an impl".to_owned()), why))
        }
    }
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) if let Lit::Str(text) = &literal.lit => Some(text.value()),
        _ => None,
    }
}

fn type_name(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Path(path) => path.path.get_ident().map(|ident| ident.unraw().to_string()),
        _ => None,
    }
}
