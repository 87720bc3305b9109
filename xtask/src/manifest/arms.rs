//! What the functions of core's enumerations answer, read from the arms of their `match`.

use syn::visit::Visit;
use syn::{Expr, ExprMatch, ImplItem, Item, Lit, Macro, Pat};

use super::krate::SourceFile;
use super::problem::{Problem, Result};

/// The variants and literals of `fn function` of `name`: arms of the form `Self::Variant => literal`. Of a trait's function
/// too, so that `Display` can be read.
pub(crate) fn literals(file: &SourceFile, name: &str, function: &str) -> Result<Vec<(String, Lit)>> {
    let body = body(file, name, function)?;
    let mut arms = Vec::new();
    let mut found = Found::default();
    found.visit_block(body);
    for expression in found.matches {
        for arm in &expression.arms {
            let variants = variants(&arm.pat);
            if let (Some(variants), Expr::Lit(literal)) = (variants, &*arm.body) {
                arms.extend(variants.into_iter().map(|variant| (variant, literal.lit.clone())));
            }
        }
    }
    if arms.is_empty() {
        return Err(Problem::new(&file.path, format!("{name}::{function}"), "has no arms with literals"));
    }
    Ok(arms)
}

/// The variants for which `fn function` of `name`, one `matches!(self, …)`, is true.
pub(crate) fn matching(file: &SourceFile, name: &str, function: &str) -> Result<Vec<String>> {
    let mut found = Found::default();
    found.visit_block(body(file, name, function)?);
    let refuse = |why: String| Problem::new(&file.path, format!("{name}::{function}"), why);
    let [matches] = &found.macros[..] else { return Err(refuse("is not one `matches!`".to_owned())) };
    let pattern = matches.parse_body_with(|input: syn::parse::ParseStream<'_>| {
        input.parse::<Expr>()?;
        input.parse::<syn::Token![,]>()?;
        Pat::parse_multi_with_leading_vert(input)
    });
    let pattern = pattern.map_err(|error| refuse(error.to_string()))?;
    variants(&pattern).ok_or_else(|| refuse("its pattern is not a list of variants".to_owned()))
}

fn body<'a>(file: &'a SourceFile, name: &str, function: &str) -> Result<&'a syn::Block> {
    for item in &file.items {
        let Item::Impl(item) = item else { continue };
        if !matches!(&*item.self_ty, syn::Type::Path(path) if path.path.is_ident(name)) {
            continue;
        }
        for inner in &item.items {
            if let ImplItem::Fn(inner) = inner
                && inner.sig.ident == function
            {
                return Ok(&inner.block);
            }
        }
    }
    Err(Problem::new(&file.path, format!("{name}::{function}"), "is not there"))
}

#[derive(Default)]
struct Found<'a> {
    matches: Vec<&'a ExprMatch>,
    macros: Vec<&'a Macro>,
}

impl<'a> Visit<'a> for Found<'a> {
    fn visit_expr_match(&mut self, expression: &'a ExprMatch) {
        self.matches.push(expression);
        syn::visit::visit_expr_match(self, expression);
    }

    fn visit_macro(&mut self, found: &'a Macro) {
        if found.path.is_ident("matches") {
            self.macros.push(found);
        }
    }
}

/// The variants of `Self::A | Self::B`.
fn variants(pattern: &Pat) -> Option<Vec<String>> {
    match pattern {
        Pat::Path(path) if path.path.segments.len() == 2 && path.path.segments[0].ident == "Self" => {
            Some(vec![path.path.segments[1].ident.to_string()])
        }
        Pat::Or(or) => {
            let all: Option<Vec<_>> = or.cases.iter().map(variants).collect();
            all.map(|all| all.into_iter().flatten().collect())
        }
        _ => None,
    }
}
