//! Stop, and restart, which also starts (reference 2.4).

use serde_json::Value;

use super::batch;
use super::cph::{Answer, Call};
use super::fault::{Fault, ItemFault};
use super::images::{self, Image};
use crate::world::{Action, After, Failure, Job, Pace, Phone, Power, Submission, adopt_apps};

/// `POST …/batch-stop`: plain ids.
pub(super) fn stop(call: &Call<'_>) -> Result<Answer, Fault> {
    let body = call.json("CPS.0080")?;
    let ids = body.get("phone_ids").and_then(Value::as_array);
    let ids = ids.ok_or_else(|| Fault::bad("CPS.0080", "phone_ids must be a list"))?;
    let ids: Option<Vec<String>> = ids.iter().map(|id| id.as_str().map(str::to_owned)).collect();
    let ids = ids.ok_or_else(|| Fault::bad("CPS.0080", "phone_ids must hold strings"))?;
    check_count(call, ids.len(), "CPS.0009")?;
    let duration = call.universe.settings.timing.power;
    Ok(batch::run(call, ids, String::as_str, |fleet, id| {
        let phone = batch::phone(fleet, &id)?;
        if phone.power != Power::Running {
            return Err(ItemFault::new("CPS.0141", "The phone is not running"));
        }
        Ok(Submission {
            phone_id: id,
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

/// `POST …/batch-restart`: restarts a running phone, starts a stopped one; what was restored becomes visible.
pub(super) fn restart(call: &Call<'_>) -> Result<Answer, Fault> {
    let body = call.json("CPS.0077")?;
    let phones = body.get("phones").and_then(Value::as_array);
    let phones = phones.ok_or_else(|| Fault::bad("CPS.0077", "phones must be a list"))?;
    let mut ids = Vec::with_capacity(phones.len());
    for phone in phones {
        let id = phone.get("phone_id").and_then(Value::as_str);
        ids.push(id.ok_or_else(|| Fault::bad("CPS.0077", "phone_id must be a string"))?.to_owned());
        if let Some(property) = phone.get("property").filter(|property| !property.is_null()) {
            check_property(property)?;
        }
    }
    check_count(call, ids.len(), "CPS.0077")?;
    let image = match body.get("image_id") {
        None | Some(Value::Null) => None,
        Some(id) => Some(image(call, id)?),
    };
    let duration = call.universe.settings.timing.restart;
    Ok(batch::run(call, ids, String::as_str, |fleet, id| {
        let phone = batch::phone(fleet, &id)?;
        let action = match phone.power {
            Power::Running => Action::Restart,
            Power::Stopped => Action::Start,
            _ => return Err(ItemFault::new("CPS.0165", "The phone must be running or stopped")),
        };
        let image = image.clone();
        Ok(Submission {
            phone_id: id,
            action,
            object: None,
            phases: vec![Power::Restarting],
            on_success: After::Set(Power::Running),
            on_failure: After::Set(Power::RestartFailed),
            pace: Pace::Fixed(duration),
            job: Job::Instant(Box::new(move |phone| boot(phone, image.as_ref()))),
        })
    }))
}

/// A restart keeps the data and only goes up in version (BP51).
fn boot(phone: &mut Phone, image: Option<&Image>) -> Result<(), Failure> {
    if let Some(image) = image {
        if image.major() < images::major(&phone.android) {
            let text =
                format!("a restart cannot go from Android {} down to {}", phone.android, image.android);
            return Err(Failure::new("CPS.0166", text));
        }
        phone.image_id.clone_from(&image.image_id);
        phone.image_version = image.version();
        phone.android.clone_from(&image.android);
    }
    phone.tree_mut().reveal();
    adopt_apps(phone);
    Ok(())
}

fn image(call: &Call<'_>, id: &Value) -> Result<Image, Fault> {
    let id = id.as_str().filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Fault::bad("CPS.0030", "image_id must be a string"))?;
    let known = images::all(call.universe);
    known
        .into_iter()
        .find(|image| image.image_id == id)
        .ok_or_else(|| Fault::bad("CPS.0166", "The image does not exist"))
}

fn check_count(call: &Call<'_>, count: usize, empty_code: &str) -> Result<(), Fault> {
    let most = call.universe.settings.huawei.max_phones;
    if count == 0 {
        return Err(Fault::bad(empty_code, "the list of phones is empty"));
    }
    if count > most {
        return Err(Fault::bad("CPS.0190", format!("at most {most} phones are allowed")));
    }
    Ok(())
}

/// A property is a JSON document written as a string.
fn check_property(property: &Value) -> Result<(), Fault> {
    let object = property.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
    match object {
        Some(Value::Object(_)) => Ok(()),
        _ => Err(Fault::bad("CPS.0078", "property must be a JSON object written as a string")),
    }
}
