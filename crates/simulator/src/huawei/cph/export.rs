//! Export to the object store (reference 1.1, 8).

use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use super::super::fault::{Fault, ItemFault};
use super::batch::{self, Item};
use super::body::{self, ListCodes, strings, text};
use super::rules::{check_bucket, check_export_key, check_misc, check_path};
use super::{Answer, Call, compatibility, push};
use crate::archive::{select, tar};
use crate::bucket::{Attributes, BucketStore};
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, BlobStore, Defects, Failure, Finish, Job, Pace, Phone, Submission};

/// What is taken and where it goes.
struct Asked {
    include: Vec<String>,
    exclude: Vec<String>,
    bucket: String,
    key: String,
}

/// `POST …/batch-storage`.
pub(super) fn export(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let body = call.json("CPS.0167")?;
    let codes = ListCodes { empty: &settings.empty_export_code, bad: "CPS.0167", too_many: "CPS.0170" };
    let infos = body::items(&body, "storage_infos", settings.max_storage_infos, &codes)?;
    let mut items = Vec::with_capacity(infos.len());
    for info in infos {
        let phone_id = text(info, "phone_id", "CPS.0167")?;
        let asked = asked(info, settings);
        if settings.bad_item_refuses_all
            && let Err(fault) = asked
        {
            return Err(fault.into());
        }
        items.push(Item { phone_id, asked });
    }
    let ids: Vec<&str> = items.iter().map(|item| item.phone_id.as_str()).collect();
    batch::check(call, &ids, "CPS.0167")?;
    if settings.same_object_refuses_all {
        let objects: Vec<String> = items
            .iter()
            .filter_map(|item| item.asked.as_ref().ok())
            .map(|asked| format!("{}/{}", asked.bucket, asked.key))
            .collect();
        if let Some(twice) = body::twice(objects.iter().map(String::as_str)) {
            return Err(Fault::bad("CPS.0167", format!("the object {twice} is named twice")));
        }
    }
    let universe = call.universe;
    Ok(batch::run(call, items, |fleet, phone_id, asked| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        if settings.need_running {
            batch::running(phone, settings)?;
        }
        Ok(work(universe, phone_id, asked))
    }))
}

fn asked(info: &Value, settings: &HuaweiSettings) -> Result<Asked, ItemFault> {
    let include = paths(info, "include_files", "CPS.0168")?;
    if include.is_empty() {
        return Err(ItemFault::new("CPS.0168", "include_files must be a list that is not empty"));
    }
    let mut exclude = paths(info, "exclude_files", "CPS.0169")?;
    if settings.misc_rule {
        check_misc(&include).map_err(|why| ItemFault::new("CPS.0168", format!("include_files: {why}")))?;
        // Named by nothing else than its own name, so a parent does not bring it along either.
        if !include.iter().any(|item| item == "/data/misc") {
            exclude.push("/data/misc".to_owned());
        }
    }
    let bucket = text(info, "bucket_name", "CPS.0134")?;
    check_bucket(&bucket)?;
    let key = text(info, "object_path", "CPS.0135")?;
    check_export_key(&key)?;
    Ok(Asked { include, exclude, bucket, key })
}

fn paths(info: &Value, name: &str, code: &str) -> Result<Vec<String>, ItemFault> {
    let list = strings(info, name, code)?.unwrap_or_default();
    for path in &list {
        check_path(path).map_err(|why| ItemFault::new(code, format!("{name}: {why}")))?;
    }
    Ok(list)
}

fn work(universe: &Universe, phone_id: &str, asked: Asked) -> Submission {
    let object = format!("obs://{}/{}", asked.bucket, asked.key);
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.huawei.settings(&universe.settings.huawei);
    let job =
        Job::Heavy(Box::new(move |phone, defects| write(phone, defects, asked, obs, &blobs, &settings)));
    Submission {
        phone_id: phone_id.to_owned(),
        action: Action::Backup,
        object: Some(object),
        // There is no status for it (reference 2.3): the phone goes on running.
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Transfer,
        job,
    }
}

fn write(
    phone: &Phone,
    defects: Defects,
    asked: Asked,
    obs: Arc<BucketStore>,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<Finish, Failure> {
    let nothing = |text: String| Failure::new(settings.nothing_found_code.clone(), text);
    let hidden = settings.wildcard_takes_hidden;
    let mut selection = select(&phone.tree, &asked.include, &asked.exclude, hidden);
    let absent = selection.missing.first().filter(|_| settings.missing_include_fails);
    if let Some(path) = absent {
        return Err(nothing(format!("{path} does not exist on the phone")));
    }
    if selection.entries.is_empty() {
        return Err(nothing("no file of the phone is named by include_files".to_owned()));
    }
    if defects.partial {
        selection.entries.truncate(selection.entries.len().div_ceil(2));
    }
    push::authorised(&asked.bucket, settings)?;
    if !obs.has_bucket(&asked.bucket) {
        let text = format!("uploading to OBS failed: bucket {} does not exist", asked.bucket);
        return Err(Failure::new(settings.missing_bucket_code.clone(), text));
    }
    let upload =
        |error: &dyn std::fmt::Display| Failure::new("CPS.0103", format!("uploading to OBS failed: {error}"));
    let mut writer = obs.writer().map_err(|error| upload(&error))?;
    if settings.gzip_exports {
        let mut packed = GzEncoder::new(&mut writer, Compression::fast());
        tar::write(&selection.entries, blobs, &mut packed).map_err(|error| upload(&error))?;
        packed.finish().and_then(Write::flush).map_err(|error| upload(&error))?;
    } else {
        tar::write(&selection.entries, blobs, &mut writer).map_err(|error| upload(&error))?;
    }
    let bytes = writer.bytes();
    let attributes = Attributes {
        origin: Some(compatibility::origin(phone)),
        multipart_etag: settings.multipart_etag,
        ..Attributes::default()
    };
    let refuse_overwrite = settings.refuse_overwrite;
    let effect = Box::new(move |_: &mut Phone| {
        let Asked { bucket, key, .. } = asked;
        if refuse_overwrite && obs.head(&bucket, &key).is_ok() {
            return Err(Failure::new("CPS.0103", "uploading to OBS failed: the object exists"));
        }
        obs.put(&bucket, &key, writer, attributes)
            .and_then(|_| if defects.corrupt { obs.corrupt(&bucket, &key) } else { Ok(0) })
            .map(|_| ())
            .map_err(|error| Failure::new("CPS.0103", format!("uploading to OBS failed: {error:?}")))
    });
    Ok(Finish { bytes, note: String::new(), partial: defects.partial, effect })
}
