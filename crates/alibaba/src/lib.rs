//! Alibaba Cloud Phone (ECP, product `eds-aic`, version 2023-09-30) for Phonevault.
//!
//! [`Client`] offers the typed operations, [`Client::call`] all 137, and both sign with ACS3-HMAC-SHA256 ([`sign`]). The two
//! of STS, which give temporary keys, are signed the older way ([`sign_rpc`]) or not at all. The client is
//! also the [`Cloud`](phonevault_core::cloud::Cloud) that runs drive. Facts carry the tags of the reference page; what that
//! page marks INFERRED is a guess and stands in [`Settings`] or [`CloudLimits`](phonevault_core::cloud::CloudLimits).

mod builder;
mod call;
mod client;
mod cloud;
mod compatibility;
mod complete;
mod delete;
mod encode;
mod endpoints;
mod facts;
mod jobs;
mod methods;
pub mod models;
pub mod operations;
mod paginate;
mod poll;
mod probe;
mod records;
mod refusal;
mod settings;
mod sign;
mod sign_rpc;
mod store_rules;
mod typed;
mod validate;

/// The short name of this cloud.
pub const CLOUD: &str = "alibaba";

pub use builder::{ClientBuilder, KEY_VARIABLES};
pub use client::Client;
pub use endpoints::{
    ECP_SERVICE, Network, OSS_SERVICE, RegionEndpoints, STS_SERVICE, oss_host, regions, sts_host,
};
pub use operations::{OperationSpec, Service};
pub use paginate::{BackupFilePages, ImagePages, InstancePages, SpecPages, TaskPages};
pub use phonevault_core::client::CallOptions;
pub use phonevault_core::encoding::encode_query;
pub use phonevault_core::pages::{PagedRequest, Pages};
pub use phonevault_core::signing::Signed;
pub use refusal::Classifier;
pub use settings::Settings;
pub use sign::{ALGORITHM, Acs3, sign};
pub use sign_rpc::sign_rpc;
pub use store_rules::OssRules;
