//! The client of Huawei Cloud Phone Host.

use std::ffi::c_char;

use phonevault::client::CallOptions;
use phonevault::huawei::{self, Client};
use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::runtime::HuaweiOptions;
use phonevault::{Error, Result};
use serde_json::Value;
use tokio::sync::Notify;

use crate::answer;
use crate::boundary::fallible;
use crate::call::Asked;
use crate::client::{self, pv_client};
use crate::cloud::{Cloud, JsonCall, Vendor};
use crate::error::pv_error;
use crate::flag::{self, pv_flag};
use crate::options::{common, pv_call_options, pv_endpoint};
use crate::runtime::pv_runtime;
use crate::status::pv_status;
use crate::take::{At, Growing, Take, needed, null, out, owned, structure};

/// What a client of Huawei Cloud Phone Host is made with.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_huawei_options {
    /// sizeof(pv_huawei_options).
    pub size: usize,
    /// The region, such as `cn-north-4`. Mandatory.
    pub region: *const c_char,
    /// The project. By default that of the environment.
    pub project_id: *const c_char,
    /// The access key (AK). By default the keys of the environment.
    pub access_key: *const c_char,
    /// The secret key (SK).
    pub secret_key: *const c_char,
    /// The token of temporary keys.
    pub security_token: *const c_char,
    /// An IAM token instead of keys.
    pub token: *const c_char,
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
    /// Makes a client of the identity service alone, which needs no project.
    pub identity_only: pv_flag,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_huawei_options {}

impl Take for pv_huawei_options {
    type Model = HuaweiOptions;

    unsafe fn take(&self, at: &At<'_>) -> std::result::Result<HuaweiOptions, Error> {
        // SAFETY: what the struct points to is there.
        unsafe {
            Ok(HuaweiOptions {
                common: common(
                    at,
                    needed(self.region, &at.field("region"))?,
                    self.endpoint,
                    (self.endpoints, self.endpoints_len),
                    (self.timeout_ms, self.connect_timeout_ms),
                    (self.ca_file, self.proxy),
                    self.allow_plain_http,
                )?,
                project_id: owned(self.project_id, &at.field("project_id"))?,
                access_key: owned(self.access_key, &at.field("access_key"))?,
                secret_key: owned(self.secret_key, &at.field("secret_key"))?,
                security_token: owned(self.security_token, &at.field("security_token"))?,
                token: owned(self.token, &at.field("token"))?,
                identity_only: flag::taken(self.identity_only, &at.field("identity_only"))?
                    .unwrap_or_default(),
            })
        }
    }
}

/// Makes a client of Huawei Cloud Phone Host. `runtime` may be NULL: the client then has one of its own, without a log, which ends with it. Keys that
/// are not given are looked for in the environment, where the vendor's own tools look for them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_huawei_client_new(
    runtime: *const pv_runtime,
    options: *const pv_huawei_options,
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

/// The id of the project of this client's region, for `project_id` of the options; free it with pv_string_free. The client needs no
/// project itself: see `identity_only`. PV_NOT_FOUND if there is no such project, PV_CONFLICT with the ids if there are several.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_huawei_find_project_id(
    client: *const pv_client,
    options: *const pv_call_options,
    project_id: *mut *mut c_char,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let project_id = out(project_id, "project_id")?;
        // SAFETY: NULL, or what they are said to be.
        let asked = unsafe { Asked::<Client>::new(client, options)? };
        let (vendor, engine, cancel) = asked.split();
        let call = async { vendor.find_project_id().await };
        let found = engine.run(Effect::Read.into(), cancel, &Notify::new(), || {}, call)?;
        // SAFETY: it can be written to.
        unsafe { project_id.write(answer::string(found)) };
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

impl Cloud for Client {
    fn call(&self, operation: String, params: Value, options: CallOptions) -> (Effect, JsonCall) {
        // What is in no table is refused anyway.
        let effect =
            huawei::operations::find(&operation).map_or(Effect::Mutation, |spec| spec.operation().effect);
        let client = self.with_options(options);
        (effect, Box::pin(async move { client.call(&operation, params).await }))
    }

    fn resume(&self, token: &str, options: CallOptions) -> Result<Job> {
        self.with_options(options).resume_job(token)
    }

    fn project(&self) -> Option<&str> {
        Some(self.project_id())
    }
}

impl Vendor for Client {
    const NAME: &'static str = huawei::CLOUD;

    fn with(&self, options: CallOptions) -> Self {
        self.with_options(options)
    }
}
