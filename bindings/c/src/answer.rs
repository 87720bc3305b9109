//! Answers that callers own.

use std::ffi::{CString, c_char};

use crate::arena::Arena;
use crate::boundary::infallible;
use crate::show::Show;

/// A struct of C with what it points to. The struct comes first: its address is that of the whole.
#[repr(C)]
struct Owned<T> {
    value: T,
    arena: Arena,
}

/// An answer for the caller, who frees it with [`free`].
pub(crate) fn owned<M: Show>(model: &M) -> *mut M::Shown {
    built(|arena| model.show(arena))
}

/// Likewise, of something that was put together.
pub(crate) fn built<T>(build: impl FnOnce(&Arena) -> T) -> *mut T {
    let arena = Arena::default();
    let value = build(&arena);
    Box::into_raw(Box::new(Owned { value, arena })).cast()
}

/// Frees an answer.
///
/// # Safety
/// It is NULL, or came from [`owned`] or [`built`] and was not freed before.
pub(crate) unsafe fn free<T>(pointer: *mut T) {
    infallible((), || {
        if !pointer.is_null() {
            // SAFETY: as the caller says, it was made as the beginning of this.
            drop(unsafe { Box::from_raw(pointer.cast::<Owned<T>>()) });
        }
    });
}

/// A text that the caller owns, for [`pv_string_free`].
pub(crate) fn string(text: String) -> *mut c_char {
    let text = CString::new(text).or_else(|error| {
        let whole = String::from_utf8_lossy(&error.into_vec()).replace('\0', "\u{fffd}");
        CString::new(whole)
    });
    text.unwrap_or_default().into_raw()
}

/// Frees a text that a function gave as `char *`. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_string_free(text: *mut c_char) {
    infallible((), || {
        if !text.is_null() {
            // SAFETY: it came from `string`.
            drop(unsafe { CString::from_raw(text) });
        }
    });
}
