//! `DeleteBackupFile` (reference 2.5). What it does beside dropping the record is not documented (open questions 1 and
//! 8), so it is a setting each: removing the object, refusing files in use, being a task.

use std::time::Duration;

use serde_json::json;

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::batch::{Began, NewChild};
use super::file_record::Deletion;
use super::location::OssLocation;
use super::records::Records;
use super::targets;
use super::task_view::ChildWork;
use crate::world::{Action, Cloud, Failure, Fleet, WorkFaultKind, later};

/// A file that may be deleted.
struct Doomed {
    id: String,
    instance_id: String,
    place: OssLocation,
}

/// Deletes backup files: the record shows `DELETING` for a while and is then gone.
pub(super) fn delete(call: Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    let ids = targets::ids(call.parameters, "BackupFileIdList", settings.max_deleted_files)?;
    let mut guard = call.universe.alibaba.records();
    let records = &mut *guard;
    let began = call.universe.world.with(|fleet| {
        records.settle(fleet);
        let doomed = allowed(call, records, &ids)?;
        let mut began = Began::default();
        for file in doomed {
            begin(call, fleet, records, file, &mut began);
        }
        Ok::<_, Fault>(began)
    })?;
    let applied = began.applied;
    if settings.delete_creates_task {
        records.add_batch(call, &settings.delete_file_type, began.children);
    }
    Ok(Answer::change(json!({}), applied))
}

fn allowed(call: Call<'_>, records: &Records, ids: &[String]) -> Result<Vec<Doomed>, Fault> {
    let settings = &call.universe.settings.alibaba;
    let mut good = Vec::with_capacity(ids.len());
    let mut first_fault = None;
    for id in ids {
        let Some((_, file)) = records.file_by_id(id) else {
            first_fault.get_or_insert(Fault::no_such_file(id, settings));
            continue;
        };
        let status = file.view().status;
        let in_use = matches!(status, "BACKUPING" | "RECOVERING") && !settings.delete_files_in_use;
        if in_use || status == "DELETING" {
            let why = format!("its status is {status}");
            first_fault.get_or_insert(Fault::wrong_file(id, &why, settings));
            continue;
        }
        good.push(Doomed {
            id: id.clone(),
            instance_id: file.instance_id.clone(),
            place: file.location.clone(),
        });
    }
    match first_fault {
        Some(fault) if !settings.accept_valid_part || good.is_empty() => Err(fault),
        _ => Ok(good),
    }
}

fn begin(call: Call<'_>, fleet: &mut Fleet, records: &mut Records, file: Doomed, began: &mut Began) {
    let settings = &call.universe.settings.alibaba;
    let fault = call.injected.of(&file.instance_id);
    let kind = fault.as_ref().map(|fault| fault.kind);
    let applied = fault.as_ref().is_none_or(|fault| fault.applied);
    let refused = kind == Some(WorkFaultKind::Refuse);
    if refused && !applied {
        return;
    }
    let now = fleet.now();
    let mut failure = None;
    if applied {
        let removed = if settings.delete_removes_object { remove_object(call, &file.place) } else { Ok(()) };
        match removed {
            Ok(()) => {
                let object = Some(file.place.to_string());
                fleet.note(Cloud::Alibaba, &file.instance_id, Action::Delete, object);
                began.applied = true;
            }
            Err(error) => failure = Some(error),
        }
    }
    let removes = applied && failure.is_none();
    let mut ends_at = Some(later(now, Duration::from_millis(settings.delete_ms)));
    match &fault {
        Some(fault) if kind == Some(WorkFaultKind::Fail) => failure = Some(fault.failure.clone()),
        Some(fault) if kind == Some(WorkFaultKind::Stuck) => {
            ends_at = fault.hold.and_then(|hold| ends_at.max(Some(later(now, hold))));
            if !applied {
                failure = Some(fault.failure.clone());
            }
        }
        _ => {}
    }
    if let Some(record) = records.file_mut(&file.id) {
        record.delete(Deletion { began_at: now, ends_at, removes });
    }
    began.children.push(NewChild {
        instance_id: file.instance_id,
        resource_id: file.id,
        work: ChildWork::Deletion { began_at: now, ends_at, failure },
        shown: !refused,
    });
}

/// An object that is not there any more is as good as removed.
fn remove_object(call: Call<'_>, place: &OssLocation) -> Result<(), Failure> {
    use crate::bucket::BucketError;
    match call.universe.oss.delete(&place.bucket, &place.key) {
        Ok(_) | Err(BucketError::NoSuchBucket | BucketError::NoSuchKey) => Ok(()),
        Err(BucketError::Io(error)) => Err(Failure::new("InternalError", error.to_string())),
    }
}
