//! The methods of a client, and the paginators of its lists.

use std::fmt::Write as _;

use super::docs::{comment, words};
use crate::c::names::c_struct;
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::manifest::operations::Operation;
use crate::names::pascal;

/// What tells `Pages` the functions of one list.
pub(super) fn pages(text: &mut String, cloud: &Cloud, operation: &Operation) {
    let Given::Page(pages) = &operation.result else { return };
    let (cloud, raw) = (&*cloud.name, format!("pv_{}_{}", cloud.name, pages.method));
    let (page, list) =
        (c_struct(Some(cloud), &operation.response), c_struct(Some(cloud), &pages.item) + "_list");
    let _ = write!(
        text,
        "
struct {cloud}_{} {{
    using Page = {cloud}::{};
    using Item = {cloud}::{};
    using Handle = {raw};
    using Items = {list};
    static pv_status next(Handle *pages, {page} **page, pv_error **error)
    {{
        return {raw}_next(pages, page, error);
    }}
    static pv_status next_items(Handle *pages, Items **items, pv_error **error)
    {{
        return {raw}_next_items(pages, items, error);
    }}
    static void release(Items *items) noexcept {{ {list}_free(items); }}
    static void release(Handle *pages) noexcept {{ {raw}_free(pages); }}
}};
",
        pages.method, operation.response, pages.item
    );
}

/// The methods of an operation: one that waits for the answer, two that do not, and those of its pages.
pub(super) fn methods(text: &mut String, cloud: &Cloud, operation: &Operation) {
    let (method, answer) = (&operation.method, &operation.response);
    let raw = format!("pv_{}_{method}", cloud.name);
    let empty = if can_be_empty(cloud, operation) { " = {}" } else { "" };
    let request = format!("const {} &request", operation.request);
    let mut doc = vec![words(&operation.doc.doc)];
    if operation.destructive {
        doc.push("**It destroys data.**".to_owned());
    }
    doc.push(throws(operation.doc.errors.as_deref()));
    let (gives, kind) = match &operation.result {
        Given::Job { .. } => (format!("::phonevault::SubmittedJob<{answer}>"), "job"),
        Given::Plain | Given::Page(_) => (answer.clone(), "plain"),
    };
    text.push('\n');
    comment(text, "    ", &doc);
    let _ = write!(
        text,
        "    {gives} {method}(
        {request}{empty}, const CallOptions &options = {{}}) const
    {{
        namespace detail = ::phonevault::detail;
        return detail::{kind}<{answer}>({raw}, *this, request, options);
    }}

"
    );
    comment(text, "    ", &[format!("`{method}` without waiting: a future of what it gives.")]);
    let _ = write!(
        text,
        "    std::future<{gives}> {method}_async(
        {request}{empty}, const CallOptions &options = {{}}) const
    {{
        namespace detail = ::phonevault::detail;
        return detail::{kind}_async<{answer}>({raw}_start, *this, request, options);
    }}

"
    );
    let told = "once, on a thread of the library. It must not throw.";
    comment(
        text,
        "    ",
        &[format!("`{method}` without waiting: `done` takes a `Result` of what it gives, {told}")],
    );
    let _ = write!(
        text,
        "    template <class Done>
    void {method}_start(
        {request}, Done &&done, const CallOptions &options = {{}}) const
    {{
        namespace detail = ::phonevault::detail;
        detail::{kind}_start<{answer}>({raw}_start, *this, request, std::forward<Done>(done), options);
    }}
"
    );
    let Given::Page(pages) = &operation.result else { return };
    let class = pascal(&pages.method);
    text.push('\n');
    comment(text, "    ", &[words(&pages.doc.doc), throws(pages.doc.errors.as_deref())]);
    let _ = write!(
        text,
        "    {class} {name}({request}{empty}, const CallOptions &options = {{}}) const
    {{
        return {class}(pv_{cloud}_{name}_new, *this, request, options);
    }}
",
        name = pages.method,
        cloud = cloud.name
    );
}

/// The names of the paginators.
pub(super) fn aliases(cloud: &Cloud) -> String {
    let mut text = String::new();
    for operation in &cloud.operations {
        let Given::Page(pages) = &operation.result else { continue };
        comment(&mut text, "", &[format!("What `Client::{}` gives.", pages.method)]);
        let _ = writeln!(
            text,
            "using {} = Pages<::phonevault::detail::{}_{}>;",
            pascal(&pages.method),
            cloud.name,
            pages.method
        );
    }
    text
}

fn throws(errors: Option<&str>) -> String {
    let said = errors.map_or_else(
        || "any error of a call; `applied` says whether the request took effect.".to_owned(),
        |errors| words(errors).replace("\n\n", " "),
    );
    format!("\\throws Error {said}")
}

/// Whether a request can be left out, because nothing in it has to be given.
fn can_be_empty(cloud: &Cloud, operation: &Operation) -> bool {
    let request = cloud.structs.iter().find(|item| item.name == operation.request);
    request.is_some_and(|item| !item.fields.iter().any(|field| field.required && field.default.is_none()))
}
