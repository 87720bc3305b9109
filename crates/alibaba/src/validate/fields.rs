//! Rules of single fields.

use phonevault_core::location::Location;
use phonevault_core::store_rules::{Purpose, StoreRules};
use phonevault_core::timestamp;
use phonevault_core::validate::{Violations, package_name};
use serde_json::{Map, Value};

use crate::models::{SaleMode, UploadType};
use crate::store_rules::OssRules;

/// The phones of a call: at least one, none twice, not more than the limit. The limit is a guess from sibling
/// operations, and the message says so.
pub(super) fn phones(field: &str, ids: &[String], most: usize, limit: &str, violations: &mut Violations) {
    violations.count(field, ids.len(), None);
    violations.require(
        ids.len() <= most,
        field,
        format_args!(
            "has {} items, at most {most} are assumed to be allowed in one call (a guess from sibling operations, \
             INFERRED: override the limit `{limit}`)",
            ids.len()
        ),
    );
    id_list(field, ids, violations);
}

/// Ids: none empty, none twice. The list itself may be empty.
pub(super) fn id_list(field: &str, ids: &[String], violations: &mut Violations) {
    non_empty_items(field, ids, violations);
    violations.unique(ids.iter().filter(|id| !id.trim().is_empty()), |index| format!("{field}[{index}]"));
}

/// No item may be empty.
pub(super) fn non_empty_items(field: &str, items: &[String], violations: &mut Violations) {
    for (index, item) in items.iter().enumerate() {
        violations.require(!item.trim().is_empty(), format_args!("{field}[{index}]"), "must not be empty");
    }
}

/// A mandatory text.
pub(super) fn mandatory(field: &str, text: &str, violations: &mut Violations) -> bool {
    let given = !text.trim().is_empty();
    violations.require(given, field, "is mandatory");
    given
}

/// An optional id, if given, must not be empty.
pub(super) fn optional_id(field: &str, id: Option<&str>, violations: &mut Violations) {
    violations.require(id.is_none_or(|id| !id.trim().is_empty()), field, "must not be empty");
}

/// The target of a backup: a folder, or for a single phone a full object name.
pub(super) fn backup_path(path: &str, phones: usize, violations: &mut Violations) {
    let field = "BackupFilePath";
    if !mandatory(field, path, violations) {
        return;
    }
    if let Some(location) = location(field, path, Purpose::Write, violations) {
        violations.require(
            !location.key.is_empty() || path.ends_with('/'),
            field,
            "must have the form oss://bucket/folder/",
        );
        violations.require(
            location.is_folder() || phones <= 1,
            field,
            format_args!(
                "must be a folder ending in `/` for a backup of {phones} phones: each gets its own object"
            ),
        );
    }
}

/// The object of a restore, by its full name.
pub(super) fn restore_path(path: &str, violations: &mut Violations) {
    if mandatory("BackupFilePath", path, violations) {
        location("BackupFilePath", path, Purpose::Read, violations);
    }
}

fn location(field: &str, text: &str, purpose: Purpose, violations: &mut Violations) -> Option<Location> {
    match text.parse::<Location>() {
        Ok(location) => {
            OssRules.check_location(field, &location, purpose, violations);
            // The scheme is read in any case of letters, but the service is only known to take it in lower case.
            violations.require(
                location.scheme != OssRules.scheme() || text.starts_with("oss://"),
                field,
                "must begin with `oss://`",
            );
            Some(location)
        }
        Err(error) => {
            for violation in error.violations() {
                violations.add(field, violation.rule.clone());
            }
            None
        }
    }
}

/// The host through which phones reach the bucket.
pub(super) fn upload_endpoint(host: &str, violations: &mut Violations) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    violations.require(
        !host.is_empty() && host.bytes().all(plain),
        "UploadEndpoint",
        format_args!("`{host}` must be a host without scheme, port and path, such as oss-cn-shanghai-internal.aliyuncs.com"),
    );
}

/// Only `OSS` is documented.
pub(super) fn upload_type(kind: Option<&UploadType>, violations: &mut Violations) {
    if let Some(UploadType::Other(text)) = kind {
        violations.add("UploadType", format!("`{text}` is not allowed, only OSS"));
    }
}

/// Package names by Android's rule; the vendor's page states none of its own.
pub(super) fn packages(field: &str, names: &[String], violations: &mut Violations) {
    for (index, name) in names.iter().enumerate() {
        violations.check(format_args!("{field}[{index}]"), package_name(name));
    }
}

/// Absolute Android paths (DOC:BackupFile).
pub(super) fn paths(field: &str, paths: &[String], violations: &mut Violations) {
    for (index, path) in paths.iter().enumerate() {
        violations.require(
            path.starts_with('/') && !path.contains('\0'),
            format_args!("{field}[{index}]"),
            format_args!("`{path}` must be an absolute path, beginning with `/`"),
        );
    }
}

/// Page sizes are 1 to 100 everywhere.
pub(super) fn max_results(value: Option<i64>, violations: &mut Violations) {
    violations.require(
        value.is_none_or(|value| (1..=100).contains(&value)),
        "MaxResults",
        "must be 1 to 100",
    );
}

/// `YYYY-MM-DD HH:mm:ss`.
pub(super) fn zoneless_time(field: &str, text: Option<&str>, violations: &mut Violations) {
    violations.require(
        text.is_none_or(|text| timestamp::parse_zoneless(text, 0).is_some()),
        field,
        "must have the form YYYY-MM-DD HH:mm:ss",
    );
}

/// Only `Instance` and `Node` are documented.
pub(super) fn sale_mode(mode: Option<&SaleMode>, violations: &mut Violations) {
    if let Some(SaleMode::Other(text)) = mode {
        violations.add("SaleMode", format!("`{text}` is not allowed, only Instance or Node"));
    }
}

/// One of a few documented texts.
pub(super) fn one_of(field: &str, text: Option<&str>, allowed: &[&str], violations: &mut Violations) {
    violations.require(
        text.is_none_or(|text| allowed.contains(&text)),
        field,
        format_args!("must be {}", allowed.join(" or ")),
    );
}

/// What is known of the parameters of every operation, also of one without types: ids of phones and backups that are none or
/// stand twice, and page sizes.
pub(crate) fn check_untyped(params: &Map<String, Value>, violations: &mut Violations) {
    for (name, value) in params.iter().filter(|(name, _)| ID_LISTS.contains(&name.as_str())) {
        let Value::Array(items) = value else { continue };
        // Whatever is no text is left to the service.
        let ids: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
        id_list(name, &ids.unwrap_or_default(), violations);
    }
    if let Some(size) = params.get("MaxResults").and_then(Value::as_i64) {
        max_results(Some(size), violations);
    }
}

/// The names under which the operations take lists of phones and backups.
const ID_LISTS: &[&str] =
    &["AndroidInstanceIdList", "AndroidInstanceIds", "BackupFileIdList", "InstanceIdList", "InstanceIds"];
