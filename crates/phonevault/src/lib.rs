//! Back up and restore the data of cloud phones on Huawei Cloud Phone Host and Alibaba Cloud Phone.
//!
//! This crate is the one dependency of Rust users, the command line and the bindings: the models and the port of
//! the core, and behind a feature each the typed clients ([`huawei`], [`alibaba`]) and the access to backup objects
//! ([`store`]). The feature `tls` turns HTTPS on; `runtime` runs calls for hosts that are not asynchronous Rust.

#[cfg(feature = "alibaba")]
pub use phonevault_alibaba as alibaba;
pub use phonevault_core::{
    Applied, Error, ErrorKind, Result, client, cloud, context, credentials, error, job, location, operation,
    pages, phone, pipeline, scope, secret, store_rules, timestamp, transport, validate, waiter,
};
#[cfg(feature = "huawei")]
pub use phonevault_huawei as huawei;
#[cfg(feature = "runtime")]
pub mod runtime;
#[cfg(feature = "store")]
pub use phonevault_store as store;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
