//! What the vendor's pages leave open: every guess of this crate in one place.

use std::time::Duration;

use crate::endpoints::Network;

/// Guesses (INFERRED) and choices that an account may need otherwise. How much fits in one call is in
/// [`CloudLimits`](phonevault_core::cloud::CloudLimits).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The zone of times that the service writes without one, in hours east of UTC. INFERRED; default 8.
    pub zoneless_offset_hours: i8,
    /// How many bytes one unit of `FileSize` is. INFERRED; default 1.
    pub file_size_unit: u64,
    /// Whether RecoveryFile is refused unless it names `BackupFileId`, or `BackupFilePath`, `UploadEndpoint` and
    /// `UploadType` together. INFERRED; default true.
    pub recovery_file_needs_source: bool,
    /// Whether BackupFile is refused unless it names paths or applications or sets `BackupAll`. INFERRED; default true.
    pub backup_file_needs_selection: bool,
    /// Whether a stop or a start of which DescribeTasks shows no task counts as done once the phone is `STOPPED` or
    /// `RUNNING`. INFERRED; default true.
    pub power_by_instance_state: bool,
    /// The longest wait that is taken over from `x-acs-retry-after`, which is read as milliseconds (INFERRED, as the
    /// vendor's client does). Default 120 s.
    pub retry_after_cap: Duration,
    /// How many backup records are looked through for one that is known only by its object. Default 10,000.
    pub find_by_location_cap: usize,
    /// The region of the buckets, if it is not that of the client. Default: that of the client.
    pub bucket_region: Option<String>,
    /// The host that phones write to and read from, if it does not follow from the bucket's region. Default none.
    pub upload_endpoint: Option<String>,
    /// The network over which phones reach a bucket of their own region. Default internal, as the vendor advises;
    /// a bucket of another region is always reached over the public one.
    pub upload_network: Network,
    /// Only phones of this region are listed. Default none: all that the endpoint shows.
    pub biz_region_id: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            zoneless_offset_hours: 8,
            file_size_unit: 1,
            recovery_file_needs_source: true,
            backup_file_needs_selection: true,
            power_by_instance_state: true,
            retry_after_cap: Duration::from_secs(120),
            find_by_location_cap: 10_000,
            bucket_region: None,
            upload_endpoint: None,
            upload_network: Network::Internal,
            biz_region_id: None,
        }
    }
}
