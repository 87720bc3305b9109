//! The module of a cloud: its types, the values of its enumerations, and its client.

use std::fmt::Write as _;

use super::doc::{comment, words};
use super::{HEAD, models, types};
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::manifest::operations::Operation;
use crate::manifest::structs::Struct;
use crate::names::camel;

/// The module of a cloud.
pub(super) fn module(cloud: &Cloud) -> String {
    let (product, template) = match &*cloud.name {
        "huawei" => ("Huawei Cloud Phone Host", include_str!("templates/huawei.ts.in")),
        _ => ("Alibaba Cloud Phone", include_str!("templates/alibaba.ts.in")),
    };
    let mut text = HEAD.to_owned();
    // Whoever uses the types need not know the library that `Symbol.asyncDispose` is of.
    text.push_str("/// <reference lib=\"esnext.disposable\" preserve=\"true\" />\n");
    let about = format!(
        "{product}: requests and answers, the values of enumerations, and the client. Operations and fields have the vendor's \
         names in camel case. Whole numbers are exact up to 2^53-1."
    );
    comment(&mut text, "", &[about]);
    let mut body = String::new();
    for item in &cloud.enums {
        models::open(&mut body, item);
    }
    for item in &cloud.structs {
        models::interface(&mut body, item, &cloud.enums);
    }
    let mut methods = String::new();
    for operation in &cloud.operations {
        method(&mut methods, cloud, operation);
    }
    let example = cloud.operations.first().map_or("", |operation| &*operation.name);
    let common = include_str!("templates/client_common.ts.in").replace("§example", example);
    let client = template.replace("§common\n", &common).replace("§operations\n", &methods);
    let (options, own) = match &*cloud.name {
        "huawei" => ("HuaweiClientOptions", ""),
        _ => ("AlibabaClientOptions", ", WaitOptions"),
    };
    let _ = write!(
        text,
        "import {{ Calls }} from './calls.js'
import type {{ Json }} from './core.js'
import type {{ Job as JobHandle }} from './job.js'
import {{ native }} from './native.js'
import type {{ {options}, CallOptions{own} }} from './options.js'
import type {{ Pages }} from './pages.js'
import type {{ Secret }} from './secret.js'

export type {{ {options} }}
{body}{client}"
    );
    text
}

/// The request of an operation.
pub(super) fn request<'a>(cloud: &'a Cloud, operation: &Operation) -> &'a Struct {
    let found = cloud.structs.iter().find(|item| item.name == operation.request);
    // The manifest holds every struct that an operation reaches.
    found.unwrap_or(&cloud.structs[0])
}

fn method(text: &mut String, cloud: &Cloud, operation: &Operation) {
    let (name, response) = (camel(&operation.method), &operation.response);
    let optional = if types::can_be_empty(request(cloud, operation)) { " = {}" } else { "" };
    let request = format!("request: {}{optional}, options?: CallOptions", operation.request);
    let mut doc = vec![words(&operation.doc.doc)];
    if operation.destructive {
        doc.push("**It destroys data.**".to_owned());
    }
    let errors = |errors: Option<&str>| {
        let said = errors.map_or_else(
            || "any error of a call; `applied` says whether the request took effect.".to_owned(),
            |errors| words(errors).replace("\n\n", " "),
        );
        format!("@throws PhonevaultError: {said}")
    };
    doc.push(errors(operation.doc.errors.as_deref()));
    text.push('\n');
    comment(text, "  ", &doc);
    let (gives, call) = match &operation.result {
        Given::Job { .. } => (format!("Promise<JobHandle<{response}>>"), format!("job<{response}>")),
        Given::Plain | Given::Page(_) => (format!("Promise<{response}>"), format!("plain<{response}>")),
    };
    let _ = write!(
        text,
        "  {name}({request}): {gives} {{
    return this.#calls.{call}('{name}', request, options)
  }}
"
    );
    if let Given::Page(pages) = &operation.result {
        let (name, gives) = (camel(&pages.method), format!("{response}, {}", pages.item));
        text.push('\n');
        comment(text, "  ", &[words(&pages.doc.doc), errors(pages.doc.errors.as_deref())]);
        let _ = write!(
            text,
            "  {name}({request}): Pages<{gives}> {{
    return this.#calls.pages<{gives}>('{name}', request, options)
  }}
"
        );
    }
}
