//! What all batch operations share: the phone of an item, the acceptance of its work, the answer (reference 1.3).

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::super::fault::{Fault, ItemFault, item};
use super::super::state::{JobRecord, Source};
use super::rules::is_phone_id;
use super::{Answer, Call, body};
use crate::settings::HuaweiSettings;
use crate::world::{Cloud, Fleet, Phone, Power, Refusal, Submission, WorkFault, WorkFaultKind, later};

/// An item of a batch: its phone, and what is asked, or why it cannot be.
pub(super) struct Item<T> {
    pub(super) phone_id: String,
    pub(super) asked: Result<T, ItemFault>,
}

/// The phone of an item.
///
/// # Errors
/// CPS.0004 malformed id, CPS.0005 unknown, CPS.0053 frozen.
pub(super) fn phone<'a>(
    fleet: &'a Fleet,
    phone_id: &str,
    settings: &HuaweiSettings,
) -> Result<&'a Phone, ItemFault> {
    let phone = known(fleet, phone_id, settings)?;
    if phone.power == Power::Frozen {
        return Err(ItemFault::new("CPS.0053", "The phone is frozen"));
    }
    Ok(phone)
}

fn known<'a>(fleet: &'a Fleet, phone_id: &str, settings: &HuaweiSettings) -> Result<&'a Phone, ItemFault> {
    if !is_phone_id(phone_id, settings.strict_phone_ids) {
        return Err(ItemFault::new("CPS.0004", "The phone id is malformed"));
    }
    let phone = fleet.phone(Cloud::Huawei, phone_id);
    phone.ok_or_else(|| ItemFault::new("CPS.0005", "The phone does not exist"))
}

/// A phone that runs, where export, restore, stop and commands want one.
///
/// # Errors
/// CPS.0141.
pub(super) fn running(phone: &Phone, settings: &HuaweiSettings) -> Result<(), ItemFault> {
    if phone.power == Power::Running {
        return Ok(());
    }
    Err(ItemFault::new(&settings.not_running_code, "The phone is not running"))
}

/// What refuses a batch as a whole, as the settings have it: a bad phone or a phone that stands twice; `list_code` is
/// the code of a bad list.
///
/// # Errors
/// As said.
pub(super) fn check(call: &Call<'_>, ids: &[&str], list_code: &str) -> Result<(), Fault> {
    let settings = call.settings();
    if settings.duplicate_phone_refuses_all
        && let Some(twice) = body::twice(ids.iter().copied())
    {
        return Err(Fault::bad(list_code, format!("phone {twice} stands there twice")));
    }
    if settings.bad_phone_refuses_all {
        call.universe
            .world
            .with(|fleet| ids.iter().try_for_each(|id| known(fleet, id, settings).map(|_| ())))?;
    }
    Ok(())
}

/// Why a work was not accepted.
fn refused(refusal: Refusal, settings: &HuaweiSettings) -> ItemFault {
    match refusal {
        Refusal::UnknownPhone => ItemFault::new("CPS.0005", "The phone does not exist"),
        Refusal::Injected(failure) => ItemFault::new(&failure.code, failure.message),
        Refusal::Busy(action) => ItemFault::new(
            &settings.busy_code,
            format!("The phone is busy with a {}; try again later", action.name()),
        ),
    }
}

/// Runs a batch: `work` makes the submission of each item, or its refusal. A phone that is held by other work is
/// refused like any other item.
pub(super) fn run<T>(
    call: &Call<'_>,
    items: Vec<Item<T>>,
    work: impl Fn(&Fleet, &str, T) -> Result<Submission, ItemFault>,
) -> Answer {
    let universe = call.universe;
    let settings = call.settings();
    let mut lines = Vec::with_capacity(items.len());
    let mut jobs = Vec::new();
    let mut applied = false;
    let request_id: Arc<str> = call.request_id.as_str().into();
    universe.world.with(|fleet| {
        for Item { phone_id, asked } in items {
            let fault = call.injected.of(&phone_id);
            let outcome = asked.and_then(|asked| work(fleet, &phone_id, asked)).and_then(|submission| {
                let outcome = fleet.submit(submission, fault.clone());
                applied |= takes_effect(&outcome, fault.as_ref());
                outcome.map_err(|refusal| refused(refusal, settings))
            });
            let outcome = outcome.map(|work| {
                let job_id = universe.ids.hex32();
                let delay = Duration::from_millis(settings.job_visible_after_ms);
                let visible_from = later(fleet.now(), delay);
                jobs.push(JobRecord {
                    job_id: job_id.clone(),
                    request_id: Arc::clone(&request_id),
                    phone_id: phone_id.clone(),
                    source: Source::Work(work),
                    visible_from,
                });
                job_id
            });
            lines.push(item(&phone_id, &outcome, settings));
        }
    });
    universe.huawei.accepted(&call.request_id, jobs, settings.kept_jobs);
    let body = json!({"request_id": call.request_id, "jobs": lines});
    Answer { status: settings.accepted_status, body, applied }
}

/// Whether a submission changes something: an injected fault may refuse what it does, and accept what it does not do.
fn takes_effect<T>(outcome: &Result<T, Refusal>, fault: Option<&WorkFault>) -> bool {
    match (outcome, fault) {
        (Ok(_), None) => true,
        (Ok(_), Some(fault)) => fault.applied,
        (Err(Refusal::Injected(_)), Some(fault)) => fault.kind == WorkFaultKind::Refuse && fault.applied,
        (Err(_), _) => false,
    }
}
