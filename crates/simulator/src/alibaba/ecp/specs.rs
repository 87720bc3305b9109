//! `DescribeSpec`: what can be bought (reference 3.5). The ids are published; the figures beside them are guessed.

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::page::PageRequest;

/// Page size when `MaxResults` is absent.
const DEFAULT_PAGE: usize = 100;

/// The matrix servers that phones of the kind [`MATRIX`] run on.
const SERVERS: [&str; 2] = ["cpm.gx7.10xlarge", "cpm.gx8.16xlarge"];

/// The spec of a phone on a matrix server.
pub(super) const MATRIX: &str = "ac.max";

/// How every phone and image renders.
pub(super) const RENDERING: &str = "GPULocal";

/// One spec.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) id: &'static str,
    /// `CPU` or `GPU`: what stands for the architecture, since no field names it.
    pub(super) kind: &'static str,
    pub(super) cores: u32,
    pub(super) memory_gb: u32,
    pub(super) disk_gb: u32,
    pub(super) resolution: &'static str,
    /// Phones of one order: fewest, most.
    pub(super) phones: (u32, u32),
}

const fn spec(id: &'static str, kind: &'static str, cores: u32, memory_gb: u32, phones: (u32, u32)) -> Spec {
    Spec { id, kind, cores, memory_gb, disk_gb: 32, resolution: "720*1280", phones }
}

/// The spec of a phone in a group that has no other.
pub(super) const SMALLEST: Spec = spec("acp.basic.small", "CPU", 2, 4, (1, 100));

/// All specs.
static SPECS: [Spec; 6] = [
    SMALLEST,
    spec("acp.std.small", "CPU", 4, 8, (1, 100)),
    spec("acp.std.large", "CPU", 8, 16, (1, 100)),
    spec("acp.perf.small", "GPU", 4, 8, (1, 100)),
    spec("acp.perf.large", "GPU", 8, 16, (1, 100)),
    spec(MATRIX, "GPU", 4, 8, (1, 40)),
];

/// The spec of that id.
pub(super) fn find(id: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.id == id)
}

/// The architecture of a phone by what it runs on: of a matrix server the second part of its type, of a group the kind
/// of its spec (reference 3.7). `None` if it cannot be told.
pub(super) fn family(server_type: &str) -> Option<&str> {
    match find(server_type) {
        Some(spec) => Some(spec.kind),
        None => server_type.split('.').nth(1),
    }
}

/// Answers the specs that match, in the order of the table.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let parameters = call.parameters;
    let page = PageRequest::read(parameters, DEFAULT_PAGE, false)?;
    parameters.one_of("ChargeType", &["PrePaid", "PostPaid"])?;
    let mode = parameters.one_of("SaleMode", &["Instance", "Node"])?.unwrap_or("Instance");
    let server = parameters.text("MatrixSpec");
    let status = parameters.one_of("SpecStatus", &["Available", "Unsupported"])?.unwrap_or("Available");
    let region_known = parameters.text("BizRegionId").is_none_or(super::regions::is_known);
    let (ids, kind) = (parameters.list("SpecIds"), parameters.text("SpecType"));
    let found: Vec<(u64, &Spec)> = (1..)
        .zip(&SPECS)
        .filter(|(_, spec)| {
            (spec.id == MATRIX) == (mode == "Node")
                && (mode != "Node" || server.is_none_or(|server| SERVERS.contains(&server)))
                && (ids.is_empty() || ids.iter().any(|id| id == spec.id))
                && kind.is_none_or(|kind| kind == spec.kind)
                && status == "Available"
                && region_known
        })
        .collect();
    let page = page.cut(found, |(number, _)| *number);
    let items: Vec<Value> = page.items.iter().map(|(_, spec)| render(spec)).collect();
    Ok(Answer::read(json!({"TotalCount": page.total, "NextToken": page.next_token, "SpecInfoModel": items})))
}

fn render(spec: &Spec) -> Value {
    json!({
        "SpecId": spec.id,
        "SpecType": spec.kind,
        "SpecStatus": "Available",
        "Core": spec.cores,
        "Memory": spec.memory_gb,
        "SystemDiskSize": spec.disk_gb,
        "Resolution": spec.resolution,
        // Strings, unlike the other numbers: so it is in the vendor's SDK.
        "PhoneCount": spec.phones.1.to_string(),
        "MinPhoneCount": spec.phones.0.to_string(),
        "MaxPhoneCount": spec.phones.1.to_string(),
    })
}
