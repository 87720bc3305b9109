//! Clients of all clouds.

use std::ffi::{CString, c_char};
use std::ptr::null;
use std::sync::Arc;

use phonevault::Result;
use phonevault::client::CallOptions;
use phonevault::transport::HttpOptions;

use crate::boundary::{fallible, infallible};
use crate::cloud::Vendor;
use crate::engine::Engine;
use crate::error::{Failure, pv_error};
use crate::host::Host;
use crate::job::pv_job;
use crate::runtime::pv_runtime;
use crate::status::pv_status;
use crate::take::{At, handle, needed, out};

/// A client of one cloud. It may be used from several threads at once.
pub struct pv_client {
    engine: Arc<Engine>,
    names: Names,
    /// What ends with it, if it was made without a runtime.
    own: Option<Arc<Host>>,
}

/// What functions give pointers to.
struct Names {
    cloud: CString,
    region: CString,
    project: Option<CString>,
}

impl pv_client {
    pub(crate) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }
}

/// Makes a client.
///
/// # Safety
/// `runtime` is NULL or a runtime; `client` is NULL or can be written to.
pub(crate) unsafe fn open<C: Vendor>(
    runtime: *const pv_runtime,
    client: *mut *mut pv_client,
    region: &str,
    open: impl FnOnce() -> Result<(C, HttpOptions)>,
) -> std::result::Result<(), Failure> {
    let client = out(client, "client")?;
    // SAFETY: as the caller says.
    let shared = unsafe { runtime.as_ref() }.map(|runtime| runtime.host().clone());
    let (cloud, http) = open()?;
    let own = if shared.is_none() { Some(Host::new(None)) } else { None };
    let Some(host) = shared.as_ref().or(own.as_ref()) else { return Ok(()) };
    let name = |text: &str| CString::new(text).unwrap_or_default();
    let names = Names { cloud: name(C::NAME), region: name(region), project: cloud.project().map(name) };
    let made = Box::new(pv_client { engine: Engine::new(cloud, http, host), names, own });
    // SAFETY: as the caller says.
    unsafe { client.write(Box::into_raw(made)) };
    Ok(())
}

unsafe fn of(client: *const pv_client, say: impl FnOnce(&pv_client) -> *const c_char) -> *const c_char {
    // SAFETY: NULL, or a client that was not freed.
    unsafe { client.as_ref() }.map_or(null(), say)
}

/// The cloud that the client is of, `huawei` or `alibaba`; it belongs to the client.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_cloud(client: *const pv_client) -> *const c_char {
    unsafe { of(client, |client| client.names.cloud.as_ptr()) }
}

/// The region that the client works in; it belongs to the client.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_region(client: *const pv_client) -> *const c_char {
    unsafe { of(client, |client| client.names.region.as_ptr()) }
}

/// The project that all calls work in, which belongs to the client: empty for a client of the identity service alone, NULL on a cloud
/// that has no projects.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_project_id(client: *const pv_client) -> *const c_char {
    unsafe { of(client, |client| client.names.project.as_ref().map_or(null(), |project| project.as_ptr())) }
}

/// Takes a job up again, in another process or after a wait that ended early, by its token. PV_INVALID for a damaged token and for one
/// of another cloud, region or project. Nothing is sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_resume_job(
    client: *const pv_client,
    token: *const c_char,
    job: *mut *mut pv_job,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        // SAFETY: NULL, or what they are said to be.
        let (client, token) =
            unsafe { (handle(client, "client")?, needed::<String>(token, &At::root("token"))?) };
        let job = out(job, "job")?;
        let resumed = client.engine.client().resume(&token, CallOptions::default())?;
        // SAFETY: it can be written to.
        unsafe { job.write(pv_job::new(client.engine.clone(), resumed)) };
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// Ends the calls of all threads, and refuses new ones: PV_CLOSED. Those that only read end at once; those that change something and are
/// being sent have two seconds to end by themselves. The client stays and has to be freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_close(client: *const pv_client) {
    infallible((), || {
        // SAFETY: NULL, or a client that was not freed.
        if let Some(client) = unsafe { client.as_ref() } {
            client.engine.close();
        }
    });
}

/// Closes a client and frees it. Calls that run on other threads at this moment end safely, with PV_CLOSED, but none may begin with the
/// client any more. Jobs that it gave have to be freed by themselves. A client that was made without a runtime also waits until the last
/// of its completion callbacks has returned, unless this is called in one. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_client_free(client: *mut pv_client) {
    infallible((), || {
        if client.is_null() {
            return;
        }
        // SAFETY: it came from `open`.
        let client = unsafe { Box::from_raw(client) };
        client.engine.close();
        if let Some(own) = &client.own {
            own.end();
        }
    });
}

/// Only so that the compiler knows that clients may be shared.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<pv_client>();
    shared::<pv_job>();
};
