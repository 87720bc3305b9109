//! The lists that come in pages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{FnArg, Ident, ImplItem, Item, ItemMacro, LitStr, ReturnType, Token};

use super::docs::{self, Doc};
use super::krate::{Krate, Meaning, SourceFile};
use super::problem::{Problem, Result};
use super::types::{arguments, path_of};

/// The paginator of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Paginator {
    /// The method of the client that gives it.
    pub(crate) method: String,
    /// What the method does.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// The field of a page that holds the items.
    pub(crate) items: String,
    /// The struct of an item.
    pub(crate) item: String,
    /// The field of an item that tells it from the others.
    pub(crate) id: String,
    /// The vendor's name of the parameter that leads from page to page.
    pub(crate) cursor: String,
}

/// What `paged!` says of one list.
struct Paged {
    request: String,
    page: String,
    items: String,
    item: String,
    id: String,
    cursor: Option<String>,
}

/// `[offset] Request => Page, items: Item, id[, "cursor"][, …]`
impl Parse for Paged {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = |input: ParseStream<'_>| input.parse::<Ident>().map(|ident| ident.unraw().to_string());
        let mut request = name(input)?;
        let mut cursor = None;
        if request == "offset" {
            cursor = Some(request);
            request = name(input)?;
        }
        input.parse::<Token![=>]>()?;
        let page = name(input)?;
        input.parse::<Token![,]>()?;
        let items = name(input)?;
        input.parse::<Token![:]>()?;
        let item = name(input)?;
        input.parse::<Token![,]>()?;
        let id = name(input)?;
        if input.parse::<Option<Token![,]>>()?.is_some() && input.peek(LitStr) {
            cursor = Some(input.parse::<LitStr>()?.value());
        }
        // How the cursor moves is the macro's affair: an expression, or functions.
        while !input.is_empty() {
            input.parse::<Ahead>()?;
        }
        Ok(Self { request, page, items, item, id, cursor })
    }
}

/// Whatever comes next.
struct Ahead;

impl Parse for Ahead {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.step(|cursor| {
            cursor.token_tree().map(|(_, rest)| (Self, rest)).ok_or_else(|| cursor.error("the end"))
        })
    }
}

/// Every paginator of a crate with the page it goes through, by the name of the request type.
pub(crate) fn read(krate: &Krate) -> Result<BTreeMap<String, (String, Paginator)>> {
    let mut lists = BTreeMap::new();
    for (file, item) in krate.items() {
        if let Item::Macro(item) = item
            && item.ident.is_none()
            && item.mac.path.is_ident("paged")
        {
            let mut paged: Paged =
                item.mac.parse_body().map_err(|error| Problem::new(&file.path, "paged!", error))?;
            if paged.cursor.is_none() {
                paged.cursor = common_cursor(file);
            }
            lists.insert(paged.request.clone(), paged);
        }
    }
    let mut paginators = BTreeMap::new();
    for (file, request, method, doc) in methods(krate)? {
        let refuse = |why: &str| Problem::new(&file.path, &method, why);
        let paged =
            lists.remove(&request).ok_or_else(|| refuse("goes through a list that no `paged!` describes"))?;
        let cursor = paged.cursor.ok_or_else(|| refuse("has no cursor"))?;
        let Paged { page, items, item, id, .. } = paged;
        paginators.insert(request, (page, Paginator { method, doc, items, item, id, cursor }));
    }
    match lists.keys().next() {
        Some(request) => Err(Problem::plain(format!("{}: {request}: no method gives its pages", krate.name))),
        None => Ok(paginators),
    }
}

/// The methods that return `Pages<Request>`, by that name or an alias of it.
fn methods(krate: &Krate) -> Result<Vec<(&SourceFile, String, String, Doc)>> {
    let mut found = Vec::new();
    for (file, item) in krate.items() {
        let Item::Impl(block) = item else { continue };
        for item in &block.items {
            let ImplItem::Fn(function) = item else { continue };
            let ReturnType::Type(_, ty) = &function.sig.output else { continue };
            let Some(request) = request_of_pages(krate, file, ty) else { continue };
            let name = function.sig.ident.unraw().to_string();
            let takes = function.sig.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).count();
            if takes != 1 {
                return Err(Problem::new(&file.path, name, "must take its request and nothing else"));
            }
            let doc = docs::read(&function.attrs, &file.path, &name)?;
            found.push((file, request, name, doc));
        }
    }
    Ok(found)
}

fn request_of_pages(krate: &Krate, file: &SourceFile, ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    match krate.meaning(file, &path_of(&path.path)).ok()? {
        Meaning::Foreign(name) if name == "phonevault_core::pages::Pages" => {
            let last = path.path.segments.last().map(|last| &last.arguments);
            match arguments(last).first() {
                Some(syn::Type::Path(request)) => path_of(&request.path).pop(),
                _ => None,
            }
        }
        Meaning::Item(file, Item::Type(alias)) => request_of_pages(krate, file, &alias.ty),
        _ => None,
    }
}

/// The literal of `const CURSOR` in the definition of `paged!`, if all lists of the crate have the same.
fn common_cursor(file: &SourceFile) -> Option<String> {
    let definition = file.items.iter().find_map(|item| match item {
        Item::Macro(ItemMacro { ident: Some(ident), mac, .. }) if ident == "paged" => Some(mac),
        _ => None,
    })?;
    let text = definition.tokens.to_string();
    let after = text.split("CURSOR").nth(1)?;
    let quoted = after.split(';').next()?.split('"').nth(1)?;
    Some(quoted.to_owned())
}
