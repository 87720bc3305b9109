//! Checks of input before anything is sent: the path of the field, the rule it breaks, and the way out.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use crate::error::{Error, Result};

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the field, such as `restore_infos[3].object_path`.
    pub field: String,
    /// The rule, in words a user can act on.
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.rule)
    }
}

/// Collects every broken rule of one request, so that a user corrects all of them at once.
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
    pub fn add(&mut self, field: impl Into<String>, rule: impl Into<String>) {
        self.found.push(Violation { field: field.into(), rule: rule.into() });
    }

    /// Records `rule` unless `holds`.
    pub fn require(&mut self, holds: bool, field: impl Into<String>, rule: impl Into<String>) {
        if !holds {
            self.add(field, rule);
        }
    }

    /// Records the error of a check that returns its rule as text.
    pub fn check(&mut self, field: impl Into<String>, checked: Result<(), String>) {
        if let Err(rule) = checked {
            self.add(field, rule);
        }
    }

    /// A list must not be empty and must not hold more than `most` items.
    pub fn count(&mut self, field: &str, len: usize, most: Option<usize>) {
        if len == 0 {
            self.add(field, "must not be empty");
        }
        if let Some(most) = most.filter(|most| len > *most) {
            self.add(field, format!("has {len} items, at most {most} are allowed in one call"));
        }
    }

    /// No value may stand twice; `path(index)` names the field of the second one.
    pub fn unique<T: Eq + Hash + fmt::Display>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        path: impl Fn(usize) -> String,
    ) {
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
    fn a_list_over_its_limit_names_both_numbers() {
        let mut violations = Violations::new();
        violations.count("ids", 51, Some(50));
        let text = violations.into_result().unwrap_err().to_string();
        assert!(text.contains("51 items, at most 50"), "{text}");
    }
}
