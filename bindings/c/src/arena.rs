//! The memory of one answer.

use std::alloc::Layout;
use std::cell::RefCell;
use std::ffi::c_char;

use bumpalo::Bump;
use zeroize::Zeroizing;

/// Holds all that an answer points to, and is freed at once. Texts end with a NUL.
pub(crate) struct Arena {
    memory: Bump,
    secrets: RefCell<Vec<Zeroizing<Vec<u8>>>>,
}

/// How much is there from the start, in bytes: most answers need no more.
const FIRST: usize = 2048;

impl Default for Arena {
    fn default() -> Self {
        Self { memory: Bump::with_capacity(FIRST), secrets: RefCell::default() }
    }
}

impl Arena {
    /// A text. A NUL inside it becomes U+FFFD, so that nothing behind it is lost.
    pub(crate) fn text(&self, text: &str) -> *const c_char {
        if text.as_bytes().contains(&0) {
            return self.text(&text.replace('\0', "\u{fffd}"));
        }
        let Ok(layout) = Layout::array::<u8>(text.len() + 1) else { return self.text("") };
        let place = self.memory.alloc_layout(layout).as_ptr();
        // SAFETY: there is room for the text and its end.
        unsafe {
            place.copy_from_nonoverlapping(text.as_ptr(), text.len());
            place.add(text.len()).write(0);
        }
        place.cast()
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
