//! Waiting for the end of a job.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::Mutex;
use std::time::Duration;

use phonevault::Error;
use phonevault::job::{Job, JobResult, JobStatus};
use phonevault::operation::Effect;
use phonevault::runtime::Stop;
use phonevault::waiter::Waiter;
use tokio::sync::Notify;

use crate::answer;
use crate::boundary::fallible;
use crate::call::{Userdata, told};
use crate::cancel::pv_cancel_token;
use crate::engine::About;
use crate::error::pv_error;
use crate::flag::{self, pv_flag};
use crate::generated::core::{pv_job_result, pv_job_status};
use crate::job::pv_job;
use crate::lock::lock;
use crate::status::pv_status;
use crate::take::{At, Growing, copied, handle, null};

/// Hears of each look at a job. The status lives until the callback returns. During pv_job_wait it is called on the thread that waits, and
/// may call any function; during pv_job_wait_start on the thread of the runtime, where it may not wait for calls.
pub type pv_job_update = Option<unsafe extern "C" fn(userdata: *mut c_void, status: *const pv_job_status)>;

/// How to wait.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_wait_options {
    /// sizeof(pv_wait_options).
    pub size: usize,
    /// The longest time to wait in milliseconds; 0 for one hour.
    pub timeout_ms: u64,
    /// The first pause between two looks in milliseconds; 0 for 2 s. Later ones grow, with some chance in them.
    pub first_pause_ms: u64,
    /// The longest pause in milliseconds; 0 for 30 s.
    pub longest_pause_ms: u64,
    /// Whether it is an error that a phone did not succeed. By default yes.
    pub check: pv_flag,
    /// Cancels the wait; NULL for nothing. The job goes on. It may be freed as soon as the function has returned.
    pub cancel: *const pv_cancel_token,
    /// Hears of each look; NULL for nobody.
    pub on_update: pv_job_update,
    /// Handed to `on_update`. It must live until the wait has ended.
    pub userdata: *mut c_void,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_wait_options {}

/// How to wait, looked at.
#[derive(Default)]
pub(crate) struct Waiting {
    pub(crate) waiter: Waiter,
    pub(crate) cancel: Option<Stop>,
    no_check: bool,
    heard: Option<Heard>,
}

/// Who hears of each look.
#[derive(Clone, Copy)]
struct Heard {
    callback: unsafe extern "C" fn(*mut c_void, *const pv_job_status),
    userdata: Userdata,
}

impl Heard {
    fn tell(self, status: &JobStatus) {
        let shown = answer::owned(status);
        // SAFETY: the callback takes these, and nothing keeps the status after it.
        unsafe {
            (self.callback)(self.userdata.get(), shown);
            answer::free(shown);
        }
    }
}

impl Waiting {
    /// # Safety
    /// It is NULL, or a struct of the size that it says, with a token.
    pub(crate) unsafe fn new(options: *const pv_wait_options) -> Result<Self, Error> {
        let at = At::root("options");
        // SAFETY: as the caller says.
        let Some(options) = (unsafe { copied(options, &at)? }) else { return Ok(Self::default()) };
        let default = Waiter::default();
        let given =
            |millis: u64, otherwise| if millis == 0 { otherwise } else { Duration::from_millis(millis) };
        let waiter = Waiter {
            limit: given(options.timeout_ms, default.limit),
            first_pause: given(options.first_pause_ms, default.first_pause),
            longest_pause: given(options.longest_pause_ms, default.longest_pause),
            ..default
        };
        let check = flag::taken(options.check, &at.field("check"))?;
        let userdata = Userdata::new(options.userdata);
        Ok(Self {
            waiter,
            // SAFETY: as the caller says.
            cancel: unsafe { options.cancel.as_ref() }.map(pv_cancel_token::stop),
            no_check: check == Some(false),
            heard: options.on_update.map(|callback| Heard { callback, userdata }),
        })
    }

    /// Waits; each look is told.
    async fn wait(
        &self,
        job: &Job,
        on_update: impl FnMut(&JobStatus) + Send,
    ) -> phonevault::Result<JobResult> {
        match self.no_check {
            false => job.wait_with(&self.waiter, on_update).await,
            true => job.outcomes(&self.waiter, on_update).await,
        }
    }
}

/// Looks that were taken and not yet told.
#[derive(Default)]
struct Untold {
    seen: Mutex<Vec<JobStatus>>,
    news: Notify,
}

impl Untold {
    fn add(&self, status: &JobStatus) {
        lock(&self.seen).push(status.clone());
        self.news.notify_one();
    }

    fn tell(&self, heard: Heard) {
        // Not while it is locked: the callback may take its time.
        let seen = std::mem::take(&mut *lock(&self.seen));
        seen.iter().for_each(|status| heard.tell(status));
    }
}

fn about(job: &Job) -> About {
    About { effect: Effect::Read, waits_for: Some(job.token()) }
}

/// Waits until all phones of a job have ended. `options` and `result` may be NULL; free the result with pv_job_result_free. A phone that did
/// not succeed is PV_JOB_FAILED unless `check` says otherwise, with the outcomes of all phones in pv_error_result. PV_WAIT_TIMEOUT if the
/// time runs out and PV_CANCELLED if it is cancelled: the job goes on, and pv_error_token gives its token.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_wait(
    job: *const pv_job,
    options: *const pv_wait_options,
    result: *mut *mut pv_job_result,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        // SAFETY: NULL, or what they are said to be.
        let (job, waiting) = unsafe { (handle(job, "job")?, Waiting::new(options)?) };
        let (engine, job) = (job.engine().clone(), job.job().clone());
        let (untold, heard) = (Untold::default(), waiting.heard);
        let tell = || {
            if let Some(heard) = heard {
                untold.tell(heard);
            }
        };
        let call = waiting.wait(&job, |status| {
            if heard.is_some() {
                untold.add(status);
            }
        });
        let ended = engine.run(about(&job), waiting.cancel.clone(), &untold.news, tell, call);
        tell();
        let ended = ended?;
        if !result.is_null() {
            // SAFETY: it can be written to.
            unsafe { result.write(answer::owned(&ended)) };
        }
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// Hears of pv_job_wait_start: the outcomes of all phones, or an error. Both belong to the callback.
pub type pv_job_wait_done = Option<
    unsafe extern "C" fn(
        userdata: *mut c_void,
        status: pv_status,
        result: *mut pv_job_result,
        error: *mut pv_error,
    ),
>;

/// Begins a wait for all phones of a job; `done` hears of its end. The job may be freed meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_job_wait_start(
    job: *const pv_job,
    options: *const pv_wait_options,
    done: pv_job_wait_done,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let done = done.ok_or_else(|| null(&At::root("done")))?;
        // SAFETY: NULL, or what they are said to be.
        let (job, waiting) = unsafe { (handle(job, "job")?, Waiting::new(options)?) };
        let (engine, job) = (job.engine().clone(), job.job().clone());
        let (cancel, userdata) = (waiting.cancel.clone(), Userdata::new(userdata));
        let about = about(&job);
        let call = async move {
            let heard = waiting.heard;
            waiting.wait(&job, |status| heard.into_iter().for_each(|heard| heard.tell(status))).await
        };
        engine.start(about, cancel, call, move |ended| {
            let (status, result, error) = told(ended.map(|result| move || answer::owned(&result)));
            // SAFETY: the callback takes these.
            unsafe { done(userdata.get(), status, result.unwrap_or(null_mut()), error) };
        })
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}
