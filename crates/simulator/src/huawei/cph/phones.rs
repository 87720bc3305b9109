//! The phone list and one phone (reference 2.1 to 2.3).

use serde_json::{Map, Value, json};

use super::super::fault::Fault;
use super::super::query::Query;
use super::rules::is_phone_id;
use super::{Answer, Call};
use crate::clock::iso_seconds;
use crate::random::Random;
use crate::settings::HuaweiSettings;
use crate::world::{Action, Cloud, Fleet, Phone, Power};

/// The numbers by which the list can be filtered (reference 2.3).
const STATES: [i64; 13] = [0, 1, 2, 3, 4, 6, 7, 8, -5, -6, -7, -8, -9];

/// The vendor's number for a state.
pub(super) fn status(power: Power) -> i64 {
    match power {
        Power::Creating => 1,
        Power::Resetting => 3,
        Power::Restarting | Power::Starting => 4,
        Power::Frozen => 6,
        Power::Stopping => 7,
        Power::Stopped => 8,
        Power::ResetFailed => -5,
        Power::RestartFailed => -6,
        Power::Abnormal | Power::Deleting => -7,
        Power::CreationFailed => -8,
        Power::StopFailed => -9,
        // There is no number for a running backup or restore: the phone goes on running.
        Power::Running | Power::BackingUp | Power::BackupFailed | Power::Restoring | Power::RestoreFailed => {
            2
        }
    }
}

/// The number to show for a phone, which may differ while an export or restore runs on it.
fn shown(phone: &Phone, fleet: &Fleet, settings: &HuaweiSettings) -> i64 {
    let action = phone.busy.and_then(|work| fleet.work(work)).map(|view| view.action);
    match action {
        Some(Action::Backup | Action::Restore) if phone.power == Power::Running => {
            settings.status_during_transfer
        }
        _ => status(phone.power),
    }
}

/// `GET …/phones`, newest first.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let query = Query::parse(&call.request.query);
    let offset = query.offset(settings)?;
    let limit = query.limit(settings.phones_max_limit, settings.phones_default_limit, settings)?;
    let wanted = query.integer("status", "CPS.0010")?;
    if wanted.is_some_and(|status| !STATES.contains(&status)) {
        return Err(Fault::bad("CPS.0010", "status is not one of the phone states"));
    }
    let ordinary = match query.get("type") {
        None | Some("0") => true,
        Some("1") => false,
        Some(_) => return Err(Fault::bad(&settings.bad_filter_code, "type must be 0 or 1")),
    };
    let name = query.get("phone_name");
    let server = query.get("server_id");
    let (count, page) = call.universe.world.with(|fleet| {
        let found: Vec<&Phone> = fleet
            .phones(Cloud::Huawei)
            .rev()
            .filter(|phone| ordinary && wanted.is_none_or(|wanted| shown(phone, fleet, settings) == wanted))
            .filter(|phone| name.is_none_or(|name| phone.name.contains(name)))
            .filter(|phone| server.is_none_or(|server| phone.server_id == server))
            .collect();
        let line = |phone: &&Phone| Value::Object(common(call, phone, shown(phone, fleet, settings)));
        let page: Vec<Value> = found.iter().skip(offset).take(limit).map(line).collect();
        (found.len(), page)
    });
    Ok(Answer::read(json!({"request_id": call.request_id, "count": count, "phones": page})))
}

/// `GET …/phones/{phone_id}`: flat.
pub(super) fn show(call: &Call<'_>) -> Result<Answer, Fault> {
    let id = call.variables.first().map(String::as_str).unwrap_or_default();
    let settings = call.settings();
    if !is_phone_id(id, settings.strict_phone_ids) {
        return Err(Fault::bad("CPS.0004", "The phone id is malformed"));
    }
    let body = call.universe.world.with(|fleet| {
        fleet.phone(Cloud::Huawei, id).map(|phone| {
            let mut body = Map::new();
            body.insert("request_id".to_owned(), call.request_id.as_str().into());
            body.extend(common(call, phone, shown(phone, fleet, settings)));
            body.insert("property".to_owned(), property(phone).into());
            body.insert("custom_property".to_owned(), json!({}));
            body.insert("phone_data_volume".to_owned(), json!({"volume_type": "GPSSD", "volume_size": 32}));
            let address = format!("192.0.2.{}", phone.number % 250 + 1);
            let access = json!({"type": "adb", "phone_ip": address, "listen_port": 5555,
                                "server_ip": "198.51.100.7", "access_port": 10_000 + phone.number % 50_000});
            body.insert("access_infos".to_owned(), json!([access]));
            Value::Object(body)
        })
    });
    body.map(Answer::read).ok_or_else(|| Fault::bad("CPS.0005", "The phone does not exist"))
}

/// Properties are a JSON document written as a string.
fn property(phone: &Phone) -> String {
    let map: Map<String, Value> =
        phone.properties.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    Value::Object(map).to_string()
}

fn common(call: &Call<'_>, phone: &Phone, status: i64) -> Map<String, Value> {
    let mut order = Random::labelled(call.universe.seed, &format!("order {}", phone.id));
    let fields = json!({
        "phone_name": phone.name,
        "server_id": phone.server_id,
        "phone_id": phone.id,
        "image_id": phone.image_id,
        "phone_model_name": "cloudphone.rx1.4xlarge",
        "image_version": phone.image_version,
        "vnc_enable": "false",
        "status": status,
        "type": 0,
        "imei": order.digits(15),
        "traffic_type": "direct",
        "volume_mode": 1,
        "availability_zone": phone.zone,
        "metadata": {"order_id": format!("CS{}", order.upper(16)), "product_id": order.hex(32)},
        "has_encrypt": call.settings().has_encrypt,
        "create_time": iso_seconds(phone.created_at),
        "update_time": iso_seconds(phone.updated_at),
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_documented_number() {
        for (power, name) in Power::ALL {
            assert!(STATES.contains(&status(power)), "{name}");
        }
    }
}
