//! Which operation each method of JavaScript calls.

use std::fmt::Write as _;

use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::manifest::table::Effect;
use crate::names::camel;

/// The functions of a cloud.
pub(super) fn functions(text: &mut String, cloud: &Cloud) {
    let models = format!("phonevault::{}::models", cloud.name);
    text.push_str(
        "
/// A typed operation, by the name of its method in JavaScript.
pub(crate) fn typed(client: Client, method: &str, given: Request) -> Result<Work, Refused> {
    Ok(match method {
",
    );
    for operation in &cloud.operations {
        let effect = match operation.effect {
            Effect::Read => "Read",
            Effect::Mutation => "Mutation",
        };
        let begin = match &operation.result {
            Given::Job { .. } => "work::job(given, ".to_owned(),
            Given::Plain | Given::Page(_) => {
                format!("work::plain(phonevault::operation::Effect::{effect}, given, ")
            }
        };
        let _ = writeln!(
            text,
            "        \"{}\" => {begin}|request: {models}::{}| async move {{ client.{}(&request).await }}),",
            camel(&operation.method),
            operation.request,
            operation.method
        );
    }
    text.push_str(
        "        other => return Err(work::unknown(other)),
    })
}

/// A list, by the name of its method in JavaScript.
pub(crate) fn pages(client: &Client, method: &str, given: &Request) -> Result<Box<dyn Turn>, Refused> {
    match method {
",
    );
    for operation in &cloud.operations {
        if let Given::Page(pages) = &operation.result {
            let _ = writeln!(
                text,
                "        \"{}\" => Ok(Box::new(client.{}(given.read()?))),",
                camel(&pages.method),
                pages.method
            );
        }
    }
    text.push_str("        other => Err(work::unknown(other)),\n    }\n}\n");
}
