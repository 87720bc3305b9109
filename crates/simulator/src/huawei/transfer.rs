//! Export to and restore from the object store (reference 1.1, 1.2, 8).

use std::io::Read;
use std::sync::Arc;

use serde_json::Value;

use super::batch;
use super::cph::{Answer, Call};
use super::fault::{Fault, ItemFault};
use super::images::major;
use super::rules::{check_bucket, check_export_key, check_misc, check_path, check_restore_key};
use crate::archive::{self, ArchiveError, select, tar};
use crate::bucket::{Attributes, BucketError, BucketStore};
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, BlobStore, Failure, Finish, Job, Pace, Phone, Power, Submission};

struct ExportItem {
    phone_id: String,
    include: Vec<String>,
    exclude: Vec<String>,
    bucket: String,
    key: String,
}

struct RestoreItem {
    phone_id: String,
    bucket: String,
    key: String,
}

/// `POST …/batch-storage`.
pub(super) fn export(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.huawei;
    let body = call.json("CPS.0167")?;
    let infos = list(&body, "storage_infos", "CPS.0167", settings.max_storage_infos, "CPS.0170")?;
    let items = infos.iter().map(|info| export_item(info, settings)).collect::<Result<Vec<_>, _>>()?;
    let universe = call.universe;
    Ok(batch::run(
        call,
        items,
        |item| &item.phone_id,
        |fleet, item| {
            let phone = batch::phone(fleet, &item.phone_id)?;
            running(phone, settings)?;
            Ok(export_work(universe, item))
        },
    ))
}

/// `POST …/batch-restore`.
pub(super) fn restore(call: &Call<'_>) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = &universe.settings.huawei;
    let body = call.json("CPS.0171")?;
    let infos = list(&body, "restore_infos", "CPS.0171", settings.max_restore_infos, "CPS.0171")?;
    let items = infos.iter().map(restore_item).collect::<Result<Vec<_>, _>>()?;
    Ok(batch::run(
        call,
        items,
        |item| &item.phone_id,
        |fleet, item| {
            let phone = batch::phone(fleet, &item.phone_id)?;
            running(phone, settings)?;
            let object = universe.obs.head(&item.bucket, &item.key).ok();
            if object.is_none() && settings.missing_object_at_submission {
                return Err(ItemFault::new("CPS.0104", "The file does not exist in OBS"));
            }
            if settings.registered_objects_only && object.is_some_and(|object| object.origin.is_none()) {
                return Err(ItemFault::new("CPS.0172", "object_path is not registered"));
            }
            Ok(restore_work(universe, item))
        },
    ))
}

fn running(phone: &Phone, settings: &HuaweiSettings) -> Result<(), ItemFault> {
    if settings.need_running && phone.power != Power::Running {
        return Err(ItemFault::new("CPS.0141", "The phone is not running"));
    }
    Ok(())
}

/// The items of a batch: not none, and not more than `most`.
fn list<'a>(
    body: &'a Value,
    name: &str,
    code: &str,
    most: usize,
    too_many: &str,
) -> Result<&'a Vec<Value>, Fault> {
    match body.get(name).and_then(Value::as_array) {
        Some(list) if list.len() > most => {
            Err(Fault::bad(too_many, format!("at most {most} {name} are allowed")))
        }
        Some(list) if !list.is_empty() => Ok(list),
        _ => Err(Fault::bad(code, format!("{name} must be a list that is not empty"))),
    }
}

fn text(info: &Value, name: &str, code: &str) -> Result<String, Fault> {
    let found = info.get(name).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| Fault::bad(code, format!("{name} must be a string")))
}

fn paths(info: &Value, name: &str, code: &str) -> Result<Vec<String>, Fault> {
    let bad = |why: String| Fault::bad(code, format!("{name}: {why}"));
    let list = match info.get(name) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(bad("must be a list of strings".to_owned())),
    };
    list.iter()
        .map(|path| {
            let path = path.as_str().ok_or_else(|| bad("must be a list of strings".to_owned()))?;
            check_path(path).map_err(bad)?;
            Ok(path.to_owned())
        })
        .collect()
}

fn export_item(info: &Value, settings: &HuaweiSettings) -> Result<ExportItem, Fault> {
    let phone_id = text(info, "phone_id", "CPS.0167")?;
    let include = paths(info, "include_files", "CPS.0168")?;
    if include.is_empty() {
        return Err(Fault::bad("CPS.0168", "include_files must be a list that is not empty"));
    }
    let mut exclude = paths(info, "exclude_files", "CPS.0169")?;
    if settings.misc_rule {
        check_misc(&include).map_err(|why| Fault::bad("CPS.0168", format!("include_files: {why}")))?;
        // Named by nothing else than its own name, so a parent does not bring it along either.
        if !include.iter().any(|item| item == "/data/misc") {
            exclude.push("/data/misc".to_owned());
        }
    }
    let bucket = text(info, "bucket_name", "CPS.0134")?;
    check_bucket(&bucket)?;
    let key = text(info, "object_path", "CPS.0135")?;
    check_export_key(&key)?;
    Ok(ExportItem { phone_id, include, exclude, bucket, key })
}

fn restore_item(info: &Value) -> Result<RestoreItem, Fault> {
    let phone_id = text(info, "phone_id", "CPS.0171")?;
    let bucket = text(info, "bucket_name", "CPS.0134")?;
    check_bucket(&bucket)?;
    let key = text(info, "object_path", "CPS.0135")?;
    check_restore_key(&key)?;
    Ok(RestoreItem { phone_id, bucket, key })
}

fn submission(phone_id: String, action: Action, object: String, job: Job) -> Submission {
    Submission {
        phone_id,
        action,
        object: Some(object),
        // There is no status for either (reference 2.3): the phone goes on running.
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Transfer,
        job,
    }
}

fn export_work(universe: &Universe, item: ExportItem) -> Submission {
    let object = format!("obs://{}/{}", item.bucket, item.key);
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.settings.huawei.clone();
    let phone_id = item.phone_id.clone();
    let job = Job::Heavy(Box::new(move |phone| write_export(phone, item, obs, &blobs, &settings)));
    submission(phone_id, Action::Backup, object, job)
}

fn write_export(
    phone: &Phone,
    item: ExportItem,
    obs: Arc<BucketStore>,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<Finish, Failure> {
    let selection = select(&phone.tree, &item.include, &item.exclude);
    let absent = selection.missing.first().filter(|_| settings.missing_include_fails);
    if let Some(path) = absent {
        return Err(Failure::new("CPS.0168", format!("{path} does not exist on the phone")));
    }
    if selection.entries.is_empty() {
        return Err(Failure::new("CPS.0168", "no file of the phone is named by include_files"));
    }
    if !obs.has_bucket(&item.bucket) {
        let text = format!("uploading to OBS failed: bucket {} does not exist", item.bucket);
        return Err(Failure::new(settings.missing_bucket_code.clone(), text));
    }
    let upload =
        |error: &dyn std::fmt::Display| Failure::new("CPS.0103", format!("uploading to OBS failed: {error}"));
    let mut writer = obs.writer().map_err(|error| upload(&error))?;
    tar::write(&selection.entries, blobs, &mut writer).map_err(|error| upload(&error))?;
    let bytes = writer.bytes();
    let attributes = Attributes {
        origin: Some(phone.android.clone()),
        multipart_etag: settings.multipart_etag,
        ..Attributes::default()
    };
    let effect = Box::new(move |_: &mut Phone| {
        obs.put(&item.bucket, &item.key, writer, attributes)
            .map(|_| ())
            .map_err(|error| Failure::new("CPS.0103", format!("uploading to OBS failed: {error:?}")))
    });
    Ok(Finish { bytes, note: String::new(), effect })
}

fn restore_work(universe: &Universe, item: RestoreItem) -> Submission {
    let object = format!("obs://{}/{}", item.bucket, item.key);
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.settings.huawei.clone();
    let phone_id = item.phone_id.clone();
    let job = Job::Heavy(Box::new(move |phone| read_restore(phone, &item, &obs, &blobs, &settings)));
    submission(phone_id, Action::Restore, object, job)
}

fn read_restore(
    phone: &Phone,
    item: &RestoreItem,
    obs: &BucketStore,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<Finish, Failure> {
    let (object, file) = obs.open(&item.bucket, &item.key).map_err(|error| match error {
        BucketError::NoSuchBucket | BucketError::NoSuchKey => {
            Failure::new("CPS.0104", "the file does not exist in OBS")
        }
        BucketError::Io(error) => Failure::new("CPS.0003", format!("reading from OBS failed: {error}")),
    })?;
    if settings.refuse_older_android
        && let Some(source) = &object.origin
        && major(source) > major(&phone.android)
    {
        let text = format!("data of Android {source} cannot be restored on Android {}", phone.android);
        return Err(Failure::new(settings.older_android_code.clone(), text));
    }
    let bad = |error: &ArchiveError| Failure::new(settings.bad_archive_code.clone(), error.to_string());
    let members = tar::read(file.take(object.bytes), blobs).map_err(|error| bad(&error))?;
    let code = settings.bad_archive_code.clone();
    let effect = Box::new(move |phone: &mut Phone| {
        // On a copy: a member that does not fit must leave the phone as it was.
        let mut tree = phone.tree.as_ref().clone();
        archive::overlay(&mut tree, &members, false)
            .map_err(|error| Failure::new(code, error.to_string()))?;
        phone.tree = Arc::new(tree);
        Ok(())
    });
    Ok(Finish { bytes: object.bytes, note: String::new(), effect })
}
