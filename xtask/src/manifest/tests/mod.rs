//! What holds for the manifest: it misses nothing, follows every change of the sources, and says what the compiled crates
//! do.

mod changes;
mod complete;
mod tables;
mod wire;
#[rustfmt::skip]
mod wire_types;

use super::Manifest;
use crate::manifest::{PATH, Sources};
use crate::run::root;

/// The manifest that lies on disk: what bindings read.
fn on_disk() -> Manifest {
    serde_json::from_str(&std::fs::read_to_string(root().join(PATH)).unwrap()).unwrap()
}

/// The sources as they are.
fn sources() -> Sources {
    Sources::read(&root()).unwrap()
}
