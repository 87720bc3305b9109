//! The tables of operations: `const OPERATIONS: &[Spec] = &[Spec::get("Name", PATH).query(&[…]).typed(), …]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use syn::{Expr, ExprCall, Item, Lit};

use super::krate::{Krate, Meaning, SourceFile};
use super::problem::{Problem, Result};
use super::types::path_of;

/// Whether an operation changes anything in the cloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    /// It only reads.
    Read,
    /// It changes something: it is never repeated on doubt.
    #[default]
    Mutation,
}

/// One row. A list that the manifest does not need is kept all the same, so that a test can compare all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) path_of_file: String,
    pub(crate) name: String,
    pub(crate) alias: Option<String>,
    /// The constant that names the service, if it is not the cloud's phone service.
    pub(crate) service: Option<String>,
    pub(crate) http_method: String,
    pub(crate) http_path: String,
    pub(crate) effect: Effect,
    pub(crate) destructive: bool,
    pub(crate) sensitive: bool,
    pub(crate) typed: bool,
    /// Whether it is sent without signature, because it is the call that gets a token.
    pub(crate) unsigned: bool,
    /// Lists of names by the method that sets them, such as `query` and `body`.
    pub(crate) lists: BTreeMap<String, Vec<String>>,
}

impl Row {
    /// One of the lists of names.
    pub(crate) fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map(|list| &**list).unwrap_or_default()
    }

    /// The variables of the path, without the project, which the client knows.
    pub(crate) fn path_names(&self) -> impl Iterator<Item = &str> {
        let names = self.http_path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        names.filter(|name| *name != "project_id")
    }
}

/// Every row of every table of a crate.
pub(crate) fn read(krate: &Krate) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (file, item) in krate.items() {
        let Item::Const(item) = item else { continue };
        if item.ident != "OPERATIONS" {
            continue;
        }
        for expression in elements(&item.expr).ok_or_else(|| at(file, "OPERATIONS", "is no list"))? {
            rows.push(row(krate, file, expression)?);
        }
    }
    if rows.is_empty() {
        return Err(Problem::plain(format!("{}: no table OPERATIONS was found", krate.name)));
    }
    Ok(rows)
}

fn at(file: &SourceFile, item: impl std::fmt::Display, why: impl std::fmt::Display) -> Problem {
    Problem::new(&file.path, item, why)
}

fn row(krate: &Krate, file: &SourceFile, expression: &Expr) -> Result<Row> {
    let Expr::MethodCall(call) = expression else {
        let Expr::Call(call) = expression else {
            return Err(at(file, "OPERATIONS", "holds what is no call"));
        };
        return first(krate, file, call);
    };
    let mut row = row(krate, file, &call.receiver)?;
    let method = call.method.to_string();
    let mut arguments = call.args.iter();
    match &*method {
        "typed" => row.typed = true,
        "sensitive" => row.sensitive = true,
        "destructive" => row.destructive = true,
        "of_sts" => {
            row.service = Some("sts".to_owned());
            row.http_method = "GET".to_owned();
        }
        "reads" => row.effect = Effect::Read,
        "unsigned" => row.unsigned = true,
        "at" => row.service = Some(text(krate, file, &row.name, arguments.next())?),
        "alias" => row.alias = Some(text(krate, file, &row.name, arguments.next())?),
        // They restrict values and name nothing.
        "most" | "switch" => {}
        "query" | "body" | "headers" | "comma_lists" | "json" | "mandatory" | "secrets"
        | "answer_headers" => {
            let list = texts(krate, file, &row.name, arguments.next())?;
            row.lists.insert(method, list);
        }
        other => return Err(at(file, &row.name, format!("`{other}` is no method of a row that is known"))),
    }
    Ok(row)
}

/// The call with which a row begins says what the operation does by default.
fn first(krate: &Krate, file: &SourceFile, call: &ExprCall) -> Result<Row> {
    let Expr::Path(path) = &*call.func else { return Err(at(file, "OPERATIONS", "begins a row oddly")) };
    let function = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let mut arguments = call.args.iter();
    let name = text(krate, file, "OPERATIONS", arguments.next())?;
    let (http_method, effect, destructive) = match &*function {
        "get" => ("GET", Effect::Read, false),
        "post" => ("POST", Effect::Mutation, false),
        "put" => ("PUT", Effect::Mutation, false),
        "delete" => ("DELETE", Effect::Mutation, true),
        // All of Alibaba's are POST.
        "read" => ("POST", Effect::Read, false),
        "change" => ("POST", Effect::Mutation, false),
        "destructive" => ("POST", Effect::Mutation, true),
        other => return Err(at(file, &name, format!("`{other}` is no beginning of a row that is known"))),
    };
    let http_path = match arguments.next() {
        Some(path) => text(krate, file, &name, Some(path))?,
        None => "/".to_owned(),
    };
    Ok(Row {
        path_of_file: file.path.clone(),
        http_method: http_method.to_owned(),
        http_path,
        name,
        effect,
        destructive,
        ..Row::default()
    })
}

fn elements(expression: &Expr) -> Option<impl Iterator<Item = &Expr>> {
    match expression {
        Expr::Reference(reference) => match &*reference.expr {
            Expr::Array(array) => Some(array.elems.iter()),
            _ => None,
        },
        _ => None,
    }
}

/// A literal text, or the constant that holds it.
fn text(krate: &Krate, file: &SourceFile, item: &str, expression: Option<&Expr>) -> Result<String> {
    let value = expression.map(|expression| constant(krate, file, expression));
    match value {
        Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => Ok(text.value()),
        _ => Err(at(file, item, "needs a literal text here, or a constant that is one")),
    }
}

fn texts(krate: &Krate, file: &SourceFile, item: &str, expression: Option<&Expr>) -> Result<Vec<String>> {
    let list = expression.map(|expression| constant(krate, file, expression)).and_then(elements);
    let list = list.ok_or_else(|| at(file, item, "needs a list of literal texts here"))?;
    list.map(|element| text(krate, file, item, Some(element))).collect()
}

fn constant<'a>(krate: &'a Krate, file: &SourceFile, expression: &'a Expr) -> &'a Expr {
    let Expr::Path(path) = expression else { return expression };
    match krate.meaning(file, &path_of(&path.path)) {
        Ok(Meaning::Item(_, Item::Const(item))) => &item.expr,
        _ => expression,
    }
}
