//! The runtime handle.

use std::ffi::{CString, c_char, c_void};
use std::sync::Arc;

use phonevault::runtime::LogLevel;

use crate::boundary::{fallible, infallible};
use crate::call::Userdata;
use crate::error::{Failure, pv_error};
use crate::host::{Host, Log};
use crate::status::pv_status;
use crate::take::{At, Growing, copied, out};

/// Something failed.
pub const PV_LOG_ERROR: i32 = 1;
/// Something is not as it should be.
pub const PV_LOG_WARN: i32 = 2;
/// What is being done.
pub const PV_LOG_INFO: i32 = 3;
/// Each request and each answer, without their contents.
pub const PV_LOG_DEBUG: i32 = 4;

/// Takes one line of the log, which lives until the callback returns. Lines hold no secret. It is called on the thread that runs the
/// call, maybe on several at once: it must be quick, and must not call a function of Phonevault but pv_cancel_token_cancel.
pub type pv_log_callback =
    Option<unsafe extern "C" fn(userdata: *mut c_void, level: i32, message: *const c_char)>;

/// What a runtime is made with.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct pv_runtime_options {
    /// sizeof(pv_runtime_options).
    pub size: usize,
    /// Takes the log; NULL for none.
    pub log: pv_log_callback,
    /// Handed to `log`. It must live until the runtime was freed and no function that waits for a call of its clients is running any more.
    pub log_userdata: *mut c_void,
    /// The least level that is told, PV_LOG_ERROR to PV_LOG_DEBUG; 0 for PV_LOG_INFO.
    pub log_level: i32,
}

// SAFETY: as the trait wants it.
unsafe impl Growing for pv_runtime_options {}

/// What clients share: the log, and the thread on which completion callbacks are called. It may be used from several threads.
pub struct pv_runtime {
    host: Arc<Host>,
}

impl pv_runtime {
    pub(crate) fn host(&self) -> &Arc<Host> {
        &self.host
    }
}

/// Makes a runtime. `options` may be NULL. No thread begins before the first call that needs one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_runtime_new(
    options: *const pv_runtime_options,
    runtime: *mut *mut pv_runtime,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let runtime = out(runtime, "runtime")?;
        let at = At::root("options");
        // SAFETY: NULL, or a struct of the size that it says.
        let options = unsafe { copied(options, &at)? };
        let log = options.map(|options| log(&options, &at)).transpose()?.flatten();
        let made = Box::new(pv_runtime { host: Host::new(log) });
        // SAFETY: it can be written to.
        unsafe { runtime.write(Box::into_raw(made)) };
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

fn log(options: &pv_runtime_options, at: &At<'_>) -> Result<Option<Log>, Failure> {
    let most = match options.log_level {
        PV_LOG_ERROR => LogLevel::Error,
        PV_LOG_WARN => LogLevel::Warn,
        0 | PV_LOG_INFO => LogLevel::Info,
        PV_LOG_DEBUG => LogLevel::Debug,
        other => {
            let rule = format!("must be PV_LOG_ERROR to PV_LOG_DEBUG or 0, not {other}");
            return Err(at.field("log_level").refuse(rule).into());
        }
    };
    let Some(callback) = options.log else { return Ok(None) };
    let userdata = Userdata::new(options.log_userdata);
    let sink = move |level: LogLevel, line: &str| {
        let line = CString::new(line.replace('\0', "\u{fffd}")).unwrap_or_default();
        // SAFETY: the callback takes these, and lives as long as the runtime.
        unsafe { callback(userdata.get(), number(level), line.as_ptr()) };
    };
    Ok(Some(Log { most, sink: Arc::new(sink) }))
}

const fn number(level: LogLevel) -> i32 {
    match level {
        LogLevel::Error => PV_LOG_ERROR,
        LogLevel::Warn => PV_LOG_WARN,
        LogLevel::Info => PV_LOG_INFO,
        LogLevel::Debug => PV_LOG_DEBUG,
    }
}

/// Closes all clients of the runtime, waits until the last completion callback has returned, and frees it. Called in such a callback it
/// does not wait. Clients and jobs that are left give PV_CLOSED and have to be freed by themselves. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_runtime_free(runtime: *mut pv_runtime) {
    infallible((), || {
        if !runtime.is_null() {
            // SAFETY: it came from `pv_runtime_new`.
            let runtime = unsafe { Box::from_raw(runtime) };
            runtime.host.end();
        }
    });
}
