//! The client of Alibaba Cloud Phone.

use std::ffi::c_char;

use phonevault::alibaba::{self, Client};
use phonevault::client::CallOptions;
use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::runtime::AlibabaOptions;
use phonevault::{Error, Result};
use serde_json::Value;
use tokio::sync::Notify;

use crate::boundary::fallible;
use crate::call::Asked;
use crate::client::{self, pv_client};
use crate::cloud::{Cloud, JsonCall, Vendor};
use crate::error::pv_error;
use crate::flag::pv_flag;
use crate::options::{common, pv_endpoint};
use crate::runtime::pv_runtime;
use crate::status::pv_status;
use crate::take::{At, Growing, Take, needed, null, owned, structure, texts};
use crate::wait::{Waiting, pv_wait_options};

/// What a client of Alibaba Cloud Phone is made with.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_alibaba_options {
    /// sizeof(pv_alibaba_options).
    pub size: usize,
    /// The region, such as `cn-shanghai`. Mandatory.
    pub region: *const c_char,
    /// The id of the access key. By default the keys of the environment.
    pub access_key_id: *const c_char,
    /// The secret of the access key.
    pub access_key_secret: *const c_char,
    /// The token of temporary keys.
    pub security_token: *const c_char,
    /// Where the phone service listens, as an URL. By default as the vendor publishes it for the region.
    pub endpoint: *const c_char,
    /// Where other services listen; NULL with `endpoints_len` 0 for none.
    pub endpoints: *const pv_endpoint,
    /// How many `endpoints` are there.
    pub endpoints_len: usize,
    /// The longest time of one call in milliseconds; 0 for 60 s.
    pub timeout_ms: u64,
    /// The longest time to establish a connection in milliseconds; 0 for the default.
    pub connect_timeout_ms: u64,
    /// A PEM file of certificates to trust instead of the system's.
    pub ca_file: *const c_char,
    /// The proxy of all calls, as an URL that may hold user and password.
    pub proxy: *const c_char,
    /// Allows plain HTTP to other machines than this one. By default no.
    pub allow_plain_http: pv_flag,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_alibaba_options {}

impl Take for pv_alibaba_options {
    type Model = AlibabaOptions;

    unsafe fn take(&self, at: &At<'_>) -> std::result::Result<AlibabaOptions, Error> {
        // SAFETY: what the struct points to is there.
        unsafe {
            Ok(AlibabaOptions {
                common: common(
                    at,
                    needed(self.region, &at.field("region"))?,
                    self.endpoint,
                    (self.endpoints, self.endpoints_len),
                    (self.timeout_ms, self.connect_timeout_ms),
                    (self.ca_file, self.proxy),
                    self.allow_plain_http,
                )?,
                access_key_id: owned(self.access_key_id, &at.field("access_key_id"))?,
                access_key_secret: owned(self.access_key_secret, &at.field("access_key_secret"))?,
                security_token: owned(self.security_token, &at.field("security_token"))?,
            })
        }
    }
}

/// Makes a client of Alibaba Cloud Phone. `runtime` may be NULL: the client then has one of its own, without a log, which ends with it. Keys that
/// are not given are looked for in the environment, where the vendor's own tools look for them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_alibaba_client_new(
    runtime: *const pv_runtime,
    options: *const pv_alibaba_options,
    client: *mut *mut pv_client,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let at = At::root("options");
        // SAFETY: NULL, or a struct of the size that it says.
        let options = unsafe { structure(options, &at)? }.ok_or_else(|| null(&at))?;
        let region = options.common.region.clone();
        // SAFETY: NULL, or what they are said to be.
        unsafe { client::open(runtime, client, &region, || options.open(str::to_owned)) }
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// Waits until these backup files are gone, which takes a while after pv_alibaba_delete_backup_file. `options` may be NULL; of them
/// `check`, `on_update` and `userdata` mean nothing here. PV_WAIT_TIMEOUT if one is still there at the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_alibaba_backup_files_gone(
    client: *const pv_client,
    ids: *const *const c_char,
    ids_len: usize,
    options: *const pv_wait_options,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        // SAFETY: NULL, or what they are said to be.
        let (asked, ids, options) = unsafe {
            let asked = Asked::<Client>::new(client, std::ptr::null())?;
            (asked, texts::<String>(ids, ids_len, &At::root("ids"))?, Waiting::new(options)?)
        };
        let (vendor, engine, _) = asked.split();
        let call = async { vendor.backup_files_gone(&ids, &options.waiter).await };
        engine.run(Effect::Read.into(), options.cancel, &Notify::new(), || {}, call)
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

impl Cloud for Client {
    fn call(&self, operation: String, params: Value, options: CallOptions) -> (Effect, JsonCall) {
        // What is in no table is refused anyway.
        let effect =
            alibaba::operations::find(&operation).map_or(Effect::Mutation, |spec| spec.operation().effect);
        let client = self.with_options(options);
        (effect, Box::pin(async move { client.call(&operation, params).await }))
    }

    fn resume(&self, token: &str, options: CallOptions) -> Result<Job> {
        self.with_options(options).resume_job(token)
    }
}

impl Vendor for Client {
    const NAME: &'static str = alibaba::CLOUD;

    fn with(&self, options: CallOptions) -> Self {
        self.with_options(options)
    }
}
