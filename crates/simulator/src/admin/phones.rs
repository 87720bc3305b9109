//! The fleet: looking at phones, adding and editing them.

use serde_json::{Value, json};

use super::{Answer, Refusal, fields, object};
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::{Cloud, Phone};

/// Most phones added by one call.
const MOST_ADDED: u64 = 1000;

fn to_json(phone: &Phone) -> Value {
    let (files, bytes) = phone.files_and_bytes();
    json!({
        "cloud": phone.cloud.name(),
        "phone_id": phone.id,
        "name": phone.name,
        "power": phone.power.name(),
        "android": phone.android,
        "image_id": phone.image_id,
        "image_version": phone.image_version,
        "image_kind": phone.image_kind.name(),
        "server_type": phone.server_type,
        "apps": phone.apps.keys().collect::<Vec<_>>(),
        "files": files,
        "bytes": bytes,
        "busy": phone.busy.is_some(),
    })
}

pub(super) fn unknown(id: &str) -> Refusal {
    Refusal::new(404, format!("there is no phone {id}"))
}

/// `GET /phones`.
pub(super) fn list(universe: &Universe) -> Answer {
    // Copies are cheap; counting files needs no lock.
    let phones: Vec<Phone> = universe.world.with(|fleet| fleet.all().to_vec());
    let phones: Vec<Value> = phones.iter().map(to_json).collect();
    Ok(Response::json(200, &json!({"phones": phones})))
}

/// `GET /phones/ID`.
pub(super) fn show(universe: &Universe, id: &str) -> Answer {
    let phone = universe.world.with(|fleet| fleet.any_phone(id).cloned()).ok_or_else(|| unknown(id))?;
    Ok(Response::json(200, &to_json(&phone)))
}

/// `POST /phones`: `{"cloud", "count"?, …fields}`; answers 201 with the new phones.
pub(super) fn add(universe: &Universe, request: &Request) -> Answer {
    let mut changes = object(request)?;
    let cloud = changes.get("cloud").and_then(Value::as_str).and_then(Cloud::parse);
    let cloud = cloud.ok_or_else(|| Refusal::new(400, "cloud must be huawei or alibaba"))?;
    let count = match changes.remove("count") {
        None => 1,
        Some(count) => count
            .as_u64()
            .filter(|count| (1..=MOST_ADDED).contains(count))
            .ok_or_else(|| Refusal::new(400, format!("count must be a number from 1 to {MOST_ADDED}")))?,
    };
    let first = universe.world.with(|fleet| fleet.reserve(usize::try_from(count).unwrap_or(1)));
    let mut made = Vec::new();
    for number in (first..).take(usize::try_from(count).unwrap_or(1)) {
        let mut phone = universe.builder.phone(cloud, number);
        fields::apply(&mut phone, &changes)?;
        made.push(phone);
    }
    let answer: Vec<Value> = made.iter().map(to_json).collect();
    universe.world.with(|fleet| {
        for phone in made {
            fleet.add(phone);
        }
    });
    Ok(Response::json(201, &json!({"phones": answer})))
}

/// `PATCH /phones/ID`.
pub(super) fn edit(universe: &Universe, request: &Request, id: &str) -> Answer {
    let changes = object(request)?;
    let phone = universe.world.with(|fleet| {
        let phone = fleet.phone_mut(id).ok_or_else(|| unknown(id))?;
        fields::apply(phone, &changes)?;
        Ok(phone.clone())
    })?;
    Ok(Response::json(200, &to_json(&phone)))
}
