//! Doc comments as plain Markdown.

use serde::{Deserialize, Serialize};
use syn::{Attribute, Expr, Lit, Meta};

use super::problem::{Problem, Result};

/// What a doc comment says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Doc {
    /// Everything before the first heading. Paragraphs are parted by an empty line; links into Rust code are only names.
    pub(crate) doc: String,
    /// What stands under the heading `Errors`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) errors: Option<String>,
}

/// Reads the doc comment of an item. Bindings show it to their users, so it must be there.
pub(crate) fn read(attributes: &[Attribute], path: &str, item: &str) -> Result<Doc> {
    let (mut doc, mut errors) = (Vec::new(), None::<Vec<String>>);
    for paragraph in paragraphs(&lines(attributes)) {
        match (paragraph.strip_prefix("# "), &mut errors) {
            (Some("Errors"), _) => errors = Some(Vec::new()),
            (Some(other), _) => {
                return Err(Problem::new(
                    path,
                    item,
                    format!("the heading `{other}` of its doc comment is not known"),
                ));
            }
            (None, Some(errors)) => errors.push(paragraph),
            (None, None) => doc.push(paragraph),
        }
    }
    let doc = doc.join("\n\n");
    if doc.is_empty() {
        return Err(Problem::new(path, item, "has no doc comment"));
    }
    Ok(Doc { doc, errors: errors.map(|errors| errors.join("\n\n")) })
}

/// The lines of a doc comment without the space that follows the slashes.
fn lines(attributes: &[Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attribute.meta
            && let Expr::Lit(literal) = &pair.value
            && let Lit::Str(text) = &literal.lit
        {
            // An empty line is a text without lines.
            lines.extend(
                text.value().split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()),
            );
        }
    }
    lines
}

/// Joins the lines of each paragraph; items of a list and lines of a table stay lines.
fn paragraphs(lines: &[String]) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in lines {
        let line = line.trim_end();
        let Some(last) = paragraphs.last_mut() else { continue };
        if line.is_empty() {
            paragraphs.push(String::new());
        } else if line.starts_with("# ") {
            paragraphs.extend([line.to_owned(), String::new()]);
        } else if last.is_empty() {
            last.push_str(line);
        } else if ["- ", "* ", "|"].iter().any(|mark| line.trim_start().starts_with(mark)) {
            last.push('\n');
            last.push_str(line);
        } else {
            last.push(' ');
            last.push_str(line.trim_start());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.iter().map(|paragraph| without_links(paragraph)).collect()
}

/// ``[`Name`](path)`` and ``[`Name`]`` become `` `Name` ``: the paths mean nothing outside Rust.
fn without_links(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(start) = rest.find("[`") {
        let (before, link) = rest.split_at(start);
        plain.push_str(before);
        let Some(end) = link.find("`]") else { break };
        plain.push_str(&link[1..=end]);
        rest = &link[end + 2..];
        if let Some(target) = rest.strip_prefix('(')
            && let Some(close) = target.find(')')
        {
            rest = &target[close + 1..];
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc(text: &str) -> Result<Doc> {
        let item: syn::ItemStruct = syn::parse_str(&format!("{text}\nstruct S;")).unwrap();
        read(&item.attrs, "a.rs", "S")
    }

    #[test]
    fn lines_are_joined_links_are_names_and_errors_stand_apart() {
        let read = doc(
            "/// One [`Page`](crate::pages::Page) of\n/// [`Job`]s (D522).\n///\n/// More.\n///\n/// # Errors\n/// None.\n///\n/// Ever.",
        );
        let read = read.unwrap();
        assert_eq!(read.doc, "One `Page` of `Job`s (D522).\n\nMore.");
        assert_eq!(read.errors.as_deref(), Some("None.\n\nEver."));
    }

    #[test]
    fn what_has_no_words_or_an_unknown_heading_is_refused() {
        assert!(doc("").unwrap_err().to_string().contains("a.rs: S: has no doc comment"));
        assert!(doc("/// A.\n///\n/// # Panics\n/// Never.").unwrap_err().to_string().contains("Panics"));
    }
}
