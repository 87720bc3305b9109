//! What functions return.

use std::ffi::{CStr, c_char};

use phonevault::ErrorKind;

/// How a call ended: PV_OK, or the kind of its error. A number keeps its meaning for ever. Versions to come may return numbers that
/// are not listed here: take them for a failure.
pub type pv_status = i32;

/// It ended well.
pub const PV_OK: pv_status = 0;
/// A rule is broken, or a mistake of the caller: NULL, a text that is not UTF-8, a size or a number that cannot be. Nothing was sent.
pub const PV_INVALID: pv_status = 1;
/// The client cannot be made with these options.
pub const PV_CONFIGURATION: pv_status = 2;
/// There are no credentials, or they could not be had.
pub const PV_CREDENTIALS: pv_status = 3;
/// A guard refused it.
pub const PV_GUARD: pv_status = 4;
/// The cloud cannot do this, or it cannot be done here.
pub const PV_UNSUPPORTED: pv_status = 5;
/// A file of this machine could not be read or written.
pub const PV_LOCAL_FILE: pv_status = 6;
/// No connection came about: name, address, refusal, proxy.
pub const PV_CONNECT: pv_status = 7;
/// TLS failed.
pub const PV_TLS: pv_status = 8;
/// The connection broke after it stood.
pub const PV_TRANSPORT: pv_status = 9;
/// The time of the call ran out.
pub const PV_TIMEOUT: pv_status = 10;
/// The caller cancelled it.
pub const PV_CANCELLED: pv_status = 11;
/// The client is closed, or was made before the process forked.
pub const PV_CLOSED: pv_status = 12;
/// The cloud does not accept the credentials.
pub const PV_AUTHENTICATION: pv_status = 13;
/// The account may not do this.
pub const PV_PERMISSION_DENIED: pv_status = 14;
/// Something is wrong with the account: arrears, a service that is not open.
pub const PV_ACCOUNT: pv_status = 15;
/// There is no such thing.
pub const PV_NOT_FOUND: pv_status = 16;
/// It contradicts the state of things.
pub const PV_CONFLICT: pv_status = 17;
/// The cloud refused the request for another reason.
pub const PV_REJECTED: pv_status = 18;
/// Too many requests.
pub const PV_THROTTLED: pv_status = 19;
/// The cloud is busy and says to try later.
pub const PV_BUSY: pv_status = 20;
/// The cloud failed.
pub const PV_SERVER: pv_status = 21;
/// An answer could not be understood.
pub const PV_MALFORMED: pv_status = 22;
/// An answer is larger than is taken.
pub const PV_TOO_LARGE: pv_status = 23;
/// Phones of a job did not succeed. All outcomes are in pv_error_result.
pub const PV_JOB_FAILED: pv_status = 24;
/// The time of a wait ran out; the job goes on.
pub const PV_WAIT_TIMEOUT: pv_status = 25;
/// A wait could not look any more; the job goes on.
pub const PV_POLL_FAILED: pv_status = 26;
/// A check did not hold.
pub const PV_VERIFICATION: pv_status = 27;
/// A fault of Phonevault itself. Please report it.
pub const PV_INTERNAL: pv_status = 28;

/// Every kind with its number.
const NUMBERS: &[(ErrorKind, pv_status, &CStr)] = &[
    (ErrorKind::Validation, PV_INVALID, c"validation"),
    (ErrorKind::Configuration, PV_CONFIGURATION, c"configuration"),
    (ErrorKind::Credentials, PV_CREDENTIALS, c"credentials"),
    (ErrorKind::Guard, PV_GUARD, c"guard"),
    (ErrorKind::Unsupported, PV_UNSUPPORTED, c"unsupported"),
    (ErrorKind::LocalFile, PV_LOCAL_FILE, c"local_file"),
    (ErrorKind::Connect, PV_CONNECT, c"connect"),
    (ErrorKind::Tls, PV_TLS, c"tls"),
    (ErrorKind::Transport, PV_TRANSPORT, c"transport"),
    (ErrorKind::Timeout, PV_TIMEOUT, c"timeout"),
    (ErrorKind::Cancelled, PV_CANCELLED, c"cancelled"),
    (ErrorKind::Closed, PV_CLOSED, c"closed"),
    (ErrorKind::Authentication, PV_AUTHENTICATION, c"authentication"),
    (ErrorKind::PermissionDenied, PV_PERMISSION_DENIED, c"permission_denied"),
    (ErrorKind::Account, PV_ACCOUNT, c"account"),
    (ErrorKind::NotFound, PV_NOT_FOUND, c"not_found"),
    (ErrorKind::Conflict, PV_CONFLICT, c"conflict"),
    (ErrorKind::Rejected, PV_REJECTED, c"rejected"),
    (ErrorKind::Throttled, PV_THROTTLED, c"throttled"),
    (ErrorKind::Busy, PV_BUSY, c"busy"),
    (ErrorKind::Server, PV_SERVER, c"server"),
    (ErrorKind::Malformed, PV_MALFORMED, c"malformed"),
    (ErrorKind::TooLarge, PV_TOO_LARGE, c"too_large"),
    (ErrorKind::JobFailed, PV_JOB_FAILED, c"job_failed"),
    (ErrorKind::WaitTimeout, PV_WAIT_TIMEOUT, c"wait_timeout"),
    (ErrorKind::PollFailed, PV_POLL_FAILED, c"poll_failed"),
    (ErrorKind::Verification, PV_VERIFICATION, c"verification"),
    (ErrorKind::Internal, PV_INTERNAL, c"internal"),
];

// A kind without a number cannot be built.
const _: () = assert!(NUMBERS.len() == ErrorKind::ALL.len());

/// The number of a kind.
pub(crate) fn number(kind: ErrorKind) -> pv_status {
    NUMBERS.iter().find(|(known, ..)| *known == kind).map_or(PV_INTERNAL, |(_, number, _)| *number)
}

/// The name of a status: `ok`, the name of the error's kind as it is in all languages, or `unknown` for a number that this version
/// does not have.
#[unsafe(no_mangle)]
pub extern "C" fn pv_status_name(status: pv_status) -> *const c_char {
    name(status).as_ptr()
}

pub(crate) fn name(status: pv_status) -> &'static CStr {
    if status == PV_OK {
        return c"ok";
    }
    NUMBERS.iter().find(|(_, number, _)| *number == status).map_or(c"unknown", |(.., name)| *name)
}
