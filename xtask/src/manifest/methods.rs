//! The methods of the clients that take a typed request.

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::visit::Visit;
use syn::{ExprMethodCall, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, PathArguments, ReturnType};

use super::docs::{self, Doc};
use super::krate::{self, Krate, Meaning, SourceFile};
use super::problem::{Problem, Result};
use super::types::{arguments, path_of};

/// What a method gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Given {
    /// The vendor's answer.
    Plain,
    /// One page of a list; a paginator gives all of them.
    Page(super::pages::Paginator),
    /// A handle of work that the cloud accepted, with which its end is waited for.
    Job {
        /// What the work does: a value of core's `Action`.
        action: String,
    },
}

/// One method.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) path: String,
    /// The type that has it.
    pub(crate) client: String,
    pub(crate) name: String,
    pub(crate) request: String,
    pub(crate) response: String,
    /// The variant of core's `Action`, if it gives a handle.
    pub(crate) action: Option<String>,
    pub(crate) doc: Doc,
}

/// A public method of a client that is neither an operation nor a paginator, such as the one that takes up a job again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Other {
    /// Its name.
    pub(crate) name: String,
    /// Whether it is asynchronous.
    #[serde(rename = "async")]
    pub(crate) asynchronous: bool,
    /// What it does.
    #[serde(flatten)]
    pub(crate) doc: Doc,
}

/// The public methods of a crate's clients.
pub(crate) struct Methods {
    /// Those with a parameter `&…Request`: the operations.
    pub(crate) operations: Vec<Method>,
    /// All others that take `&self`, by name.
    pub(crate) others: Vec<Other>,
}

/// The type that every cloud's crate calls its client.
const CLIENT: &str = "Client";

/// Reads the methods.
pub(crate) fn read(krate: &Krate) -> Result<Methods> {
    let mut methods = Methods { operations: Vec::new(), others: Vec::new() };
    for (file, item) in krate.items() {
        let Item::Impl(block) = item else { continue };
        let syn::Type::Path(owner) = &*block.self_ty else { continue };
        if block.trait_.is_some() {
            continue;
        }
        let owner = path_of(&owner.path).pop().unwrap_or_default();
        for item in &block.items {
            let ImplItem::Fn(function) = item else { continue };
            if !krate::is_public(&function.vis) {
                continue;
            }
            let asynchronous = function.sig.asyncness.is_some();
            match request_of(function).filter(|_| asynchronous) {
                Some(request) => {
                    methods.operations.push(method(krate, file, (block, &owner), function, request)?);
                }
                None if owner == CLIENT && function.sig.receiver().is_some() => {
                    let name = function.sig.ident.unraw().to_string();
                    let doc = docs::read(&function.attrs, &file.path, &format!("{owner}::{name}"))?;
                    methods.others.push(Other { name, asynchronous, doc });
                }
                None => {}
            }
        }
    }
    methods.others.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(methods)
}

/// The type behind the reference of the only parameter beside `self`, if it is called a request.
fn request_of(function: &ImplItemFn) -> Option<String> {
    function.sig.inputs.iter().find_map(|input| match input {
        FnArg::Typed(input) => match &*input.ty {
            syn::Type::Reference(reference) => match &*reference.elem {
                syn::Type::Path(path) => path_of(&path.path)
                    .pop()
                    .filter(|name| name.ends_with("Request") && name != "HttpRequest"),
                _ => None,
            },
            _ => None,
        },
        FnArg::Receiver(_) => None,
    })
}

fn method(
    krate: &Krate,
    file: &SourceFile,
    (block, owner): (&ItemImpl, &str),
    function: &ImplItemFn,
    request: String,
) -> Result<Method> {
    let name = function.sig.ident.unraw().to_string();
    let at = format!("{owner}::{name}");
    let refuse = |why: &str| Problem::new(&file.path, &at, why);
    if function.sig.inputs.len() != 2 {
        return Err(refuse("must take `&self` and its request, and nothing else"));
    }
    let result = match &function.sig.output {
        ReturnType::Type(_, ty) => argument_of(ty, "Result"),
        ReturnType::Default => None,
    };
    let result = result.ok_or_else(|| refuse("must return a `Result`"))?;
    let job = argument_of(result, "Job");
    let is_core_job = matches!(
        krate.meaning(file, &["Job".to_owned()]),
        Ok(Meaning::Foreign(path)) if path == "phonevault_core::job::Job"
    );
    let (response, action) = match job {
        Some(answer) if is_core_job => {
            (answer, Some(action(block, function).ok_or_else(|| refuse("names no one `Action`"))?))
        }
        Some(_) => return Err(refuse("returns a `Job` that is not core's")),
        None => (result, None),
    };
    let syn::Type::Path(response) = response else {
        return Err(refuse("must return the vendor's answer as a plain name, or a `Job` of it"));
    };
    let response = path_of(&response.path).pop().unwrap_or_default();
    let doc = docs::read(&function.attrs, &file.path, &at)?;
    Ok(Method { path: file.path.clone(), client: owner.to_owned(), name, request, response, action, doc })
}

/// `T` of `Outer<T>`.
fn argument_of<'a>(ty: &'a syn::Type, outer: &str) -> Option<&'a syn::Type> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == outer)?;
    let PathArguments::AngleBracketed(_) = &last.arguments else { return None };
    arguments(Some(&last.arguments)).first().copied()
}

/// The one variant of `Action` that stands in the body, or in that of the one function of `block` that it calls.
fn action(block: &ItemImpl, function: &ImplItemFn) -> Option<String> {
    let body = Body::of(function);
    let called = |name: &String| {
        block.items.iter().find_map(|item| match item {
            ImplItem::Fn(function) if function.sig.ident == name.as_str() => Some(Body::of(function).actions),
            _ => None,
        })
    };
    let mut actions = body.actions;
    if actions.is_empty() {
        actions = body.calls.iter().filter_map(called).flatten().collect();
    }
    actions.dedup();
    match &actions[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// What the body of a function names.
#[derive(Default)]
struct Body {
    /// Variants of `Action`.
    actions: Vec<String>,
    /// Methods of `self`.
    calls: Vec<String>,
}

impl Body {
    fn of(function: &ImplItemFn) -> Self {
        let mut body = Self::default();
        body.visit_block(&function.block);
        body
    }
}

impl<'a> Visit<'a> for Body {
    fn visit_path(&mut self, path: &'a syn::Path) {
        if let [kind, variant] = &path_of(path)[..]
            && kind == "Action"
        {
            self.actions.push(variant.clone());
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a ExprMethodCall) {
        if matches!(&*call.receiver, syn::Expr::Path(path) if path.path.is_ident("self")) {
            self.calls.push(call.method.unraw().to_string());
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}
