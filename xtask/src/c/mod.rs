//! The C interface as far as it follows from the manifest: its structs and functions in Rust, the wrapper of C++ around them,
//! and the program with which the shared scenarios call it. The header of C is written from all of the binding's sources.

mod doc;
mod header;
mod hpp;
mod names;
mod nulls;
mod shim;
mod types;
mod worker;

use crate::manifest::{Manifest, Result};

pub(crate) use header::{PATH as HEADER_PATH, header};

/// Every file with its text, but for the header of C.
pub(crate) fn files(manifest: &Manifest) -> Result<Vec<(String, String)>> {
    let mut files = shim::files(manifest);
    files.push(nulls::program(manifest));
    files.extend(worker::files(manifest));
    files.extend(hpp::files(manifest)?);
    Ok(files)
}
