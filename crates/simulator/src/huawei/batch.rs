//! What all batch operations share: the phone of an item, the acceptance of its work, the answer (reference 1.3).

use std::time::Duration;

use serde_json::json;

use super::cph::{Answer, Call};
use super::fault::{ItemFault, item};
use super::rules::is_phone_id;
use super::state::JobRecord;
use crate::world::{Cloud, Fleet, Phone, Power, Refusal, Submission, later};

/// The phone of an item.
///
/// # Errors
/// CPS.0004 malformed id, CPS.0005 unknown, CPS.0053 frozen.
pub(super) fn phone<'a>(fleet: &'a Fleet, phone_id: &str) -> Result<&'a Phone, ItemFault> {
    if !is_phone_id(phone_id) {
        return Err(ItemFault::new("CPS.0004", "The phone id is malformed"));
    }
    let phone = fleet
        .phone(Cloud::Huawei, phone_id)
        .ok_or_else(|| ItemFault::new("CPS.0005", "The phone does not exist"))?;
    if phone.power == Power::Frozen {
        return Err(ItemFault::new("CPS.0053", "The phone is frozen"));
    }
    Ok(phone)
}

/// Runs a batch: `work` makes the submission of each item, or its refusal. A phone that is held by other work is
/// refused like any other item.
pub(super) fn run<T>(
    call: &Call<'_>,
    items: Vec<T>,
    phone_id: impl Fn(&T) -> &str,
    work: impl Fn(&Fleet, T) -> Result<Submission, ItemFault>,
) -> Answer {
    let universe = call.universe;
    let settings = &universe.settings.huawei;
    let mut lines = Vec::with_capacity(items.len());
    let mut jobs = Vec::new();
    universe.world.with(|fleet| {
        for entry in items {
            let id = phone_id(&entry).to_owned();
            let outcome = work(fleet, entry).and_then(|submission| {
                fleet.submit(submission).map_err(|refusal| match refusal {
                    Refusal::UnknownPhone => ItemFault::new("CPS.0005", "The phone does not exist"),
                    Refusal::Busy(action) => ItemFault::new(
                        &settings.busy_code,
                        format!("The phone is busy with a {}; try again later", action.name()),
                    ),
                })
            });
            let outcome = outcome.map(|work| {
                let job_id = universe.ids.hex32();
                let delay = Duration::from_millis(settings.job_visible_after_ms);
                let visible_from = later(fleet.now(), delay);
                jobs.push(JobRecord { job_id: job_id.clone(), phone_id: id.clone(), work, visible_from });
                job_id
            });
            lines.push(item(&id, &outcome));
        }
    });
    let applied = !jobs.is_empty();
    universe.huawei.accepted(&call.request_id, jobs);
    let body = json!({"request_id": call.request_id, "jobs": lines});
    Answer { status: settings.accepted_status, body, applied }
}
