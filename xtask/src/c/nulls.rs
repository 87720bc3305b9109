//! A test program that calls every function of the vendors' operations without what it needs.

use std::fmt::Write as _;

use super::names::c_struct;
use crate::manifest::Manifest;
use crate::manifest::methods::Given;

/// Where it lies, from the root of the repository.
const PATH: &str = "bindings/c/tests/programs/nulls.c";

const HEAD: &str = "/* Written by `cargo xtask generate` from tests/manifest.json. Do not edit. */
/* NULL instead of everything that a function needs is refused by name. */
#include \"check.h\"

static void never(void) {
    CHECK(!\"a call that was refused has no callback\");
}

";

/// The program.
pub(super) fn program(manifest: &Manifest) -> (String, String) {
    let mut text = HEAD.to_owned();
    for cloud in &manifest.clouds {
        let _ =
            writeln!(text, "static void {0}(const pv_client *client, const pv_client *other) {{", cloud.name);
        for operation in &cloud.operations {
            let name = format!("pv_{}_{}", cloud.name, operation.method);
            let request = c_struct(Some(&cloud.name), &operation.request);
            let response = c_struct(Some(&cloud.name), &operation.response);
            let is_job = matches!(operation.result, Given::Job { .. });
            let (job, no_job) = if is_job { (" &job,", " NULL,") } else { ("", "") };
            let _ = writeln!(text, "    {{\n        {request} request = {{.size = sizeof request}};");
            if is_job {
                let _ = writeln!(text, "        pv_job *job = NULL;");
                refuses(&mut text, "job", &format!("{name}(client, &request, NULL,{no_job} NULL, &error)"));
            }
            refuses(&mut text, "client", &format!("{name}(NULL, &request, NULL,{job} NULL, &error)"));
            refuses(&mut text, "client", &format!("{name}(other, &request, NULL,{job} NULL, &error)"));
            refuses(&mut text, "request", &format!("{name}(client, NULL, NULL,{job} NULL, &error)"));
            let done = format!("({name}_done)never");
            refuses(&mut text, "done", &format!("{name}_start(client, &request, NULL, NULL, NULL, &error)"));
            refuses(
                &mut text,
                "client",
                &format!("{name}_start(NULL, &request, NULL, {done}, NULL, &error)"),
            );
            refuses(&mut text, "request", &format!("{name}_start(client, NULL, NULL, {done}, NULL, &error)"));
            let _ = writeln!(text, "        {response}_free(NULL);");
            if let Given::Page(pages) = &operation.result {
                let list = format!("pv_{}_{}", cloud.name, pages.method);
                let item = c_struct(Some(&cloud.name), &pages.item);
                let _ = writeln!(text, "        {list} *pages = NULL;");
                refuses(&mut text, "pages", &format!("{list}_new(client, &request, NULL, NULL, &error)"));
                refuses(&mut text, "client", &format!("{list}_new(NULL, &request, NULL, &pages, &error)"));
                refuses(&mut text, "request", &format!("{list}_new(client, NULL, NULL, &pages, &error)"));
                refuses(&mut text, "response", &format!("{list}_next(pages, NULL, &error)"));
                let _ = writeln!(
                    text,
                    "        {response} *response = NULL;\n        {item}_list *items = NULL;"
                );
                refuses(&mut text, "pages", &format!("{list}_next(NULL, &response, &error)"));
                refuses(&mut text, "pages", &format!("{list}_next_items(NULL, &items, &error)"));
                refuses(&mut text, "items", &format!("{list}_next_items(pages, NULL, &error)"));
                let _ = writeln!(text, "        {list}_free(NULL);\n        {item}_list_free(NULL);");
            }
            text.push_str("    }\n");
        }
        text.push_str("}\n\n");
    }
    text.push_str(
        "int main(void) {
    pv_huawei_options options = {
        .size = sizeof options, .region = \"cn-north-4\", .project_id = \"p\", .access_key = \"a\", .secret_key = \"s\"};
    pv_client *of_huawei = NULL, *of_alibaba = alibaba(NULL, NULL);
    ENDS(PV_OK, pv_huawei_client_new(NULL, &options, &of_huawei, &error));
    huawei(of_huawei, of_alibaba);
    alibaba_(of_alibaba, of_huawei);
    pv_client_free(of_huawei);
    pv_client_free(of_alibaba);
    return 0;
}
",
    );
    // The function that makes a client is called so already.
    let text = text.replace("static void alibaba(const", "static void alibaba_(const");
    (PATH.to_owned(), text)
}

fn refuses(text: &mut String, field: &str, call: &str) {
    let _ = writeln!(text, "        REFUSES(\"{field}\", {call});");
}
