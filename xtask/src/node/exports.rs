//! Files for the type checker: every export with the type that it is said to have.

use std::fmt::Write as _;

use super::client::request;
use super::{HEAD, errors, types};
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::enums::Enumeration;
use crate::manifest::methods::Given;
use crate::manifest::structs::Struct;
use crate::names::{camel, error_class, pascal, upper};

const FOLDER: &str = "node/test/types";

/// The same text as an ECMAScript module and as a CommonJS one: each is checked with the types that it gets.
pub(super) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let mut named = vec![("every_export".to_owned(), core(manifest))];
    for cloud in &manifest.clouds {
        named.push((format!("every_export_of_{}", cloud.name), of_cloud(cloud)));
    }
    let both = |(name, text): (String, String)| {
        ["mts", "cts"].map(|kind| (format!("{FOLDER}/{name}.{kind}"), text.clone()))
    };
    named.into_iter().flat_map(both).collect()
}

fn core(manifest: &Manifest) -> String {
    let core = &manifest.core;
    let mut text = HEAD.to_owned();
    text.push_str(include_str!("templates/exports.ts.in"));
    for item in core.structs.iter().filter(|item| item.name != "Location") {
        fields(&mut text, "phonevault", item, &core.enums);
    }
    text.push_str("\nexport function facts(error: phonevault.PhonevaultError): void {\n");
    let _ = writeln!(text, "  const code: phonevault.ErrorCode = error.code");
    let mut names = vec!["code".to_owned()];
    for known in &core.error.fields {
        let name = errors::name(known);
        let ty = qualified("phonevault", &types::read(&known.field.ty, &core.enums));
        let or = if known.field.ty.is_optional() { " | undefined" } else { "" };
        let _ = writeln!(text, "  const {name}: {ty}{or} = error.{name}");
        names.push(name);
    }
    let _ = writeln!(text, "  use({})\n}}", names.join(", "));
    for kind in &core.error_kinds {
        let class = error_class(&kind.name);
        let _ = write!(
            text,
            "
export function is{class}(error: phonevault.{class}): phonevault.PhonevaultError {{
  const kind: '{name}' = error.kind
  const code: '{code}' = error.code
  use(kind, code)
  return new phonevault.{class}('text', {{ applied: 'no' }})
}}
",
            name = kind.name,
            code = kind.name.to_uppercase()
        );
    }
    text
}

fn of_cloud(cloud: &Cloud) -> String {
    let (name, class) = (&cloud.name, format!("{}Client", pascal(&cloud.name)));
    let mut text = HEAD.to_owned();
    let _ = write!(
        text,
        "/** Every export of `phonevault/{name}` with its type. */
import * as phonevault from 'phonevault'
import * as {name} from 'phonevault/{name}'

function use(..._values: unknown[]): void {{}}

/** The same class under all its names. */
export const classes: (typeof {name}.Client)[] = [{name}.{class}, phonevault.{class}, phonevault.{name}.Client]
"
    );
    for item in &cloud.structs {
        fields(&mut text, name, item, &cloud.enums);
    }
    for item in &cloud.enums {
        let _ = write!(text, "\nexport const of{0}: {name}.{0}[] = [\n", item.name);
        for known in item.values.iter().filter(|known| known.value.is_some()) {
            let _ = writeln!(text, "  {name}.{}.{},", item.name, upper(&known.name));
        }
        text.push_str("]\n");
    }
    for operation in &cloud.operations {
        let item = request(cloud, operation);
        let response = format!("{name}.{}", operation.response);
        let gives = match &operation.result {
            Given::Job { .. } => format!("Promise<phonevault.Job<{response}>>"),
            Given::Plain | Given::Page(_) => format!("Promise<{response}>"),
        };
        call(&mut text, name, &operation.method, item, &gives);
        if let Given::Page(pages) = &operation.result {
            let gives = format!("phonevault.Pages<{response}, {name}.{}>", pages.item);
            call(&mut text, name, &pages.method, item, &gives);
        }
    }
    text
}

/// Every field that is read, or every field that can be given.
fn fields(text: &mut String, module: &str, item: &Struct, enums: &[Enumeration]) {
    let full = format!("{module}.{}", item.name);
    let mut names: Vec<String> = Vec::new();
    let _ = writeln!(text, "\nexport function fieldsOf{}(value: {full}): {full} {{", item.name);
    for field in &item.fields {
        let name = camel(&field.name);
        let (ty, left_out) = if item.used_in.request {
            (types::given(&field.ty, enums), !types::is_needed(field))
        } else {
            (types::read(&field.ty, enums), field.ty.is_optional())
        };
        let or = if left_out { " | undefined" } else { "" };
        let _ = writeln!(text, "  const of_{name}: {}{or} = value.{name}", qualified(module, &ty));
        names.push(name);
    }
    if let Some(rest) = &item.rest {
        let name = camel(rest);
        let _ =
            writeln!(text, "  const of_{name}: Record<string, phonevault.Json> | undefined = value.{name}");
        names.push(name);
    }
    let used: Vec<String> = names.iter().map(|name| format!("of_{name}")).collect();
    let _ = writeln!(text, "  use({})", used.join(", "));
    if item.used_in.request {
        let given: Vec<String> = names.iter().map(|name| format!("{name}: of_{name}")).collect();
        let _ = writeln!(text, "  return {{ {} }}\n}}", given.join(", "));
    } else {
        text.push_str("  return value\n}\n");
    }
}

fn call(text: &mut String, module: &str, method: &str, request: &Struct, gives: &str) {
    let name = camel(method);
    let _ = write!(
        text,
        "
export function {name}(client: {module}.Client, request: {module}.{}, options: phonevault.CallOptions): {gives} {{
",
        request.name
    );
    if types::can_be_empty(request) {
        let _ = writeln!(text, "  use(client.{name}())");
    }
    let _ = writeln!(text, "  use(client.{name}(request))\n  return client.{name}(request, options)\n}}");
}

/// A type with the module in front of the names that stand in it.
fn qualified(module: &str, ty: &str) -> String {
    let mut text = String::new();
    let mut word = String::new();
    let flush = |text: &mut String, word: &mut String| {
        const KNOWN: &[&str] = &["Date", "Record", "Readonly"];
        let is_name = word.starts_with(|c: char| c.is_ascii_uppercase()) && !KNOWN.contains(&word.as_str());
        if is_name {
            // What both clouds have in common stands in the package's own module.
            let common = ["Json", "Secret"].contains(&word.as_str());
            text.push_str(if common { "phonevault" } else { module });
            text.push('.');
        }
        text.push_str(&std::mem::take(word));
    };
    for c in ty.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else {
            flush(&mut text, &mut word);
            text.push(c);
        }
    }
    flush(&mut text, &mut word);
    text
}
