//! The C interface as far as it follows from the manifest: its structs and functions in Rust. The header is written from all of
//! the binding's sources.

mod doc;
mod header;
mod names;
mod shim;

use crate::manifest::Manifest;

pub(crate) use header::{PATH as HEADER_PATH, header};

/// Every file with its text, but for the header.
pub(crate) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    shim::files(manifest)
}
