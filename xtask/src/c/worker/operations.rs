//! The typed operations of a cloud by the vendor's name.

use std::fmt::Write as _;

use super::super::names::{field, snake};
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;

/// The functions that call them, and the list.
pub(super) fn list(text: &mut String, cloud: &Cloud) {
    let name = &cloud.name;
    text.push('\n');
    let mut rows = String::new();
    for operation in &cloud.operations {
        let (method, request, response) =
            (&operation.method, snake(&operation.request), snake(&operation.response));
        let kind = if matches!(operation.result, Given::Job { .. }) { "JOB" } else { "PLAIN" };
        let _ = writeln!(text, "{kind}({name}, {method}, {request}, {response})");
        let mut pages = "NULL".to_owned();
        if let Given::Page(list) = &operation.result {
            let (items, item) = (field(&list.items), snake(&list.item));
            let _ = writeln!(text, "PAGES({name}, {}, {request}, {response}, {items}, {item})", list.method);
            pages = format!("go_through_{}", list.method);
        }
        let _ = writeln!(rows, "    {{\"{}\", call_{method}, start_{method}, {pages}}},", operation.name);
    }
    let _ = write!(
        text,
        "\nconst operation {name}_operations[] = {{\n{rows}    {{NULL, NULL, NULL, NULL}},\n}};\n"
    );
}
