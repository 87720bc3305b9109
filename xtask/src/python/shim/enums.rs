//! Enumerations, which Python sees as texts and numbers.

use std::fmt::Write as _;

use crate::manifest::enums::Enumeration;
use crate::rust_files::{named_values, open_enumeration, reachable};

/// Those of the vendors: any value is kept.
pub(super) fn open(enums: &[Enumeration]) -> String {
    let mut text = String::new();
    for item in enums {
        let (show, read) = open_enumeration(item);
        conversions(
            &mut text,
            &item.rust,
            &format!("self.{show}().show(py)"),
            &format!("{read}::take(object).map(Self::from)"),
        );
    }
    text
}

/// Those of core: their stable names.
pub(super) fn closed(enums: &[Enumeration]) -> String {
    let mut text = String::new();
    for item in enums {
        let path = &item.rust;
        let (arms, names) = named_values(item);
        let (show, otherwise) = match &item.other {
            Some(other) => ("self.to_string()", format!("Ok(Self::{}(other.to_owned()))", other.name)),
            None => {
                let message = format!("must be one of {names}");
                (
                    "self.name()",
                    format!(
                        "Err(pyo3::exceptions::PyValueError::new_err(format!(\"{message}, not {{other}}\")))"
                    ),
                )
            }
        };
        let take = format!("match &*String::take(object)? {{ {arms}other => {otherwise} }}");
        conversions(&mut text, path, &format!("{show}.show(py)"), &take);
    }
    text
}

fn conversions(text: &mut String, path: &str, show: &str, take: &str) {
    let path = reachable(path);
    let _ = write!(
        text,
        "
impl Show for {path} {{
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {{
        {show}
    }}
}}

impl Take for {path} {{
    fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {{
        {take}
    }}
}}
"
    );
}
