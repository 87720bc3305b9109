//! The structs and functions of C that follow from the manifest, in Rust.

mod enums;
mod fields;
mod operations;
mod structs;

use std::fmt::Write as _;

use super::doc::Words;
use super::names::c_struct;
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::rust_files::{HEAD, index};

/// Where the files lie, from the root of the repository.
const FOLDER: &str = "bindings/c/src/generated";

/// Every file with its text.
pub(super) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let mut files =
        vec![(format!("{FOLDER}/mod.rs"), index(manifest)), (format!("{FOLDER}/core.rs"), core(manifest))];
    for cloud in &manifest.clouds {
        files.push((format!("{FOLDER}/{}.rs", cloud.name), of_cloud(manifest, cloud)));
    }
    files
}

fn core(manifest: &Manifest) -> String {
    let (core, words) = (&manifest.core, Words::new(manifest, None));
    let mut text = head();
    text.push_str("use crate::arena::Arena;\nuse crate::show::{Show, Text};\n");
    enums::closed(&mut text, &words, &core.enums);
    let around = fields::Around { cloud: None, enums: &core.enums };
    // Locations are texts in C, and only shown by functions that take them.
    for item in core.structs.iter().filter(|item| item.name != "Location") {
        structs::answer(&mut text, &words, &around, item);
    }
    for root in ["JobResult", "JobStatus"] {
        free(&mut text, &c_struct(None, root), "pv_job_wait or pv_job_get_status");
    }
    text
}

fn of_cloud(manifest: &Manifest, cloud: &Cloud) -> String {
    let words = Words::new(manifest, Some(&cloud.name));
    let mut text = head();
    let _ = write!(
        text,
        "use phonevault::Error;
use phonevault::{0}::Client;
use phonevault::{0}::models;
use phonevault::operation::Effect;

use crate::arena::Arena;
use crate::call;
use crate::client::pv_client;
use crate::error::pv_error;
use crate::flag::{{self, pv_flag}};
use crate::job::pv_job;
use crate::options::pv_call_options;
use crate::pages::{{self, Paging}};
use crate::show::{{Listed, Show, Text}};
use crate::status::pv_status;
use crate::take::{{self, At, Growing, Take}};
",
        cloud.name
    );
    let around = fields::Around { cloud: Some(&cloud.name), enums: &cloud.enums };
    enums::open(&mut text, &cloud.enums);
    for item in &cloud.structs {
        if item.used_in.request {
            structs::request(&mut text, &words, &around, item);
        } else {
            structs::answer(&mut text, &words, &around, item);
        }
    }
    let mut roots: Vec<(&str, &str)> = Vec::new();
    let mut listed: Vec<&str> = Vec::new();
    for operation in &cloud.operations {
        operations::functions(&mut text, &words, &cloud.name, operation);
        if !roots.iter().any(|(known, _)| *known == operation.response) {
            roots.push((&operation.response, &operation.method));
        }
        if let Given::Page(pages) = &operation.result
            && !listed.contains(&&*pages.item)
        {
            listed.push(&pages.item);
        }
    }
    for (root, method) in roots {
        let by = format!("functions such as pv_{}_{method}", cloud.name);
        free(&mut text, &c_struct(Some(&cloud.name), root), &by);
    }
    for item in listed {
        structs::list(&mut text, &cloud.name, item);
    }
    text
}

/// The constants of the vendors' enumerations, as the header has them.
pub(super) fn constants(manifest: &Manifest) -> String {
    let mut text = String::new();
    for cloud in &manifest.clouds {
        let words = Words::new(manifest, Some(&cloud.name));
        enums::constants(&mut text, &words, &cloud.name, &cloud.enums);
    }
    text
}

fn head() -> String {
    format!("{HEAD}use std::ffi::{{c_char, c_void}};\nuse std::ptr::null;\n\n")
}

/// The function that frees an answer.
fn free(text: &mut String, name: &str, by: &str) {
    let _ = write!(
        text,
        "
/// Frees what {by} gave, with all that it points to. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_free(answer: *mut {name}) {{
    unsafe {{ crate::answer::free(answer) }}
}}
"
    );
}
