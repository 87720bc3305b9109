//! Operations, joined from the table, the method, the binding and the paginator.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cloud::{find, items_of};
use super::docs::Doc;
use super::methods::{Given, Method};
use super::pages::Paginator;
use super::problem::{Problem, Result};
use super::structs::Struct;
use super::table::{Effect, Row};
use super::typed::Bound;
use super::types::Type;

/// One typed operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Operation {
    /// The vendor's name, as its SDKs spell it. Errors and the simulator name it so.
    pub(crate) name: String,
    /// A second name under which `call` knows it.
    pub(crate) alias: Option<String>,
    /// The service that it is sent to: `cph`, `iam`, `ecp` or `sts`.
    pub(crate) service: String,
    /// The type in Rust that offers it.
    pub(crate) client: String,
    /// Its method there.
    pub(crate) method: String,
    /// What it does, and what it destroys.
    #[serde(flatten)]
    pub(crate) doc: Doc,
    /// Whether it changes anything.
    pub(crate) effect: Effect,
    /// Whether it deletes, wipes or overwrites.
    pub(crate) destructive: bool,
    /// Whether its answer holds secrets.
    pub(crate) sensitive: bool,
    /// How it travels.
    pub(crate) http: Http,
    /// The struct of its request.
    pub(crate) request: String,
    /// The struct of the vendor's answer.
    pub(crate) response: String,
    /// What the method gives back.
    pub(crate) result: Given,
    /// Whether its end can be waited for.
    pub(crate) waits: bool,
}

/// How an operation travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Http {
    /// The method.
    pub(crate) method: String,
    /// The path with its variables in braces; `{project_id}` comes from the client.
    pub(crate) path: String,
    /// Whether it carries a signature or a token.
    pub(crate) signed: bool,
    /// Where each parameter goes, by its vendor's name, in the order of the request's fields.
    pub(crate) parameters: Vec<Parameter>,
    /// The fields of the answer that come in its header.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) answer_headers: Vec<String>,
}

/// Where one parameter goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parameter {
    /// The vendor's name.
    pub(crate) name: String,
    /// Where it goes.
    #[serde(rename = "in")]
    pub(crate) place: Place,
    /// How a list or an object is written, if not as the cloud writes all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<Encoding>,
}

/// A part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// The header.
    Header,
    /// The body.
    Body,
}

/// A form of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Encoding {
    /// A list as one text with commas.
    CommaList,
    /// A list or an object as one JSON text.
    JsonText,
}

/// The names of a cloud and its phone service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloudNames<'a> {
    pub(crate) cloud: &'a str,
    pub(crate) service: &'a str,
}

/// Joins what the four places say of one operation. They must agree.
pub(crate) fn join(
    names: CloudNames<'_>,
    method: Method,
    bound: &BTreeMap<String, Bound>,
    rows: &[Row],
    paginator: Option<(String, Paginator)>,
    structs: &[Struct],
) -> Result<Operation> {
    let refuse = |why: String| Problem::new(&method.path, format!("{}::{}", method.client, method.name), why);
    let binding = bound.get(&method.request);
    let binding = binding.ok_or_else(|| refuse(format!("`{}` is bound to no operation", method.request)))?;
    if binding.response != method.response {
        let why = format!(
            "answers `{}`, but `{}` is bound to `{}`",
            method.response, method.request, binding.response
        );
        return Err(refuse(why));
    }
    let row = rows.iter().find(|row| row.name == binding.operation);
    let row = row.ok_or_else(|| refuse(format!("`{}` is in no table", binding.operation)))?;
    if !row.typed {
        return Err(Problem::new(&row.path_of_file, &row.name, "has a method, but is not marked as typed"));
    }
    let struct_of = |name: &str| find(structs, name).ok_or_else(|| refuse(format!("`{name}` was not read")));
    let request = struct_of(&method.request)?;
    let http = Http {
        method: row.http_method.clone(),
        path: row.http_path.clone(),
        signed: !row.unsigned,
        parameters: parameters(row, request)?,
        answer_headers: row.list("answer_headers").to_vec(),
    };
    let result = match (&method.action, paginator) {
        (Some(action), None) => Given::Job { action: action.clone() },
        (None, None) => Given::Plain,
        (None, Some((page, paginator))) => {
            if page != method.response {
                return Err(refuse(format!("answers `{}`, but its pages are `{page}`", method.response)));
            }
            check_pages(&paginator, request, struct_of(&page)?, struct_of(&paginator.item)?)
                .map_err(refuse)?;
            Given::Page(paginator)
        }
        (Some(_), Some(_)) => return Err(refuse("gives a handle and pages".to_owned())),
    };
    let service = row.service.as_deref().unwrap_or(names.service);
    let prefix = format!("{}_", names.cloud);
    Ok(Operation {
        name: row.name.clone(),
        alias: row.alias.clone(),
        service: service.strip_prefix(&prefix).unwrap_or(service).to_owned(),
        client: method.client,
        method: method.name,
        doc: method.doc,
        effect: row.effect,
        destructive: row.destructive,
        sensitive: row.sensitive,
        http,
        request: method.request,
        response: method.response,
        waits: matches!(result, Given::Job { .. }),
        result,
    })
}

/// Every field of the request has a place in the table, and every name of the table is a field.
fn parameters(row: &Row, request: &Struct) -> Result<Vec<Parameter>> {
    let refuse = |why: String| Problem::new(&row.path_of_file, &row.name, why);
    let in_path: Vec<&str> = row.path_names().collect();
    let fixed = row.http_path == "/";
    let has = |list: &str, name: &str| row.list(list).iter().any(|known| known == name);
    let mut parameters = Vec::new();
    for field in &request.fields {
        let name = field.wire.clone().unwrap_or_default();
        let place = match () {
            () if in_path.contains(&&*name) => Place::Path,
            () if has("body", &name) => Place::Body,
            () if has("headers", &name) => Place::Header,
            // With one path for all operations, the query is where everything else goes.
            () if has("query", &name) || fixed => Place::Query,
            () => return Err(refuse(format!("has no place for `{name}` of {}", request.name))),
        };
        let encoding = match () {
            () if has("comma_lists", &name) => Some(Encoding::CommaList),
            () if has("json", &name) => Some(Encoding::JsonText),
            () => None,
        };
        parameters.push(Parameter { name, place, encoding });
    }
    let lists = ["query", "body", "headers", "comma_lists", "json", "mandatory"];
    let in_table = lists.iter().flat_map(|list| row.list(list)).map(|name| &**name).chain(in_path);
    for name in in_table {
        if !parameters.iter().any(|parameter| parameter.name == name) {
            return Err(refuse(format!("knows `{name}`, which is no field of {}", request.name)));
        }
    }
    for name in row.list("mandatory") {
        let field = request.fields.iter().find(|field| field.wire.as_deref() == Some(name));
        if field.is_none_or(|field| !field.required && field.default.is_none()) {
            return Err(refuse(format!(
                "calls `{name}` mandatory, but the doc comment of {} does not",
                request.name
            )));
        }
    }
    Ok(parameters)
}

fn check_pages(paginator: &Paginator, request: &Struct, page: &Struct, item: &Struct) -> Result<(), String> {
    if !request.fields.iter().any(|field| field.wire.as_deref() == Some(&paginator.cursor)) {
        return Err(format!("`{}` is no field of {}", paginator.cursor, request.name));
    }
    let items = page.fields.iter().find(|field| field.name == paginator.items);
    if items.and_then(|field| items_of(&field.ty)) != Some(&Type::Struct(item.name.clone())) {
        return Err(format!("`{}` of {} is no list of {}", paginator.items, page.name, item.name));
    }
    if !item.fields.iter().any(|field| field.name == paginator.id) {
        return Err(format!("`{}` is no field of {}", paginator.id, item.name));
    }
    Ok(())
}
