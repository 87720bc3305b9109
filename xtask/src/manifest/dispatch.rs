//! The list of all typed operations, as Rust source: with it the shared scenarios call each of them by the vendor's name.
//! An operation that is added is there at once.

use super::Manifest;
use super::cloud::Cloud;
use super::methods::Given;

/// Where it lies, from the root of the repository.
pub(crate) const PATH: &str = "crates/phonevault/tests/shared/operations.rs";

/// The text of the file.
pub(crate) fn text(manifest: &Manifest) -> String {
    let names: Vec<&str> = manifest.clouds.iter().map(|cloud| &*cloud.name).collect();
    let mut text = format!(
        "//! Every typed operation by the vendor's name. Written by `cargo xtask generate`; do not edit.\n\n\
         use phonevault::{{Result, {}}};\n\
         use serde_json::Value;\n\n\
         use super::typed::{{Answered, Listing, job, params, plain}};\n",
        names.join(", ")
    );
    for cloud in &manifest.clouds {
        text.push_str(&calls(cloud));
        text.push_str(&pages(cloud));
    }
    text
}

fn calls(cloud: &Cloud) -> String {
    let name = &cloud.name;
    let mut text = format!(
        "\npub(crate) async fn {name}(client: &{name}::Client, operation: &str, given: Value) -> Result<Answered> {{\n    \
         match operation {{\n"
    );
    for operation in &cloud.operations {
        let shape = if matches!(operation.result, Given::Job { .. }) { "job" } else { "plain" };
        text.push_str(&format!(
            "        \"{}\" => {shape}(client.{}(&params(given)).await),\n",
            operation.name, operation.method
        ));
    }
    text + &unknown(name)
}

fn pages(cloud: &Cloud) -> String {
    let name = &cloud.name;
    let mut text = format!(
        "\npub(crate) fn {name}_pages(client: &{name}::Client, operation: &str, given: Value) -> Box<dyn Listing> {{\n    \
         match operation {{\n"
    );
    for operation in &cloud.operations {
        if let Given::Page(paginator) = &operation.result {
            text.push_str(&format!(
                "        \"{}\" => Box::new(client.{}(params(given))),\n",
                operation.name, paginator.method
            ));
        }
    }
    text + &unknown(name)
}

fn unknown(cloud: &str) -> String {
    format!("        other => panic!(\"{{other}} is no such operation of {cloud}\"),\n    }}\n}}\n")
}
