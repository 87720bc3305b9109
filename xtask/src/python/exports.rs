//! Files for type checkers: every export with the type that it is said to have.

use std::fmt::Write as _;

use super::client::{all, request};
use super::layout::function;
use super::twins::Twin;
use super::{HEAD, errors, types};
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::enums::Enumeration;
use crate::manifest::methods::Given;
use crate::manifest::structs::Struct;
use crate::names::upper;

const FOLDER: &str = "python/tests/typing";

/// A file for what both clouds have in common, and one for each cloud.
pub(super) fn files(manifest: &Manifest) -> Vec<(String, String)> {
    let mut files = vec![(format!("{FOLDER}/every_export.py"), core(manifest))];
    for cloud in &manifest.clouds {
        files.push((format!("{FOLDER}/every_export_of_{}.py", cloud.name), of_cloud(cloud)));
    }
    files
}

fn core(manifest: &Manifest) -> String {
    let core = &manifest.core;
    let mut text = HEAD.to_owned();
    text.push_str(include_str!("templates/exports.py.in"));
    for item in core.structs.iter().filter(|item| item.name != "Location") {
        fields(&mut text, item, &core.enums);
    }
    text.push_str("\n\ndef errors(error: phonevault.Error) -> None:\n");
    for known in &core.error.fields {
        let ty = types::read(&known.field.ty, &core.enums);
        let ty = if known.field.name == "kind" { "str".to_owned() } else { ty };
        let _ = writeln!(text, "    of_{name}: {ty} = error.{name}", name = known.field.name);
    }
    text.push_str("    of_token: str | None = error.token\n\n\nCLASSES: list[type[phonevault.Error]] = [\n");
    for class in errors::classes(manifest) {
        let _ = writeln!(text, "    phonevault.{class},");
    }
    text.push_str("]\n");
    text
}

fn of_cloud(cloud: &Cloud) -> String {
    let names: String = all(cloud).iter().map(|name| format!("    {name},\n")).collect();
    let mut text = HEAD.to_owned();
    let _ = write!(
        text,
        "\"\"\"Every export of `phonevault.{cloud}` with its type; for type checkers.\"\"\"

from __future__ import annotations

import phonevault
from phonevault import Secret
from phonevault._types import Json
from phonevault.{cloud} import (
{names})
",
        cloud = cloud.name
    );
    for item in &cloud.structs {
        fields(&mut text, item, &cloud.enums);
    }
    for item in &cloud.enums {
        let ty = types::enumeration(item);
        let _ = write!(text, "\n\ndef values_of_{}() -> list[{ty}]:\n    return [\n", item.name);
        for known in item.values.iter().filter(|known| known.value.is_some()) {
            let _ = writeln!(text, "        {}.{},", item.name, upper(&known.name));
        }
        text.push_str("    ]\n");
    }
    for twin in Twin::BOTH {
        calls(&mut text, twin, cloud);
    }
    text
}

fn fields(text: &mut String, item: &Struct, enums: &[Enumeration]) {
    let (beginning, value) = (format!("\n\ndef fields_of_{}", item.name), format!("value: {}", item.name));
    text.push_str(&function(&beginning, &value, "None", "\n"));
    for field in &item.fields {
        let _ =
            writeln!(text, "    of_{}: {} = value.{}", field.name, types::read(&field.ty, enums), field.name);
    }
    if let Some(rest) = &item.rest {
        let _ = writeln!(text, "    of_{rest}: dict[str, Json] = value.{rest}");
    }
    let arguments = types::arguments(item, enums);
    let given: String =
        arguments.iter().map(|argument| format!("        {0}=value.{0},\n", argument.name)).collect();
    let _ = writeln!(text, "    again: {} = {}(\n{given}    )", item.name, item.name);
}

fn calls(text: &mut String, twin: Twin, cloud: &Cloud) {
    let (prefix, def) = (twin.prefix(), twin.def());
    let awaits = if twin == Twin::Asyncio { "await " } else { "" };
    for operation in &cloud.operations {
        let item = request(cloud, operation);
        let arguments = types::arguments(item, &cloud.enums);
        let given: String =
            arguments.iter().map(|argument| format!("        {0}=request.{0},\n", argument.name)).collect();
        let response = &operation.response;
        let gives = match &operation.result {
            Given::Job { .. } => format!("phonevault.{prefix}Job[{response}]"),
            Given::Plain | Given::Page(_) => response.clone(),
        };
        let parameters = format!("client: {prefix}Client, request: {}", item.name);
        let mut call = |def: &str, method: &str, gives: &str, awaits: &str| {
            let body = format!("\n    return {awaits}client.{method}(\n{given}    )\n");
            text.push_str(&function(&format!("\n\n{def} {prefix}{method}"), &parameters, gives, &body));
        };
        call(def, &operation.method, &gives, awaits);
        if let Given::Page(pages) = &operation.result {
            let gives = format!("phonevault.{prefix}Pages[{response}, {}]", pages.item);
            call("def", &pages.method, &gives, "");
        }
    }
}
