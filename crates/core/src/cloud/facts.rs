//! What a cloud's crate says of its cloud, as data.

use crate::phone::Power;
use crate::scope::ScopeKind;

/// What a cloud can do. What is not named here, every cloud can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The scopes it can back up.
    pub scopes: &'static [ScopeKind],
    /// Whether it keeps a record of backups that can be listed.
    pub lists_backups: bool,
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
