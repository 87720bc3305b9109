//! Documented rules and limits, checked before anything is sent; field paths are in the vendor's spelling.

mod commands;
mod fields;
mod identity;
mod lists;
mod power;
mod restore;
mod storage;

use phonevault_core::cloud::CloudLimits;
use phonevault_core::validate::Violations;

use crate::settings::Settings;

pub(crate) use fields::check_untyped_phones;

/// What the rules depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) limits: &'a CloudLimits,
    pub(crate) settings: &'a Settings,
    /// Whether the client works with a token instead of keys.
    pub(crate) has_token: bool,
}

/// A request with rules.
pub(crate) trait Check {
    /// Records every broken rule.
    fn check(&self, rules: Rules<'_>, violations: &mut Violations);
}
