//! `tests/manifest.json`: operations, types, fields and errors as data, read from the Rust sources. The bindings are
//! generated from it and checked against it.

mod arms;
pub(crate) mod cloud;
pub(crate) mod core;
mod defaults;
mod dispatch;
mod docs;
pub(crate) mod enums;
mod krate;
pub(crate) mod methods;
pub(crate) mod operations;
pub(crate) mod pages;
mod problem;
mod serde_rules;
mod sources;
pub(crate) mod structs;
pub(crate) mod table;
mod typed;
pub(crate) mod types;
mod wire_types;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(crate) use dispatch::{PATH as DISPATCH_PATH, text as dispatch};
pub(crate) use docs::read as doc_comment;
pub(crate) use krate::is_test_code;
pub(crate) use problem::{Problem, Result};
pub(crate) use sources::Sources;
pub(crate) use wire_types::{PATH as WIRE_TYPES_PATH, text as wire_types};

/// Where it lies, from the root of the repository.
pub(crate) const PATH: &str = "tests/manifest.json";

/// The form of the manifest. It grows when a reader of the form before would read something wrongly.
const SCHEMA: u32 = 1;

/// The clouds, with the names of their phone services.
const CLOUDS: &[(&str, &str)] = &[("huawei", "cph"), ("alibaba", "ecp")];

/// Everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The form of the manifest.
    pub(crate) schema: u32,
    /// What knows no cloud.
    pub(crate) core: core::Core,
    /// The clouds.
    pub(crate) clouds: Vec<cloud::Cloud>,
}

/// Reads the manifest out of the sources. The same sources give the same manifest, in the same order.
pub(crate) fn read(sources: &Sources) -> Result<Manifest> {
    let core = core::read(sources)?;
    let mut clouds = Vec::new();
    for (name, service) in CLOUDS {
        let mut cloud = cloud::read(sources, name, service)?;
        for operation in &mut cloud.operations {
            if let methods::Given::Job { action } = &mut operation.result {
                let stable = core.stable_name("Action", action);
                *action =
                    stable.ok_or_else(|| Problem::plain(format!("`Action::{action}` is none of core's")))?;
            }
        }
        clouds.push(cloud);
    }
    Ok(Manifest { schema: SCHEMA, core, clouds })
}

/// The text of the file.
pub(crate) fn text(manifest: &Manifest) -> Result<String> {
    let text = serde_json::to_string_pretty(manifest).map_err(|error| Problem::plain(error.to_string()))?;
    Ok(text + "\n")
}
