//! The module of a cloud: its classes, the constants of its enumerations, and its two clients.

use std::fmt::Write as _;

use super::HEAD;
use super::docs::{docstring, words};
use super::errors;
use super::twins::Twin;
use super::types::{self, Argument, literal};
use crate::manifest::Manifest;
use crate::manifest::cloud::Cloud;
use crate::manifest::methods::Given;
use crate::manifest::operations::Operation;
use crate::manifest::structs::Struct;
use crate::names::upper;

/// The package's own module, which names what both clouds have in common.
pub(super) fn package(manifest: &Manifest) -> String {
    let mut classes: Vec<String> = errors::classes(manifest).chain(["Error".to_owned()]).collect();
    classes.sort();
    let imported: String = classes.iter().map(|class| format!("    {class},\n")).collect();
    let others = [
        "AsyncJob",
        "AsyncPages",
        "Job",
        "Pages",
        "JobResult",
        "JobStatus",
        "Location",
        "PhoneOutcome",
        "Secret",
        "TaskStatus",
        "Violation",
        "__version__",
    ];
    classes.extend(others.map(str::to_owned));
    classes.sort();
    let all: String = classes.iter().map(|class| format!("    \"{class}\",\n")).collect();
    let template = include_str!("templates/package.py.in");
    HEAD.to_owned() + &template.replace("§errors\n", &imported).replace("§all\n", &all)
}

/// The module of a cloud.
pub(super) fn module(cloud: &Cloud) -> String {
    let (product, template) = match &*cloud.name {
        "huawei" => ("Huawei Cloud Phone Host", include_str!("templates/huawei.py.in")),
        _ => ("Alibaba Cloud Phone", include_str!("templates/alibaba.py.in")),
    };
    let mut text = HEAD.to_owned();
    let about = format!(
        "{product}: requests and answers, the values of enumerations, and the clients. Operations and fields have the vendor's \
         names in snake case."
    );
    docstring(&mut text, "", &[about]);
    let _ = write!(
        text,
        "
from __future__ import annotations

from . import _jobs
from ._native import {name} as _calls
from ._native.{name} import (
{imported})
from ._settle import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Any

    from ._native import Secret

__all__ = [
{all}]
",
        name = cloud.name,
        imported = lines(cloud.structs.iter().map(|item| format!("    {},", item.name))),
        all = lines(all(cloud).iter().map(|name| format!("    \"{name}\","))),
    );
    for item in &cloud.enums {
        let _ = write!(text, "\n\nclass {}:\n", item.name);
        let open = "Other values are kept as they come.".to_owned();
        docstring(&mut text, "    ", &[words(&item.doc.doc), open]);
        text.push('\n');
        for known in &item.values {
            if let Some(value) = &known.value {
                let _ = writeln!(text, "    {} = {}", upper(&known.name), literal(value));
                docstring(&mut text, "    ", &[words(&known.doc.doc)]);
            }
        }
    }
    for twin in Twin::BOTH {
        let example = cloud.operations.first().map_or("", |operation| &*operation.name);
        let close = match twin {
            Twin::Blocking => "self._core.close()",
            Twin::Asyncio => "for left in self._core.close():\n            await left",
        };
        let common = include_str!("templates/client_common.py.in")
            .replace("§example", example)
            .replace("§cloud", &cloud.name)
            .replace("§close", close);
        text.push_str(&twin.fill(&template.replace("§common\n", &(common + "\n"))));
        for operation in &cloud.operations {
            method(&mut text, twin, cloud, operation);
        }
    }
    text
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// Everything that the module offers.
pub(super) fn all(cloud: &Cloud) -> Vec<String> {
    let mut names: Vec<String> = ["AsyncClient", "Client"].map(str::to_owned).to_vec();
    names.extend(cloud.structs.iter().map(|item| item.name.clone()));
    names.extend(cloud.enums.iter().map(|item| item.name.clone()));
    names.sort();
    names
}

/// The request of an operation.
pub(super) fn request<'a>(cloud: &'a Cloud, operation: &Operation) -> &'a Struct {
    let found = cloud.structs.iter().find(|item| item.name == operation.request);
    // The manifest holds every struct that an operation reaches.
    found.unwrap_or(&cloud.structs[0])
}

fn method(text: &mut String, twin: Twin, cloud: &Cloud, operation: &Operation) {
    let item = request(cloud, operation);
    let arguments = types::arguments(item, &cloud.enums);
    let response = &operation.response;
    let call = format!("_calls.{}(self._core, request)", operation.method);
    let prefix = twin.prefix();
    let (returns, body) = match &operation.result {
        Given::Job { .. } => {
            (format!("_jobs.{prefix}Job[{response}]"), format!("_jobs.{prefix}Job({})", twin.run(&call)))
        }
        Given::Plain | Given::Page(_) => (response.clone(), twin.run(&call)),
    };
    let mut doc = vec![words(&operation.doc.doc)];
    if operation.destructive {
        doc.push("**It destroys data.**".to_owned());
    }
    signature(text, twin.def(), &operation.method, &arguments, &returns);
    told(text, doc, &arguments, operation.doc.errors.as_deref());
    build(text, item, &arguments);
    let _ = writeln!(text, "        return {body}");
    if let Given::Page(pages) = &operation.result {
        let arguments = types::arguments(item, &cloud.enums);
        let returns = format!("_jobs.{prefix}Pages[{response}, {}]", pages.item);
        signature(text, "def", &pages.method, &arguments, &returns);
        told(text, vec![words(&pages.doc.doc)], &arguments, pages.doc.errors.as_deref());
        build(text, item, &arguments);
        let _ = writeln!(
            text,
            "        return _jobs.{prefix}Pages(_calls.{}(self._core, request))",
            pages.method
        );
    }
}

fn signature(text: &mut String, def: &str, name: &str, arguments: &[Argument<'_>], returns: &str) {
    if arguments.is_empty() {
        let _ = write!(text, "\n    {def} {name}(self) -> {returns}:\n");
        return;
    }
    let _ = write!(text, "\n    {def} {name}(\n        self,\n        *,\n");
    for argument in arguments {
        let _ = writeln!(text, "        {},", argument.declared());
    }
    let _ = writeln!(text, "    ) -> {returns}:");
}

fn told(text: &mut String, mut parts: Vec<String>, arguments: &[Argument<'_>], errors: Option<&str>) {
    if !arguments.is_empty() {
        let list = arguments
            .iter()
            .map(|argument| format!("    {}: {}", argument.name, words(argument.doc).replace("\n\n", " ")));
        parts.push(format!("Args:\n{}", list.collect::<Vec<_>>().join("\n")));
    }
    let errors = errors.map_or_else(
        || "Any error of a call; `applied` says whether the request took effect.".to_owned(),
        |errors| words(errors).replace("\n\n", " "),
    );
    parts.push(format!("Raises:\n    Error: {errors}"));
    docstring(text, "        ", &parts);
}

fn build(text: &mut String, item: &Struct, arguments: &[Argument<'_>]) {
    if arguments.is_empty() {
        let _ = writeln!(text, "        request = {}()", item.name);
        return;
    }
    let _ = writeln!(text, "        request = {}(", item.name);
    for argument in arguments {
        let _ = writeln!(text, "            {name}={name},", name = argument.name);
    }
    text.push_str("        )\n");
}
