//! Reset: back to the factory state, on the same image or on another (reference 2.4).

use super::super::fault::{Fault, ItemFault};
use super::batch;
use super::images::Image;
use super::power::{self, Change, Changes};
use super::{Answer, Call};
use crate::world::{Action, After, Builder, Job, Pace, Phone, Power, Submission};

/// `POST …/batch-reset`: 3, then 2, whether the phone ran or was stopped. An image may go up or down in version; the
/// user's data is lost either way (BP51).
pub(super) fn reset(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let builder = &call.universe.builder;
    let Changes { items, image } = power::changes(call)?;
    let duration = call.universe.settings.timing.restart;
    Ok(batch::run(call, items, |fleet, phone_id, change| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        if !settings.reset_any_state && !matches!(phone.power, Power::Running | Power::Stopped) {
            return Err(ItemFault::new("CPS.0165", "The phone must be running or stopped"));
        }
        power::fits(image.as_ref(), phone, settings)?;
        let image = image.clone();
        let builder = builder.clone();
        Ok(Submission {
            phone_id: phone_id.to_owned(),
            action: Action::Reset,
            object: None,
            phases: vec![Power::Resetting],
            on_success: After::Set(Power::Running),
            on_failure: After::Set(Power::ResetFailed),
            pace: Pace::Fixed(duration),
            job: Job::Instant(Box::new(move |phone| {
                clear(phone, &builder, image.as_deref(), change);
                Ok(())
            })),
        })
    }))
}

/// Earlier property settings stay, unless a factory reset is asked for.
fn clear(phone: &mut Phone, builder: &Builder, image: Option<&Image>, change: Change) {
    let kept = (!change.factory).then(|| phone.properties.clone());
    builder.factory(phone).install(phone);
    if let Some(kept) = kept {
        phone.properties = kept;
    }
    if !change.properties.is_empty() {
        phone.properties.extend(change.properties);
    }
    if let Some(image) = image {
        image.install(phone);
    }
}
