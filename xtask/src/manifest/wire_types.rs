//! The list of all types on the wire, as Rust source: with it the tests of the manifest read and write each of them as
//! serde does, so that what the manifest says of names and types is proved and not only read.

use super::Manifest;

/// Where it lies, from the root of the repository.
pub(crate) const PATH: &str = "xtask/src/manifest/tests/wire_types.rs";

/// The text of the file.
pub(crate) fn text(manifest: &Manifest) -> String {
    let mut text = "//! Every type on the wire. Written by `cargo xtask generate`; do not edit.\n\n\
                    use super::wire::{Probe, probe};\n\n\
                    pub(super) const TYPES: &[(&str, Probe)] = &[\n"
        .to_owned();
    for cloud in &manifest.clouds {
        let structs = cloud.structs.iter().map(|item| &item.rust);
        for rust in structs.chain(cloud.enums.iter().map(|item| &item.rust)) {
            text.push_str(&format!("    (\"{rust}\", probe::<{rust}>),\n"));
        }
    }
    text + "];\n"
}
