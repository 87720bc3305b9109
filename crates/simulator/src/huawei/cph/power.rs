//! Stop, and restart, which also starts (reference 2.4).

use std::sync::Arc;

use serde_json::Value;

use super::super::fault::{Fault, ItemFault};
use super::batch::{self, Item};
use super::body::{self, ListCodes, strings, text};
use super::images::{self, Image};
use super::{Answer, Call, compatibility};
use crate::settings::HuaweiSettings;
use crate::world::{Action, After, Failure, Job, Pace, Phone, Power, Submission, adopt_apps};

/// `POST …/batch-stop`: plain ids.
pub(super) fn stop(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let body = call.json("CPS.0080")?;
    let codes = ListCodes { empty: "CPS.0009", bad: "CPS.0080", too_many: "CPS.0190" };
    body::items(&body, "phone_ids", settings.max_phones, &codes)?;
    let ids = strings(&body, "phone_ids", "CPS.0080")?.unwrap_or_default();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    batch::check(call, &names, "CPS.0080")?;
    let items = ids.into_iter().map(|phone_id| Item { phone_id, asked: Ok(()) }).collect();
    let duration = call.universe.settings.timing.power;
    Ok(batch::run(call, items, |fleet, phone_id, ()| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        batch::running(phone, settings)?;
        Ok(Submission {
            phone_id: phone_id.to_owned(),
            action: Action::Stop,
            object: None,
            phases: vec![Power::Stopping],
            on_success: After::Set(Power::Stopped),
            on_failure: After::Set(Power::StopFailed),
            pace: Pace::Fixed(duration),
            job: Job::Instant(Box::new(|_| Ok(()))),
        })
    }))
}

/// A restart or reset as it is asked for.
pub(super) struct Changes {
    pub(super) items: Vec<Item<Change>>,
    /// The image that all of them are to get.
    pub(super) image: Option<Arc<Image>>,
}

/// What a restart or a reset asks of one phone.
pub(super) struct Change {
    /// System properties to set.
    pub(super) properties: Vec<(String, String)>,
    /// Of a reset: whether earlier property settings go as well.
    pub(super) factory: bool,
}

/// Reads the body of a restart or reset.
///
/// # Errors
/// CPS.0077 bad list, CPS.0190 too many, CPS.0078 bad property, CPS.0029, CPS.0030 and CPS.0166 for the image.
pub(super) fn changes(call: &Call<'_>) -> Result<Changes, Fault> {
    let settings = call.settings();
    let body = call.json("CPS.0077")?;
    let codes = ListCodes { empty: "CPS.0077", bad: "CPS.0077", too_many: "CPS.0190" };
    let phones = body::items(&body, "phones", settings.max_phones, &codes)?;
    let mut items = Vec::with_capacity(phones.len());
    for phone in phones {
        let phone_id = text(phone, "phone_id", "CPS.0077")?;
        let properties = properties(phone.get("property"), settings)?;
        let factory = match phone.get("factory_reset_enabled") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(factory)) => *factory,
            Some(_) => return Err(Fault::bad("CPS.0077", "factory_reset_enabled must be true or false")),
        };
        items.push(Item { phone_id, asked: Ok(Change { properties, factory }) });
    }
    let ids: Vec<&str> = items.iter().map(|item| item.phone_id.as_str()).collect();
    batch::check(call, &ids, "CPS.0077")?;
    let image = match body.get("image_id") {
        None | Some(Value::Null) => None,
        Some(id) => Some(Arc::new(images::wanted(call.universe, id)?)),
    };
    Ok(Changes { items, image })
}

/// A property is a JSON document written as a string.
fn properties(value: Option<&Value>, settings: &HuaweiSettings) -> Result<Vec<(String, String)>, Fault> {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Ok(Vec::new()) };
    let text = value.as_str().filter(|text| text.len() <= settings.max_property_bytes);
    match text.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
        Some(Value::Object(map)) => {
            let plain = |value: Value| match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            Ok(map.into_iter().map(|(name, value)| (name, plain(value))).collect())
        }
        _ => Err(Fault::bad("CPS.0078", "property must be a JSON object written as a string")),
    }
}

/// Whether a phone may get an image.
///
/// # Errors
/// CPS.0166 by setting, if it is for other hardware.
pub(super) fn fits(
    image: Option<&Arc<Image>>,
    phone: &Phone,
    settings: &HuaweiSettings,
) -> Result<(), ItemFault> {
    match image {
        Some(image) if settings.match_image_label && image.label != phone.server_type => {
            Err(ItemFault::new("CPS.0166", "The image does not exist for the model of the phone"))
        }
        _ => Ok(()),
    }
}

/// `POST …/batch-restart`: restarts a running phone, starts a stopped one; what was restored becomes visible.
pub(super) fn restart(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let Changes { items, image } = changes(call)?;
    let duration = call.universe.settings.timing.restart;
    Ok(batch::run(call, items, |fleet, phone_id, change| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        let action = match phone.power {
            Power::Running => Action::Restart,
            Power::Stopped => Action::Start,
            _ => return Err(ItemFault::new("CPS.0165", "The phone must be running or stopped")),
        };
        fits(image.as_ref(), phone, settings)?;
        let image = image.clone();
        let settings = call.universe.huawei.settings(settings);
        Ok(Submission {
            phone_id: phone_id.to_owned(),
            action,
            object: None,
            phases: vec![Power::Restarting],
            on_success: After::Set(Power::Running),
            on_failure: After::Set(Power::RestartFailed),
            pace: Pace::Fixed(duration),
            job: Job::Instant(Box::new(move |phone| boot(phone, image.as_deref(), change, &settings))),
        })
    }))
}

/// A restart keeps the data and only goes up in version (BP51).
fn boot(
    phone: &mut Phone,
    image: Option<&Image>,
    change: Change,
    settings: &HuaweiSettings,
) -> Result<(), Failure> {
    if let Some(image) = image {
        if compatibility::is_newer(&phone.android, &image.android, settings.compare_minor) {
            let text =
                format!("a restart cannot go from Android {} down to {}", phone.android, image.android);
            return Err(Failure::new(settings.image_downgrade_code.clone(), text));
        }
        image.install(phone);
    }
    if !change.properties.is_empty() {
        phone.properties.extend(change.properties);
    }
    phone.tree_mut().reveal();
    adopt_apps(phone);
    Ok(())
}
