//! What the vendor's pages leave open: every guess of this crate in one place.

use std::time::Duration;

use crate::endpoints::Network;

/// Guesses (INFERRED) and choices that an account may need otherwise. How much fits in one call is in
/// [`CloudLimits`](phonevault_core::cloud::CloudLimits). The last word of a guess says
/// what its default rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The zone of times that the service writes without one, in hours east of UTC. INFERRED; default 8. Guessed.
    pub zoneless_offset_hours: i8,
    /// How many bytes one unit of `FileSize` is. INFERRED; default 1. Guessed.
    pub file_size_unit: u64,
    /// Whether RecoveryFile is refused unless it names `BackupFileId`, or `BackupFilePath`, `UploadEndpoint` and
    /// `UploadType` together. INFERRED; default true. Guessed.
    pub recovery_file_needs_source: bool,
    /// Whether BackupFile is refused unless it names paths or applications or sets `BackupAll`. INFERRED; default true.
    /// Guessed.
    pub backup_file_needs_selection: bool,
    /// Whether a stop or a start of which DescribeTasks shows no task counts as done once the phone is `STOPPED` or
    /// `RUNNING`. INFERRED; default true. Guessed.
    pub power_by_instance_state: bool,
    /// The longest wait that is taken over from `x-acs-retry-after`, which is read as milliseconds (INFERRED, as the
    /// vendor's client does). Default 120 s. Seen in the SDK.
    pub retry_after_cap: Duration,
    /// How many backup records are looked through for one that is known only by its object. Default 10,000. Guessed.
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
    /// The edition of phones (`InstanceVersion`) that the port lists and describes. Default none: the service then takes
    /// `basic`, and whether that hides phones of other editions is not stated. Documented.
    pub instance_version: Option<String>,
    /// How many backup files one DeleteBackupFile takes. INFERRED from sibling operations; default 50. Guessed.
    pub backups_per_delete: usize,
    /// How long `delete_backups` of the port waits until the records are gone. Default 10 minutes. Guessed.
    pub delete_wait: Duration,
    /// The values of `InvocationStatus` that mean that a command ended well, in any case of letters. Default `Success`.
    /// Seen in the SDK.
    pub command_succeeded: Vec<String>,
    /// The values of `InvocationStatus` that mean that a command ended badly, in any case of letters. Whatever is in
    /// neither list counts as still running. Default `Failed` and `Timeout`. Seen in the SDK.
    pub command_failed: Vec<String>,
    /// How long `probe` of the port waits for the end of its command, which the service itself waits for 3 s at most.
    /// Default 60 s, which is the service's own limit of commands. Guessed.
    pub probe_wait: Duration,
    /// The region of the STS that is asked for temporary keys. Default none: the variable `ALIBABA_CLOUD_STS_REGION`,
    /// and without it the global host. Over the internal network, which has no global host, the client's region.
    /// Seen in the SDK.
    pub sts_region: Option<String>,
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
            instance_version: None,
            backups_per_delete: 50,
            delete_wait: Duration::from_secs(600),
            command_succeeded: texts(&["Success"]),
            command_failed: texts(&["Failed", "Timeout"]),
            probe_wait: Duration::from_secs(60),
            sts_region: None,
        }
    }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
