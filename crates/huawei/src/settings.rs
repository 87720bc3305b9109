//! What the vendor's pages leave open: every guess of this crate in one place.

use std::time::Duration;

use phonevault_core::cloud::BackupPower;

/// Guesses (INFERRED) and choices that an account may need otherwise. How much fits in one call is in
/// [`CloudLimits`](phonevault_core::cloud::CloudLimits).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What a phone should do while its data is exported. INFERRED; default: it must run.
    pub backup_power: BackupPower,
    /// Whether a phone must be restarted after a restore before its files may be used (D539). Default true.
    pub restart_after_restore: bool,
    /// Whether CPS.0050 (no jobs for that request id) counts as temporary when jobs are listed, since they may
    /// become visible a little after the submission. INFERRED; default true. A wait stays bounded by its own
    /// limits.
    pub jobs_appear_late: bool,
    /// Whether two exports of one batch to the same object are refused: they would overwrite each other. INFERRED;
    /// default true.
    pub refuse_same_target: bool,
    /// How many phones, or servers, one command takes; the vendor names a number only for commands that are waited for, 15
    /// phones. INFERRED; default 100. Guessed.
    pub ids_per_command: usize,
    /// The longest wait that is taken over from the vendor. Default 120 s.
    pub retry_after_cap: Duration,
    /// The wait that is advised when the vendor throttles without saying how long: its own advice is 2 to 5 s.
    /// Default 5 s.
    pub throttle_pause: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            backup_power: BackupPower::Running,
            restart_after_restore: true,
            jobs_appear_late: true,
            refuse_same_target: true,
            ids_per_command: 100,
            retry_after_cap: Duration::from_secs(120),
            throttle_pause: Duration::from_secs(5),
        }
    }
}
