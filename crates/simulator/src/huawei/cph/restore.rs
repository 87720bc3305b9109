//! Restore from the object store (reference 1.2, 8).

use std::sync::Arc;

use serde_json::Value;

use super::super::fault::{Fault, ItemFault};
use super::batch::{self, Item};
use super::body::{self, ListCodes, text};
use super::push::{self, Place, Unpack};
use super::rules::{check_bucket, check_restore_key};
use super::{Answer, Call, compatibility};
use crate::bucket::BucketStore;
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, BlobStore, Defects, Failure, Finish, Job, Pace, Phone, Submission};

/// `POST …/batch-restore`.
pub(super) fn restore(call: &Call<'_>) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = call.settings();
    let body = call.json("CPS.0171")?;
    let codes = ListCodes {
        empty: &settings.empty_restore_code,
        bad: "CPS.0171",
        too_many: &settings.too_many_restore_code,
    };
    let infos = body::items(&body, "restore_infos", settings.max_restore_infos, &codes)?;
    let mut items = Vec::with_capacity(infos.len());
    for info in infos {
        let phone_id = text(info, "phone_id", "CPS.0171")?;
        let asked = asked(info);
        if settings.bad_item_refuses_all
            && let Err(fault) = asked
        {
            return Err(fault.into());
        }
        items.push(Item { phone_id, asked });
    }
    let ids: Vec<&str> = items.iter().map(|item| item.phone_id.as_str()).collect();
    batch::check(call, &ids, "CPS.0171")?;
    // Before the fleet is held.
    let look = |place| {
        let object = push::look(universe, &place);
        (place, object)
    };
    let items =
        items.into_iter().map(|Item { phone_id, asked }| Item { phone_id, asked: asked.map(look) }).collect();
    Ok(batch::run(call, items, |fleet, phone_id, (place, object)| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        if settings.need_running {
            batch::running(phone, settings)?;
        }
        let object = object?;
        let origin = object.as_ref().map(|object| object.origin.as_deref());
        if settings.registered_objects_only && origin == Some(None) {
            return Err(ItemFault::new("CPS.0172", "object_path is not registered"));
        }
        if settings.older_android_at_submission
            && let Some(Some(origin)) = origin
        {
            compatibility::check(origin, phone, settings)
                .map_err(|why| ItemFault::new(&settings.older_android_code, why))?;
        }
        Ok(work(universe, phone_id, place))
    }))
}

fn asked(info: &Value) -> Result<Place, ItemFault> {
    let bucket = text(info, "bucket_name", "CPS.0134")?;
    check_bucket(&bucket)?;
    let key = text(info, "object_path", "CPS.0135")?;
    check_restore_key(&key)?;
    Ok(Place { bucket, key })
}

fn work(universe: &Universe, phone_id: &str, place: Place) -> Submission {
    let object = place.to_string();
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.huawei.settings(&universe.settings.huawei);
    let job =
        Job::Heavy(Box::new(move |phone, defects| read(phone, defects, &place, &obs, &blobs, &settings)));
    Submission {
        phone_id: phone_id.to_owned(),
        action: Action::Restore,
        object: Some(object),
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Transfer,
        job,
    }
}

fn read(
    phone: &Phone,
    defects: Defects,
    place: &Place,
    obs: &BucketStore,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<Finish, Failure> {
    let (object, file) = push::open(obs, place, settings)?;
    if let Some(origin) = &object.origin {
        compatibility::check(origin, phone, settings)
            .map_err(|why| Failure::new(settings.older_android_code.clone(), why))?;
    }
    // Usable only after a restart (D539).
    let unpack =
        Unpack { usable: false, remove_extra: settings.restore_removes_extra, partial: defects.partial };
    push::unpack(&object, file, unpack, phone, blobs, settings)
}
