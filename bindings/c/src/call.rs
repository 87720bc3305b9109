//! Typed calls: those that are waited for, and those that a callback hears of.

use std::ffi::c_void;
use std::future::Future;
use std::ptr::null_mut;
use std::sync::Arc;

use phonevault::Result;
use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::runtime::Stop;
use tokio::sync::Notify;

use crate::answer;
use crate::boundary::{caught, fallible};
use crate::client::pv_client;
use crate::cloud::Vendor;
use crate::engine::Engine;
use crate::error::{Failure, pv_error};
use crate::job::pv_job;
use crate::options::{self, pv_call_options};
use crate::show::Show;
use crate::status::{PV_OK, pv_status};
use crate::take::{At, Take, handle, null, out, structure};

/// What a callback is handed. C says that it may go to the thread that calls the callback.
#[derive(Clone, Copy)]
pub(crate) struct Userdata(*mut c_void);

// SAFETY: nothing here looks behind the pointer, and the header says on which thread callbacks run.
unsafe impl Send for Userdata {}
// SAFETY: likewise.
unsafe impl Sync for Userdata {}

impl Userdata {
    pub(crate) fn new(pointer: *mut c_void) -> Self {
        Self(pointer)
    }

    pub(crate) fn get(self) -> *mut c_void {
        self.0
    }
}

/// Who is asked, and how.
pub(crate) struct Asked<C> {
    vendor: C,
    engine: Arc<Engine>,
    cancel: Option<Stop>,
}

impl<C: Vendor> Asked<C> {
    /// # Safety
    /// Both are NULL, or what they are said to be.
    pub(crate) unsafe fn new(client: *const pv_client, options: *const pv_call_options) -> Result<Self> {
        // SAFETY: as the caller says.
        let (client, (options, cancel)) = unsafe { (handle(client, "client")?, options::call(options)?) };
        Ok(Self {
            vendor: client.engine().vendor::<C>()?.with(options),
            engine: client.engine().clone(),
            cancel,
        })
    }

    pub(crate) fn split(self) -> (C, Arc<Engine>, Option<Stop>) {
        (self.vendor, self.engine, self.cancel)
    }
}

/// A request, which must be there.
///
/// # Safety
/// It is NULL, or a struct of the size that it says, with all that it points to.
pub(crate) unsafe fn request<Q: Take>(request: *const Q) -> Result<Q::Model> {
    // SAFETY: as the caller says. Its fields are named without it.
    unsafe { structure(request, &At::root(""))? }.ok_or_else(|| null(&At::root("request")))
}

/// What C hears of a call that gives an answer.
pub(crate) type Done<R> = Option<
    unsafe extern "C" fn(userdata: *mut c_void, status: pv_status, response: *mut R, error: *mut pv_error),
>;

/// What C hears of a call that submits work.
pub(crate) type JobDone<R> = Option<
    unsafe extern "C" fn(
        userdata: *mut c_void,
        status: pv_status,
        job: *mut pv_job,
        response: *mut R,
        error: *mut pv_error,
    ),
>;

/// Makes a call that gives an answer.
///
/// # Safety
/// All pointers are NULL, or what they are said to be.
pub(crate) unsafe fn plain<C: Vendor, Q: Take, R: Show, F: Future<Output = Result<R>>>(
    effect: Effect,
    client: *const pv_client,
    given: *const Q,
    options: *const pv_call_options,
    response: *mut *mut R::Shown,
    error: *mut *mut pv_error,
    call: impl FnOnce(C, Q::Model) -> F,
) -> pv_status {
    let body = || {
        // SAFETY: as the caller says.
        let (asked, given) = unsafe { (Asked::new(client, options)?, request(given)?) };
        let (vendor, engine, cancel) = asked.split();
        let answer = engine.run(effect.into(), cancel, &Notify::new(), || {}, call(vendor, given))?;
        if !response.is_null() {
            // SAFETY: it can be written to.
            unsafe { response.write(answer::owned(&answer)) };
        }
        Ok(())
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// Makes a call that submits work.
///
/// # Safety
/// As for [`plain`].
#[allow(clippy::too_many_arguments, reason = "as many as the function in C has")]
pub(crate) unsafe fn job<C: Vendor, Q: Take, R: Show + Send + Sync, F: Future<Output = Result<Job<R>>>>(
    client: *const pv_client,
    given: *const Q,
    options: *const pv_call_options,
    job: *mut *mut pv_job,
    response: *mut *mut R::Shown,
    error: *mut *mut pv_error,
    call: impl FnOnce(C, Q::Model) -> F,
) -> pv_status {
    let body = || {
        // Before anything is sent: a job that cannot be handed over would be lost.
        let job = out(job, "job")?;
        // SAFETY: as the caller says.
        let (asked, given) = unsafe { (Asked::new(client, options)?, request(given)?) };
        let (vendor, engine, cancel) = asked.split();
        let call = call(vendor, given);
        let (submitted, answer) =
            engine.run(Effect::Mutation.into(), cancel, &Notify::new(), || {}, call)?.split();
        // SAFETY: both can be written to.
        unsafe {
            if !response.is_null() {
                response.write(answer::owned(&answer));
            }
            job.write(pv_job::new(engine, submitted));
        }
        Ok(())
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// Begins a call that gives an answer.
///
/// # Safety
/// As for [`plain`]; `done` may be called with `userdata` on another thread.
#[allow(clippy::too_many_arguments, reason = "as many as the function in C has")]
pub(crate) unsafe fn start_plain<C: Vendor, Q: Take, R, F>(
    effect: Effect,
    client: *const pv_client,
    given: *const Q,
    options: *const pv_call_options,
    done: Done<R::Shown>,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
    call: impl FnOnce(C, Q::Model) -> F,
) -> pv_status
where
    R: Show + Send + 'static,
    F: Future<Output = Result<R>> + Send + 'static,
    R::Shown: 'static,
{
    let body = || {
        let done = done.ok_or_else(|| null(&At::root("done")))?;
        // SAFETY: as the caller says.
        let (asked, given) = unsafe { (Asked::new(client, options)?, request(given)?) };
        let (vendor, engine, cancel) = asked.split();
        let userdata = Userdata::new(userdata);
        engine.start(effect.into(), cancel, call(vendor, given), move |ended| {
            let (status, answer, error) = told(ended.map(|answer| move || answer::owned(&answer)));
            // SAFETY: the callback takes these.
            unsafe { done(userdata.get(), status, answer.unwrap_or(null_mut()), error) };
        })
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// Begins a call that submits work.
///
/// # Safety
/// As for [`start_plain`].
pub(crate) unsafe fn start_job<C: Vendor, Q: Take, R, F>(
    client: *const pv_client,
    given: *const Q,
    options: *const pv_call_options,
    done: JobDone<R::Shown>,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
    call: impl FnOnce(C, Q::Model) -> F,
) -> pv_status
where
    R: Show + Send + Sync + 'static,
    F: Future<Output = Result<Job<R>>> + Send + 'static,
    R::Shown: 'static,
{
    let body = || {
        let done = done.ok_or_else(|| null(&At::root("done")))?;
        // SAFETY: as the caller says.
        let (asked, given) = unsafe { (Asked::new(client, options)?, request(given)?) };
        let (vendor, engine, cancel) = asked.split();
        let userdata = Userdata::new(userdata);
        let own = engine.clone();
        engine.start(Effect::Mutation.into(), cancel, call(vendor, given), move |ended| {
            let (status, both, error) = told(ended.map(|submitted| {
                move || {
                    let (job, answer) = submitted.split();
                    (pv_job::new(own, job), answer::owned(&answer))
                }
            }));
            let (job, answer) = both.unwrap_or((null_mut(), null_mut()));
            // SAFETY: the callback takes these.
            unsafe { done(userdata.get(), status, job, answer, error) };
        })
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// What a callback is told: a status, and what was built or an error.
pub(crate) fn told<T>(
    ended: std::result::Result<impl FnOnce() -> T, Failure>,
) -> (pv_status, Option<T>, *mut pv_error) {
    match ended.and_then(|build| caught(|| Ok(build()))) {
        Ok(built) => (PV_OK, Some(built), null_mut()),
        Err(failure) => (failure.status(), None, pv_error::owned(&failure)),
    }
}
