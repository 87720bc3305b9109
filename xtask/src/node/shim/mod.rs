//! The Rust side of the Node.js package that follows from the manifest: how each struct is read and written, and which
//! operation each method calls.

mod enums;
mod operations;
mod structs;

use std::fmt::Write as _;

use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::structs::Struct;
use crate::rust_files::{HEAD, index};

/// Where the files lie, from the root of the repository.
const FOLDER: &str = "bindings/node/src/generated";

/// Every file with its text.
pub(super) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let core = &manifest.core;
    // JavaScript has no class for locations: they are texts there.
    let structs: Vec<&Struct> = core.structs.iter().filter(|item| item.name != "Location").collect();
    let mut files = vec![
        (format!("{FOLDER}/mod.rs"), index(manifest)),
        (format!("{FOLDER}/core.rs"), module(&structs, &enums::closed(&core.enums), None)),
    ];
    for cloud in &manifest.clouds {
        let structs: Vec<&Struct> = cloud.structs.iter().collect();
        let text = module(&structs, &enums::open(&cloud.enums), Some(cloud));
        files.push((format!("{FOLDER}/{}.rs", cloud.name), text));
    }
    files
}

fn module(structs: &[&Struct], enums: &str, cloud: Option<&Cloud>) -> String {
    let mut text = HEAD.to_owned();
    if let Some(cloud) = cloud {
        let _ = writeln!(text, "use phonevault::{}::Client;", cloud.name);
    }
    text.push_str("use serde::ser::Serializer;\n\n");
    if cloud.is_some() {
        text.push_str("use crate::error::Refused;\n");
    }
    text.push_str("use crate::given::Given;\n");
    if cloud.is_some() {
        text.push_str("use crate::pages::Turn;\n");
    }
    text.push_str("use crate::show::{Object, Show};\nuse crate::take::{Fields, Take, Wrong};\n");
    if cloud.is_some() {
        text.push_str("use crate::work::{self, Request, Work};\n");
    }
    text.push_str(enums);
    for item in structs {
        structs::conversions(&mut text, item);
    }
    if let Some(cloud) = cloud {
        operations::functions(&mut text, cloud);
    }
    text
}
