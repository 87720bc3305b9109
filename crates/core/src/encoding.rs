//! Texts in the forms that requests and signatures need.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use crate::error::Result;
use crate::validate::refused;

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The same for a quick look: whether a byte stays as it is.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two lower-case hexadecimal digits for each byte.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(DIGITS[usize::from(four & 0xf)]);
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(*byte));
    }
    text
}

/// Percent-encodes all but letters, digits, `-`, `_`, `.` and `~`, with upper-case digits.
#[must_use]
pub fn percent(bytes: &[u8]) -> String {
    percent_encode(bytes, RESERVED).to_string()
}

/// `name=value` pairs, both encoded, joined with `&` in the order given.
pub fn encode_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.into_iter();
    joined(pairs.map(|(name, value)| (name.as_bytes(), value.as_bytes())))
}

/// Decoded, sorted by raw name and value, encoded again: services do the same with what they receive.
#[must_use]
pub fn canonical_query(query: &str) -> String {
    if is_canonical(query) {
        return query.to_owned();
    }
    encoded_again(query)
}

fn encoded_again(query: &str) -> String {
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = query
        .split('&')
        .filter(|item| !item.is_empty())
        .map(|item| {
            let (name, value) = item.split_once('=').unwrap_or((item, ""));
            (decoded(name), decoded(value))
        })
        .collect();
    pairs.sort();
    joined(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

/// Each segment decoded and encoded again, with a leading `/`.
///
/// # Errors
/// [`ErrorKind::Validation`](crate::ErrorKind::Validation) for the segments `.` and `..`, encoded or not: HTTP clients
/// resolve them, whatever was signed.
pub fn canonical_path(path: &str) -> Result<String> {
    let mut canonical = String::with_capacity(path.len() + 1);
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let raw = decoded(segment);
        if raw == b"." || raw == b".." {
            return Err(refused("path", "must not hold the segments `.` and `..`"));
        }
        canonical.push('/');
        canonical.push_str(&percent(&raw));
    }
    Ok(canonical)
}

/// Whether a query is in its canonical form already, as far as a quick look can tell: names in rising order, none of them
/// encoded. Clients write their queries so.
fn is_canonical(query: &str) -> bool {
    let mut before: &[u8] = b"";
    query.as_bytes().split(|byte| *byte == b'&').all(|item| {
        let Some(equals) = item.iter().position(|byte| *byte == b'=') else { return false };
        let (name, value) = (&item[..equals], &item[equals + 1..]);
        let in_order = before < name && name.iter().all(|byte| UNRESERVED[usize::from(*byte)]);
        before = name;
        in_order && is_encoded(value)
    })
}

/// Whether a text is encoded as [`percent`] does it.
fn is_encoded(mut rest: &[u8]) -> bool {
    while let Some(at) = rest.iter().position(|byte| !UNRESERVED[usize::from(*byte)]) {
        rest = match &rest[at..] {
            [b'%', high, low, after @ ..] => {
                let digits = [*high, *low].map(|digit| match digit {
                    b'0'..=b'9' => Some(digit - b'0'),
                    b'A'..=b'F' => Some(digit - b'A' + 10),
                    _ => None,
                });
                match digits {
                    [Some(high), Some(low)] if !UNRESERVED[usize::from(high << 4 | low)] => after,
                    _ => return false,
                }
            }
            _ => return false,
        };
    }
    true
}

fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

fn joined<'a>(pairs: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(percent_encode(name, RESERVED));
        text.push('=');
        text.extend(percent_encode(value, RESERVED));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(hex(&[0, 0x0f, 0xa5, 0xff]), "000fa5ff");
        assert_eq!(percent("aZ0-_.~ +*/ä".as_bytes()), "aZ0-_.~%20%2B%2A%2F%C3%A4");
        assert_eq!(encode_query([("b", "1 2"), ("a", "")]), "b=1%202&a=");
    }

    #[test]
    fn queries_and_paths_have_one_form() {
        assert_eq!(canonical_query("b=%7E&a=x+y&a&&b=1&%61=%2f"), "a=&a=%2F&a=x%2By&b=1&b=~");
        // Whatever the quick look takes for canonical is what the long way makes of it.
        for query in [
            "",
            "a=1",
            "a.1=x%20y&a.10=%2F&a.2=~&b=",
            "a=%C3%A4",
            "a=1&a=2",
            "b=1&a=2",
            "a=%41",
            "a=%2f",
            "a",
            "a=%2",
            "a==",
            "a=%",
            "a=b c",
            "=",
            "%61=1",
        ] {
            assert_eq!(canonical_query(query), encoded_again(query), "{query}");
        }
        assert!(is_canonical("a.1=x%20y&a.10=%2F&a.2=~&b=") && !is_canonical("b=1&a=2"));
        for (path, form) in
            [("", "/"), ("/", "/"), ("a b", "/a%20b"), ("/a//%2f/", "/a//%2F/"), ("/...", "/...")]
        {
            assert_eq!(canonical_path(path).unwrap(), form, "{path}");
        }
        for path in ["/.", "/a/%2e%2E/b", ".."] {
            assert!(canonical_path(path).is_err(), "{path}");
        }
    }
}
