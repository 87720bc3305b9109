//! Percent encoding as the signatures want it: decode what came over the wire, then encode it in one way only.

use std::fmt::Write as _;

/// Letters, digits and `-_.~` stay, every other byte becomes `%XX` with upper-case digits (RFC 3986 unreserved set).
pub(crate) fn encode(bytes: &[u8]) -> String {
    encode_keeping(bytes, b"")
}

/// As [`encode`], and keeps `/` as well.
pub(crate) fn encode_path(bytes: &[u8]) -> String {
    encode_keeping(bytes, b"/")
}

fn encode_keeping(bytes: &[u8], also: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || also.contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Decodes `%XX`; anything that is no valid escape stays as it is.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    percent_encoding::percent_decode_str(text).collect()
}

/// Decodes a query part, where a plus sign means a blank: the vendors' Python client sends blanks so, although they
/// are signed as `%20` (Alibaba 4.1 "URL vs canonical").
pub(crate) fn decode_form(text: &str) -> Vec<u8> {
    decode(&text.replace('+', " "))
}

/// The pairs of a raw query, decoded, in the order received. A name without `=` has the value `None`.
pub(crate) fn query_pairs(query: &str) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('=') {
            Some((name, value)) => (decode_form(name), Some(decode_form(value))),
            None => (decode_form(part), None),
        })
        .collect()
}

/// The canonical query of the SHA-256 family: pairs sorted by decoded name, then decoded value, each `name=value`
/// encoded, joined by `&`.
pub(crate) fn canonical_query(query: &str) -> String {
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> =
        query_pairs(query).into_iter().map(|(name, value)| (name, value.unwrap_or_default())).collect();
    pairs.sort_unstable();
    let parts: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    parts.join("&")
}

/// A path decoded and encoded again segment by segment; an encoded slash inside a segment stays encoded.
pub(crate) fn canonical_path(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(|segment| encode(&decode(segment))).collect();
    let text = segments.join("/");
    if text.is_empty() { "/".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_sorted_and_encoded() {
        assert_eq!(canonical_query("b=2&a=x+y%2Bz&flag&&a=*"), "a=%2A&a=x%20y%2Bz&b=2&flag=");
        assert_eq!(canonical_query(""), "");
    }

    #[test]
    fn names_sort_as_text_not_as_numbers() {
        assert_eq!(canonical_query("X.2=b&X.10=c&X.1=a"), "X.1=a&X.10=c&X.2=b");
    }

    #[test]
    fn a_path_is_normalised_per_segment() {
        assert_eq!(canonical_path("/a b/%e4%bd%a0/x%2Fy/~"), "/a%20b/%E4%BD%A0/x%2Fy/~");
        assert_eq!(canonical_path(""), "/");
        assert_eq!(canonical_path("/100%"), "/100%25");
    }
}
