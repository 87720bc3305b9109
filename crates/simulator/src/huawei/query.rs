//! Query parameters of the control planes.

use super::fault::Fault;
use crate::signature::encoding::query_pairs;

/// The decoded parameters of one request; a repeated name counts with its last value.
#[derive(Debug)]
pub(super) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    pub(super) fn parse(raw: &str) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let pairs = query_pairs(raw)
            .into_iter()
            .map(|(name, value)| (text(name), text(value.unwrap_or_default())))
            .collect();
        Self { pairs }
    }

    /// The value of a parameter; an empty one counts as absent.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// A whole number within `low..=high`, or `default` when absent.
    ///
    /// # Errors
    /// HTTP 400 with `code` when it is none or outside.
    pub(super) fn number(
        &self,
        name: &str,
        (low, high): (u64, u64),
        default: u64,
        code: &str,
    ) -> Result<usize, Fault> {
        let value = match self.get(name) {
            None => default,
            Some(text) => {
                text.parse().ok().filter(|value| (low..=high).contains(value)).ok_or_else(|| {
                    Fault::bad(code, format!("{name} must be a number from {low} to {high}"))
                })?
            }
        };
        usize::try_from(value).map_err(|_| Fault::bad(code, format!("{name} is too large")))
    }
}
