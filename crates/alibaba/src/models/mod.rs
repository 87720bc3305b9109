//! Requests and answers with the vendor's own names; fields in snake case, on the wire in the vendor's spelling.
//!
//! What a request leaves out has its default and is not sent. What an answer leaves out is `None`; what it holds beyond
//! the documented fields is kept in `other`. Enumerations are open: a value that this version does not know is kept.

mod backup_android_instance;
mod backup_app;
mod backup_file;
mod describe_android_instances;
mod describe_backup_files;
mod describe_tasks;
mod lenient;
mod power;
mod recover_android_instance;
mod recover_app;
mod recovery_file;
mod states;
mod tasks;

pub use backup_android_instance::BackupAndroidInstanceRequest;
pub use backup_app::BackupAppRequest;
pub use backup_file::BackupFileRequest;
pub use describe_android_instances::{
    AndroidInstance, DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse, Disk, PhoneDataInfo,
    Tag,
};
pub use describe_backup_files::{BackupFileRecord, DescribeBackupFilesRequest, DescribeBackupFilesResponse};
pub use describe_tasks::{DescribeTasksRequest, DescribeTasksResponse, Task};
pub use power::{
    ChildTask, PowerResponse, PowerTasks, RebootAndroidInstancesInGroupRequest, StartAndroidInstanceRequest,
    StopAndroidInstanceRequest,
};
pub use recover_android_instance::RecoverAndroidInstanceRequest;
pub use recover_app::RecoverAppRequest;
pub use recovery_file::RecoveryFileRequest;
pub use states::{AndroidInstanceStatus, BackupFileStatus, SaleMode, TaskStatus, TaskType, UploadType};
pub use tasks::{BackupResponse, BackupTask, RestoreResponse, RestoreTask};
