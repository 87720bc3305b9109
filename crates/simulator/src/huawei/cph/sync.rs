//! `POST …/phones/sync-commands`: a shell command that answers at once (reference 3).

use serde_json::{Value, json};

use super::super::fault::{Fault, ItemFault, message};
use super::super::state::{JobRecord, Source};
use super::jobs;
use super::shell::Trial;
use super::targets::{self, Most};
use super::{Answer, Call, batch, order};
use crate::settings::HuaweiSettings;
use crate::world::{Action, Cloud, Failure, Fleet, Phone, WorkFault, WorkFaultKind, WorkState, WorkView};

pub(super) fn run(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let body = call.json("CPS.0117")?;
    let command = order::parse_shell(&body, settings)?;
    let most = Most { phones: settings.max_sync_phones, code: &settings.too_many_sync_code };
    let ids = targets::phones(call, &body, &most)?;
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    batch::check(call, &names, "CPS.0080")?;
    let mut lines = Vec::with_capacity(ids.len());
    let mut records = Vec::new();
    let mut applied = false;
    for phone_id in ids {
        let fault = call.injected.of(&phone_id);
        let outcome = one(call, &phone_id, &command, fault, &mut applied);
        let outcome = outcome.map(|view| {
            let record = JobRecord {
                job_id: call.universe.ids.hex32(),
                request_id: call.request_id.as_str().into(),
                phone_id: phone_id.clone(),
                visible_from: view.accepted_at,
                source: Source::Ended(Box::new(view.clone())),
            };
            let line = line(&record, &view, settings);
            records.push(record);
            line
        });
        lines.push(outcome.unwrap_or_else(|fault| {
            json!({"phone_id": phone_id, "status": -1, "error_code": fault.code,
                   "error_msg": message(settings, fault.message)})
        }));
    }
    call.universe.huawei.accepted(&call.request_id, records, settings.kept_jobs);
    let body = json!({"request_id": call.request_id, "jobs": lines});
    Ok(Answer { status: 200, body, applied })
}

/// Runs the command on one phone. An injected fault may say that it was refused or failed though it was done, or keep
/// it from being done.
fn one(
    call: &Call<'_>,
    phone_id: &str,
    command: &str,
    fault: Option<WorkFault>,
    applied: &mut bool,
) -> Result<WorkView, ItemFault> {
    let settings = call.settings();
    let world = &call.universe.world;
    let fault = fault.filter(|fault| matches!(fault.kind, WorkFaultKind::Refuse | WorkFaultKind::Fail));
    let state = loop {
        let phone = world.with(|fleet| ready(fleet, phone_id, settings).cloned())?;
        if fault.as_ref().is_some_and(|fault| !fault.applied) {
            break None;
        }
        let trial = Trial::run(&phone, &call.universe.blobs, command);
        if let Some(failure) = trial.failure(settings) {
            break Some(WorkState::Failed(failure));
        }
        let done = WorkState::Done { note: trial.output.clone(), bytes: 0, partial: false };
        let brought = world.with(|fleet| {
            let current = trial.fits(ready(fleet, phone_id, settings)?);
            if trial.changes() {
                if !current {
                    return Ok(false);
                }
                if let Some(phone) = fleet.phone_mut(phone_id) {
                    trial.bring(phone);
                }
            }
            fleet.note(Cloud::Huawei, phone_id, Action::Command, None);
            Ok::<_, ItemFault>(true)
        })?;
        // Otherwise somebody else changed the phone meanwhile: that call got on, and this one begins anew.
        if brought {
            *applied = true;
            break Some(done);
        }
    };
    let state = match (fault, state) {
        (Some(WorkFault { kind: WorkFaultKind::Refuse, failure, .. }), _) => {
            return Err(ItemFault::new(&failure.code, failure.message));
        }
        (Some(WorkFault { failure, .. }), _) => WorkState::Failed(failure),
        (None, Some(state)) => state,
        (None, None) => WorkState::Failed(Failure::new("CPS.0003", "the command was not run")),
    };
    let now = world.with(|fleet| fleet.now());
    Ok(WorkView {
        phone_id: phone_id.to_owned(),
        action: Action::Command,
        state,
        accepted_at: now,
        started_at: now,
        finished_at: Some(now),
    })
}

/// A phone that takes a synchronous command now.
fn ready<'a>(fleet: &'a Fleet, phone_id: &str, settings: &HuaweiSettings) -> Result<&'a Phone, ItemFault> {
    let phone = batch::phone(fleet, phone_id, settings)?;
    batch::running(phone, settings)?;
    if phone.busy.is_some() && !settings.sync_while_busy {
        return Err(ItemFault::new(&settings.busy_code, "The phone is busy; try again later"));
    }
    Ok(phone)
}

fn line(record: &JobRecord, view: &WorkView, settings: &HuaweiSettings) -> Value {
    let end = jobs::end(view, settings);
    let failure = end.failure.as_ref();
    json!({
        "phone_id": record.phone_id,
        "job_id": record.job_id,
        "status": end.status,
        "error_code": failure.map(|failure| failure.code.as_str()),
        "error_msg": failure.map(|failure| message(settings, failure.message.clone())),
        "execute_msg": end.output,
    })
}
