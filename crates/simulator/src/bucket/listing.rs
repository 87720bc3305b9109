//! Pages of a bucket's keys, in byte order.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::object::Object;

/// What to list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ListQuery<'a> {
    /// Only keys that begin with it.
    pub(crate) prefix: &'a str,
    /// Only keys (and common prefixes) after it; empty begins at the front.
    pub(crate) after: &'a str,
    /// Keys with this text behind the prefix are rolled up; empty lists all.
    pub(crate) delimiter: &'a str,
    /// Most keys and common prefixes together; 0 gives an empty page.
    pub(crate) max_keys: usize,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    pub(crate) objects: Vec<Object>,
    pub(crate) common_prefixes: Vec<String>,
    /// Where the next page begins (exclusive); `None` on the last page.
    pub(crate) next: Option<String>,
}

pub(super) fn page(objects: &BTreeMap<String, Object>, query: &ListQuery<'_>) -> Listing {
    let ListQuery { prefix, after, delimiter, max_keys } = *query;
    let mut listing = Listing::default();
    let mut last: Option<String> = None;
    let start =
        if after.is_empty() || after < prefix { Bound::Included(prefix) } else { Bound::Excluded(after) };
    let mut keys = objects.range::<str, _>((start, Bound::Unbounded));
    let mut count = 0;
    while let Some((key, object)) = keys.next() {
        if !key.starts_with(prefix) {
            break;
        }
        let rolled = rolled_up(key, prefix, delimiter);
        // A marker inside or at a rolled-up group has seen the whole group.
        let known = |group: &str| listing.common_prefixes.last().is_some_and(|last| last == group);
        if rolled.is_some_and(|group| after.starts_with(group) || known(group)) {
            continue;
        }
        if count == max_keys {
            listing.next = if max_keys == 0 { None } else { last };
            return listing;
        }
        count += 1;
        match rolled {
            None => {
                last = Some(key.clone());
                listing.objects.push(object.clone());
            }
            Some(group) => {
                let group = group.to_owned();
                last = Some(group.clone());
                // Jump behind nearly all of the group; a key that goes on with the last character of Unicode is
                // told by `known`.
                let end = format!("{group}{}", char::MAX);
                keys = objects.range::<str, _>((Bound::Excluded(end.as_str()), Bound::Unbounded));
                listing.common_prefixes.push(group);
            }
        }
    }
    listing
}

fn rolled_up<'a>(key: &'a str, prefix: &str, delimiter: &str) -> Option<&'a str> {
    if delimiter.is_empty() {
        return None;
    }
    let at = key[prefix.len()..].find(delimiter)?;
    Some(&key[..prefix.len() + at + delimiter.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn bucket(keys: &[&str]) -> BTreeMap<String, Object> {
        keys.iter()
            .map(|key| {
                let object = Object {
                    key: (*key).to_owned(),
                    bytes: 0,
                    md5: String::new(),
                    crc64: 0,
                    etag: String::new(),
                    modified: Timestamp::UNIX_EPOCH,
                    content_type: None,
                    metadata: Vec::new(),
                    origin: None,
                    storage_class: None,
                    damaged: false,
                    path: std::path::PathBuf::new(),
                };
                ((*key).to_owned(), object)
            })
            .collect()
    }

    /// All pages of the given size, each as (keys, common prefixes).
    fn pages(objects: &BTreeMap<String, Object>, prefix: &str, delimiter: &str, max: usize) -> Vec<String> {
        let mut after = String::new();
        let mut all = Vec::new();
        for _ in 0..100 {
            let query = ListQuery { prefix, after: &after, delimiter, max_keys: max };
            let page = page(objects, &query);
            assert!(page.objects.len() + page.common_prefixes.len() <= max);
            all.extend(page.objects.iter().map(|o| o.key.clone()));
            all.extend(page.common_prefixes);
            match page.next {
                Some(next) => after = next,
                None => return all,
            }
        }
        panic!("paging does not end");
    }

    #[test]
    fn pages_of_any_size_give_everything_once() {
        let objects = bucket(&["a", "d/1", "d/2", "d/e/3", "d0", "ü/1", "ü/\u{10ffff}2", "z"]);
        for max in 1..8 {
            assert_eq!(
                pages(&objects, "", "", max),
                ["a", "d/1", "d/2", "d/e/3", "d0", "z", "ü/1", "ü/\u{10ffff}2"]
            );
            let mut rolled = pages(&objects, "", "/", max);
            rolled.sort();
            assert_eq!(rolled, ["a", "d/", "d0", "z", "ü/"]);
            let mut inner = pages(&objects, "d/", "/", max);
            inner.sort();
            assert_eq!(inner, ["d/1", "d/2", "d/e/"]);
        }
    }

    #[test]
    fn an_exact_last_page_says_so_and_zero_keys_is_empty() {
        let objects = bucket(&["a", "b"]);
        let query = ListQuery { max_keys: 2, ..ListQuery::default() };
        assert!(page(&objects, &query).next.is_none());
        let none = page(&objects, &ListQuery::default());
        assert!(none.objects.is_empty() && none.next.is_none());
    }
}
