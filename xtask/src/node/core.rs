//! What both clouds have in common.

use super::{HEAD, models};
use crate::manifest::Manifest;

/// The module.
pub(super) fn module(manifest: &Manifest) -> String {
    let core = &manifest.core;
    let mut text = HEAD.to_owned();
    text.push_str(
        "/** Jobs, their phones and outcomes: what both clouds have in common. */

/** Any value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
",
    );
    for item in &core.enums {
        models::closed(&mut text, item);
    }
    for item in core.structs.iter().filter(|item| item.name != "Location") {
        models::interface(&mut text, item, &core.enums);
    }
    text
}
