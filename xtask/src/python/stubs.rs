//! The stubs of the native module.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::HEAD;
use super::docs::{docstring, words};
use super::layout::function;
use super::types;
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::enums::Enumeration;
use crate::manifest::methods::Given;
use crate::manifest::structs::Struct;

/// What the module has beside structs and clouds.
const NATIVE: &[&str] = &["Call", "JobCore", "Model", "PagesCore", "Secret", "VERSION", "_raise", "_rebuild"];

/// The stub of the module itself.
pub(super) fn core(manifest: &Manifest) -> String {
    let mut text = HEAD.to_owned();
    let structs = manifest.core.structs.iter().map(|item| &*item.name);
    let clouds = manifest.clouds.iter().map(|cloud| &*cloud.name);
    let all = all(NATIVE.iter().copied().chain(structs).chain(clouds));
    text.push_str(&include_str!("templates/native.pyi.in").replace("§all\n", &all));
    for item in &manifest.core.structs {
        // Locations are written by hand: they are texts with parts.
        if item.name != "Location" {
            class(&mut text, item, &manifest.core.enums);
        }
    }
    text
}

/// The stub of the module of a cloud.
pub(super) fn cloud(cloud: &Cloud) -> String {
    let mut text = HEAD.to_owned();
    let template = match &*cloud.name {
        "huawei" => include_str!("templates/huawei.pyi.in"),
        _ => include_str!("templates/alibaba.pyi.in"),
    };
    let structs = cloud.structs.iter().map(|item| &*item.name);
    let methods = cloud.operations.iter().map(|operation| &*operation.method);
    let pages = cloud.operations.iter().filter_map(|operation| match &operation.result {
        Given::Page(pages) => Some(&*pages.method),
        Given::Plain | Given::Job { .. } => None,
    });
    let all = all(["ClientCore"].into_iter().chain(structs).chain(methods).chain(pages));
    text.push_str(&template.replace("§all\n", &all));
    for item in &cloud.structs {
        class(&mut text, item, &cloud.enums);
    }
    text.push('\n');
    for operation in &cloud.operations {
        let (request, response) = (&operation.request, &operation.response);
        let gives = match &operation.result {
            Given::Job { .. } => format!("JobCore[{response}]"),
            Given::Plain | Given::Page(_) => response.clone(),
        };
        let name = &operation.method;
        let mut declare = |name: &str, gives: &str| {
            let parameters = format!("core: ClientCore, request: {request}, /");
            text.push_str(&function(&format!("def {name}"), &parameters, gives, " ...\n"));
        };
        declare(name, &format!("Call[{gives}]"));
        if let Given::Page(pages) = &operation.result {
            declare(&pages.method, &format!("PagesCore[{response}, {}]", pages.item));
        }
    }
    text
}

/// The lines of `__all__`, which the native modules have of themselves.
fn all<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: BTreeSet<&str> = names.collect();
    names.iter().map(|name| format!("    \"{name}\",\n")).collect()
}

fn class(text: &mut String, item: &Struct, enums: &[Enumeration]) {
    let _ = write!(text, "\n@final\nclass {}(Model):\n", item.name);
    docstring(text, "    ", &[words(&item.doc.doc)]);
    let arguments = types::arguments(item, enums);
    if arguments.is_empty() {
        text.push_str("    def __new__(cls) -> Self: ...\n");
    } else {
        text.push_str("    def __new__(\n        cls,\n        *,\n");
        for argument in &arguments {
            let _ = writeln!(text, "        {},", argument.declared());
        }
        text.push_str("    ) -> Self: ...\n");
    }
    for field in &item.fields {
        let _ = write!(
            text,
            "    @builtins.property\n    def {}(self) -> {}:\n",
            field.name,
            types::read(&field.ty, enums)
        );
        docstring(text, "        ", &[words(&field.doc.doc)]);
    }
    if let Some(rest) = &item.rest {
        let _ = write!(text, "    @builtins.property\n    def {rest}(self) -> dict[str, Json]:\n");
        docstring(text, "        ", &["What else came, by the vendor's names.".to_owned()]);
    }
}
