//! Checks of input before anything is sent: the path of the field, the rule it breaks, and the way out.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the field, such as `restore_infos[3].object_path`.
    pub field: String,
    /// The rule, in words a user can act on.
    pub rule: String,
}

/// The error for a single broken rule.
#[must_use]
pub fn refused(field: impl Into<String>, rule: impl Into<String>) -> Error {
    Error::validation(vec![Violation { field: field.into(), rule: rule.into() }])
}

/// The parameters of a call by name: one JSON object, or `null` for none.
///
/// # Errors
/// [`ErrorKind::Validation`](crate::ErrorKind::Validation) for anything else.
pub fn parameters(params: Value) -> Result<Map<String, Value>> {
    match params {
        Value::Object(params) => Ok(params),
        Value::Null => Ok(Map::new()),
        _ => Err(refused("params", "must be one JSON object of names and values")),
    }
}

/// A package name by Android's rule: at least two segments joined by `.`, each a letter followed by letters, digits and
/// `_`; at most 255 bytes. Anything else could break out of a path that is made of it.
///
/// # Errors
/// The rule in words.
pub fn package_name(name: &str) -> Result<(), String> {
    let segment = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if name.len() <= 255 && name.contains('.') && name.split('.').all(segment) {
        return Ok(());
    }
    let shown: String = name.chars().take(64).collect();
    Err(format!(
        "`{shown}` is no package name such as com.example.notes (Android's rule: at least two parts joined by `.`, each a \
         letter followed by letters, digits and `_`)"
    ))
}

/// Whether a parameter says nothing: absent, `null`, an empty text or list.
#[must_use]
pub fn says_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.rule)
    }
}

/// Collects every broken rule of one request, so that a user corrects all of them at once. Fields and rules are written only
/// once one is broken: `format_args!` costs nothing for good input.
#[derive(Debug, Default)]
pub struct Violations {
    found: Vec<Violation>,
}

impl Violations {
    /// Nothing broken yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records that `field` breaks `rule`.
    pub fn add(&mut self, field: impl fmt::Display, rule: impl fmt::Display) {
        self.found.push(Violation { field: field.to_string(), rule: rule.to_string() });
    }

    /// Records `rule` unless `holds`.
    pub fn require(&mut self, holds: bool, field: impl fmt::Display, rule: impl fmt::Display) {
        if !holds {
            self.add(field, rule);
        }
    }

    /// Records the error of a check that returns its rule as text.
    pub fn check(&mut self, field: impl fmt::Display, checked: Result<(), String>) {
        if let Err(rule) = checked {
            self.add(field, rule);
        }
    }

    /// A list must not be empty and must not hold more than `most` items.
    pub fn count(&mut self, field: impl fmt::Display, len: usize, most: Option<usize>) {
        if len == 0 {
            self.add(&field, "must not be empty");
        }
        if let Some(most) = most.filter(|most| len > *most) {
            self.add(&field, format_args!("has {len} items, at most {most} are allowed in one call"));
        }
    }

    /// No value may stand twice; `path(index)` names the field of the second one.
    pub fn unique<T: Ord + Hash + fmt::Display>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        path: impl Fn(usize) -> String,
    ) {
        let values: Vec<T> = values.into_iter().collect();
        // Sorting shows sooner than a table that there is nothing to tell, which is nearly always so.
        let mut sorted: Vec<&T> = values.iter().collect();
        sorted.sort_unstable();
        if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
            return;
        }
        let mut seen: HashMap<T, usize> = HashMap::new();
        for (index, value) in values.into_iter().enumerate() {
            match seen.get(&value) {
                Some(first) => {
                    let rule = format!("{value} stands already at {}", path(*first));
                    self.add(path(index), rule);
                }
                None => {
                    seen.insert(value, index);
                }
            }
        }
    }

    /// What a table knows of the parameters of an operation: those that must be given, and the most items of a list or
    /// bytes of a text. A list may also be given by its items, as `Name.1`.
    pub fn parameters(
        &mut self,
        operation: &str,
        params: &Map<String, Value>,
        mandatory: &[&str],
        most: &[(&str, usize)],
    ) {
        for name in mandatory {
            let item = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
            let by_item = params.iter().any(|(other, value)| item(other) && !says_nothing(Some(value)));
            let given = by_item || !says_nothing(params.get(*name));
            self.require(given, *name, format_args!("is a mandatory parameter of {operation}"));
        }
        for (name, most) in most {
            match params.get(*name) {
                Some(Value::Array(items)) if items.len() > *most => {
                    self.add(
                        *name,
                        format!("has {} items, at most {most} are allowed in one call", items.len()),
                    );
                }
                Some(Value::String(text)) if text.len() > *most => {
                    self.add(*name, format!("has {} bytes, at most {most} are allowed", text.len()));
                }
                _ => {}
            }
        }
    }

    /// Whether no rule was broken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// `Ok` if no rule was broken, else one validation error with all of them.
    pub fn into_result(self) -> Result<()> {
        if self.found.is_empty() { Ok(()) } else { Err(Error::validation(self.found)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use serde_json::json;

    #[test]
    fn every_violation_is_named_with_its_path() {
        let mut violations = Violations::new();
        violations.count("phones", 0, Some(3));
        violations.unique(["a", "b", "a"], |i| format!("phones[{i}].id"));
        let error = violations.into_result().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert_eq!(error.violations().len(), 2);
        assert_eq!(
            error.message(),
            "phones: must not be empty; phones[2].id: a stands already at phones[0].id"
        );
    }

    #[test]
    fn package_names_are_androids() {
        for good in ["com.acme.notes", "a.b", "com.acme_2.Notes"] {
            assert_eq!(package_name(good), Ok(()), "{good}");
        }
        let long = format!("com.{}", "x".repeat(252));
        for bad in [
            "",
            "com",
            "com..x",
            ".com",
            "com.",
            "com/x",
            "../x",
            "com.acme-x",
            "com.*",
            "a.1b",
            "com. x",
            &*long,
        ] {
            assert!(package_name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_table_knows_what_must_be_given_and_how_much_of_it() {
        let fields = |params: Value| {
            let mut violations = Violations::new();
            let params = parameters(params).unwrap();
            violations.parameters("Op", &params, &["Ids"], &[("Ids", 2), ("Text", 3)]);
            violations.found.into_iter().map(|violation| violation.field).collect::<Vec<_>>()
        };
        for nothing in
            [Value::Null, json!({"Ids": []}), json!({"Ids": null}), json!({"Ids": ""}), json!({"Idsx": 1})]
        {
            assert_eq!(fields(nothing), ["Ids"]);
        }
        assert_eq!(fields(json!({"Ids": [1, 2, 3], "Text": "äa"})), ["Ids"]);
        assert_eq!(fields(json!({"Ids": [1], "Text": "äää"})), ["Text"]);
        assert!(fields(json!({"Ids.1": "a", "Text": "abc"})).is_empty());
        assert!(parameters(json!([1])).is_err() && parameters(json!("{}")).is_err());
    }

    #[test]
    fn a_list_over_its_limit_names_both_numbers() {
        let mut violations = Violations::new();
        violations.count("ids", 51, Some(50));
        let text = violations.into_result().unwrap_err().to_string();
        assert!(text.contains("51 items, at most 50"), "{text}");
    }
}
