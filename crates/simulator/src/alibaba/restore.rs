//! The three restores (reference 2.1 and 2.2).

use serde_json::{Value, json};

use super::backup::upload_endpoint;
use super::content::{self, Tools};
use super::ecp::{Answer, Call};
use super::fault::Fault;
use super::location::OssLocation;
use super::manifest::BackupKind;
use super::records::{NewChild, Records};
use super::targets;
use crate::settings::AlibabaSettings;
use crate::world::{Action, After, Fleet, Job, Pace, Power, Submission};

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

/// `RecoveryFile` (sic): lays saved files over what is there.
pub(super) fn file(call: Call<'_>) -> Result<Answer, Fault> {
    // Its meaning here is not known (open question 11), so it only has to be well formed.
    call.parameters.boolean("BackupAll")?;
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

/// The backup that is meant: where it is, and its record if there is one.
struct Source {
    place: OssLocation,
    file_id: Option<String>,
}

fn submit(call: Call<'_>, operation: &str, task_type: &str, kind: BackupKind) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = &universe.settings.alibaba;
    let parameters = call.parameters;
    let ids = targets::ids(parameters, "AndroidInstanceIdList", settings)?;
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
    let tools = Tools::of(universe);
    let mut guard = universe.alibaba.records();
    let records = &mut *guard;
    let children = universe.world.with(|fleet| {
        let source = source(records, fleet, id, path, kind, settings)?;
        let good = targets::ready(fleet, &ids, &allowed, operation, settings)?;
        let mut children = Vec::with_capacity(good.len());
        for instance_id in good {
            // Nobody can take the phone between the check and this, both are under one lock.
            if let Ok(work) = fleet.submit(work(kind, &instance_id, &source.place, &tools)) {
                children.push(NewChild { instance_id, work });
            }
        }
        if let Some(file_id) = &source.file_id {
            let works: Vec<_> = children.iter().map(|child| child.work).collect();
            records.add_restores(fleet, file_id, &works);
        }
        Ok::<_, Fault>(children)
    })?;
    let instance_ids: Vec<String> = children.iter().map(|child| child.instance_id.clone()).collect();
    let (task_id, task_ids) = records.add_batch(call, task_type, children);
    let data: Vec<Value> = instance_ids
        .iter()
        .zip(task_ids)
        .map(|(id, task_id)| json!({"AndroidInstanceId": id, "TaskId": task_id}))
        .collect();
    Ok(Answer::applied(json!({"TaskId": task_id, "Count": data.len(), "Data": data})))
}

/// Finds the backup. A path without a record is taken as it is: the object tells the rest, or fails the task.
fn source(
    records: &Records,
    fleet: &Fleet,
    id: Option<&str>,
    path: Option<OssLocation>,
    kind: BackupKind,
    settings: &AlibabaSettings,
) -> Result<Source, Fault> {
    let record = match (id, &path) {
        (Some(id), _) => Some(records.file_by_id(id).ok_or_else(|| Fault::no_such_file(id, settings))?),
        (None, Some(path)) => records.file_at(path),
        (None, None) => None,
    };
    let Some(record) = record else {
        let place = path.ok_or_else(|| Fault::missing("BackupFilePath"))?;
        return Ok(Source { place, file_id: None });
    };
    if let Some(path) = path
        && path != record.location
        && !settings.id_wins_over_path
    {
        return Err(Fault::invalid("BackupFilePath", "it is not the path of the backup file of that id"));
    }
    let status = record.view(fleet).status;
    if matches!(status, "BACKUPING" | "BACKUP_FAILED" | "DELETING") {
        return Err(Fault::wrong_file(&record.id, &format!("its status is {status}"), settings));
    }
    if settings.match_kind && record.kind != kind {
        let right = record.kind.restored_by();
        let why = format!("files of its kind are restored by {right}");
        return Err(Fault::wrong_file(&record.id, &why, settings));
    }
    Ok(Source { place: record.location.clone(), file_id: Some(record.id.clone()) })
}

fn work(kind: BackupKind, instance_id: &str, place: &OssLocation, tools: &Tools) -> Submission {
    let heavy = {
        let (place, tools) = (place.clone(), tools.clone());
        Box::new(move |phone: &_| content::load(kind, phone, &place, &tools))
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
