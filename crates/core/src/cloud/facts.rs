//! What a cloud's crate says of its cloud, as data.

use crate::error::{Error, ErrorKind, Result};
use crate::phone::Power;
use crate::scope::ScopeKind;

/// What a cloud can do. What is not named here, every cloud can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The scopes it can back up.
    pub scopes: &'static [ScopeKind],
    /// Whether it keeps a record of backups that can be listed.
    pub lists_backups: bool,
    /// Whether its records can be searched for the marker of a run.
    pub finds_by_marker: bool,
    /// Whether it deletes backups itself.
    pub deletes_backups: bool,
    /// Whether it runs a command on a phone and answers the output.
    pub probes: bool,
    /// Whether it resets phones.
    pub resets: bool,
}

/// What a phone should do while it is backed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupPower {
    /// It must run.
    Running,
    /// The vendor advises to stop it: a backup of a phone in use may fail.
    StoppedAdvised,
    /// The vendor says nothing; it is left as it is.
    Any,
}

/// How a cloud wants phones to be treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// During a backup of applications.
    pub apps_backup: BackupPower,
    /// During a backup of paths.
    pub paths_backup: BackupPower,
    /// During a backup of the whole instance.
    pub whole_backup: BackupPower,
    /// Whether a phone must be restarted after a restore before its restored files may be used.
    pub restart_after_restore: bool,
}

impl Policies {
    /// What a phone should do during a backup of this scope.
    #[must_use]
    pub const fn during_backup(&self, scope: ScopeKind) -> BackupPower {
        match scope {
            ScopeKind::Apps => self.apps_backup,
            ScopeKind::Paths => self.paths_backup,
            ScopeKind::Whole => self.whole_backup,
        }
    }
}

impl BackupPower {
    /// Whether a phone in this state should be stopped first.
    #[must_use]
    pub fn wants_stop(self, power: &Power) -> bool {
        self == Self::StoppedAdvised && *power == Power::Running
    }
}

/// How much a cloud takes at once. Most numbers are undocumented: the defaults are cautious and can be overridden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudLimits {
    /// Phones in one backup call.
    pub phones_per_backup: usize,
    /// Phones in one restore call.
    pub phones_per_restore: usize,
    /// Different backups in one restore call.
    pub backups_per_restore: usize,
    /// Phones in one power call.
    pub phones_per_power: usize,
    /// Ids in one call that asks for states.
    pub ids_per_poll: usize,
    /// Items of one page of a list.
    pub page_size: usize,
}

impl CloudLimits {
    /// Every limit is at least 1, and none is above what the cloud documents: `most` names those limits and numbers.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] with the limit and the number.
    pub fn check(&self, most: &[(&str, usize)]) -> Result<()> {
        let refuse = |message: String| Err(Error::new(ErrorKind::Configuration, message));
        for (name, value) in [
            ("phones_per_backup", self.phones_per_backup),
            ("phones_per_restore", self.phones_per_restore),
            ("backups_per_restore", self.backups_per_restore),
            ("phones_per_power", self.phones_per_power),
            ("ids_per_poll", self.ids_per_poll),
            ("page_size", self.page_size),
        ] {
            if value == 0 {
                return refuse(format!("limit `{name}` must not be 0"));
            }
            if let Some((_, most)) = most.iter().find(|(limit, most)| *limit == name && value > *most) {
                return refuse(format!("limit `{name}` is {value}, but the cloud takes at most {most}"));
            }
        }
        Ok(())
    }
}

/// Whether a backup of one phone fits on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compatibility {
    /// By every documented rule it fits.
    Ready,
    /// It is allowed, but the vendor warns.
    Warning(String),
    /// A documented rule forbids it.
    Refused(String),
    /// A fact is missing. Never to be taken for [`Compatibility::Ready`].
    CannotTell(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_at_least_one_and_not_above_what_is_documented() {
        let good = CloudLimits {
            phones_per_backup: 1,
            phones_per_restore: 1,
            backups_per_restore: 1,
            phones_per_power: 1,
            ids_per_poll: 1,
            page_size: 100,
        };
        assert!(good.check(&[("page_size", 100)]).is_ok());
        for (limits, word) in [
            (CloudLimits { phones_per_power: 0, ..good.clone() }, "phones_per_power"),
            (CloudLimits { page_size: 101, ..good.clone() }, "at most 100"),
        ] {
            let error = limits.check(&[("page_size", 100)]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.message().contains(word), "{error}");
        }
    }
}
