//! `oss://bucket/key` as the backup operations write it (reference 7.1).

use std::fmt;

use super::super::fault::Fault;

/// Longest key in bytes.
pub(super) const KEY_BYTES: usize = 1023;

/// A place in the object store: a whole object, or a folder when the key is empty or ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OssLocation {
    /// The bucket, checked against the naming rule.
    pub bucket: String,
    /// The key, not percent-encoded, without a leading slash.
    pub key: String,
}

impl OssLocation {
    /// Reads `oss://bucket/key`; nothing in it is percent-decoded, `?` and `#` stand for themselves.
    pub(crate) fn parse(text: &str, parameter: &str) -> Result<Self, Fault> {
        let invalid = |why: &str| Fault::invalid(parameter, why);
        let rest = text.strip_prefix("oss://").ok_or_else(|| invalid("it does not begin with oss://"))?;
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_bucket_name(bucket) {
            return Err(invalid("the bucket name breaks the naming rule"));
        }
        if key.starts_with(['/', '\\']) || key.len() > KEY_BYTES || key.contains('\0') {
            return Err(invalid("the object key breaks the naming rule"));
        }
        Ok(Self { bucket: bucket.to_owned(), key: key.to_owned() })
    }

    /// Whether it names a folder instead of an object.
    pub(crate) fn is_folder(&self) -> bool {
        self.key.is_empty() || self.key.ends_with('/')
    }
}

impl fmt::Display for OssLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "oss://{}/{}", self.bucket, self.key)
    }
}

/// 3 to 63 characters of `a-z 0-9 -`, letter or digit at both ends.
pub(crate) fn is_bucket_name(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_objects_are_told_apart() {
        let parse = |text| OssLocation::parse(text, "BackupFilePath").unwrap();
        assert!(parse("oss://abc/dir/").is_folder());
        assert!(parse("oss://abc").is_folder());
        assert!(parse("oss://abc/").is_folder());
        let object = parse("oss://abc/dir/说 明?#.ab");
        assert!(!object.is_folder());
        assert_eq!((object.bucket.as_str(), object.key.as_str()), ("abc", "dir/说 明?#.ab"));
        assert_eq!(object.to_string(), "oss://abc/dir/说 明?#.ab");
    }

    #[test]
    fn broken_locations_are_refused() {
        let long = format!("oss://abc/{}", "k".repeat(1024));
        for text in [
            "",
            "obs://abc/x",
            "oss://",
            "oss://ab/x",
            "oss://BAD_Bucket!/x",
            "oss://-ab/x",
            "oss://abc//x",
            &long,
        ] {
            assert_eq!(OssLocation::parse(text, "BackupFilePath").unwrap_err().status, 400, "{text}");
        }
    }
}
