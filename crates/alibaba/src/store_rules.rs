//! The naming rules of OSS (reference 7.1).

use phonevault_core::store_rules::{Purpose, StoreRules};

/// The naming rules of OSS (DOC-OSS:bucket naming, DOC-OSS:object naming).
///
/// The prefix `cloudphone-saved-bucket-` is not among them: it only decides which buckets the service lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct OssRules;

/// The longest object key in bytes.
const KEY_BYTES: usize = 1023;

impl StoreRules for OssRules {
    fn scheme(&self) -> &'static str {
        "oss"
    }

    fn check_bucket(&self, bucket: &str) -> Result<(), String> {
        let rule = |text: &str| Err(format!("`{bucket}` {text}"));
        if !(3..=63).contains(&bucket.len()) {
            return rule("must have 3 to 63 characters");
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !bucket.bytes().all(|byte| plain(byte) || byte == b'-') {
            return rule(
                "may hold only lower-case letters, digits and `-` (no dots: an endpoint is given apart)",
            );
        }
        if bucket.starts_with('-') || bucket.ends_with('-') {
            return rule("must begin and end with a letter or a digit");
        }
        Ok(())
    }

    fn check_key(&self, key: &str, _purpose: Purpose) -> Result<(), String> {
        if key.is_empty() || key.len() > KEY_BYTES {
            return Err(format!("must have 1 to {KEY_BYTES} bytes, has {}", key.len()));
        }
        if key.starts_with(['/', '\\']) {
            return Err("must not begin with `/` or `\\`".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets() {
        let longest = "a".repeat(63);
        for good in ["abc", "a-1", "cloudphone-saved-bucket-x", "123", &*longest] {
            assert_eq!(OssRules.check_bucket(good), Ok(()), "{good}");
        }
        let too_long = "a".repeat(64);
        for bad in ["", "ab", "Abc", "a_c", "a.c", "-ab", "ab-", "bücket", "a b", &*too_long] {
            assert!(OssRules.check_bucket(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn keys() {
        let longest = "k".repeat(1023);
        for good in ["k", "dir/acp-1_20260301080000.ab", "备份/ä ?#%.ab", "a//b", &*longest] {
            assert_eq!(OssRules.check_key(good, Purpose::Read), Ok(()), "{good}");
        }
        let wide = "备".repeat(342);
        for bad in ["", "/k", "\\k", &*wide] {
            assert!(OssRules.check_key(bad, Purpose::Write).is_err(), "{bad}");
        }
    }
}
