//! Requests and answers with the vendor's own names.
//!
//! What a request leaves out has its default and is not sent. What an answer leaves out is `None`; what it holds
//! beyond the documented fields is kept in `other`. Enumerations are open: a value that this version does not
//! know is kept.

mod batch_restore;
mod batch_storage;
mod create_temporary_access_key_by_agency;
mod create_temporary_access_key_by_token;
mod credential;
mod install_apk;
mod jobs;
mod keystone_create_user_token_by_password;
mod keystone_list_projects;
mod lenient;
mod list_cloud_phone_images;
mod list_images;
mod phone_detail;
mod phone_jobs;
mod phones;
mod power;
mod push_file;
mod reset_cloud_phone;
mod run_shell_command;
mod run_sync_command;
mod states;
mod uninstall_apk;

pub use batch_restore::{BatchRestoreRequest, RestoreInfo};
pub use batch_storage::{BatchStorageRequest, StorageInfo};
pub use create_temporary_access_key_by_agency::{
    AgencyAuth, AgencyAuthIdentity, AssumeroleSessionuser, CreateTemporaryAccessKeyByAgencyRequest,
    IdentityAssumerole,
};
pub use create_temporary_access_key_by_token::{
    CreateTemporaryAccessKeyByTokenRequest, IdentityToken, TokenAuth, TokenAuthIdentity,
};
pub use credential::{Credential, TemporaryAccessKeyResponse};
pub use install_apk::InstallApkRequest;
pub use jobs::{Job, ListJobsRequest, ListJobsResponse, ShowJobRequest, ShowJobResponse};
pub use keystone_create_user_token_by_password::{
    AuthScope, AuthScopeDomain, AuthScopeProject, KeystoneCreateUserTokenByPasswordRequest,
    KeystoneCreateUserTokenByPasswordResponse, PwdAuth, PwdIdentity, PwdPassword, PwdPasswordUser,
    PwdPasswordUserDomain, TokenDomainResult, TokenProjectResult, TokenResult, TokenUserResult,
};
pub use keystone_list_projects::{KeystoneListProjectsRequest, KeystoneListProjectsResponse, ProjectResult};
pub use list_cloud_phone_images::{
    ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse, PageInfo, PhoneImage,
};
pub use list_images::{ListImagesRequest, ListImagesResponse, ListImagesView};
pub use phone_detail::{
    AccessInfo, PhoneDataVolume, ShowCloudPhoneDetailRequest, ShowCloudPhoneDetailResponse,
};
pub use phone_jobs::{PhoneJob, PhoneJobsResponse};
pub use phones::{CloudPhone, ListCloudPhonesRequest, ListCloudPhonesResponse, PhoneMetadata};
pub use power::{RestartCloudPhoneRequest, RestartPhoneProperty, StopCloudPhoneRequest};
pub use push_file::PushFileRequest;
pub use reset_cloud_phone::{ResetCloudPhoneRequest, ResetPhoneProperty};
pub use run_shell_command::RunShellCommandRequest;
pub use run_sync_command::{RunSyncCommandJob, RunSyncCommandRequest, RunSyncCommandResponse};
pub use states::{
    ImageStatus, ImageType, ImageVisibility, JobState, PhoneStatus, PhoneType, ReceiveStatus, TrafficType,
    VolumeMode,
};
pub use uninstall_apk::UninstallApkRequest;
