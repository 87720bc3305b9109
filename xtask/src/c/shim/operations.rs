//! Functions of C: each operation with and without waiting, and each list.

use std::fmt::Write as _;

use crate::c::doc::{Words, comment};
use crate::c::names::c_struct;
use crate::manifest::methods::Given;
use crate::manifest::operations::Operation;
use crate::manifest::pages::Paginator;
use crate::manifest::table::Effect;

/// The functions of an operation.
pub(super) fn functions(text: &mut String, words: &Words<'_>, cloud: &str, operation: &Operation) {
    let name = format!("pv_{cloud}_{}", operation.method);
    let request = c_struct(Some(cloud), &operation.request);
    let response = c_struct(Some(cloud), &operation.response);
    let call = format!(
        "|client: Client, request: models::{}| async move {{ client.{}(&request).await }}",
        operation.request, operation.method
    );
    let job = matches!(operation.result, Given::Job { .. });
    let (job_out, job_in) = match job {
        true => ("    job: *mut *mut pv_job,\n", "        job: *mut pv_job,\n"),
        false => ("", ""),
    };
    let (blocking, start) = match (job, operation.effect) {
        (true, _) => (
            format!("call::job(client, request, options, job, response, error, {call})"),
            format!("call::start_job(client, request, options, done, userdata, error, {call})"),
        ),
        (false, effect) => {
            let effect = match effect {
                Effect::Read => "Effect::Read",
                Effect::Mutation => "Effect::Mutation",
            };
            (
                format!("call::plain({effect}, client, request, options, response, error, {call})"),
                format!(
                    "call::start_plain({effect}, client, request, options, done, userdata, error, {call})"
                ),
            )
        }
    };
    text.push('\n');
    let mut doc = words.of(&operation.doc.doc);
    let owned = match job {
        true => format!(
            "`options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with {response}_free, the job with pv_job_free."
        ),
        false => {
            format!(
                "`options` may be NULL, and `response` if the answer is not wanted: free it with {response}_free."
            )
        }
    };
    let _ = write!(doc, "\n\n{owned}");
    if let Some(errors) = &operation.doc.errors {
        let _ = write!(doc, "\n\nErrors: {}", words.of(errors));
    }
    comment(text, "", &doc);
    let _ = write!(
        text,
        "#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}(
    client: *const pv_client,
    request: *const {request},
    options: *const pv_call_options,
{job_out}    response: *mut *mut {response},
    error: *mut *mut pv_error,
) -> pv_status {{
    unsafe {{ {blocking} }}
}}

/// Hears of the end of {name}_start. What is not NULL belongs to the callback.
pub type {name}_done = Option<
    unsafe extern \"C\" fn(
        userdata: *mut c_void,
        status: pv_status,
{job_in}        response: *mut {response},
        error: *mut pv_error,
    ),
>;

/// Begins what {name} does; `done` hears of its end.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_start(
    client: *const pv_client,
    request: *const {request},
    options: *const pv_call_options,
    done: {name}_done,
    userdata: *mut c_void,
    error: *mut *mut pv_error,
) -> pv_status {{
    unsafe {{ {start} }}
}}
"
    );
    if let Given::Page(pages) = &operation.result {
        list(text, words, cloud, operation, pages);
    }
}

/// The functions of a list.
fn list(text: &mut String, words: &Words<'_>, cloud: &str, operation: &Operation, pages: &Paginator) {
    let name = format!("pv_{cloud}_{}", pages.method);
    let request = c_struct(Some(cloud), &operation.request);
    let response = c_struct(Some(cloud), &operation.response);
    let item = c_struct(Some(cloud), &pages.item);
    text.push('\n');
    comment(text, "", &format!("{} It may be used from one thread at a time.", words.of(&pages.doc.doc)));
    let _ = write!(
        text,
        "pub struct {name} {{
    paging: Paging<models::{}>,
}}

/// Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_new(
    client: *const pv_client,
    request: *const {request},
    options: *const pv_call_options,
    pages: *mut *mut {name},
    error: *mut *mut pv_error,
) -> pv_status {{
    let list = |client: Client, request| client.{}(request);
    unsafe {{ pages::new(client, request, options, pages, error, list, |paging| {name} {{ paging }}) }}
}}

/// The next page, for {response}_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
/// failed call leaves the list where it was: it may be called again.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_next(
    pages: *mut {name},
    response: *mut *mut {response},
    error: *mut *mut pv_error,
) -> pv_status {{
    unsafe {{ pages::next(pages, response, error, |pages: &{name}| &pages.paging) }}
}}

/// The items of the next page that were not given before, for {item}_list_free; NULL after the last page.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_next_items(
    pages: *mut {name},
    items: *mut *mut {item}_list,
    error: *mut *mut pv_error,
) -> pv_status {{
    unsafe {{ pages::next_items(pages, items, error, |pages: &{name}| &pages.paging) }}
}}

/// Frees a list. NULL is ignored.
#[unsafe(no_mangle)]
pub unsafe extern \"C\" fn {name}_free(pages: *mut {name}) {{
    unsafe {{ pages::free(pages) }}
}}
",
        operation.request, pages.method
    );
}
