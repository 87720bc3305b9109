//! Errors as C sees them.

use std::ffi::c_char;
use std::ptr::null;

use phonevault::error::Applied;
use phonevault::{Error, ErrorKind};

use crate::arena::Arena;
use crate::boundary::infallible;
use crate::generated::core::{applied, pv_applied, pv_job_result, pv_violation};
use crate::show::Text as _;
use crate::status::{self, pv_status};

/// Why a function failed, and the token of the job that it is about.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Box<Error>,
    token: Option<String>,
}

impl Failure {
    pub(crate) fn with_token(error: Error, token: Option<String>) -> Self {
        Self { error: Box::new(error), token }
    }

    pub(crate) fn status(&self) -> pv_status {
        status::number(self.error.kind())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::with_token(error, None)
    }
}

/// Why a function failed. Everything that it gives belongs to it and lives until it is freed. It may be read from several threads.
pub struct pv_error {
    status: pv_status,
    applied: pv_applied,
    retryable: bool,
    retry_after_ms: Option<u64>,
    http_status: u16,
    message: *const c_char,
    detail: *const c_char,
    operation: *const c_char,
    cloud: *const c_char,
    vendor_code: *const c_char,
    request_id: *const c_char,
    excerpt: *const c_char,
    token: *const c_char,
    violations: *const *const pv_violation,
    violations_len: usize,
    result: *const pv_job_result,
    /// What the pointers point to.
    _arena: Arena,
}

impl pv_error {
    /// An error that the caller owns.
    pub(crate) fn owned(failure: &Failure) -> *mut Self {
        Box::into_raw(Box::new(Self::new(failure)))
    }

    fn new(failure: &Failure) -> Self {
        let (error, arena) = (&failure.error, Arena::default());
        let text = |text: Option<&str>| text.map_or(null(), |text| arena.text(text));
        Self {
            status: failure.status(),
            applied: applied(error.applied()),
            retryable: error.is_retryable(),
            retry_after_ms: error
                .retry_after()
                .map(|pause| u64::try_from(pause.as_millis()).unwrap_or(u64::MAX)),
            http_status: error.http_status().unwrap_or_default(),
            message: arena.text(&error.to_string()),
            detail: arena.text(error.message()),
            operation: text(error.operation()),
            cloud: text(error.cloud()),
            vendor_code: text(error.vendor_code()),
            request_id: text(error.request_id()),
            excerpt: text(error.excerpt()),
            token: failure.token.write(&arena),
            violations: arena.structures(error.violations().iter()),
            violations_len: error.violations().len(),
            result: arena.optional(error.result()),
            _arena: arena,
        }
    }
}

/// What a function says of an error; `otherwise` for NULL.
unsafe fn of<T>(error: *const pv_error, otherwise: T, say: impl FnOnce(&pv_error) -> T) -> T {
    // SAFETY: NULL, or an error that was not freed.
    unsafe { error.as_ref() }.map_or(otherwise, say)
}

/// What the function returned.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_status(error: *const pv_error) -> pv_status {
    unsafe { of(error, status::PV_OK, |error| error.status) }
}

/// The kind of the error as it is called in all languages, such as `job_failed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_kind(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| status::name(error.status).as_ptr()) }
}

/// One line for people: the cause with the facts around it. Never a secret.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_message(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.message) }
}

/// The cause without the facts around it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_detail(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.detail) }
}

/// Whether the request took effect in the cloud: PV_APPLIED_NO, PV_APPLIED_YES, or PV_APPLIED_UNKNOWN, and then nothing may be done again
/// before somebody has looked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_applied(error: *const pv_error) -> pv_applied {
    unsafe { of(error, applied(Applied::No), |error| error.applied) }
}

/// Whether the same call may be repeated as it is: time can cure it and nothing was applied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_retryable(error: *const pv_error) -> bool {
    unsafe { of(error, false, |error| error.retryable) }
}

/// How long the vendor asked to wait, in milliseconds. False, with nothing written, if it did not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_retry_after_ms(error: *const pv_error, ms: *mut u64) -> bool {
    let Some(pause) = (unsafe { of(error, None, |error| error.retry_after_ms) }) else { return false };
    if !ms.is_null() {
        // SAFETY: it can be written to.
        unsafe { ms.write(pause) };
    }
    true
}

/// The vendor's name of the operation; NULL if it was none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_operation(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.operation) }
}

/// The cloud that was called, `huawei` or `alibaba`; NULL if it is about none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_cloud(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.cloud) }
}

/// The vendor's error code; NULL if there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_vendor_code(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.vendor_code) }
}

/// The HTTP status; 0 if no answer came.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_http_status(error: *const pv_error) -> u16 {
    unsafe { of(error, 0, |error| error.http_status) }
}

/// The vendor's request id, for its support; NULL if no answer carried one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_request_id(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.request_id) }
}

/// The beginning of an answer that could not be understood; NULL if that was not the cause.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_excerpt(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.excerpt) }
}

/// The token of the job that a wait was about, for pv_client_resume_job; NULL if it is about none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_token(error: *const pv_error) -> *const c_char {
    unsafe { of(error, null(), |error| error.token) }
}

/// How many rules are broken. Not 0 for PV_INVALID.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_violations_len(error: *const pv_error) -> usize {
    unsafe { of(error, 0, |error| error.violations_len) }
}

/// A broken rule, with the path of the field; NULL if there are not so many.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_violation(error: *const pv_error, index: usize) -> *const pv_violation {
    unsafe {
        of(error, null(), |error| {
            // SAFETY: there are so many.
            if index < error.violations_len { error.violations.add(index).read() } else { null() }
        })
    }
}

/// The outcomes of all phones, on errors about jobs; otherwise NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_result(error: *const pv_error) -> *const pv_job_result {
    unsafe { of(error, null(), |error| error.result) }
}

/// Frees an error with all that it gave. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_error_free(error: *mut pv_error) {
    infallible((), || {
        if !error.is_null() {
            // SAFETY: it came from `pv_error::owned`.
            drop(unsafe { Box::from_raw(error) });
        }
    });
}

/// Something that cannot be done where the caller is.
pub(crate) fn unsupported(message: &str) -> Error {
    Error::new(ErrorKind::Unsupported, message)
}
