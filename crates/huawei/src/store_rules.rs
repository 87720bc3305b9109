//! The naming rules of OBS (reference 7.1, 7.2, 1.1).

use phonevault_core::store_rules::{Purpose, StoreRules};

/// The naming rules of OBS (OBS Java guide), and the smaller alphabet of keys that an export writes (Z538, PY-CPH).
#[derive(Clone, Copy, Debug, Default)]
pub struct ObsRules;

/// The longest object key. The pages do not say whether bytes or characters are counted; bytes are safe for both.
const KEY_BYTES: usize = 1024;

impl StoreRules for ObsRules {
    fn scheme(&self) -> &'static str {
        "obs"
    }

    fn check_bucket(&self, bucket: &str) -> Result<(), String> {
        let rule = |text: &str| Err(format!("`{bucket}` {text}"));
        if !(3..=63).contains(&bucket.len()) {
            return rule("must have 3 to 63 characters");
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !bucket.bytes().all(|byte| plain(byte) || byte == b'-' || byte == b'.') {
            return rule("may hold only lower-case letters, digits, `-` and `.`");
        }
        if bucket.starts_with(['-', '.']) || bucket.ends_with(['-', '.']) {
            return rule("must begin and end with a letter or a digit");
        }
        let torn = |pair: &[u8]| matches!(pair, b".." | b".-" | b"-.");
        if bucket.as_bytes().windows(2).any(torn) {
            return rule("must not hold `..`, `.-` or `-.`");
        }
        // Leading zeros and numbers above 255 included: such names are read as addresses by one program or the
        // other.
        let digits = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        if bucket.split('.').all(digits) && bucket.split('.').count() == 4 {
            return rule("must not have the form of an IPv4 address");
        }
        Ok(())
    }

    fn check_key(&self, key: &str, purpose: Purpose) -> Result<(), String> {
        if key.is_empty() || key.len() > KEY_BYTES {
            return Err(format!("must have 1 to {KEY_BYTES} bytes, has {}", key.len()));
        }
        if purpose == Purpose::Read {
            return Ok(());
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "./-_+#=".contains(c);
        match key.chars().find(|c| !plain(*c)) {
            Some(c) => {
                Err(format!("an export writes only letters, digits and . / - _ + # = in a key, not {c:?}"))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets() {
        let longest = "a".repeat(63);
        for good in ["abc", "a-1", "a.b", "123", "1.2.3", "1.2.3.4.5", "1.2.3.x", "1234.1.1.1", &*longest] {
            assert_eq!(ObsRules.check_bucket(good), Ok(()), "{good}");
        }
        let too_long = "a".repeat(64);
        for bad in [
            "",
            "ab",
            "BAD_Bucket!",
            "Abc",
            "a_c",
            "-ab",
            "ab-",
            ".ab",
            "ab.",
            "a..b",
            "a.-b",
            "a-.b",
            "bücket",
            "a b",
            "192.168.0.1",
            "1.2.3.999",
            &*too_long,
        ] {
            assert!(ObsRules.check_bucket(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn keys_are_free_to_read_and_narrow_to_write() {
        let longest = "k".repeat(1024);
        for good in ["k", "nightly/p01.tar", "a/B.c-d_e+f#g=h", &*longest] {
            assert_eq!(ObsRules.check_key(good, Purpose::Write), Ok(()), "{good}");
        }
        for only_read in ["ä.tar", "a b", "a~b", "a*", "a:b", "备份/p 01?.tar"] {
            assert_eq!(ObsRules.check_key(only_read, Purpose::Read), Ok(()), "{only_read}");
            assert!(ObsRules.check_key(only_read, Purpose::Write).is_err(), "{only_read}");
        }
        let wide = "备".repeat(342);
        for bad in ["", &*wide] {
            assert!(ObsRules.check_key(bad, Purpose::Read).is_err(), "{bad}");
        }
    }
}
