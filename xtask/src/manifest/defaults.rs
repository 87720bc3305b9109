//! Defaults that a request type gives its fields: functions such as `fn command() -> String { "shell".to_owned() }`.

use serde_json::Value;
use syn::punctuated::Punctuated;
use syn::{Expr, Item, Lit, Stmt, Token};

use super::krate::SourceFile;
use super::problem::{Problem, Result};

/// What `function` of `file` gives, for a field of `item`.
pub(crate) fn value(file: &SourceFile, item: &str, function: &str) -> Result<Value> {
    let body = file.items.iter().find_map(|item| match item {
        Item::Fn(item) if item.sig.ident == function => Some(&item.block.stmts),
        _ => None,
    });
    let value = match body.map(|body| &**body) {
        Some([Stmt::Expr(expression, None)]) => literal(expression),
        _ => None,
    };
    value.ok_or_else(|| {
        Problem::new(
            &file.path,
            item,
            format!("the default `{function}` must be a function of this file with a literal"),
        )
    })
}

fn literal(expression: &Expr) -> Option<Value> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value().into()),
            Lit::Bool(value) => Some(value.value.into()),
            Lit::Int(number) => number.base10_parse::<i64>().ok().map(Value::from),
            _ => None,
        },
        Expr::MethodCall(call)
            if ["to_owned", "into", "to_string"].iter().any(|name| call.method == name) =>
        {
            literal(&call.receiver)
        }
        Expr::Macro(list) if list.mac.path.is_ident("vec") => {
            let items = list.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
            items.iter().map(literal).collect::<Option<Vec<_>>>().map(Value::from)
        }
        Expr::Call(call) => match (&*call.func, call.args.first()) {
            (Expr::Path(path), Some(argument)) if path.path.is_ident("Some") => literal(argument),
            _ => None,
        },
        _ => None,
    }
}
