//! The memory of one answer.

use std::cell::RefCell;
use std::ffi::c_char;

use bumpalo::Bump;
use zeroize::Zeroizing;

/// Holds all that an answer points to, and is freed at once. Texts end with a NUL.
#[derive(Default)]
pub(crate) struct Arena {
    memory: Bump,
    secrets: RefCell<Vec<Zeroizing<Vec<u8>>>>,
}

impl Arena {
    /// A text. A NUL inside it becomes U+FFFD, so that nothing behind it is lost.
    pub(crate) fn text(&self, text: &str) -> *const c_char {
        if text.as_bytes().contains(&0) {
            return self.text(&text.replace('\0', "\u{fffd}"));
        }
        let bytes = self.memory.alloc_slice_fill_copy(text.len() + 1, 0_u8);
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        bytes.as_ptr().cast()
    }

    /// A text that is wiped when it is freed.
    pub(crate) fn secret(&self, text: &str) -> *const c_char {
        let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() + 1));
        bytes.extend(text.bytes().filter(|byte| *byte != 0));
        bytes.push(0);
        let pointer = bytes.as_ptr().cast();
        self.secrets.borrow_mut().push(bytes);
        pointer
    }

    /// One value.
    pub(crate) fn value<T: Copy>(&self, value: T) -> *const T {
        self.memory.alloc(value)
    }

    /// Values one after another.
    pub(crate) fn values<T: Copy>(&self, values: impl ExactSizeIterator<Item = T>) -> *const T {
        self.memory.alloc_slice_fill_iter(values).as_ptr()
    }
}
