//! What jobs tell, and the enumerations of both clouds.

use super::order::ordered;
use super::{HEAD, answers, enums};
use crate::c::types::Section;
use crate::manifest::structs::Struct;
use crate::manifest::{Manifest, Result};

/// The structs that C gives away whole.
const OWNED: &[&str] = &["JobResult", "JobStatus"];

/// The header.
pub(super) fn header(manifest: &Manifest) -> Result<String> {
    let core = &manifest.core;
    let mut text = HEAD.to_owned();
    text.push_str(
        "/// \\file
/// What jobs and errors tell: phones with their outcomes, tasks, broken rules.

#include \"view.hpp\"

#include <phonevault.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace phonevault {
",
    );
    // What a job does is known to the one who asked for it.
    for item in core.enums.iter().filter(|item| item.name != "Action") {
        enums::closed(&mut text, item);
    }
    let section = Section { cloud: None, enums: &core.enums };
    let structs: Vec<&Struct> = core.structs.iter().filter(|item| item.name != "Location").collect();
    for item in ordered(&structs)? {
        answers::view(&mut text, section, item, OWNED.contains(&&*item.name))?;
    }
    text.push_str("\n} // namespace phonevault\n");
    Ok(text)
}
