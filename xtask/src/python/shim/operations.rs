//! A function for each operation: it takes the client and the request, and gives the call or the pages.

use std::fmt::Write as _;

use super::doc;
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::manifest::operations::Operation;
use crate::manifest::table::Effect;

/// Writes the functions of an operation, and adds their names to `functions`.
pub(super) fn function(
    text: &mut String,
    _cloud: &Cloud,
    operation: &Operation,
    functions: &mut Vec<String>,
) {
    let Operation { method, request, response, .. } = operation;
    let effect = match operation.effect {
        Effect::Read => "Read",
        Effect::Mutation => "Mutation",
    };
    let call = match &operation.result {
        Given::Job { .. } => {
            format!("client::job::<{response}>(core, async move {{ client.{method}(request.get()).await }})")
        }
        Given::Plain | Given::Page(_) => format!(
            "client::plain::<{response}>(core, phonevault::operation::Effect::{effect}, async move {{ client.{method}(request.get()).await }})"
        ),
    };
    text.push('\n');
    doc(text, "", &operation.doc.doc);
    let _ = write!(
        text,
        "#[pyfunction]
#[pyo3(signature = (core, request, /))]
fn {method}(core: &ClientCore, request: &{request}) -> Call {{
    let (client, request) = (core.client(), request.part.clone());
    {call}
}}
"
    );
    functions.push(method.clone());
    if let Given::Page(pages) = &operation.result {
        let name = &pages.method;
        text.push('\n');
        doc(text, "", &pages.doc.doc);
        let _ = write!(
            text,
            "#[pyfunction]
#[pyo3(signature = (core, request, /))]
fn {name}(core: &ClientCore, request: &{request}) -> PagesCore {{
    client::pages::<{response}, {}, _>(core, core.client().{name}(request.part.get().clone()))
}}
",
            pages.item
        );
        functions.push(name.clone());
    }
}
