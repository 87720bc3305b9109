//! Requests and answers with the vendor's own names.
//!
//! What a request leaves out has its default and is not sent. What an answer leaves out is `None`; what it holds
//! beyond the documented fields is kept in `other`. Enumerations are open: a value that this version does not
//! know is kept.

mod batch_restore;
mod batch_storage;
mod images;
mod jobs;
mod lenient;
mod phone_detail;
mod phone_jobs;
mod phones;
mod power;
mod states;

pub use batch_restore::{BatchRestoreRequest, RestoreInfo};
pub use batch_storage::{BatchStorageRequest, StorageInfo};
pub use images::{ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse, PageInfo, PhoneImage};
pub use jobs::{Job, ListJobsRequest, ListJobsResponse, ShowJobRequest, ShowJobResponse};
pub use phone_detail::{
    AccessInfo, PhoneDataVolume, ShowCloudPhoneDetailRequest, ShowCloudPhoneDetailResponse,
};
pub use phone_jobs::{PhoneJob, PhoneJobsResponse};
pub use phones::{CloudPhone, ListCloudPhonesRequest, ListCloudPhonesResponse, PhoneMetadata};
pub use power::{RestartCloudPhoneRequest, RestartPhoneProperty, StopCloudPhoneRequest};
pub use states::{
    ImageType, ImageVisibility, JobState, PhoneStatus, PhoneType, ReceiveStatus, TrafficType, VolumeMode,
};
