//! Ending calls from outside.

use phonevault::runtime::Stop;

use crate::boundary::infallible;

/// Ends the calls that it was given to. One token may be given to many calls, and be used from any thread.
pub struct pv_cancel_token {
    stop: Stop,
}

impl pv_cancel_token {
    pub(crate) fn stop(&self) -> Stop {
        self.stop.clone()
    }
}

/// A token that has not cancelled anything. NULL only if there is no memory.
#[unsafe(no_mangle)]
pub extern "C" fn pv_cancel_token_new() -> *mut pv_cancel_token {
    infallible(std::ptr::null_mut(), || Box::into_raw(Box::new(pv_cancel_token { stop: Stop::new() })))
}

/// Cancels the calls of this token, and all that it is given to from now on: they end with PV_CANCELLED. A call that only reads ends
/// at once. One that changes something and is being sent has two seconds to end by itself, so that nothing that the cloud accepted is
/// lost; to cancel a second time ends that too. May be called from any thread and from callbacks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_cancel_token_cancel(token: *const pv_cancel_token) {
    infallible((), || {
        // SAFETY: NULL, or a token.
        if let Some(token) = unsafe { token.as_ref() } {
            token.stop.tell();
        }
    });
}

/// Frees a token; calls that it was given to go on. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_cancel_token_free(token: *mut pv_cancel_token) {
    infallible((), || {
        if !token.is_null() {
            // SAFETY: it came from `pv_cancel_token_new`.
            drop(unsafe { Box::from_raw(token) });
        }
    });
}
