//! The border that no panic crosses.

use std::panic::{AssertUnwindSafe, catch_unwind};

use phonevault::error::Applied;
use phonevault::{Error, ErrorKind};

use crate::error::{Failure, pv_error};
use crate::status::{PV_OK, pv_status};

/// Runs the body of a function that can fail.
///
/// # Safety
/// `error` is NULL or can be written to.
pub(crate) unsafe fn fallible(
    error: *mut *mut pv_error,
    body: impl FnOnce() -> Result<(), Failure>,
) -> pv_status {
    match caught(body) {
        Ok(()) => PV_OK,
        Err(failure) => {
            let status = failure.status();
            if !error.is_null() {
                // SAFETY: as the caller says.
                unsafe { error.write(pv_error::owned(&failure)) };
            }
            status
        }
    }
}

/// What a body came to; that it panicked is a failure.
pub(crate) fn caught<T>(body: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| {
        let message = "Phonevault panicked; please report it with what stderr says";
        // It may have been after an answer came.
        Err(Error::new(ErrorKind::Internal, message).with_applied(Applied::Unknown).into())
    })
}

/// Runs the body of a function that cannot fail, but for a panic.
pub(crate) fn infallible<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(otherwise)
}
