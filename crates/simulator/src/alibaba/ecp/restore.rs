//! The three restores (reference 2.1 and 2.2).

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::backup::upload_endpoint;
use super::batch::Began;
use super::content::{self, Tools};
use super::location::OssLocation;
use super::manifest::{BackupKind, Facts};
use super::places;
use super::records::Records;
use super::targets::{self, Ready, Rule};
use crate::settings::AlibabaSettings;
use crate::world::{Action, After, Cloud, Fleet, Job, Pace, Power, Submission};

/// `RecoverApp`: uninstalls the application that is there and installs the saved one. Id, path and type are all
/// mandatory (SDK), unless a setting says otherwise.
pub(super) fn app(call: Call<'_>) -> Result<Answer, Fault> {
    if !call.universe.settings.alibaba.recover_app_by_either {
        for name in ["BackupFileId", "BackupFilePath", "UploadType"] {
            call.parameters.needed(name)?;
        }
    }
    let task_type = &call.universe.settings.alibaba.recover_app_type;
    submit(call, "RecoverApp", task_type, BackupKind::App)
}

/// `RecoveryFile` (sic): lays saved files over what is there. All but the phones is formally optional; it takes an id,
/// or a path with its type and, by setting, its endpoint (open question 11).
pub(super) fn file(call: Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    call.parameters.boolean("BackupAll")?;
    let by_path =
        call.parameters.text("BackupFileId").is_none() && call.parameters.text("BackupFilePath").is_some();
    if by_path && settings.recovery_file_needs_endpoint {
        call.parameters.needed("UploadEndpoint")?;
    }
    submit(call, "RecoveryFile", "RecoverFile", BackupKind::File)
}

/// `RecoverAndroidInstance`: replaces everything and restarts the phone.
pub(super) fn instance(call: Call<'_>) -> Result<Answer, Fault> {
    for name in ["BackupFilePath", "UploadType"] {
        call.parameters.needed(name)?;
    }
    let task_type = &call.universe.settings.alibaba.recover_instance_type;
    submit(call, "RecoverAndroidInstance", task_type, BackupKind::Instance)
}

/// The backup that is meant: where it is, and what its record says if there is one.
struct Source {
    place: OssLocation,
    record: Option<(String, Facts)>,
}

fn submit(call: Call<'_>, operation: &str, task_type: &str, kind: BackupKind) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = &universe.settings.alibaba;
    let parameters = call.parameters;
    let ids = targets::ids(parameters, "AndroidInstanceIdList", settings.max_instances)?;
    parameters.one_of("UploadType", &["OSS"])?;
    upload_endpoint(call)?;
    let id = parameters.text("BackupFileId");
    let path = parameters
        .text("BackupFilePath")
        .map(|path| OssLocation::parse(path, "BackupFilePath"))
        .transpose()?;
    if path.as_ref().is_some_and(OssLocation::is_folder) {
        return Err(Fault::invalid("BackupFilePath", "it names a folder, not a backup file"));
    }
    if id.is_none() && path.is_none() {
        return Err(Fault::missing("BackupFileId"));
    }
    if id.is_none() {
        parameters.needed("UploadType")?;
    }
    let mut allowed = vec![Power::Running];
    if settings.restore_while_stopped {
        allowed.push(Power::Stopped);
    }
    let takes_part = settings.accept_valid_part;
    let rule = Rule { allowed: &allowed, action: operation, takes_part };
    let tools = Tools::of(universe);
    let mut guard = universe.alibaba.records();
    let records = &mut *guard;
    let began = universe.world.with(|fleet| {
        records.settle(fleet);
        let source = source(call, records, id, path, kind)?;
        places::check_source(call, &source.place)?;
        let mut ready = targets::ready(fleet, &ids, &rule, settings)?;
        if let Some((_, facts)) = &source.record {
            check_compatibility(fleet, facts, &mut ready, settings)?;
        }
        let mut began = Began::default();
        let works: Vec<_> = ready
            .good
            .iter()
            .filter_map(|id| began.submit(call, fleet, work(kind, id, &source.place, &tools)))
            .collect();
        began.skip(call, fleet, &ready);
        if let Some((file_id, _)) = &source.record {
            records.add_restores(fleet, file_id, &works);
        }
        Ok::<_, Fault>(began)
    })?;
    let filed = records.add_batch(call, task_type, began.children);
    let data: Vec<Value> = filed
        .shown()
        .map(|child| json!({"AndroidInstanceId": child.instance_id, "TaskId": child.task_id}))
        .collect();
    let answer = json!({"TaskId": filed.task_id, "Count": data.len(), "Data": data});
    Ok(Answer::change(answer, began.applied))
}

/// By setting, leaves out the phones that cannot take the backup; otherwise their tasks fail.
fn check_compatibility(
    fleet: &Fleet,
    facts: &Facts,
    ready: &mut Ready,
    settings: &AlibabaSettings,
) -> Result<(), Fault> {
    if !settings.enforce_compatibility || !settings.compatibility_at_submission {
        return Ok(());
    }
    let (good, left_out) = (&mut ready.good, &mut ready.left_out);
    good.retain(|id| {
        let phone = fleet.phone(Cloud::Alibaba, id);
        let Some(why) = phone.and_then(|phone| facts.incompatibility(phone)) else { return true };
        left_out.push((id.clone(), Fault::new(400, &settings.incompatible_code, why)));
        false
    });
    match left_out.last() {
        Some((_, fault)) if !settings.accept_valid_part || good.is_empty() => Err(fault.clone()),
        _ => Ok(()),
    }
}

/// Finds the backup. A path without a record is taken as it is: the object tells the rest, or fails the task.
fn source(
    call: Call<'_>,
    records: &Records,
    id: Option<&str>,
    path: Option<OssLocation>,
    kind: BackupKind,
) -> Result<Source, Fault> {
    let settings = &call.universe.settings.alibaba;
    let record = match (id, &path) {
        (Some(id), _) => {
            let (_, record) = records.file_by_id(id).ok_or_else(|| Fault::no_such_file(id, settings))?;
            Some(record)
        }
        (None, Some(path)) => records.file_at(path),
        (None, None) => None,
    };
    let Some(record) = record else {
        let place = path.ok_or_else(|| Fault::missing("BackupFilePath"))?;
        return Ok(Source { place, record: None });
    };
    if let Some(path) = path
        && path != record.location
        && !settings.id_wins_over_path
    {
        return Err(Fault::invalid("BackupFilePath", "it is not the path of the backup file of that id"));
    }
    let status = record.view().status;
    let unusable = matches!(status, "BACKUPING" | "BACKUP_FAILED" | "DELETING")
        || (status == "PART_BACKUP_FINISHED" && !settings.restore_partial_files);
    if unusable {
        return Err(Fault::wrong_file(&record.id, &format!("its status is {status}"), settings));
    }
    if settings.match_kind && record.wanted.kind != kind {
        let right = record.wanted.kind.restored_by();
        let why = format!("files of its kind are restored by {right}");
        return Err(Fault::wrong_file(&record.id, &why, settings));
    }
    if settings.recovery_all_must_match
        && kind == BackupKind::File
        && call.parameters.boolean("BackupAll")?.is_some_and(|all| all != record.wanted.all)
    {
        return Err(Fault::invalid("BackupAll", "it differs from that of the backup file"));
    }
    Ok(Source { place: record.location.clone(), record: Some((record.id.clone(), record.facts.clone())) })
}

fn work(kind: BackupKind, instance_id: &str, place: &OssLocation, tools: &Tools) -> Submission {
    let heavy = {
        let (place, tools) = (place.clone(), tools.clone());
        Box::new(move |phone: &_, defects| content::load(kind, phone, defects, &place, &tools))
    };
    // Only the whole restore restarts the phone, and does so by itself (documented).
    let (phases, on_success) = match kind {
        BackupKind::Instance => {
            (vec![Power::Restoring, Power::Restoring, Power::Restarting], After::Set(Power::Running))
        }
        BackupKind::App | BackupKind::File => (vec![Power::Restoring], After::Previous),
    };
    Submission {
        phone_id: instance_id.to_owned(),
        action: Action::Restore,
        object: Some(place.to_string()),
        phases,
        on_success,
        on_failure: After::Set(Power::RestoreFailed),
        pace: Pace::Transfer,
        job: Job::Heavy(heavy),
    }
}
