//! `DescribeRegions`: where phones can be (reference section 5).

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};

/// The regions published for phones, with their names in English and in Chinese.
const REGIONS: [(&str, &str, &str); 4] = [
    ("cn-shanghai", "China (Shanghai)", "华东2（上海）"),
    ("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）"),
    ("ap-southeast-1", "Singapore", "新加坡"),
    ("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）"),
];

/// Whether phones can be there.
pub(super) fn is_known(region: &str) -> bool {
    REGIONS.iter().any(|(id, _, _)| *id == region)
}

/// Answers all regions; the names are Chinese unless `AcceptLanguage` is `en`.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let language = call.parameters.one_of("AcceptLanguage", &["cn", "en"])?.unwrap_or("cn");
    call.parameters.one_of("SaleMode", &["Instance", "Node"])?;
    let models: Vec<Value> = REGIONS
        .iter()
        .map(|(id, english, chinese)| {
            json!({"RegionId": id, "RegionName": if language == "en" { english } else { chinese }})
        })
        .collect();
    Ok(Answer::read(json!({"RegionModels": models})))
}
