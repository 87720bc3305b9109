//! The errors: one class for each kind.

use std::fmt::Write as _;

use super::HEAD;
use super::docs::{comment, words};
use crate::manifest::Manifest;
use crate::names::error_class;

/// The header.
pub(super) fn header(manifest: &Manifest) -> String {
    let mut text = HEAD.to_owned();
    text.push_str(
        "/// \\file
/// One class for each kind of error; all of them are `phonevault::Error`.

#include \"error.hpp\"

#include <phonevault.h>

#include <utility>

namespace phonevault {
",
    );
    let mut cases = String::new();
    for kind in &manifest.core.error_kinds {
        let class = error_class(&kind.name);
        text.push('\n');
        comment(&mut text, "", &[words(&kind.doc.doc)]);
        let _ = write!(
            text,
            "class {class} : public Error {{
public:
    using Error::Error;
}};
"
        );
        let _ = write!(cases, "    case {}:\n        throw {class}(std::move(facts));\n", status(&kind.name));
    }
    let _ = write!(
        text,
        "
/// Throws the error of these facts as the class of its kind; one of a kind that is not known as `Error`.
[[noreturn]] inline void raise(Error::Facts facts)
{{
    switch (facts.status) {{
{cases}    default:
        throw Error(std::move(facts));
    }}
}}

}} // namespace phonevault
"
    );
    text
}

/// The status of a kind.
fn status(kind: &str) -> String {
    match kind {
        // It is also the status of every mistake that a caller makes.
        "validation" => "PV_INVALID".to_owned(),
        kind => format!("PV_{}", kind.to_uppercase()),
    }
}
