//! Header rules that both object stores share: byte ranges and conditions (RFC 9110).

use super::object::Object;
use crate::service::Request;
use crate::signature::timestamp::{Notation, parse};

/// What a `Range` header asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RangeAsked {
    /// No header, or one that cannot be read: both vendors then send the whole object.
    Whole,
    /// These bytes, at least one.
    Part { offset: u64, bytes: u64 },
    /// Begins behind the end.
    Unsatisfiable,
}

/// Reads a `Range` header of the form `bytes=a-b`, `bytes=a-` or `bytes=-n` for an object of `size` bytes.
pub(crate) fn range(header: Option<&str>, size: u64) -> RangeAsked {
    let Some(spec) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else {
        return RangeAsked::Whole;
    };
    let Some((first, last)) = spec.split_once('-') else { return RangeAsked::Whole };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let (offset, end) = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => (first, last.min(size.saturating_sub(1))),
        (Some(first), None) if last.trim().is_empty() => (first, size.saturating_sub(1)),
        (None, Some(length)) if first.trim().is_empty() => {
            if length == 0 {
                return RangeAsked::Unsatisfiable;
            }
            (size.saturating_sub(length), size.saturating_sub(1))
        }
        _ => return RangeAsked::Whole,
    };
    if offset >= size {
        return RangeAsked::Unsatisfiable;
    }
    RangeAsked::Part { offset, bytes: end - offset + 1 }
}

/// What the conditional headers of a HEAD or GET say about an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Met,
    /// 304.
    NotModified,
    /// 412.
    Failed,
}

/// Evaluates `If-Match`, `If-Unmodified-Since`, `If-None-Match` and `If-Modified-Since`, in that order.
pub(crate) fn condition(request: &Request, object: &Object) -> Condition {
    let same = |list: &str| {
        list.split(',')
            .map(|tag| tag.trim().trim_matches('"'))
            .any(|tag| tag == "*" || tag.eq_ignore_ascii_case(&object.etag))
    };
    let seconds = object.modified.as_second();
    let date = |name| request.header(name).and_then(|text| parse(text, Notation::Http));
    if let Some(tags) = request.header("if-match") {
        if !same(tags) {
            return Condition::Failed;
        }
    } else if date("if-unmodified-since").is_some_and(|limit| seconds > limit) {
        return Condition::Failed;
    }
    if let Some(tags) = request.header("if-none-match") {
        if same(tags) {
            return Condition::NotModified;
        }
    } else if date("if-modified-since").is_some_and(|limit| seconds <= limit) {
        return Condition::NotModified;
    }
    Condition::Met
}

/// The bucket that a `Host` header names (`bucket.store.region…`, `bucket.localhost`, `bucket.127.0.0.1`), if the
/// call is in virtual-host style. `marks` are what begins the part behind the bucket, for example `obs.`.
pub(crate) fn host_bucket<'a>(request: &'a Request, mark: &str) -> Option<&'a str> {
    let host = request.header("host")?;
    if host.starts_with('[') {
        return None;
    }
    let host = host.split_once(':').map_or(host, |(name, _)| name);
    if host.parse::<std::net::Ipv4Addr>().is_ok() || host == "localhost" || host.starts_with(mark) {
        return None;
    }
    if let Some(bucket) = host.strip_suffix(".localhost") {
        return Some(bucket);
    }
    let labels: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).collect();
    if let Some(at) = labels.get(3)
        && host[at + 1..].parse::<std::net::Ipv4Addr>().is_ok()
    {
        return Some(&host[..*at]);
    }
    host.find(&format!(".{mark}")).map(|at| &host[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::ServiceName;

    #[test]
    fn ranges() {
        let part = |offset, bytes| RangeAsked::Part { offset, bytes };
        for (text, wanted) in [
            ("bytes=0-3", part(0, 4)),
            ("bytes=4-", part(4, 6)),
            ("bytes=-3", part(7, 3)),
            ("bytes=-30", part(0, 10)),
            ("bytes=8-99", part(8, 2)),
            ("bytes=10-", RangeAsked::Unsatisfiable),
            ("bytes=-0", RangeAsked::Unsatisfiable),
            ("bytes=5-2", RangeAsked::Whole),
            ("bytes=a-b", RangeAsked::Whole),
            ("bytes=-", RangeAsked::Whole),
            ("items=0-1", RangeAsked::Whole),
            ("bytes=0-1,3-4", RangeAsked::Whole),
        ] {
            assert_eq!(range(Some(text), 10), wanted, "{text}");
        }
        assert_eq!(range(Some("bytes=0-0"), 0), RangeAsked::Unsatisfiable);
        assert_eq!(range(None, 10), RangeAsked::Whole);
    }

    #[test]
    fn buckets_in_hosts() {
        for (host, wanted) in [
            ("127.0.0.1:80", None),
            ("[::1]:80", None),
            ("localhost", None),
            ("obs.cn-north-4.myhuaweicloud.com", None),
            ("a.b.obs.cn-north-4.myhuaweicloud.com:443", Some("a.b")),
            ("bucket.localhost:8080", Some("bucket")),
            ("my.bucket.127.0.0.1:8080", Some("my.bucket")),
            ("elsewhere.example", None),
        ] {
            let request = Request::new(ServiceName::HuaweiObs, "GET", "/").with_header("host", host);
            assert_eq!(host_bucket(&request, "obs."), wanted, "{host}");
        }
    }
}
