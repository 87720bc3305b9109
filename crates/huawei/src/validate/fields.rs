//! Rules of single fields that several requests share.

use std::fmt;

use phonevault_core::store_rules::{Purpose, StoreRules as _};
use phonevault_core::validate::Violations;
use serde_json::{Map, Value};

use crate::store_rules::ObsRules;

/// The longest id of a phone, server or image in bytes (PY-CPH phone.py). Samples are 32 hexadecimal digits, but
/// no page says that they must be.
const ID_BYTES: usize = 32;

/// An id of a phone, a server or an image.
pub(super) fn check_id(id: &str) -> Result<(), String> {
    if id.trim().is_empty() {
        return Err("is mandatory and must not be empty".to_owned());
    }
    // Nearly all are ASCII, which is looked at much faster.
    let plain = id.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control());
    if !plain && id.chars().any(char::is_control) {
        return Err("must not hold control characters".to_owned());
    }
    if id.len() > ID_BYTES {
        return Err(format!("has {} bytes, an id has at most {ID_BYTES}", id.len()));
    }
    Ok(())
}

/// A list of phones, by `path(index)`: not empty, none twice, each a valid id, and not more than a guessed number.
pub(super) fn check_phones<'a>(
    field: &str,
    phones: impl ExactSizeIterator<Item = &'a str> + Clone,
    path: impl Fn(usize) -> String,
    most: (usize, &str),
    violations: &mut Violations,
) {
    let (most, setting) = most;
    let len = phones.len();
    if len == 0 {
        violations.add(field, "is mandatory and must not be empty");
    } else if len > most {
        let rule = format!(
            "has {len} items, at most {most} in one call (inferred: the vendor names no number; \
             change the limit `{setting}`, or skip the rules)"
        );
        violations.add(field, rule);
    }
    for (index, phone) in phones.clone().enumerate() {
        if let Err(rule) = check_id(phone) {
            violations.add(path(index), rule);
        }
    }
    // Empty ids are told once, as missing.
    let given = phones.enumerate().filter(|(_, phone)| !phone.is_empty());
    let (places, given): (Vec<usize>, Vec<&str>) = given.unzip();
    violations.unique(given, |index| path(places.get(index).copied().unwrap_or(index)));
}

/// Bucket and key of an object, named as on the vendor's pages.
pub(super) fn check_object(
    path: impl fmt::Display,
    bucket: &str,
    key: &str,
    purpose: Purpose,
    violations: &mut Violations,
) {
    check_bucket(&path, bucket, violations);
    check_key(&path, key, purpose, violations);
}

/// The bucket of an object; whether it is good.
pub(super) fn check_bucket(path: impl fmt::Display, bucket: &str, violations: &mut Violations) -> bool {
    let checked = if bucket.is_empty() { missing() } else { ObsRules.check_bucket(bucket) };
    let good = checked.is_ok();
    violations.check(format_args!("{path}.bucket_name"), checked);
    good
}

/// The key of an object.
pub(super) fn check_key(path: impl fmt::Display, key: &str, purpose: Purpose, violations: &mut Violations) {
    let checked = if key.is_empty() { missing() } else { ObsRules.check_key(key, purpose) };
    violations.check(format_args!("{path}.object_path"), checked);
}

fn missing() -> Result<(), String> {
    Err("is mandatory and must not be empty".to_owned())
}

/// Paging by offset and limit (CPS.0002).
pub(super) fn check_paging(offset: Option<i64>, limit: Option<i64>, most: i64, violations: &mut Violations) {
    violations.require(offset.is_none_or(|offset| offset >= 0), "offset", "must be at least 0");
    violations.require(
        limit.is_none_or(|limit| (1..=most).contains(&limit)),
        "limit",
        format_args!("must be 1 to {most}"),
    );
}

/// The phones of an operation without types, where they have their usual names: valid ids, none twice.
pub(crate) fn check_untyped_phones(params: &Map<String, Value>, violations: &mut Violations) {
    type Path = fn(usize) -> String;
    let lists: [(&str, Option<&str>, Path); 2] = [
        ("phone_ids", None, |index| format!("phone_ids[{index}]")),
        ("phones", Some("phone_id"), |index| format!("phones[{index}].phone_id")),
    ];
    for (name, inner, path) in lists {
        let Some(Value::Array(items)) = params.get(name) else { continue };
        // Whatever is no text is left to the service: only typed operations know its form.
        let id = |item: &Value| {
            inner.map_or(Some(item), |inner| item.get(inner)).and_then(Value::as_str).map(str::to_owned)
        };
        let ids: Option<Vec<String>> = items.iter().map(id).collect();
        if let Some(ids) = ids.filter(|ids| !ids.is_empty()) {
            check_phones(name, ids.iter().map(|id| &**id), path, (usize::MAX, name), violations);
        }
    }
}
