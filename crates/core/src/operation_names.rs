//! Finding an operation by a name that a person typed.

use crate::error::Error;
use crate::validate::refused;

/// How many near matches an error names.
const NEAR_MATCHES: usize = 3;
/// How much of an unknown name is compared and shown.
const SHOWN_CHARS: usize = 64;

/// Whether two names are the same but for the case of letters, `_` and `-`: `BackupApp` is `backup_app`.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// The error for a name that none of `names` is; it names the nearest ones.
#[must_use]
pub fn unknown<'a>(name: &str, cloud: &'static str, names: impl Iterator<Item = &'a str>) -> Error {
    let shown: String = name.chars().take(SHOWN_CHARS).collect();
    let wanted: Vec<char> = letters(&shown).collect();
    let mut ranked: Vec<(usize, &str)> = names.map(|name| (distance(&wanted, name), name)).collect();
    ranked.sort_unstable();
    let near: Vec<&str> = ranked.into_iter().take(NEAR_MATCHES).map(|(_, name)| name).collect();
    let rule = format!("`{shown}` is no operation of this cloud; near matches: {}", near.join(", "));
    refused("operation", &rule).with_cloud(cloud)
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| *c != '_' && *c != '-').map(|c| c.to_ascii_lowercase())
}

/// Letters to add, drop or replace to come from one name to the other.
fn distance(from: &[char], to: &str) -> usize {
    let to: Vec<char> = letters(to).collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replace = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_joints_do_not_matter_and_near_matches_are_named() {
        assert!(is_same("BackupApp", "backup_app") && is_same("show-job", "ShowJob"));
        assert!(!is_same("BackupApp", "BackupApps") && !is_same("", "a"));
        let names = ["RecoverApp", "RecoveryFile", "BackupApp", "ListJobs"];
        let error = unknown("RecoveryApp", "cloud", names.into_iter());
        assert!(error.message().contains("near matches: RecoverApp, "), "{error}");
        assert_eq!(error.violations()[0].field, "operation");
        assert!(unknown(&"x".repeat(100_000), "cloud", names.into_iter()).message().len() < 300);
        assert!(unknown("", "cloud", [].into_iter()).message().contains("operation"));
    }
}
