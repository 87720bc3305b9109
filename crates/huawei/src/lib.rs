//! Huawei Cloud Phone Host (CPH) for Phonevault.
//!
//! [`Client`] offers the typed operations, [`Client::call`] all 59 of the phone service as well, and both sign with
//! SDK-HMAC-SHA256 ([`sign`]) or carry an IAM token ([`Auth`]). Tokens, temporary keys and projects come from the identity
//! service through the same client. It is also the [`Cloud`](phonevault_core::cloud::Cloud) that runs drive.
//! Facts carry the tags of the reference page; what that page marks INFERRED is a guess and stands in
//! [`Settings`] or [`CloudLimits`](phonevault_core::cloud::CloudLimits).

mod builder;
mod call;
mod client;
mod cloud;
mod codes;
mod compatibility;
mod encode;
mod endpoints;
mod facts;
mod hidden;
mod identity;
mod jobs;
mod methods;
pub mod models;
pub mod operations;
mod paginate;
mod refusal;
mod settings;
mod sign;
mod store_rules;
mod typed;
mod validate;

/// The short name of this cloud.
pub const CLOUD: &str = "huawei";

pub use builder::{ClientBuilder, KEY_VARIABLES, PROJECT_VARIABLE};
pub use client::Client;
pub use endpoints::{CPH_SERVICE, IAM_SERVICE, OBS_SERVICE, regions};
pub use operations::OperationSpec;
pub use paginate::{CustomImagePages, ImagePages, JobPages, PhonePages, ProjectPages};
pub use phonevault_core::client::CallOptions;
pub use phonevault_core::encoding::encode_query;
pub use phonevault_core::signing::Signed;
pub use refusal::Classifier;
pub use settings::Settings;
pub use sign::{ALGORITHM, Auth, SdkHmac, sign};
pub use store_rules::ObsRules;
