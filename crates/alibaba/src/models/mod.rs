//! Requests and answers with the vendor's own names; fields in snake case, on the wire in the vendor's spelling.
//!
//! What a request leaves out has its default and is not sent. What an answer leaves out is `None`; what it holds beyond
//! the documented fields is kept in `other`. Enumerations are open: a value that this version does not know is kept.

mod assume_role;
mod assume_role_with_oidc;
mod backup_android_instance;
mod backup_app;
mod backup_file;
mod delete_backup_file;
mod describe_android_instances;
mod describe_backup_files;
mod describe_buckets;
mod describe_image_list;
mod describe_invocations;
mod describe_regions;
mod describe_spec;
mod describe_tasks;
mod lenient;
mod power;
mod recover_android_instance;
mod recover_app;
mod recovery_file;
mod reset_android_instances_in_group;
mod run_command;
mod run_sync_command;
mod states;
mod sts_credentials;
mod tasks;

pub use assume_role::{AssumeRoleRequest, AssumeRoleResponse};
pub use assume_role_with_oidc::{AssumeRoleWithOidcRequest, AssumeRoleWithOidcResponse, OidcTokenInfo};
pub use backup_android_instance::BackupAndroidInstanceRequest;
pub use backup_app::BackupAppRequest;
pub use backup_file::BackupFileRequest;
pub use delete_backup_file::{DeleteBackupFileRequest, DeleteBackupFileResponse};
pub use describe_android_instances::{
    AndroidInstance, DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse, Disk, PhoneDataInfo,
    Tag,
};
pub use describe_backup_files::{BackupFileRecord, DescribeBackupFilesRequest, DescribeBackupFilesResponse};
pub use describe_buckets::{
    Bucket, BucketObject, DescribeBucketsRequest, DescribeBucketsResponse, ObjectOwner,
};
pub use describe_image_list::{
    DescribeImageListRequest, DescribeImageListResponse, Image, ImageDistribution, ImageTag,
};
pub use describe_invocations::{DescribeInvocationsRequest, DescribeInvocationsResponse, Invocation};
pub use describe_regions::{DescribeRegionsRequest, DescribeRegionsResponse, Region};
pub use describe_spec::{DescribeSpecRequest, DescribeSpecResponse, SpecInfo};
pub use describe_tasks::{DescribeTasksRequest, DescribeTasksResponse, Task};
pub use power::{
    ChildTask, PowerResponse, PowerTasks, RebootAndroidInstancesInGroupRequest, StartAndroidInstanceRequest,
    StopAndroidInstanceRequest,
};
pub use recover_android_instance::RecoverAndroidInstanceRequest;
pub use recover_app::RecoverAppRequest;
pub use recovery_file::RecoveryFileRequest;
pub use reset_android_instances_in_group::{
    ResetAndroidInstancesInGroupRequest, ResetAndroidInstancesInGroupResponse,
};
pub use run_command::{RunCommandInfo, RunCommandRequest, RunCommandResponse};
pub use run_sync_command::{RunSyncCommandRequest, RunSyncCommandResponse};
pub use states::{
    AndroidInstanceStatus, BackupFileStatus, ContentEncoding, ImageStatus, ImageType, InvocationStatus,
    SaleMode, TaskStatus, TaskType, UploadType,
};
pub use sts_credentials::{AssumedRoleUser, StsCredentials};
pub use tasks::{BackupResponse, BackupTask, RestoreResponse, RestoreTask};
