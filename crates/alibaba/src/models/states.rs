//! The open enumerations.

use phonevault_core::open_text;

/// The state of a task (SDKH). Unknown values count as still running.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TaskStatus {
    /// `Waiting`: queued.
    Waiting,
    /// `Processing`: running.
    Processing,
    /// `Finished`: completed. The end, and the only success.
    Finished,
    /// `PartFinished`: a part succeeded. The end, not a success.
    PartFinished,
    /// `Failed`. The end.
    Failed,
    /// `Skipped`: not carried out. The end, not a success.
    Skipped,
    /// Anything else, as it came.
    Other(String),
}

/// Nothing known, which counts as still running.
impl Default for TaskStatus {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

open_text!(TaskStatus {
    Waiting = "Waiting",
    Processing = "Processing",
    Finished = "Finished",
    PartFinished = "PartFinished",
    Failed = "Failed",
    Skipped = "Skipped",
});

/// The kind of a task (SDKH). The kinds of the newer backup and restore calls are unpublished and arrive as
/// [`TaskType::Other`], so tasks of backups must never be filtered by kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TaskType {
    /// `BackupFile`.
    BackupFile,
    /// `RecoverFile`: the kind of the operation `RecoveryFile`.
    RecoverFile,
    /// `StartInstance`.
    StartInstance,
    /// `StopInstance`.
    StopInstance,
    /// `RebootInstance`.
    RebootInstance,
    /// `ResetInstance`.
    ResetInstance,
    /// `InstallApp`.
    InstallApp,
    /// `UninstallApp`.
    UninstallApp,
    /// `StartApp`.
    StartApp,
    /// `StopApp`.
    StopApp,
    /// `RestartApp`.
    RestartApp,
    /// `SendFile`.
    SendFile,
    /// `FetchFile`.
    FetchFile,
    /// `RunCommand`.
    RunCommand,
    /// `Screenshot`.
    Screenshot,
    /// `UpdateGroupImage`.
    UpdateGroupImage,
    /// Anything else, as it came.
    Other(String),
}

open_text!(TaskType {
    BackupFile = "BackupFile",
    RecoverFile = "RecoverFile",
    StartInstance = "StartInstance",
    StopInstance = "StopInstance",
    RebootInstance = "RebootInstance",
    ResetInstance = "ResetInstance",
    InstallApp = "InstallApp",
    UninstallApp = "UninstallApp",
    StartApp = "StartApp",
    StopApp = "StopApp",
    RestartApp = "RestartApp",
    SendFile = "SendFile",
    FetchFile = "FetchFile",
    RunCommand = "RunCommand",
    Screenshot = "Screenshot",
    UpdateGroupImage = "UpdateGroupImage",
});

/// The state of a backup file (DOC:DescribeBackupFiles). The list has grown before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BackupFileStatus {
    /// `BACKUPING`: the backup runs.
    Backuping,
    /// `AVAILABLE`: usable.
    Available,
    /// `RECOVERING`: a restore from this file runs.
    Recovering,
    /// `DELETING`: it is being deleted.
    Deleting,
    /// `BACKUP_FAILED`: the backup failed.
    BackupFailed,
    /// `RECOVERY_FAILED`: the last restore failed; the file may still be intact (INFERRED). Phones spell theirs
    /// `RECOVER_FAILED`.
    RecoveryFailed,
    /// `PART_BACKUP_FINISHED`: only a part of what was asked was saved. Not a success.
    PartBackupFinished,
    /// Anything else, as it came.
    Other(String),
}

open_text!(BackupFileStatus {
    Backuping = "BACKUPING",
    Available = "AVAILABLE",
    Recovering = "RECOVERING",
    Deleting = "DELETING",
    BackupFailed = "BACKUP_FAILED",
    RecoveryFailed = "RECOVERY_FAILED",
    PartBackupFinished = "PART_BACKUP_FINISHED",
});

/// The state of a phone (DOC:DescribeAndroidInstances).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AndroidInstanceStatus {
    /// `CREATING`.
    Creating,
    /// `STARTING`.
    Starting,
    /// `RUNNING`; the console calls it available.
    Running,
    /// `STOPPING`.
    Stopping,
    /// `STOPPED`.
    Stopped,
    /// `REBOOTING`.
    Rebooting,
    /// `RESETTING`.
    Resetting,
    /// `BACKUPING`: a backup runs.
    Backuping,
    /// `BACKUP_FAILED`: the last backup failed.
    BackupFailed,
    /// `RECOVERING`: a restore runs.
    Recovering,
    /// `RECOVER_FAILED`: the last restore failed. Backup files spell theirs `RECOVERY_FAILED`.
    RecoverFailed,
    /// `FAILED`: it could not be created.
    Failed,
    /// `UNAVAILABLE`: abnormal.
    Unavailable,
    /// `DELETING`.
    Deleting,
    /// `DELETED`.
    Deleted,
    /// Anything else, as it came.
    Other(String),
}

open_text!(AndroidInstanceStatus {
    Creating = "CREATING",
    Starting = "STARTING",
    Running = "RUNNING",
    Stopping = "STOPPING",
    Stopped = "STOPPED",
    Rebooting = "REBOOTING",
    Resetting = "RESETTING",
    Backuping = "BACKUPING",
    BackupFailed = "BACKUP_FAILED",
    Recovering = "RECOVERING",
    RecoverFailed = "RECOVER_FAILED",
    Failed = "FAILED",
    Unavailable = "UNAVAILABLE",
    Deleting = "DELETING",
    Deleted = "DELETED",
});

/// The store that a backup is written to or read from (DOC:BackupFile).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UploadType {
    /// `OSS`, the only documented value.
    Oss,
    /// Anything else, as it came.
    Other(String),
}

open_text!(UploadType { Oss = "OSS" });

/// How phones are sold (SDK).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SaleMode {
    /// `Instance`: single phones.
    Instance,
    /// `Node`: the phones of a matrix server.
    Node,
    /// Anything else, as it came.
    Other(String),
}

open_text!(SaleMode { Instance = "Instance", Node = "Node" });

/// The origin of an image (DOC:DescribeImageList).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ImageType {
    /// `System`: public.
    System,
    /// `User`: custom.
    User,
    /// Anything else, as it came.
    Other(String),
}

open_text!(ImageType { System = "System", User = "User" });

/// The state of an image (DOC:DescribeImageList).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ImageStatus {
    /// `INIT`.
    Init,
    /// `CREATING`.
    Creating,
    /// `AVAILABLE`.
    Available,
    /// `CREATE_FAILED`.
    CreateFailed,
    /// `DELETE`.
    Delete,
    /// Anything else, as it came.
    Other(String),
}

open_text!(ImageStatus {
    Init = "INIT",
    Creating = "CREATING",
    Available = "AVAILABLE",
    CreateFailed = "CREATE_FAILED",
    Delete = "DELETE",
});

/// How the text of a command is written (DOC:RunSyncCommand).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContentEncoding {
    /// `PlainText`: as it is.
    PlainText,
    /// `Base64`.
    Base64,
    /// Anything else, as it came.
    Other(String),
}

open_text!(ContentEncoding { PlainText = "PlainText", Base64 = "Base64" });

/// How far a command is (SDKH). The vendor's own sample is `RUNNING`, so answers are read in any case of letters. Which
/// of them mean an end is in the settings `command_succeeded` and `command_failed`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InvocationStatus {
    /// `Pending`: it waits for its turn.
    Pending,
    /// `Running`.
    Running,
    /// `Success`: it ended well.
    Success,
    /// `Failed`: it ended badly.
    Failed,
    /// `Timeout`: it took longer than it may.
    Timeout,
    /// Anything else, as it came.
    Other(String),
}

open_text!(InvocationStatus {
    Pending = "Pending",
    Running = "Running",
    Success = "Success",
    Failed = "Failed",
    Timeout = "Timeout",
});

impl InvocationStatus {
    /// The values that the vendor names.
    const KNOWN: [Self; 5] = [Self::Pending, Self::Running, Self::Success, Self::Failed, Self::Timeout];

    /// The same value, if it is a known one in another case of letters, as the vendor's page writes it.
    pub(super) fn in_any_case(self) -> Self {
        let known = Self::KNOWN.into_iter().find(|known| known.as_str().eq_ignore_ascii_case(self.as_str()));
        known.unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_values_are_kept_and_written_back() {
        for text in ["Finished", "PartFinished", "Paused", "finished", ""] {
            let status: TaskStatus = serde_json::from_value(text.into()).unwrap();
            assert_eq!(status == TaskStatus::Finished, text == "Finished");
            assert_eq!(serde_json::to_value(&status).unwrap(), text);
        }
        assert!(serde_json::from_value::<TaskStatus>(3.into()).is_err());
    }

    #[test]
    fn files_and_phones_spell_a_failed_restore_differently() {
        assert_eq!(BackupFileStatus::from("RECOVERY_FAILED"), BackupFileStatus::RecoveryFailed);
        assert_eq!(AndroidInstanceStatus::from("RECOVER_FAILED"), AndroidInstanceStatus::RecoverFailed);
        assert!(matches!(BackupFileStatus::from("RECOVER_FAILED"), BackupFileStatus::Other(_)));
    }
}
