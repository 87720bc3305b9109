//! The C interface as far as it follows from the manifest.

mod hpp;
mod names;
mod types;

use crate::manifest::{Manifest, Result};

/// Every file with its text.
pub(crate) fn files(manifest: &Manifest) -> Result<Vec<(String, String)>> {
    hpp::files(manifest)
}
