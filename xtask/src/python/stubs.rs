//! The stubs of the native module.

use std::fmt::Write as _;

use super::HEAD;
use super::docs::{docstring, words};
use super::types;
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::enums::Enumeration;
use crate::manifest::methods::Given;
use crate::manifest::structs::Struct;

/// The stub of the module itself.
pub(super) fn core(manifest: &Manifest) -> String {
    let mut text = HEAD.to_owned();
    text.push_str(include_str!("templates/native.pyi.in"));
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
    text.push_str(match &*cloud.name {
        "huawei" => include_str!("templates/huawei.pyi.in"),
        _ => include_str!("templates/alibaba.pyi.in"),
    });
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
        let _ = writeln!(text, "def {name}(core: ClientCore, request: {request}, /) -> Call[{gives}]: ...");
        if let Given::Page(pages) = &operation.result {
            let (name, item) = (&pages.method, &pages.item);
            let _ = writeln!(
                text,
                "def {name}(core: ClientCore, request: {request}, /) -> PagesCore[{response}, {item}]: ..."
            );
        }
    }
    text
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
