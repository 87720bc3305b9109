//! Phone images (reference 2.5).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::super::query::Query;
use super::{Answer, Call};
use crate::random::Random;
use crate::universe::Universe;
use crate::world::{Cloud, ImageKind, Phone};

/// Whose image it is, in the order in which all images are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Public,
    Private,
    /// Of another project, which shares it with ours.
    Shared,
}

impl Owner {
    /// As the queries name it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Shared => "share",
        }
    }
}

/// One image; every one of them can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) image_id: String,
    pub(super) name: String,
    /// Android release, for example `11`.
    pub(super) android: String,
    /// Hardware family.
    pub(super) label: String,
    pub(super) owner: Owner,
    pub(super) created_at: Timestamp,
    pub(super) bytes: u64,
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

    /// Makes it the image of a phone. The hardware stays.
    pub(super) fn install(&self, phone: &mut Phone) {
        phone.image_id.clone_from(&self.image_id);
        phone.image_version = self.version();
        phone.android.clone_from(&self.android);
        phone.image_kind = if self.owner == Owner::Public { ImageKind::Public } else { ImageKind::Custom };
    }
}

/// The public lines (AOSP 7, 9, 11), the images that the settings ask for, and whatever else the phones run on; by
/// owner, then by id.
pub(super) fn all(universe: &Universe) -> Vec<Image> {
    let settings = &universe.settings.huawei;
    let seed = universe.seed;
    let mut images = Vec::new();
    for (android, label) in [("7.1.1", "cloud_phone"), ("9", "cloud_phone"), ("11", "cloud_phone_1620")] {
        images.push(made(seed, &format!("image {android}"), android, label, Owner::Public));
    }
    for (owner, count) in [(Owner::Private, settings.private_images), (Owner::Shared, settings.shared_images)]
    {
        for number in 0..count {
            let (android, label) =
                if number % 2 == 0 { ("11", "cloud_phone_1620") } else { ("9", "cloud_phone") };
            images.push(made(seed, &format!("image {} {number}", owner.name()), android, label, owner));
        }
    }
    universe.world.with(|fleet| {
        for phone in fleet.phones(Cloud::Huawei) {
            if !images.iter().any(|image| image.image_id == phone.image_id) {
                let public = phone.image_kind == ImageKind::Public;
                let owner = if public { Owner::Public } else { Owner::Private };
                let image = made(seed, &phone.image_id, &phone.android, &phone.server_type, owner);
                images.push(Image { image_id: phone.image_id.clone(), ..image });
            }
        }
    });
    images.sort_by(|a, b| (a.owner, &a.image_id).cmp(&(b.owner, &b.image_id)));
    images
}

/// An image whose facts come from its label in the seed. Images are older than any phone.
fn made(seed: u64, seed_label: &str, android: &str, label: &str, owner: Owner) -> Image {
    let image_id = Random::labelled(seed, seed_label).hex(32);
    let mut facts = Random::labelled(seed, &format!("facts of {seed_label}"));
    // Somewhere in 2025.
    let created = 1_735_689_600 + facts.below(365 * 86_400);
    let age = SignedDuration::from_secs(i64::try_from(created).unwrap_or(0));
    Image {
        image_id,
        name: format!("android-{android}-{}", if owner == Owner::Public { "public" } else { "custom" }),
        android: android.to_owned(),
        label: label.to_owned(),
        owner,
        created_at: Timestamp::UNIX_EPOCH.saturating_add(age).unwrap_or(Timestamp::UNIX_EPOCH),
        bytes: (2 << 30) + facts.below(1 << 30),
    }
}

/// The image that a restart or reset names.
///
/// # Errors
/// CPS.0029 empty, CPS.0030 bad, CPS.0166 unknown.
pub(super) fn wanted(universe: &Universe, id: &Value) -> Result<Image, Fault> {
    let id = id.as_str().ok_or_else(|| Fault::bad("CPS.0030", "image_id must be a string"))?;
    if id.is_empty() {
        return Err(Fault::bad("CPS.0029", "image_id is empty"));
    }
    if id.len() > 32 || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err(Fault::bad("CPS.0030", "image_id has at most 32 letters, digits, '-' and '_'"));
    }
    let found = all(universe).into_iter().find(|image| image.image_id == id);
    found.ok_or_else(|| Fault::bad("CPS.0166", "The image does not exist"))
}

/// `GET …/phone-images`.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let query = Query::parse(&call.request.query);
    let limit = query.limit(500, 500, settings)?;
    let wanted = match query.get("image_type") {
        None | Some("all") => None,
        Some("public") => Some(Owner::Public),
        Some("private") => Some(Owner::Private),
        Some("share") => Some(Owner::Shared),
        Some(_) => {
            let text = "image_type must be public, private, share or all";
            return Err(Fault::bad(&settings.bad_filter_code, text));
        }
    };
    let mut images = all(call.universe);
    images.retain(|image| wanted.is_none_or(|owner| image.owner == owner));
    if let Some(marker) = query.get("marker") {
        // The marker is the last image of the page before.
        let at = images.iter().position(|image| image.image_id == marker);
        let at = at.ok_or_else(|| Fault::bad("CPS.0002", "marker is not one that was given out"))?;
        images.drain(..=at);
    }
    let more = images.len() > limit;
    images.truncate(limit);
    let next = images.last().filter(|_| more).map(|image| image.image_id.as_str());
    let lines: Vec<Value> = images.iter().map(|image| line(image, settings.has_encrypt)).collect();
    Ok(Answer::read(json!({
        "request_id": call.request_id,
        "phone_images": lines,
        "page_info": {"next_marker": next},
    })))
}

fn line(image: &Image, has_encrypt: bool) -> Value {
    let mut line = json!({
        "image_id": image.image_id,
        "image_name": image.name,
        "os_type": "aosp",
        "os_name": format!("AOSP{}", image.android),
        "is_public": if image.owner == Owner::Public { 1 } else { 2 },
        "image_label": image.label,
        "is_support_encrypt": has_encrypt,
    });
    if image.owner == Owner::Shared {
        line["receive_status"] = 1.into();
    }
    line
}
