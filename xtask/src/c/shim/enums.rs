//! Enumerations: numbers for ours, and what stands on the wire for those of the vendors.

use std::fmt::Write as _;

use crate::c::doc::{Words, comment};
use crate::c::names::snake;
use crate::manifest::enums::{Enumeration, Value, Wire};
use crate::names::upper;
use crate::rust_files::{open_enumeration, reachable};

/// The numbers of ours. One keeps its meaning for ever; a new value takes the next number.
const NUMBERS: &[(&str, &[&str])] = &[
    ("Applied", &["No", "Yes", "Unknown"]),
    ("Outcome", &["Succeeded", "Failed", "Refused", "Unknown"]),
    ("TaskState", &["Other", "Unseen", "Queued", "Running", "Succeeded", "Partial", "Skipped", "Failed"]),
];

/// Constants and conversions of those of core that C sees.
pub(super) fn closed(text: &mut String, words: &Words<'_>, enums: &[Enumeration]) {
    for (name, values) in NUMBERS {
        let Some(item) = enums.iter().find(|item| item.name == *name) else { continue };
        let (snake, path) = (snake(name), reachable(&item.rust));
        text.push('\n');
        comment(text, "", &format!("{} 0 stands for none.", words.of(&item.doc.doc)));
        let _ = writeln!(text, "pub type pv_{snake} = i32;\n");
        let mut arms = String::new();
        for (index, value) in values.iter().enumerate() {
            let known = item.values.iter().chain(&item.other).find(|known| known.name == *value);
            let constant = format!("PV_{}_{}", upper(name), upper(value));
            comment(text, "", &known.map(|known| words.of(&known.doc.doc)).unwrap_or_default());
            let _ = writeln!(text, "pub const {constant}: pv_{snake} = {};", index + 1);
            let holds =
                if item.other.as_ref().is_some_and(|other| other.name == *value) { "(_)" } else { "" };
            let _ = writeln!(arms, "        {path}::{value}{holds} => {constant},");
        }
        // A value without a number does not compile.
        let _ = write!(
            text,
            "
pub(crate) fn {snake}(value: impl std::borrow::Borrow<{path}>) -> pv_{snake} {{
    match value.borrow() {{
{arms}    }}
}}
"
        );
    }
}

/// How answers show those of a vendor.
pub(super) fn open(text: &mut String, enums: &[Enumeration]) {
    for item in enums.iter().filter(|item| item.wire == Wire::String) {
        let (show, _) = open_enumeration(item);
        let _ = write!(
            text,
            "
impl Text for {} {{
    fn write(&self, arena: &Arena) -> *const c_char {{
        arena.text(self.{show}())
    }}
}}
",
            reachable(&item.rust)
        );
    }
}

/// The constants of those of a vendor, as the header has them: nothing in Rust needs them.
pub(super) fn constants(text: &mut String, words: &Words<'_>, cloud: &str, enums: &[Enumeration]) {
    for item in enums {
        for known in &item.values {
            let value = match &known.value {
                Some(Value::Text(value)) => format!("\"{value}\""),
                Some(Value::Number(value)) if *value < 0 => format!("({value})"),
                Some(Value::Number(value)) => value.to_string(),
                None => continue,
            };
            let name = format!("PV_{}_{}_{}", cloud.to_uppercase(), upper(&item.name), upper(&known.name));
            let doc = words.of(&known.doc.doc).replace('\n', " ");
            let _ = writeln!(text, "/** {doc} */\n#define {name} {value}");
        }
    }
}
