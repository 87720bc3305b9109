//! The Rust side of the Python package that follows from the manifest: a class for each struct, a function for each
//! operation.

mod enums;
mod operations;
mod structs;

use std::fmt::Write as _;

use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::structs::Struct;
use crate::rust_files::{HEAD, index};

/// Where the files lie, from the root of the repository.
const FOLDER: &str = "bindings/python/src/generated";

/// Every file with its text.
pub(crate) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let core = &manifest.core;
    // Locations are written by hand: they are texts with parts.
    let structs: Vec<Struct> = core.structs.iter().filter(|item| item.name != "Location").cloned().collect();
    let mut files = vec![
        (format!("{FOLDER}/mod.rs"), index(manifest)),
        (format!("{FOLDER}/core.rs"), module("phonevault", &structs, &enums::closed(&core.enums), None)),
    ];
    for cloud in &manifest.clouds {
        let python = format!("phonevault.{}", cloud.name);
        let text = module(&python, &cloud.structs, &enums::open(&cloud.enums), Some(cloud));
        files.push((format!("{FOLDER}/{}.rs", cloud.name), text));
    }
    files
}

fn module(python: &str, structs: &[Struct], enums: &str, cloud: Option<&Cloud>) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("use pyo3::prelude::*;\nuse pyo3::sync::PyOnceLock;\nuse pyo3::types::PyTuple;\n\n");
    if let Some(cloud) = cloud {
        let _ = writeln!(text, "use crate::{}::ClientCore;", cloud.name);
        text.push_str(
            "use crate::call::Call;\nuse crate::client::{self, Core as _};\nuse crate::pages::PagesCore;\n",
        );
    }
    text.push_str("use crate::model::{Model, Wraps, many, one};\nuse crate::part::Part;\n");
    text.push_str("use crate::show::Show;\nuse crate::take::{self, Take};\n");
    text.push_str(enums);
    for item in structs {
        structs::class(&mut text, python, item);
    }
    let mut functions = Vec::new();
    if let Some(cloud) = cloud {
        for operation in &cloud.operations {
            operations::function(&mut text, cloud, operation, &mut functions);
        }
    }
    text.push_str("\n/// Adds everything to the module.\npub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {\n");
    for item in structs {
        let _ = writeln!(text, "    module.add_class::<{}>()?;", item.name);
    }
    for function in functions {
        let _ = writeln!(text, "    module.add_function(wrap_pyfunction!({function}, module)?)?;");
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// A doc comment, indented.
fn doc(text: &mut String, indent: &str, doc: &str) {
    for line in doc.lines() {
        let space = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "{indent}///{space}{line}");
    }
}
