//! What knows no cloud: jobs, and the values of core's enumerations.

use std::fmt::Write as _;

use super::super::names::snake;
use super::{HEAD, show};
use crate::manifest::core::Core;
use crate::manifest::enums::{Enumeration, Value};
use crate::names::upper;

/// The enumerations that occur in C.
const ENUMS: [&str; 3] = ["Applied", "Outcome", "TaskState"];

/// The text of the file.
pub(super) fn module(core: &Core) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("#include \"../core.h\"\n#include \"../show.h\"\n");
    for item in core.enums.iter().filter(|item| ENUMS.contains(&&*item.name)) {
        names(&mut text, item);
    }
    // A location is text in C.
    for item in core.structs.iter().filter(|item| item.name != "Location") {
        show::function(&mut text, None, item, &core.enums, false);
    }
    text
}

/// The names of the values of an enumeration; NULL for any other number.
fn names(text: &mut String, item: &Enumeration) {
    let name = snake(&item.name);
    let _ = write!(text, "\nconst char *{name}_name(pv_{name} value)\n{{\n    switch (value) {{\n");
    for known in &item.values {
        if let Some(Value::Text(value)) = &known.value {
            let constant = format!("PV_{}_{}", upper(&item.name), upper(&known.name));
            let _ = writeln!(text, "    case {constant}:\n        return \"{value}\";");
        }
    }
    text.push_str("    default:\n        return NULL;\n    }\n}\n");
}
