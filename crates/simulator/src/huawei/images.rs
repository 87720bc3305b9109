//! Phone images (reference 2.5).

use serde_json::json;

use super::cph::{Answer, Call};
use super::fault::Fault;
use super::query::Query;
use crate::random::Random;
use crate::universe::Universe;
use crate::world::{Cloud, ImageKind};

/// One image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) image_id: String,
    /// Android release, for example `11`.
    pub(super) android: String,
    pub(super) label: String,
    pub(super) kind: ImageKind,
}

impl Image {
    /// As the phone list writes it.
    pub(super) fn version(&self) -> String {
        if self.android.contains('.') {
            format!("AOSP {}", self.android)
        } else {
            format!("AOSP {}.0", self.android)
        }
    }

    pub(super) fn major(&self) -> u32 {
        major(&self.android)
    }
}

/// First number of an Android release, the pages compare no finer than that; 0 when there is none.
pub(super) fn major(android: &str) -> u32 {
    android.split('.').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The public lines (AOSP 7, 9, 11) and whatever else the phones run on, sorted by id.
pub(super) fn all(universe: &Universe) -> Vec<Image> {
    let public = |android: &str, label: &str| Image {
        image_id: Random::labelled(universe.seed, &format!("image {android}")).hex(32),
        android: android.to_owned(),
        label: label.to_owned(),
        kind: ImageKind::Public,
    };
    let mut images =
        vec![public("7.1.1", "cloud_phone"), public("9", "cloud_phone"), public("11", "cloud_phone_1620")];
    universe.world.with(|fleet| {
        for phone in fleet.phones(Cloud::Huawei) {
            if !images.iter().any(|image| image.image_id == phone.image_id) {
                images.push(Image {
                    image_id: phone.image_id.clone(),
                    android: phone.android.clone(),
                    label: phone.server_type.clone(),
                    kind: phone.image_kind,
                });
            }
        }
    });
    images.sort_by(|a, b| a.image_id.cmp(&b.image_id));
    images
}

/// `GET …/phone-images`.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let query = Query::parse(&call.request.query);
    let limit = query.number("limit", (1, 500), 500, "CPS.0002")?;
    let wanted = match query.get("image_type") {
        None | Some("all") => None,
        Some("public") => Some(ImageKind::Public),
        Some("private") => Some(ImageKind::Custom),
        Some("share") => return Ok(page(call, &[], None)),
        // No code of its own is documented: the one for a bad image is the nearest.
        Some(_) => return Err(Fault::bad("CPS.0030", "image_type must be public, private, share or all")),
    };
    let marker = query.get("marker").unwrap_or_default();
    let mut images = all(call.universe);
    images.retain(|image| wanted.is_none_or(|kind| image.kind == kind) && image.image_id.as_str() > marker);
    let more = images.len() > limit;
    images.truncate(limit);
    let next = images.last().filter(|_| more).map(|image| image.image_id.as_str());
    Ok(page(call, &images, next))
}

fn page(call: &Call<'_>, images: &[Image], next: Option<&str>) -> Answer {
    let lines: Vec<_> = images
        .iter()
        .map(|image| {
            json!({
                "image_id": image.image_id,
                "image_name": format!("android-{}-{}", image.android, image.kind.name()),
                "os_type": "aosp",
                "os_name": format!("AOSP{}", image.android),
                "is_public": if image.kind == ImageKind::Public { 1 } else { 2 },
                "image_label": image.label,
                "is_support_encrypt": false,
            })
        })
        .collect();
    Answer::read(json!({
        "request_id": call.request_id,
        "phone_images": lines,
        "page_info": {"next_marker": next},
    }))
}
