//! Rules of `batch_storage` (reference 1.1): above all of the paths that are exported.

use std::fmt;

use phonevault_core::store_rules::Purpose;
use phonevault_core::validate::Violations;

use super::fields::{check_object, check_phones};
use super::{Check, Rules};
use crate::models::{BatchStorageRequest, StorageInfo};

/// The longest path. English pages of 2025 say characters, all others bytes; bytes are safe for both.
const PATH_BYTES: usize = 4096;
/// What can be exported only as exactly this (PY-CPH storage_info.py).
const MISC: &str = "/data/misc";
/// What must then be named too, exactly.
const WITH_MISC: [&str; 2] = ["/data/system", "/data/system_de"];

impl Check for BatchStorageRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_phones(
            "storage_infos",
            self.storage_infos.iter().map(|info| &*info.phone_id),
            |index| format!("storage_infos[{index}].phone_id"),
            (rules.limits.phones_per_backup, "phones_per_backup"),
            violations,
        );
        for (index, info) in self.storage_infos.iter().enumerate() {
            check_info(format_args!("storage_infos[{index}]"), info, violations);
        }
        if rules.settings.refuse_same_target {
            let target = |info: &StorageInfo| format!("obs://{}/{}", info.bucket_name, info.object_path);
            let path = |index| format!("storage_infos[{index}].object_path");
            let given = |info: &&StorageInfo| !info.object_path.is_empty();
            // Whoever left the object out is told so already.
            if self.storage_infos.iter().all(|info| given(&info)) {
                violations.unique(self.storage_infos.iter().map(target), path);
            }
        }
    }
}

fn check_info(path: fmt::Arguments<'_>, info: &StorageInfo, violations: &mut Violations) {
    violations.count(format_args!("{path}.include_files"), info.include_files.len(), None);
    for (list, files) in [("include_files", &info.include_files), ("exclude_files", &info.exclude_files)] {
        for (index, file) in files.iter().enumerate() {
            violations.check(format_args!("{path}.{list}[{index}]"), check_path(file));
        }
    }
    check_misc(path, &info.include_files, violations);
    check_object(path, &info.bucket_name, &info.object_path, Purpose::Write, violations);
}

/// One path of `include_files` or `exclude_files` (D538, Z538, PY-CPH).
fn check_path(path: &str) -> Result<(), String> {
    let refuse = |rule: &str| Err(format!("`{}` {rule}", shown(path)));
    if path.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if path.len() > PATH_BYTES {
        return Err(format!("has {} bytes, a path has at most {PATH_BYTES}", path.len()));
    }
    if !path.starts_with('/') {
        return refuse("must be an absolute path");
    }
    let body = path.strip_suffix('*').unwrap_or(path);
    if body.contains('*') {
        return refuse("may hold `*` only at its end");
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "./-_+#=~".contains(c);
    if let Some(c) = body.chars().find(|c| !plain(*c)) {
        return refuse(&format!("may hold only letters, digits and . / - _ + # = ~, not {c:?}"));
    }
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.iter().any(|segment| matches!(*segment, "." | "..")) {
        return refuse("must not hold the segments `.` and `..`");
    }
    if !matches!(segments.first(), Some(&("data" | "cache"))) || segments.len() < 2 {
        return refuse("must lie below /data or /cache");
    }
    Ok(())
}

/// `/data/misc` comes whole and with its companions, or not at all. A `*` that takes it in is refused as well.
fn check_misc(path: impl fmt::Display, include: &[String], violations: &mut Violations) {
    for (index, file) in include.iter().enumerate() {
        let field = format_args!("{path}.include_files[{index}]");
        let plain = format!(
            "/{}",
            file.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join("/")
        );
        let below = plain == MISC || plain.starts_with("/data/misc/");
        let wildcard =
            plain.strip_suffix('*').is_some_and(|head| MISC.starts_with(head) && head.len() > "/data".len());
        if file == MISC {
            let named = |companion: &&str| include.iter().any(|file| file == companion);
            violations.require(
                WITH_MISC.iter().all(named),
                field,
                format_args!("{MISC} can be exported only together with exactly {}", WITH_MISC.join(" and ")),
            );
        } else if below || wildcard {
            let rule = format!(
                "`{}`: {MISC} can be exported only as exactly that, not by a child, a `*` or another spelling",
                shown(file)
            );
            violations.add(field, rule);
        }
    }
}

/// A long text is cut in messages.
fn shown(text: &str) -> String {
    text.chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let longest = format!("/data/{}", "p".repeat(PATH_BYTES - 6));
        for good in [
            "/data/data/com.acme.notes",
            "/data/app/com.acme.notes-*",
            "/data/media/0/",
            "/cache/a",
            "/data/a+b#c=d~e_f",
            "/data//local",
            "/data/misc_ce/0",
            &*longest,
        ] {
            assert_eq!(check_path(good), Ok(()), "{good}");
        }
        let too_long = format!("{longest}p");
        for bad in [
            "",
            "data/x",
            "/",
            "/data",
            "/data/",
            "/cache",
            "/sdcard/x",
            "/database/x",
            "/data*",
            "/data/a*b",
            "/data/**",
            "/data/*/x",
            "/data/a b",
            "/data/a@b",
            "/data/a:b",
            "/data/ä",
            "/data/../system",
            "/data/./x",
            "/data/x\n",
            "/data/x?",
            &*too_long,
        ] {
            assert!(check_path(bad).is_err(), "{bad}");
        }
    }

    fn misc(include: &[&str]) -> usize {
        let include: Vec<String> = include.iter().map(|path| (*path).to_owned()).collect();
        let mut violations = Violations::new();
        check_misc("storage_infos[0]", &include, &mut violations);
        violations.into_result().map_or_else(|error| error.violations().len(), |()| 0)
    }

    #[test]
    fn misc_comes_whole_and_with_its_companions_or_not_at_all() {
        assert_eq!(misc(&["/data/misc", "/data/system", "/data/system_de"]), 0);
        assert_eq!(misc(&["/data/misc_ce", "/data/system", "/data/miscellaneous*", "/data/x*"]), 0);
        for bad in [
            &["/data/misc"][..],
            &["/data/misc", "/data/system"],
            &["/data/misc", "/data/system_de", "/data/system/"],
            &["/data/misc/wifi"],
            &["/data/misc/*"],
            &["/data/misc*"],
            &["/data/mi*"],
            &["/data/*"],
            &["/data/misc/"],
            &["/data//misc"],
        ] {
            assert_eq!(misc(bad), 1, "{bad:?}");
        }
    }
}
