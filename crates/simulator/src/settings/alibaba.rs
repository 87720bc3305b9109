/// Choices about Alibaba ECP, STS, OSS and the metadata service that the pages leave open (reference section 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlibabaSettings {
    // ---- the gateway ----
    /// Whether GET is accepted beside POST. Pages print a GET syntax, the SDK sends POST (open question 15). Default
    /// true. Guessed.
    pub accept_get: bool,
    /// Whether `True` and `FALSE` are booleans beside `true` and `false`. The vendor's Python client writes `True`
    /// (open question 15). Default true. Guessed.
    pub any_case_booleans: bool,
    /// Which place wins when query and form body hold the same parameter: the query. Default true. Guessed.
    pub query_before_body: bool,
    /// Whether a parameter given twice is refused with `InvalidParameter`; otherwise the first counts. Default false.
    /// Guessed.
    pub refuse_duplicates: bool,
    /// Whether a list whose numbers leave a gap or do not begin with 1 is refused with `InvalidParameter`. Clients
    /// number without gaps. Default false. Guessed.
    pub refuse_list_gaps: bool,
    /// Whether codes name the parameter (`MissingBackupFilePath`, `InvalidUploadType`) instead of being the bare
    /// `MissingParameter` and `InvalidParameter`. Both forms occur (6.2). Default false. Guessed.
    pub codes_name_parameters: bool,
    /// Calls of one operation that are let through in a simulated second once [`Self::call_burst`] is used up; more
    /// is refused with `Throttling.User`. 0 means no limit. No figure is published (open question 3). Default 0.
    /// Guessed.
    pub calls_per_second: u32,
    /// Calls of one operation that may come at once when [`Self::calls_per_second`] is set; 0 counts as 1. Default 10.
    /// Guessed.
    pub call_burst: u32,
    /// HTTP status of a throttled call. 400 on the gateway's error pages; 429 and 503 are said to occur. Default 400.
    /// Documented.
    pub throttle_status: u16,
    /// Whether a throttled call carries `x-acs-retry-after`, in milliseconds as the SDK reads it (open question 3).
    /// Default true. Seen in the SDK.
    pub send_retry_after: bool,

    // ---- the phones of a call ----
    /// Most instances in one backup, restore or power call; more is refused with `InvalidParameter` (open question 4).
    /// Default 50, as of sibling operations. Guessed.
    pub max_instances: usize,
    /// Most instances in one `RunCommand`, `RunSyncCommand` or `DescribeInvocations`. Default 50. Documented.
    pub max_command_instances: usize,
    /// What happens to a call that names some phones (or backup files) that exist in the right state and some that do
    /// not: `false` refuses all of it, `true` accepts the good ones (`Count` and `Data` tell which; open question 2).
    /// Default false. Guessed.
    pub accept_valid_part: bool,
    /// Whether the phones that [`Self::accept_valid_part`] leaves out get a task `Skipped` (open question 1). Default
    /// false. Guessed.
    pub report_skipped: bool,
    /// Whether `IgnoreParamValidation=true` makes reboot and reset go on with the good phones, as
    /// [`Self::accept_valid_part`] does. Default true. Guessed.
    pub ignore_validation_takes_part: bool,
    /// Error code of a call on a phone that does not exist (open question 2). Default
    /// `InvalidAndroidInstanceId.NotFound`. Guessed.
    pub unknown_instance_code: String,
    /// Error code of a call on a phone whose state does not allow it. Default `IncorrectInstanceStatus`. Guessed.
    pub wrong_state_code: String,
    /// Word of `BizImageType` for a public image (open question 13). Default `System`. Guessed.
    pub public_image_type: String,
    /// Word of `BizImageType` for a custom image. Default `User`. Guessed.
    pub custom_image_type: String,
    /// Whether `ServerType` is shown. The international site is said to leave it out. Default true. Documented.
    pub show_server_type: bool,
    /// Zone of the times without zone (`GmtCreated`, `StartTime` of the file list) and of the digits in object names,
    /// in hours east of UTC (open question 5). Default 8. Guessed.
    pub zone_offset_hours: i8,

    // ---- backups ----
    /// Whether a running phone may be backed up: stopping is advice, not a condition. Default true. Documented.
    pub backup_while_running: bool,
    /// Whether a phone that was stopped runs after its backup instead of being stopped again (open question 9).
    /// Default false. Guessed.
    pub running_after_backup: bool,
    /// Whether a stopped phone shows `STARTING` and `STOPPING` around its backup (open question 9). Default false.
    /// Guessed.
    pub boots_for_backup: bool,
    /// Whether a backup that finds only a part of what was asked ends `PartFinished` with a file
    /// `PART_BACKUP_FINISHED`, instead of failing. The states are documented, the cause is not. Default false. Guessed.
    pub partial_backups: bool,
    /// Most packages, paths or excluded paths in one backup; 0 means no limit (open question 4). Default 0. Guessed.
    pub max_list_items: usize,
    /// Most characters in `BackupFileName` and `Description`; 0 means no limit (open question 4). Default 0. Guessed.
    pub max_text_chars: usize,
    /// Whether a backup replaces an object of the same name; otherwise its task fails (open question 7). Default true.
    /// Guessed.
    pub overwrite_objects: bool,
    /// Whether backups and restores need a bucket whose name begins with `cloudphone-saved-bucket-` (open question
    /// 10). Default false. Guessed.
    pub need_bucket_prefix: bool,
    /// Whether a missing bucket, or a missing object of a restore, refuses the call instead of failing the task (open
    /// question 2). Default false. Guessed.
    pub object_at_submission: bool,
    /// Error code of a task whose source path does not exist. Default `FilePathNotFound`. Seen in the SDK.
    pub missing_path_code: String,
    /// Error code of a task that names an application which is not installed. Default `AppNotFound`. Guessed.
    pub missing_app_code: String,
    /// Error code of a backup or restore whose bucket does not exist. Default `BucketNotFound`. Guessed.
    pub missing_bucket_code: String,
    /// Error code of a bucket that [`Self::need_bucket_prefix`] does not allow. Default `InvalidBucketName`. Guessed.
    pub foreign_bucket_code: String,
    /// Error code of a backup that [`Self::overwrite_objects`] stops. Default `ObjectAlreadyExists`. Guessed.
    pub object_exists_code: String,

    // ---- restores ----
    /// Whether a stopped phone may be the target of a restore; it has to be running. Default false. Documented.
    pub restore_while_stopped: bool,
    /// Whether a backup is restored only by the operation of its own kind (open question 11). Default true. Guessed.
    pub match_kind: bool,
    /// Whether a backup file id wins over a path that disagrees, instead of the call being refused (open question 12).
    /// Default false. Guessed.
    pub id_wins_over_path: bool,
    /// Whether `RecoverApp` is content with either an id or a path with its type, as `RecoveryFile` is. The SDK and
    /// the page call id, path and type mandatory. Default false. Documented.
    pub recover_app_by_either: bool,
    /// Whether `RecoveryFile` by path needs `UploadEndpoint` beside path and type (open question 11). Default true.
    /// Guessed.
    pub recovery_file_needs_endpoint: bool,
    /// Whether `RecoveryFile` refuses a `BackupAll` that differs from that of the backup file (open question 11).
    /// Default false. Guessed.
    pub recovery_all_must_match: bool,
    /// Whether a file `PART_BACKUP_FINISHED` may be restored. Default true. Guessed.
    pub restore_partial_files: bool,
    /// Whether a restore across image versions, image kinds or architectures fails. The rule is documented (3.7), its
    /// enforcement is not. Default true. Guessed.
    pub enforce_compatibility: bool,
    /// Whether [`Self::enforce_compatibility`] refuses the call, where the cloud has a record of the backup file,
    /// instead of failing the task (open question 2). Default false. Guessed.
    pub compatibility_at_submission: bool,
    /// Error code of a restore whose backup file id is not known. Default `InvalidBackupFileId.NotFound`. Guessed.
    pub unknown_file_code: String,
    /// Error code of a restore or deletion of a file in another state, or of a restore of another kind. Default
    /// `IncorrectBackupFileStatus`. Guessed.
    pub wrong_file_code: String,
    /// Error code of a restore whose object does not exist. Default `BackupFileNotFound`. Guessed.
    pub missing_object_code: String,
    /// Error code of a restore whose archive is damaged. Default `BackupFileDamaged`. Guessed.
    pub bad_archive_code: String,
    /// Error code of a restore of a backup of another kind. Default `BackupTypeMismatch`. Guessed.
    pub wrong_kind_code: String,
    /// Error code of a restore that [`Self::enforce_compatibility`] stops. Default `ImageNotCompatible`. Guessed.
    pub incompatible_code: String,
    /// Error code of a restore that does not fit into the free space of the phone. Default `InsufficientDiskSpace`.
    /// Guessed.
    pub no_space_code: String,

    // ---- backup files, tasks, buckets ----
    /// Whether the window of `StartTime` and `EndTime` in the file list includes both ends (open question 5). Default
    /// true. Guessed.
    pub window_includes_ends: bool,
    /// Bytes in one unit of `FileSize`; 0 counts as 1 (open question 6). Default 1. Guessed.
    pub file_size_unit: u64,
    /// Bytes in one unit of `Size` in `DescribeBuckets`, rounded up; 0 counts as 1 (open question 6). Default 1024.
    /// Documented.
    pub bucket_size_unit: u64,
    /// Most objects of a bucket in `DescribeBuckets`; the rest is left out. Default 100. Guessed.
    pub max_listed_objects: usize,
    /// Most ids in one `DeleteBackupFile` (open question 4). Default 100. Guessed.
    pub max_deleted_files: usize,
    /// Whether `DeleteBackupFile` removes the object from OSS as well (open question 8). Default true. Guessed.
    pub delete_removes_object: bool,
    /// Whether a file `BACKUPING` or `RECOVERING` may be deleted (open question 8). Default false. Guessed.
    pub delete_files_in_use: bool,
    /// Whether a deletion is a task: the page of DescribeTasks says so of calls that answer only their id, that of the
    /// deletion does not (open question 1). Default true. Guessed.
    pub delete_creates_task: bool,
    /// How long a file shows `DELETING`, in simulated milliseconds. Default 500. Guessed.
    pub delete_ms: u64,
    /// How many level-2 tasks are remembered, those of the oldest calls being forgotten first (open question 16).
    /// Default 100,000. Guessed.
    pub kept_tasks: usize,
    /// How many backup files are remembered, the oldest being forgotten first (open question 16). Default 1,000,000.
    /// Guessed.
    pub kept_files: usize,
    /// `TaskType` of the tasks of BackupApp (open question 1). Default the operation's name. Guessed.
    pub backup_app_type: String,
    /// `TaskType` of the tasks of RecoverApp. Default the operation's name. Guessed.
    pub recover_app_type: String,
    /// `TaskType` of the tasks of BackupAndroidInstance. Default the operation's name. Guessed.
    pub backup_instance_type: String,
    /// `TaskType` of the tasks of RecoverAndroidInstance. Default the operation's name. Guessed.
    pub recover_instance_type: String,
    /// `TaskType` of the tasks of DeleteBackupFile. Default the operation's name. Guessed.
    pub delete_file_type: String,

    // ---- resets and commands ----
    /// Images that were deleted: `DescribeImageList` shows them as `DELETE`, and a reset of a phone that has one
    /// fails. Default none. Documented.
    pub deleted_images: Vec<String>,
    /// Error code of a reset that [`Self::deleted_images`] stops. Default `ImageNotFound`. Guessed.
    pub deleted_image_code: String,
    /// Whether the account is on the list of those who may give `TargetDataDiskSize`; others are refused with
    /// `Forbidden`. Default false. Documented.
    pub may_shrink_disk: bool,
    /// How long a reset lasts, in simulated milliseconds. Default 3000. Guessed.
    pub reset_ms: u64,
    /// How long a command of `RunCommand` lasts, in simulated milliseconds. Default 300. Guessed.
    pub command_ms: u64,
    /// Whether a command that ends with another status than 0 is shown with [`Self::invocation_failed`]. Default true.
    /// Guessed.
    pub failing_command_fails: bool,
    /// `InvocationStatus` of a command that runs. Default `Running`. Seen in the SDK.
    pub invocation_running: String,
    /// `InvocationStatus` of a command that ended well. Default `Success`. Seen in the SDK.
    pub invocation_success: String,
    /// `InvocationStatus` of a command that failed. Default `Failed`. Seen in the SDK.
    pub invocation_failed: String,
    /// `InvocationStatus` of a command that took longer than its `Timeout` or `WaitTime`. Default `Timeout`. Seen in the SDK.
    pub invocation_timeout: String,

    // ---- STS and the metadata service ----
    /// Longest session of the role in seconds. Default 3600. Guessed.
    pub role_max_session_s: u32,
    /// Error code of a role that does not exist. Default `EntityNotExist.Role`. Guessed.
    pub unknown_role_code: String,
    /// Whether `AssumeRoleWithOIDC` wants a token in the form of a JWT that is not expired. Default true. Guessed.
    pub check_oidc_token: bool,
    /// Whether `AssumeRoleWithOIDC` refuses roles and providers of other accounts; otherwise whatever is named is taken
    /// for the simulated role. Default true. Guessed.
    pub check_oidc_account: bool,
    /// Error code of a token that [`Self::check_oidc_token`] refuses. Default `AuthenticationFail.OIDCToken.Invalid`.
    /// Guessed.
    pub bad_oidc_token_code: String,
    /// Error code of a token that is expired. Default `AuthenticationFail.OIDCToken.Expired`. Guessed.
    pub expired_oidc_token_code: String,
    /// Error code of a temporary key without its token. Default `MissingSecurityToken`. Guessed.
    pub missing_token_code: String,
    /// Error code of a token that does not belong to the key. Default `InvalidSecurityToken.Malformed`. Guessed.
    pub wrong_token_code: String,
    /// Error code of a temporary key that is expired. Default `InvalidSecurityToken.Expired`. Guessed.
    pub expired_token_code: String,
    /// Error code of OSS for a temporary key that is expired. Default `SecurityTokenExpired`. Guessed.
    pub oss_expired_token_code: String,
    /// Whether the metadata service answers without a token of its own (version 1), which clients fall back to. Default
    /// true. Seen in the SDK.
    pub metadata_v1: bool,
    /// Lifetime of the keys that the metadata service gives, in simulated seconds; new ones are made when half of it
    /// is over. Default 21,600. Guessed.
    pub metadata_key_s: u32,
}

impl Default for AlibabaSettings {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            accept_get: true,
            any_case_booleans: true,
            query_before_body: true,
            refuse_duplicates: false,
            refuse_list_gaps: false,
            codes_name_parameters: false,
            calls_per_second: 0,
            call_burst: 10,
            throttle_status: 400,
            send_retry_after: true,
            max_instances: 50,
            max_command_instances: 50,
            accept_valid_part: false,
            report_skipped: false,
            ignore_validation_takes_part: true,
            unknown_instance_code: text("InvalidAndroidInstanceId.NotFound"),
            wrong_state_code: text("IncorrectInstanceStatus"),
            public_image_type: text("System"),
            custom_image_type: text("User"),
            show_server_type: true,
            zone_offset_hours: 8,
            backup_while_running: true,
            running_after_backup: false,
            boots_for_backup: false,
            partial_backups: false,
            max_list_items: 0,
            max_text_chars: 0,
            overwrite_objects: true,
            need_bucket_prefix: false,
            object_at_submission: false,
            missing_path_code: text("FilePathNotFound"),
            missing_app_code: text("AppNotFound"),
            missing_bucket_code: text("BucketNotFound"),
            foreign_bucket_code: text("InvalidBucketName"),
            object_exists_code: text("ObjectAlreadyExists"),
            restore_while_stopped: false,
            match_kind: true,
            id_wins_over_path: false,
            recover_app_by_either: false,
            recovery_file_needs_endpoint: true,
            recovery_all_must_match: false,
            restore_partial_files: true,
            enforce_compatibility: true,
            compatibility_at_submission: false,
            unknown_file_code: text("InvalidBackupFileId.NotFound"),
            wrong_file_code: text("IncorrectBackupFileStatus"),
            missing_object_code: text("BackupFileNotFound"),
            bad_archive_code: text("BackupFileDamaged"),
            wrong_kind_code: text("BackupTypeMismatch"),
            incompatible_code: text("ImageNotCompatible"),
            no_space_code: text("InsufficientDiskSpace"),
            window_includes_ends: true,
            file_size_unit: 1,
            bucket_size_unit: 1024,
            max_listed_objects: 100,
            max_deleted_files: 100,
            delete_removes_object: true,
            delete_files_in_use: false,
            delete_creates_task: true,
            delete_ms: 500,
            kept_tasks: 100_000,
            kept_files: 1_000_000,
            backup_app_type: text("BackupApp"),
            recover_app_type: text("RecoverApp"),
            backup_instance_type: text("BackupAndroidInstance"),
            recover_instance_type: text("RecoverAndroidInstance"),
            delete_file_type: text("DeleteBackupFile"),
            deleted_images: Vec::new(),
            deleted_image_code: text("ImageNotFound"),
            may_shrink_disk: false,
            reset_ms: 3000,
            command_ms: 300,
            failing_command_fails: true,
            invocation_running: text("Running"),
            invocation_success: text("Success"),
            invocation_failed: text("Failed"),
            invocation_timeout: text("Timeout"),
            role_max_session_s: 3600,
            unknown_role_code: text("EntityNotExist.Role"),
            check_oidc_token: true,
            check_oidc_account: true,
            bad_oidc_token_code: text("AuthenticationFail.OIDCToken.Invalid"),
            expired_oidc_token_code: text("AuthenticationFail.OIDCToken.Expired"),
            missing_token_code: text("MissingSecurityToken"),
            wrong_token_code: text("InvalidSecurityToken.Malformed"),
            expired_token_code: text("InvalidSecurityToken.Expired"),
            oss_expired_token_code: text("SecurityTokenExpired"),
            metadata_v1: true,
            metadata_key_s: 21_600,
        }
    }
}
