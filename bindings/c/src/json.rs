//! Any operation, with JSON both ways.

use std::ffi::{c_char, c_void};
use std::ptr::null_mut;
use std::sync::Arc;

use phonevault::runtime::Stop;
use serde_json::{Map, Value};
use tokio::sync::Notify;

use crate::answer::string;
use crate::boundary::fallible;
use crate::call::{Userdata, told};
use crate::client::pv_client;
use crate::cloud::JsonCall;
use crate::engine::{About, Engine};
use crate::error::{Failure, pv_error};
use crate::options::{self, pv_call_options};
use crate::status::pv_status;
use crate::take::{At, handle, json, needed, null, out};

/// Calls any operation of the client's cloud by the vendor's name, in any case of letters; `batch_restore` and `batch_storage` are known
/// as well. `params` is one flat JSON object with the vendor's names, NULL for none: they go to path, query, header or body by the
/// operation's table. The answer is the vendor's JSON, `{}` if there is no content; free it with pv_string_free. It holds secrets and
/// outputs of commands as they came. PV_INVALID for an operation that is in no table, and for what the typed function would refuse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_call_json(
    client: *const pv_client,
    operation: *const c_char,
    params: *const c_char,
    options: *const pv_call_options,
    answer: *mut *mut c_char,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let answer = out(answer, "answer")?;
        // SAFETY: NULL, or what they are said to be.
        let (engine, about, cancel, call) = unsafe { prepared(client, operation, params, options)? };
        let given = engine.run(about, cancel, &Notify::new(), || {}, call)?;
        // SAFETY: it can be written to.
        unsafe { answer.write(string(text(given))) };
        Ok(())
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// Hears of pv_call_json_start: the answer, for pv_string_free, or an error. Both belong to the callback.
pub type pv_call_json_done = Option<
    unsafe extern "C" fn(userdata: *mut c_void, status: pv_status, answer: *mut c_char, error: *mut pv_error),
>;

/// Begins what pv_call_json does; `done` hears of its end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pv_call_json_start(
    client: *const pv_client,
    operation: *const c_char,
    params: *const c_char,
    options: *const pv_call_options,
    done: pv_call_json_done,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
) -> pv_status {
    let body = || {
        let done = done.ok_or_else(|| null(&At::root("done")))?;
        // SAFETY: NULL, or what they are said to be.
        let (engine, about, cancel, call) = unsafe { prepared(client, operation, params, options)? };
        let userdata = Userdata::new(userdata);
        engine.start(about, cancel, call, move |ended| {
            let (status, answer, error) = told(ended.map(|given| move || string(text(given))));
            // SAFETY: the callback takes these.
            unsafe { done(userdata.get(), status, answer.unwrap_or(null_mut()), error) };
        })
    };
    // SAFETY: NULL, or it can be written to.
    unsafe { fallible(error, body) }
}

/// A call that is ready to run.
type Prepared = (Arc<Engine>, About, Option<Stop>, JsonCall);

unsafe fn prepared(
    client: *const pv_client,
    operation: *const c_char,
    params: *const c_char,
    options: *const pv_call_options,
) -> Result<Prepared, Failure> {
    // SAFETY: NULL, or what they are said to be.
    let (client, operation, params, (options, cancel)) = unsafe {
        (
            handle(client, "client")?,
            needed::<String>(operation, &At::root("operation"))?,
            json(params, &At::root("params"))?.unwrap_or_else(empty),
            options::call(options)?,
        )
    };
    let (effect, call) = client.engine().client().call(operation, params, options);
    Ok((client.engine().clone(), effect.into(), cancel, call))
}

/// What has no content is an empty object.
fn text(given: Value) -> String {
    if given.is_null() { empty() } else { given }.to_string()
}

fn empty() -> Value {
    Value::Object(Map::new())
}
