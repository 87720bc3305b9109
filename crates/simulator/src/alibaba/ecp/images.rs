//! `DescribeImageList`: the images that the phones have (reference 3.4).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::page::PageRequest;
use super::{specs, times};
use crate::settings::AlibabaSettings;
use crate::world::{Cloud, Fleet, ImageKind, Phone};

/// Page size when `MaxResults` is absent.
const DEFAULT_PAGE: usize = 20;

/// The states of an image.
const STATES: [&str; 5] = ["INIT", "CREATING", "AVAILABLE", "CREATE_FAILED", "DELETE"];

/// One image, put together from the phones that have it.
struct Image {
    /// Number of the first phone that has it: its position in the list.
    number: u64,
    first: Phone,
    name: String,
    status: &'static str,
    servers: BTreeSet<String>,
    regions: BTreeSet<String>,
}

/// Answers the images that match, in the order in which phones got them.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let parameters = call.parameters;
    parameters.needed("ImageType")?;
    let kind = parameters.one_of("ImageType", &["System", "User"])?.unwrap_or("System");
    let status = parameters.one_of("Status", &STATES)?;
    let page = PageRequest::read(parameters, DEFAULT_PAGE, false)?;
    let settings = &call.universe.settings.alibaba;
    // No image has a package type or a tag, so a filter for one finds nothing.
    let impossible =
        parameters.text("ImagePackageType").is_some() || !parameters.objects("ImageBizTags").is_empty();
    let images = call.universe.world.with(|fleet| images(fleet, settings));
    let same = |wanted: Option<&str>, value: &str| wanted.is_none_or(|wanted| wanted == value);
    let matches = |image: &Image| {
        !impossible
            && (image.first.image_kind == ImageKind::Custom) == (kind == "User")
            && same(status, image.status)
            && same(parameters.text("ImageId"), &image.first.image_id)
            && parameters.text("ImageName").is_none_or(|name| image.name.contains(name))
            && same(parameters.text("SystemType"), &super::instances::system_version(&image.first))
            && parameters.text("InstanceType").is_none_or(|server| image.servers.contains(server))
    };
    let found: Vec<Image> = images.into_values().filter(matches).collect();
    let page = page.cut(found, |image| image.number);
    let account = &call.universe.identity.alibaba.account_id;
    let data: Vec<Value> = page.items.iter().map(|image| render(image, account, settings)).collect();
    Ok(Answer::read(json!({"TotalCount": page.total, "NextToken": page.next_token, "Data": data})))
}

/// All images by kind and id.
fn images(fleet: &Fleet, settings: &AlibabaSettings) -> BTreeMap<(bool, String), Image> {
    let mut images: BTreeMap<(bool, String), Image> = BTreeMap::new();
    for phone in fleet.phones(Cloud::Alibaba) {
        let custom = phone.image_kind == ImageKind::Custom;
        let image = images.entry((custom, phone.image_id.clone())).or_insert_with(|| Image {
            number: phone.number as u64,
            first: phone.clone(),
            name: format!("Android {} {}", phone.android, phone.image_version),
            status: if settings.deleted_images.contains(&phone.image_id) { "DELETE" } else { "AVAILABLE" },
            servers: BTreeSet::new(),
            regions: BTreeSet::new(),
        });
        if !image.servers.contains(&phone.server_type) {
            image.servers.insert(phone.server_type.clone());
        }
        if !image.regions.contains(&phone.region) {
            image.regions.insert(phone.region.clone());
        }
    }
    images
}

fn render(image: &Image, account: &str, settings: &AlibabaSettings) -> Value {
    let phone = &image.first;
    let zone = settings.zone_offset_hours;
    let created = times::local(phone.created_at, zone);
    let distributed: serde_json::Map<String, Value> = image
        .regions
        .iter()
        .map(|region| (region.clone(), json!({"DistributeStatus": "AVAILABLE", "Progress": "100%"})))
        .collect();
    json!({
        "ImageId": phone.image_id,
        "ImageName": image.name,
        "ImageType": if phone.image_kind == ImageKind::Custom { "User" } else { "System" },
        // Another form than the version of an instance: so the vendor's samples have it.
        "ImageVersion": times::digits(phone.created_at, zone),
        "SystemType": super::instances::system_version(phone),
        "RenderingType": specs::RENDERING,
        "Status": image.status,
        "Language": "zh-CN",
        "ReleaseTime": created,
        "GmtCreate": created,
        "GmtModified": created,
        "Description": "",
        "AliUid": account.parse::<i64>().unwrap_or_default(),
        "ImageRegionList": image.regions,
        "ImageRegionDistributeMap": distributed,
        "ImageBizTags": [],
    })
}
