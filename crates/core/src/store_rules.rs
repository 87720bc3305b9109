//! The naming rules of a cloud's object store.

use crate::location::Location;
use crate::validate::Violations;

/// What a location is checked for: rules are stricter for what is written than for what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An existing object is read.
    Read,
    /// An object, or objects below a folder, will be written.
    Write,
}

/// The naming rules of the object store of one cloud. Checks return the broken rule in words.
pub trait StoreRules: Send + Sync + std::fmt::Debug {
    /// The scheme of its locations.
    fn scheme(&self) -> &'static str;

    /// Checks a bucket name.
    fn check_bucket(&self, bucket: &str) -> Result<(), String>;

    /// Checks an object key that is not a folder.
    fn check_key(&self, key: &str, purpose: Purpose) -> Result<(), String>;

    /// Checks scheme, bucket and key of a location; a folder is allowed only for writing.
    fn check_location(
        &self,
        field: &str,
        location: &Location,
        purpose: Purpose,
        violations: &mut Violations,
    ) {
        if location.scheme != self.scheme() {
            let rule = format!("must be a {}:// location, not {}://", self.scheme(), location.scheme);
            violations.add(field, rule);
            return;
        }
        violations.check(format_args!("{field}.bucket"), self.check_bucket(&location.bucket));
        if !location.is_folder() {
            violations.check(format_args!("{field}.key"), self.check_key(&location.key, purpose));
        } else if purpose == Purpose::Read {
            violations.add(field, "must name an object, not a folder");
        } else if !location.key.is_empty() {
            let folder = location.key.trim_end_matches('/');
            violations.check(format_args!("{field}.key"), self.check_key(folder, purpose));
        }
    }
}
