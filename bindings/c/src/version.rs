//! Which version a program runs with, and which it was compiled for.

use std::ffi::{CStr, c_char};

/// The first number of the version of this header.
pub const PV_VERSION_MAJOR: u32 = 0;
/// The second number of the version of this header.
pub const PV_VERSION_MINOR: u32 = 1;
/// The third number of the version of this header.
pub const PV_VERSION_PATCH: u32 = 0;

// A package of another version does not compile.
const _: () = assert!(
    is(PV_VERSION_MAJOR, env!("CARGO_PKG_VERSION_MAJOR"))
        && is(PV_VERSION_MINOR, env!("CARGO_PKG_VERSION_MINOR"))
        && is(PV_VERSION_PATCH, env!("CARGO_PKG_VERSION_PATCH"))
);

const fn is(number: u32, text: &str) -> bool {
    matches!(u32::from_str_radix(text, 10), Ok(known) if known == number)
}

/// The version of the library for C.
const TEXT: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(text) => text,
    Err(_) => c"",
};

/// The version of the library that the program runs with, such as `0.1.0`. It may be newer than PV_VERSION if the library is shared.
#[unsafe(no_mangle)]
pub extern "C" fn pv_version() -> *const c_char {
    TEXT.as_ptr()
}

/// The first number of the library's version.
#[unsafe(no_mangle)]
pub extern "C" fn pv_version_major() -> u32 {
    PV_VERSION_MAJOR
}

/// The second number of the library's version.
#[unsafe(no_mangle)]
pub extern "C" fn pv_version_minor() -> u32 {
    PV_VERSION_MINOR
}

/// The third number of the library's version.
#[unsafe(no_mangle)]
pub extern "C" fn pv_version_patch() -> u32 {
    PV_VERSION_PATCH
}
