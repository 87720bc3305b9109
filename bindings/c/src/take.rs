//! Reading what C hands over: nothing is taken for good that was not looked at.

use std::ffi::{CStr, c_char};
use std::fmt;
use std::mem::MaybeUninit;

use phonevault::Error;
use phonevault::validate::refused;

/// Where a value stands in what was given, such as `restore_infos[3].object_path`.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    name: &'a str,
    index: Option<usize>,
}

impl<'a> At<'a> {
    /// An argument or its fields: those of a request are named without it, as the vendor names them.
    pub(crate) fn root(name: &'a str) -> Self {
        Self { parent: None, name, index: None }
    }

    /// A field.
    pub(crate) fn field<'b>(&'b self, name: &'b str) -> At<'b> {
        At { parent: Some(self), name, index: None }
    }

    /// An item of this list.
    pub(crate) fn item(&self, index: usize) -> At<'a> {
        At { index: Some(index), ..*self }
    }

    pub(crate) fn refuse(&self, rule: impl Into<String>) -> Error {
        refused(self.to_string(), rule)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent.filter(|parent| !parent.name.is_empty()) {
            write!(f, "{parent}.")?;
        }
        f.write_str(self.name)?;
        match self.index {
            Some(index) => write!(f, "[{index}]"),
            None => Ok(()),
        }
    }
}

/// A struct that callers fill.
///
/// # Safety
/// It is `repr(C)`, begins with `size: usize`, and is valid if all bytes after that are zero.
pub(crate) unsafe trait Growing: Copy {
    /// Its size in the first version that had it: a caller may have been compiled with any version since.
    const FIRST: usize = size_of::<Self>();
}

/// A struct that stands for a value of the facade.
pub(crate) trait Take: Growing {
    type Model;

    /// The value.
    ///
    /// # Safety
    /// What the struct points to is there.
    unsafe fn take(&self, at: &At<'_>) -> Result<Self::Model, Error>;
}

/// What stands behind a pointer that must not be NULL.
///
/// # Safety
/// It is NULL, or points to a `T` that lives as long as is said.
pub(crate) unsafe fn handle<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, Error> {
    // SAFETY: as the caller says.
    unsafe { pointer.as_ref() }.ok_or_else(|| null(&At::root(name)))
}

/// What must not be NULL, is.
pub(crate) fn null(at: &At<'_>) -> Error {
    at.refuse("must not be NULL")
}

/// A pointer that something is written to.
pub(crate) fn out<T>(pointer: *mut T, name: &str) -> Result<*mut T, Error> {
    if pointer.is_null() { Err(null(&At::root(name))) } else { Ok(pointer) }
}

/// By how many bytes a struct of a program may be longer than that of the library.
const GROWTH: usize = 4096;

/// A copy of a struct, whose fields that the caller does not know say nothing; none for NULL.
///
/// # Safety
/// It is NULL, or there are as many bytes as its size says.
pub(crate) unsafe fn copied<T: Growing>(pointer: *const T, at: &At<'_>) -> Result<Option<T>, Error> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: a struct has at least its size.
    let size = unsafe { pointer.cast::<usize>().read_unaligned() };
    let own = size_of::<T>();
    // No struct grows by so much: a size that was never set.
    if size < T::FIRST || size > own + GROWTH {
        let rule = format!("must be sizeof of the struct, which is {own} here, not {size}");
        return Err(at.field("size").refuse(rule));
    }
    let mut copy = MaybeUninit::<T>::zeroed();
    // SAFETY: both have as many bytes, and zeroes say nothing.
    let copy = unsafe {
        pointer.cast::<u8>().copy_to_nonoverlapping(copy.as_mut_ptr().cast::<u8>(), size.min(own));
        copy.assume_init()
    };
    // SAFETY: as many bytes are there as the size says.
    let beyond = (own..size).any(|byte| unsafe { pointer.cast::<u8>().add(byte).read() } != 0);
    if beyond {
        let rule = "says something in a field that this version does not have, or the size is wrong";
        return Err(at.field("size").refuse(rule));
    }
    Ok(Some(copy))
}

/// The value of a struct; none for NULL.
///
/// # Safety
/// As for [`copied`], with all that the struct points to.
pub(crate) unsafe fn structure<T: Take>(pointer: *const T, at: &At<'_>) -> Result<Option<T::Model>, Error> {
    // SAFETY: as the caller says.
    unsafe { copied(pointer, at)?.map(|copy| copy.take(at)).transpose() }
}

/// The values of structs that stand one after another. Each is as long as the first says.
///
/// # Safety
/// As for [`structure`], for so many.
pub(crate) unsafe fn structures<T: Take>(
    first: *const T,
    count: usize,
    at: &At<'_>,
) -> Result<Vec<T::Model>, Error> {
    let pointer = list(first, count, at)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: there is at least one, which has at least its size.
    let size = unsafe { pointer.cast::<usize>().read_unaligned() };
    let mut values = Vec::with_capacity(count.min(1024));
    for index in 0..count {
        let at = at.item(index);
        // SAFETY: there are so many, all of this size.
        let value = unsafe {
            let pointer = pointer.byte_add(index * size);
            if pointer.cast::<usize>().read_unaligned() != size {
                return Err(at.field("size").refuse("must be the same for all items of a list"));
            }
            structure(pointer, &at)?
        };
        values.extend(value);
    }
    Ok(values)
}

/// A text; none for NULL.
///
/// # Safety
/// It is NULL, or ends with a NUL.
pub(crate) unsafe fn text<'a>(pointer: *const c_char, at: &At<'_>) -> Result<Option<&'a str>, Error> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: as the caller says.
    let text = unsafe { CStr::from_ptr(pointer) };
    text.to_str().map(Some).map_err(|_| at.refuse("must be UTF-8"))
}

/// A text of any type; none for NULL.
///
/// # Safety
/// As for [`text`].
pub(crate) unsafe fn owned<T: From<String>>(pointer: *const c_char, at: &At<'_>) -> Result<Option<T>, Error> {
    // SAFETY: as the caller says.
    Ok(unsafe { text(pointer, at)? }.map(|text| T::from(text.to_owned())))
}

/// A text that has to be given.
///
/// # Safety
/// As for [`text`].
pub(crate) unsafe fn needed<T: From<String>>(pointer: *const c_char, at: &At<'_>) -> Result<T, Error> {
    // SAFETY: as the caller says.
    unsafe { owned(pointer, at)? }.ok_or_else(|| null(at))
}

/// A list of texts.
///
/// # Safety
/// There are so many pointers, each as for [`text`].
pub(crate) unsafe fn texts<T: From<String>>(
    first: *const *const c_char,
    count: usize,
    at: &At<'_>,
) -> Result<Vec<T>, Error> {
    let pointer = list(first, count, at)?;
    // SAFETY: as the caller says.
    (0..count).map(|index| unsafe { needed(pointer.add(index).read_unaligned(), &at.item(index)) }).collect()
}

/// A number; none for NULL.
///
/// # Safety
/// It is NULL, or a number is there.
pub(crate) unsafe fn number(pointer: *const i64) -> Option<i64> {
    // SAFETY: as the caller says.
    if pointer.is_null() { None } else { Some(unsafe { pointer.read_unaligned() }) }
}

/// JSON; none for NULL.
///
/// # Safety
/// As for [`text`].
pub(crate) unsafe fn json(pointer: *const c_char, at: &At<'_>) -> Result<Option<serde_json::Value>, Error> {
    // SAFETY: as the caller says.
    let Some(text) = (unsafe { text(pointer, at)? }) else { return Ok(None) };
    serde_json::from_str(text).map(Some).map_err(|error| at.refuse(format!("must be JSON: {error}")))
}

/// The beginning of a list, which must be there unless the list is empty.
fn list<T>(first: *const T, count: usize, at: &At<'_>) -> Result<*const T, Error> {
    if count > 0 && first.is_null() {
        return Err(null(at));
    }
    // No memory holds so many: a number that was never set, or one below zero.
    if count > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(at.refuse(format!("cannot have {count} items")));
    }
    Ok(first)
}
