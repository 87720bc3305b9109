//! Options of clients and of calls.

use std::collections::BTreeMap;
use std::ffi::c_char;
use std::path::PathBuf;
use std::time::Duration;

use phonevault::Error;
use phonevault::client::CallOptions;
use phonevault::runtime::{CommonOptions, Stop};

use crate::cancel::pv_cancel_token;
use crate::flag::{self, pv_flag};
use crate::take::{At, Growing, Take, copied, needed, owned, structures};

/// Where a service listens.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_endpoint {
    /// sizeof(pv_endpoint).
    pub size: usize,
    /// The service, such as `huawei_iam` or `alibaba_sts`.
    pub service: *const c_char,
    /// Its URL.
    pub url: *const c_char,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_endpoint {}

impl Take for pv_endpoint {
    type Model = (String, String);

    unsafe fn take(&self, at: &At<'_>) -> Result<(String, String), Error> {
        // SAFETY: what the struct points to is there.
        unsafe { Ok((needed(self.service, &at.field("service"))?, needed(self.url, &at.field("url"))?)) }
    }
}

/// What calls of one client have in common.
///
/// # Safety
/// What the pointers point to is there.
pub(crate) unsafe fn common(
    at: &At<'_>,
    region: String,
    endpoint: *const c_char,
    (endpoints, count): (*const pv_endpoint, usize),
    (timeout, connect_timeout): (u64, u64),
    (ca_file, proxy): (*const c_char, *const c_char),
    allow_plain_http: pv_flag,
) -> Result<CommonOptions, Error> {
    let default = CommonOptions::new(region);
    let given = |millis: u64, otherwise| if millis == 0 { otherwise } else { Duration::from_millis(millis) };
    // SAFETY: as the caller says.
    unsafe {
        let place = at.field("endpoints");
        let mut by_name = BTreeMap::new();
        for (index, (service, url)) in structures(endpoints, count, &place)?.into_iter().enumerate() {
            if by_name.insert(service, url).is_some() {
                return Err(place.item(index).field("service").refuse("is there already"));
            }
        }
        Ok(CommonOptions {
            endpoint: owned(endpoint, &at.field("endpoint"))?,
            endpoints: by_name,
            timeout: given(timeout, default.timeout),
            connect_timeout: given(connect_timeout, default.connect_timeout),
            ca_file: owned::<String>(ca_file, &at.field("ca_file"))?.map(PathBuf::from),
            proxy: owned(proxy, &at.field("proxy"))?,
            allow_plain_http: flag::taken(allow_plain_http, &at.field("allow_plain_http"))?
                .unwrap_or_default(),
            ..default
        })
    }
}

/// Options of one call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_call_options {
    /// sizeof(pv_call_options).
    pub size: usize,
    /// Sends also what breaks a rule that the vendor documents, for a cloud that allows more than its page says. By default no.
    pub skip_rules: pv_flag,
    /// The longest time of the call in milliseconds; 0 for that of the client.
    pub timeout_ms: u64,
    /// Cancels the call; NULL for nothing. It may be freed as soon as the function has returned.
    pub cancel: *const pv_cancel_token,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_call_options {}

/// The options of one call, and what cancels it.
///
/// # Safety
/// It is NULL, or a struct of the size that it says, with a token.
pub(crate) unsafe fn call(options: *const pv_call_options) -> Result<(CallOptions, Option<Stop>), Error> {
    let at = At::root("options");
    // SAFETY: as the caller says.
    let Some(options) = (unsafe { copied(options, &at)? }) else { return Ok((CallOptions::default(), None)) };
    let timeout = (options.timeout_ms > 0).then(|| Duration::from_millis(options.timeout_ms));
    let skip_rules = flag::taken(options.skip_rules, &at.field("skip_rules"))?.unwrap_or_default();
    // SAFETY: as the caller says.
    let cancel = unsafe { options.cancel.as_ref() }.map(pv_cancel_token::stop);
    Ok((CallOptions { skip_rules, timeout }, cancel))
}
