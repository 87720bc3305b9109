//! Custom images: our own, and those that another project shares with us (reference 2.5, appendix A).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::super::query::Query;
use super::images::{self, Image, Owner};
use super::{Answer, Call};
use crate::clock::iso_seconds;
use crate::random::Random;

/// Usable; the other two states (0 creating, 2 failed) never occur here.
const USABLE: i64 = 1;

/// `GET …/images`, newest first.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let code = &settings.bad_filter_code;
    let query = Query::parse(&call.request.query);
    let offset = query.offset(settings)?;
    let limit = query.limit(100, 100, settings)?;
    let wanted = match query.get("image_type") {
        None => None,
        Some("private") => Some(Owner::Private),
        Some("share") => Some(Owner::Shared),
        Some(_) => return Err(Fault::bad(code, "image_type must be private or share")),
    };
    let status = query.integer("status", code)?;
    if status.is_some_and(|status| !(0..=2).contains(&status)) {
        return Err(Fault::bad(code, "status must be 0, 1 or 2"));
    }
    let unit = i64::try_from(settings.image_time_unit_ms.max(1)).unwrap_or(i64::MAX);
    let time = |name: &str| -> Result<Option<i64>, Fault> {
        Ok(query.integer(name, code)?.map(|number| number.saturating_mul(unit)))
    };
    let (since, until) = (time("create_since")?, time("create_until")?);
    let other = other_project(call);
    let millis = |time: Timestamp| time.as_millisecond();
    let mut found = images::all(call.universe);
    found.retain(|image| {
        image.owner != Owner::Public
            && wanted.is_none_or(|owner| image.owner == owner)
            && status.is_none_or(|status| status == USABLE)
            && query.get("image_id").is_none_or(|id| image.image_id == id)
            && query.get("image_name").is_none_or(|name| image.name.contains(name))
            && since.is_none_or(|since| millis(image.created_at) >= since)
            && until.is_none_or(|until| millis(image.created_at) <= until)
            && query.get("src_project_id").is_none_or(|id| image.owner == Owner::Shared && id == other)
    });
    found.sort_by(|a, b| (b.created_at, &a.image_id).cmp(&(a.created_at, &b.image_id)));
    let page: Vec<Value> =
        found.iter().skip(offset).take(limit).map(|image| line(call, image, &other)).collect();
    Ok(Answer::read(json!({"request_id": call.request_id, "total": found.len(), "image_infos": page})))
}

/// The project that shares images with ours.
fn other_project(call: &Call<'_>) -> String {
    Random::labelled(call.universe.seed, "sharing project").hex(32)
}

/// `project_id` stands with private images only, `src_project_id` with shared ones only.
fn line(call: &Call<'_>, image: &Image, other: &str) -> Value {
    let known = &call.universe.identity.huawei;
    let shared = image.owner == Owner::Shared;
    let time = iso_seconds(image.created_at);
    let domain = if shared {
        Random::labelled(call.universe.seed, "sharing account").hex(32)
    } else {
        known.domain_id.clone()
    };
    let mut line = json!({
        "domain_id": domain,
        "image_name": image.name,
        "update_time": time,
        "create_time": time,
        "image_size": image.bytes,
        "image_id": image.image_id,
        "image_version": image.version(),
        "image_type": image.owner.name(),
        "status": USABLE,
    });
    if shared {
        line["src_project_id"] = other.into();
    } else {
        line["project_id"] = known.project_id.as_str().into();
    }
    line
}
