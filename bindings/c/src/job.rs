//! Submitted work.

use std::ffi::{CString, c_char, c_void};
use std::ptr::null;
use std::sync::{Arc, OnceLock};

use phonevault::Result;
use phonevault::client::CallOptions;
use phonevault::job::Job;
use phonevault::operation::Effect;
use tokio::sync::Notify;

use crate::answer;
use crate::boundary::{fallible, infallible};
use crate::call::{Userdata, told};
use crate::engine::Engine;
use crate::error::pv_error;
use crate::generated::core::pv_job_status;
use crate::options::{self, pv_call_options};
use crate::status::pv_status;
use crate::take::{At, handle, null as must_not_be_null, out};

/// Work that a cloud accepted. It may be used from several threads at once. To free it does not stop the work: neither cloud can.
pub struct pv_job {
    engine: Arc<Engine>,
    job: Job,
    id: OnceLock<CString>,
    token: OnceLock<CString>,
}

impl pv_job {
    /// A job that the caller owns.
    pub(crate) fn new(engine: Arc<Engine>, job: Job) -> *mut Self {
        Box::into_raw(Box::new(Self { engine, job, id: OnceLock::new(), token: OnceLock::new() }))
    }

    pub(crate) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    pub(crate) fn job(&self) -> &Job {
        &self.job
    }
}

/// The text that a job keeps.
fn kept(place: &OnceLock<CString>, text: impl FnOnce() -> String) -> *const c_char {
    place.get_or_init(|| CString::new(text().replace('\0', "\u{fffd}")).unwrap_or_default()).as_ptr()
}

/// The vendor's id of the job; it belongs to the job.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_id(job: *const pv_job) -> *const c_char {
    infallible(null(), || {
        // SAFETY: NULL, or a job that was not freed.
        unsafe { job.as_ref() }.map_or(null(), |job| kept(&job.id, || job.job.id().to_owned()))
    })
}

/// A text with which any process can take the job up again, for pv_client_resume_job; it belongs to the job. It holds no secret.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_token(job: *const pv_job) -> *const c_char {
    infallible(null(), || {
        // SAFETY: NULL, or a job that was not freed.
        unsafe { job.as_ref() }.map_or(null(), |job| kept(&job.token, || job.job.token()))
    })
}

/// Frees a job; waits for it that run go on. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_free(job: *mut pv_job) {
    infallible((), || {
        if !job.is_null() {
            // SAFETY: it came from `pv_job::new`.
            drop(unsafe { Box::from_raw(job) });
        }
    });
}

/// Looks once at all phones of a job. `options` may be NULL. Free the status with pv_job_status_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_get_status(
    job: *const pv_job,
    options: *const pv_call_options,
    status: *mut *mut pv_job_status,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        // SAFETY: NULL, or what they are said to be.
        let (job, (options, cancel)) = unsafe { (handle(job, "job")?, options::call(options)?) };
        let status = out(status, "status")?;
        let looked = with(job, options)?;
        let call = looked.status();
        let seen = job.engine.run(Effect::Read.into(), cancel, &Notify::new(), || {}, call)?;
        // SAFETY: it can be written to.
        unsafe { status.write(answer::owned(&seen)) };
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// Hears of pv_job_get_status_start: the status, or an error. Both belong to the callback.
pub type pv_job_get_status_done = Option<
    unsafe extern "C" fn(
        userdata: *mut c_void,
        status: pv_status,
        job_status: *mut pv_job_status,
        error: *mut pv_error,
    ),
>;

/// Begins a look at all phones of a job; `done` hears of its end. The job may be freed meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_get_status_start(
    job: *const pv_job,
    options: *const pv_call_options,
    done: pv_job_get_status_done,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let done = done.ok_or_else(|| must_not_be_null(&At::root("done")))?;
        // SAFETY: NULL, or what they are said to be.
        let (job, (options, cancel)) = unsafe { (handle(job, "job")?, options::call(options)?) };
        let (looked, userdata) = (with(job, options)?, Userdata::new(userdata));
        let call = async move { looked.status().await };
        job.engine.start(Effect::Read.into(), cancel, call, move |ended| {
            let (status, seen, error) = told(ended.map(|seen| move || answer::owned(&seen)));
            // SAFETY: the callback takes these.
            unsafe { done(userdata.get(), status, seen.unwrap_or(std::ptr::null_mut()), error) };
        })
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// The job, looked at with these options: it follows those of its client.
fn with(job: &pv_job, options: CallOptions) -> Result<Job> {
    match options.timeout {
        None => Ok(job.job.clone()),
        Some(_) => job.engine.client().resume(&job.job.token(), options),
    }
}
