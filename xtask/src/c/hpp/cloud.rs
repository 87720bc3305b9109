//! The header of a cloud: the values of its enumerations, requests, answers and the client.

use std::fmt::Write as _;

use super::order::ordered;
use super::{HEAD, answers, enums, operations, requests};
use crate::c::types::Section;
use crate::manifest::Result;
use crate::manifest::cloud::Cloud;
use crate::manifest::structs::Struct;

/// The header.
pub(super) fn header(cloud: &Cloud) -> Result<String> {
    let (product, template) = match &*cloud.name {
        "huawei" => ("Huawei Cloud Phone Host", include_str!("templates/huawei.hpp.in")),
        _ => ("Alibaba Cloud Phone", include_str!("templates/alibaba.hpp.in")),
    };
    let mut text = HEAD.to_owned();
    let _ = write!(
        text,
        "/// \\file
/// {product}: requests and answers, the values of enumerations, and the client. Operations and fields
/// have the vendor's names in snake case.

#include \"call.hpp\"
#include \"client.hpp\"
#include \"lower.hpp\"
#include \"pages.hpp\"
#include \"view.hpp\"

#include <phonevault.h>

#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phonevault::{} {{
",
        cloud.name
    );
    let section = Section { cloud: Some(&cloud.name), enums: &cloud.enums };
    for item in &cloud.enums {
        enums::open(&mut text, item);
    }
    let asked: Vec<&Struct> = cloud.structs.iter().filter(|item| item.used_in.request).collect();
    let asked = ordered(&asked)?;
    for item in &asked {
        requests::aggregate(&mut text, section, item)?;
    }
    let told: Vec<&Struct> = cloud.structs.iter().filter(|item| item.used_in.response).collect();
    for item in ordered(&told)? {
        let owned = cloud.operations.iter().any(|operation| operation.response == item.name);
        answers::view(&mut text, section, item, owned)?;
    }
    let _ = write!(text, "\n}} // namespace phonevault::{}\n\nnamespace phonevault::detail {{\n", cloud.name);
    for item in &asked {
        requests::lowering(&mut text, section, &cloud.name, item)?;
    }
    for operation in &cloud.operations {
        operations::pages(&mut text, cloud, operation);
    }
    let _ =
        write!(text, "\n}} // namespace phonevault::detail\n\nnamespace phonevault::{} {{\n\n", cloud.name);
    text.push_str(&operations::aliases(cloud));
    text.push('\n');
    let mut methods = String::new();
    for operation in &cloud.operations {
        operations::methods(&mut methods, cloud, operation);
    }
    text.push_str(&template.replace("§operations\n", &methods));
    let _ = write!(text, "\n}} // namespace phonevault::{}\n", cloud.name);
    Ok(text)
}
