use std::time::Duration;

/// How long things take on the simulated clock. All guessed: no page states a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Between acceptance and start of a job. Default 200 ms. Guessed.
    pub queue: Duration,
    /// Fixed part of a backup or restore. Default 800 ms. Guessed.
    pub transfer_base: Duration,
    /// Added for each MiB moved. Default 20 ms. Guessed.
    pub transfer_per_mib: Duration,
    /// Stopping or starting a phone. Default 1.5 s. Guessed.
    pub power: Duration,
    /// Restarting a phone. Default 2 s. Guessed.
    pub restart: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            queue: Duration::from_millis(200),
            transfer_base: Duration::from_millis(800),
            transfer_per_mib: Duration::from_millis(20),
            power: Duration::from_millis(1500),
            restart: Duration::from_secs(2),
        }
    }
}

impl Timing {
    /// Duration of a backup or restore that moved `bytes`.
    pub(crate) fn transfer(&self, bytes: u64) -> Duration {
        let mib = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        self.transfer_base.saturating_add(self.transfer_per_mib.saturating_mul(mib))
    }
}
