//! The C interface as far as it follows from the manifest: its structs and functions in Rust, and the program with which the
//! shared scenarios call it. The header is written from all of the binding's sources.

mod doc;
mod header;
mod names;
mod nulls;
mod shim;
mod worker;

use crate::manifest::Manifest;

pub(crate) use header::{PATH as HEADER_PATH, header};

/// Every file with its text, but for the header.
pub(crate) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let mut files = shim::files(manifest);
    files.push(nulls::program(manifest));
    files.extend(worker::files(manifest));
    files
}
