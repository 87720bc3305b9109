//! Query parameters of the control planes.

use super::fault::Fault;
use crate::settings::HuaweiSettings;
use crate::signature::encoding::query_pairs;

/// Code of a page that cannot be.
const BAD_PAGE: &str = "CPS.0002";

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

    /// A `limit` within 1 and `most`.
    ///
    /// # Errors
    /// CPS.0002 when it is none or outside.
    pub(super) fn limit(&self, most: u64, default: u64, settings: &HuaweiSettings) -> Result<usize, Fault> {
        self.number("limit", (1, most), default, settings)
    }

    /// An `offset` from 0.
    ///
    /// # Errors
    /// CPS.0002 when it is none.
    pub(super) fn offset(&self, settings: &HuaweiSettings) -> Result<usize, Fault> {
        self.number("offset", (0, u64::from(u32::MAX)), 0, settings)
    }

    fn number(
        &self,
        name: &str,
        (low, high): (u64, u64),
        default: u64,
        settings: &HuaweiSettings,
    ) -> Result<usize, Fault> {
        let bad = || Fault::bad(BAD_PAGE, format!("{name} must be a number from {low} to {high}"));
        let value = match self.get(name) {
            None => default,
            Some(text) => {
                let value: i128 = text.parse().map_err(|_| bad())?;
                let (low, high) = (i128::from(low), i128::from(high));
                let inside = if settings.clamp_paging { value.clamp(low, high) } else { value };
                if inside < low || inside > high {
                    return Err(bad());
                }
                u64::try_from(inside).map_err(|_| bad())?
            }
        };
        usize::try_from(value).map_err(|_| bad())
    }

    /// A whole number that may be negative.
    ///
    /// # Errors
    /// HTTP 400 with `code` when it is none.
    pub(super) fn integer(&self, name: &str, code: &str) -> Result<Option<i64>, Fault> {
        let parse =
            |text: &str| text.parse().map_err(|_| Fault::bad(code, format!("{name} must be a number")));
        self.get(name).map(parse).transpose()
    }
}
