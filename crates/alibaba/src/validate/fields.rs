//! Rules of single fields.

use phonevault_core::location::Location;
use phonevault_core::store_rules::{Purpose, StoreRules};
use phonevault_core::timestamp;
use phonevault_core::validate::Violations;

use crate::models::UploadType;
use crate::store_rules::OssRules;

/// The phones of a call: at least one, none twice, not more than the limit. The limit is a guess from sibling
/// operations, and the message says so.
pub(super) fn phones(field: &str, ids: &[String], most: usize, limit: &str, violations: &mut Violations) {
    violations.count(field, ids.len(), None);
    let rule = format!(
        "has {} items, at most {most} are assumed to be allowed in one call (a guess from sibling operations, \
         INFERRED: override the limit `{limit}`)",
        ids.len()
    );
    violations.require(ids.len() <= most, field, rule);
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
        violations.require(!item.trim().is_empty(), format!("{field}[{index}]"), "must not be empty");
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
            location.is_folder() || phones <= 1,
            field,
            format!(
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
        format!("`{host}` must be a host without scheme, port and path, such as oss-cn-shanghai-internal.aliyuncs.com"),
    );
}

/// Only `OSS` is documented.
pub(super) fn upload_type(kind: Option<&UploadType>, violations: &mut Violations) {
    if let Some(UploadType::Other(text)) = kind {
        violations.add("UploadType", format!("`{text}` is not allowed, only OSS"));
    }
}

/// Package names by Android's rule: at least two segments joined by `.`, each a letter followed by letters, digits and
/// `_`. The vendor's page states no rule of its own.
pub(super) fn packages(field: &str, names: &[String], violations: &mut Violations) {
    let segment = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    for (index, name) in names.iter().enumerate() {
        violations.require(
            name.contains('.') && name.split('.').all(segment),
            format!("{field}[{index}]"),
            format!(
                "`{name}` is no package name (Android's rule: at least two parts joined by `.`, each a letter \
                 followed by letters, digits and `_`)"
            ),
        );
    }
}

/// Absolute Android paths (DOC:BackupFile).
pub(super) fn paths(field: &str, paths: &[String], violations: &mut Violations) {
    for (index, path) in paths.iter().enumerate() {
        violations.require(
            path.starts_with('/') && !path.contains('\0'),
            format!("{field}[{index}]"),
            format!("`{path}` must be an absolute path, beginning with `/`"),
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
