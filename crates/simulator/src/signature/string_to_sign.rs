//! What the HMAC-SHA1 signatures of the two object stores put under the signature, as far as they agree.

use super::{Refusal, SignedRequest, encoding};

/// The vendor's own headers, sorted, one line each; `prefix` such as `x-obs-`.
pub(super) fn vendor_headers(request: &SignedRequest<'_>, prefix: &str) -> String {
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| name.starts_with(prefix));
    names.sort_unstable();
    names.dedup();
    names.iter().map(|name| format!("{name}:{}\n", request.header_values(name).join(","))).collect()
}

/// The part of the query that belongs to the resource, with its question mark; empty if there is none.
pub(super) fn sub_resources(query: &str, belongs: impl Fn(&str) -> bool) -> String {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let mut parts: Vec<(String, Option<String>)> = encoding::query_pairs(query)
        .into_iter()
        .map(|(name, value)| (text(name), value.map(text)))
        .filter(|(name, _)| belongs(name))
        .collect();
    parts.sort_unstable();
    let joined: Vec<String> = parts
        .into_iter()
        .map(|(name, value)| match value {
            Some(value) if !value.is_empty() => format!("{name}={value}"),
            _ => name,
        })
        .collect();
    if joined.is_empty() { String::new() } else { format!("?{}", joined.join("&")) }
}

/// The date of a request: the vendor's own header before the general one. Both stores refuse a request without any as
/// they refuse one that cannot be read.
pub(super) fn date<'a>(request: &SignedRequest<'a>, own: &str) -> Result<&'a str, Refusal> {
    let date = request.header(own).or_else(|| request.header("date"));
    date.ok_or_else(|| Refusal::BadDate(String::new()))
}
