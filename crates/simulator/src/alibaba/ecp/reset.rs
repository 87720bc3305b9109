//! `ResetAndroidInstancesInGroup` (reference 3.3): **wipes phones** back to their image.

use std::time::Duration;

use serde_json::json;

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::instances::sale_mode;
use super::power::{self, Switch};
use crate::settings::AlibabaSettings;
use crate::world::{Action, After, Builder, Effect, Failure, Finish, Job, Phone, Power};

/// Resets phones; answers its tasks, and an order if the data disk shrinks.
pub(super) fn reset(call: Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    let parameters = call.parameters;
    // Nothing is paid for here, so both are only read.
    parameters.boolean("AutoPay")?;
    parameters.text("PromotionId");
    let keeps = parameters.integer("SettingResetType", 0, i64::from(i32::MAX))?.is_some_and(|kind| kind != 0);
    let shrinks = parameters.integer("TargetDataDiskSize", 1, i64::from(i32::MAX))?.is_some();
    if shrinks && !settings.may_shrink_disk {
        let text = "TargetDataDiskSize is open to accounts on a list only.";
        return Err(Fault::new(403, "Forbidden", text));
    }
    let takes_part = power::takes_part(call)?;
    let switch = Switch {
        operation: "ResetAndroidInstancesInGroup",
        task_type: "ResetInstance",
        action: Action::Reset,
        allowed: &[Power::Running, Power::Stopped, Power::BackupFailed, Power::RestoreFailed],
        from_unavailable: true,
        during: Power::Resetting,
        after: Power::Running,
        on_failure: After::Set(Power::ResetFailed),
        duration: Duration::from_millis(settings.reset_ms),
    };
    let job = |_: &str| {
        let (builder, settings) = (call.universe.builder.clone(), settings.clone());
        Job::Heavy(Box::new(move |phone: &Phone, _| factory_state(&builder, phone, keeps, &settings)))
    };
    let (filed, applied) = power::run(call, &switch, takes_part, job)?;
    let mut answer = json!({"Tasks": power::tasks(&filed)});
    if shrinks {
        let digits = u64::from_str_radix(&call.universe.ids.hex32()[..12], 16).unwrap_or_default();
        answer["OrderId"] = format!("2{digits:015}").into();
    }
    Ok(Answer::change(answer, applied))
}

/// What becomes of a phone. `keeps_settings` leaves its properties, which only phones on a matrix server can do.
fn factory_state(
    builder: &Builder,
    phone: &Phone,
    keeps_settings: bool,
    settings: &AlibabaSettings,
) -> Result<Finish, Failure> {
    if settings.deleted_images.contains(&phone.image_id) {
        let text = format!("the image {} was deleted", phone.image_id);
        return Err(Failure::new(&*settings.deleted_image_code, text));
    }
    let mut content = builder.factory(phone);
    if keeps_settings && sale_mode(phone) == "Node" {
        content.properties.clone_from(&phone.properties);
    }
    let effect: Effect = Box::new(move |phone| {
        content.install(phone);
        Ok(())
    });
    Ok(Finish { bytes: 0, note: String::new(), partial: false, effect })
}
