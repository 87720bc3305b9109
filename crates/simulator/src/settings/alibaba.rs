/// Choices about Alibaba ECP and OSS that the pages leave open (reference section 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlibabaSettings {
    /// Most instances in one backup, restore or power call; more is refused with `InvalidParameter`. Guessed from
    /// sibling operations (`RunCommand`). Default 50.
    pub max_instances: usize,
    /// What happens to a call that names some phones that exist in the right state and some that do not: `false`
    /// refuses all of it, `true` accepts the good ones (`Count` and `Data` tell which). Not stated (open question
    /// 2). Default false.
    pub accept_valid_part: bool,
    /// Whether a running phone may be backed up. Documented: stopping is advice, not a condition. Default true.
    pub backup_while_running: bool,
    /// Whether a stopped phone may be the target of a restore. Documented: it has to be running. Default false.
    pub restore_while_stopped: bool,
    /// Whether a phone that was stopped runs after its backup instead of being stopped again. Not stated (open
    /// question 9). Default false.
    pub running_after_backup: bool,
    /// Whether a backup is restored only by the operation of its own kind. Not stated (open question 11), suggested.
    /// Default true.
    pub match_kind: bool,
    /// Whether a backup file id wins over a path that disagrees, instead of the call being refused. Not stated (open
    /// question 12). Default false.
    pub id_wins_over_path: bool,
    /// Whether `RecoverApp` is content with either an id or a path with its type, as `RecoveryFile` is. The SDK and
    /// the page call id, path and type mandatory. Default false.
    pub recover_app_by_either: bool,
    /// Whether a restore across image versions, image kinds or architectures fails, as a failed task. The rule is
    /// documented, its enforcement is not. Default true.
    pub enforce_compatibility: bool,
    /// Whether a backup that finds only a part of what was asked ends `PartFinished` with a file
    /// `PART_BACKUP_FINISHED`, instead of failing. The states are documented, the cause is not. Default false.
    pub partial_backups: bool,
    /// Zone of the times without zone (`GmtCreated`, `StartTime` of the file list) and of the digits in object names,
    /// in hours east of UTC. Not stated (open question 5), suggested. Default 8.
    pub zone_offset_hours: i8,
    /// Whether GET is accepted beside POST. Pages print a GET syntax, the SDK sends POST (open question 15). Default
    /// true.
    pub accept_get: bool,
    /// Whether the window of `StartTime` and `EndTime` in the file list includes both ends. Not stated (open question
    /// 5). Default true.
    pub window_includes_ends: bool,
    /// Bytes in one unit of `FileSize`; 0 counts as 1. Not stated (open question 6), suggested. Default 1.
    pub file_size_unit: u64,
    /// Error code of a call on a phone that does not exist. Guessed (open question 2). Default
    /// `InvalidAndroidInstanceId.NotFound`.
    pub unknown_instance_code: String,
    /// Error code of a call on a phone whose state does not allow it. Guessed. Default `IncorrectInstanceStatus`.
    pub wrong_state_code: String,
    /// Error code of a restore whose backup file id is not known. Guessed. Default `InvalidBackupFileId.NotFound`.
    pub unknown_file_code: String,
    /// Error code of a restore of a file in another state, or of another kind. Guessed. Default
    /// `IncorrectBackupFileStatus`.
    pub wrong_file_code: String,
    /// How many level-2 tasks are remembered, those of the oldest calls being forgotten first. The retention is not
    /// stated (open question 16). Default 100,000.
    pub kept_tasks: usize,
    /// Error code of a task whose source path does not exist. Seen in the SDK's samples. Default `FilePathNotFound`.
    pub missing_path_code: String,
    /// Error code of a task that names an application which is not installed. Guessed. Default `AppNotFound`.
    pub missing_app_code: String,
    /// Error code of a task whose bucket does not exist. Guessed. Default `BucketNotFound`.
    pub missing_bucket_code: String,
    /// Error code of a restore whose object does not exist. Guessed. Default `BackupFileNotFound`.
    pub missing_object_code: String,
    /// Error code of a restore whose archive is damaged. Guessed. Default `BackupFileDamaged`.
    pub bad_archive_code: String,
    /// Error code of a restore of a backup of another kind. Guessed. Default `BackupTypeMismatch`.
    pub wrong_kind_code: String,
    /// Error code of a restore that [`Self::enforce_compatibility`] stops. Guessed. Default `ImageNotCompatible`.
    pub incompatible_code: String,
    /// `TaskType` of the tasks of BackupApp. Not published (open question 1). Default the operation's name.
    pub backup_app_type: String,
    /// `TaskType` of the tasks of RecoverApp. Not published. Default the operation's name.
    pub recover_app_type: String,
    /// `TaskType` of the tasks of BackupAndroidInstance. Not published. Default the operation's name.
    pub backup_instance_type: String,
    /// `TaskType` of the tasks of RecoverAndroidInstance. Not published. Default the operation's name.
    pub recover_instance_type: String,
}

impl Default for AlibabaSettings {
    fn default() -> Self {
        Self {
            max_instances: 50,
            accept_valid_part: false,
            backup_while_running: true,
            restore_while_stopped: false,
            running_after_backup: false,
            match_kind: true,
            id_wins_over_path: false,
            recover_app_by_either: false,
            enforce_compatibility: true,
            partial_backups: false,
            zone_offset_hours: 8,
            accept_get: true,
            window_includes_ends: true,
            file_size_unit: 1,
            unknown_instance_code: "InvalidAndroidInstanceId.NotFound".to_owned(),
            wrong_state_code: "IncorrectInstanceStatus".to_owned(),
            unknown_file_code: "InvalidBackupFileId.NotFound".to_owned(),
            wrong_file_code: "IncorrectBackupFileStatus".to_owned(),
            kept_tasks: 100_000,
            missing_path_code: "FilePathNotFound".to_owned(),
            missing_app_code: "AppNotFound".to_owned(),
            missing_bucket_code: "BucketNotFound".to_owned(),
            missing_object_code: "BackupFileNotFound".to_owned(),
            bad_archive_code: "BackupFileDamaged".to_owned(),
            wrong_kind_code: "BackupTypeMismatch".to_owned(),
            incompatible_code: "ImageNotCompatible".to_owned(),
            backup_app_type: "BackupApp".to_owned(),
            recover_app_type: "RecoverApp".to_owned(),
            backup_instance_type: "BackupAndroidInstance".to_owned(),
            recover_instance_type: "RecoverAndroidInstance".to_owned(),
        }
    }
}
