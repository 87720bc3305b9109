//! Where a backup object lies.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::validate::Violations;

/// `scheme://bucket/key`: an object, or a folder of objects if the key is empty or ends in `/`.
///
/// The key is literal: nothing in it is percent-encoded, and `?` and `#` have no special meaning. Which schemes,
/// buckets and keys are allowed is decided by the cloud's [`StoreRules`](crate::store_rules::StoreRules).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The store's scheme, in lower case, such as `obs`.
    pub scheme: String,
    /// The bucket.
    pub bucket: String,
    /// The key inside the bucket, without a leading `/`.
    pub key: String,
}

impl Location {
    /// A location from its three parts, as they are.
    pub fn new(scheme: impl Into<String>, bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { scheme: scheme.into(), bucket: bucket.into(), key: key.into() }
    }

    /// Whether this names a folder: a prefix below which objects lie.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.key.is_empty() || self.key.ends_with('/')
    }

    /// The location of `name` below this folder.
    #[must_use]
    pub fn join(&self, name: &str) -> Self {
        let separator = if self.is_folder() { "" } else { "/" };
        Self::new(&*self.scheme, &*self.bucket, format!("{}{separator}{name}", self.key))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}/{}", self.scheme, self.bucket, self.key)
    }
}

impl FromStr for Location {
    type Err = Error;

    /// Parses the form only; the store's rules come after.
    fn from_str(text: &str) -> Result<Self> {
        let mut violations = Violations::new();
        let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
        violations.require(
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "location",
            format_args!("`{text}` must have the form scheme://bucket/key"),
        );
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        violations.require(!bucket.is_empty(), "location.bucket", "must not be empty");
        violations.require(!key.starts_with('/'), "location.key", "must not begin with /");
        violations.require(
            !text.chars().any(char::is_control),
            "location",
            "must not contain control characters",
        );
        violations.into_result()?;
        Ok(Self::new(scheme.to_ascii_lowercase(), bucket, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_read_and_written_unchanged() {
        for text in ["obs://b/k.tar", "oss://b/dir/", "oss://b/", "obs://b/ä ?#%2F"] {
            assert_eq!(text.parse::<Location>().unwrap().to_string(), text);
        }
        let folder: Location = "oss://b".parse().unwrap();
        assert!(folder.is_folder());
        assert_eq!(folder.join("x/").join("y.ab").to_string(), "oss://b/x/y.ab");
    }

    #[test]
    fn what_is_no_location_is_refused_by_name() {
        for text in ["", "b/k", "://b/k", "obs:///k", "obs://b//k", "obs://b/a\nb", "o s://b/k"] {
            let error = text.parse::<Location>().unwrap_err();
            assert!(error.message().contains("location"), "{text}: {error}");
        }
    }
}
