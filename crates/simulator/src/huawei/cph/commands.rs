//! `POST …/phones/commands`: shell commands, pushed files, installing and removing apps, each as a job (reference 3).

use super::super::fault::Fault;
use super::batch::{self, Item};
use super::order::{self, Order};
use super::targets::{self, Most};
use super::{Answer, Call, apk, push, shell};

pub(super) fn submit(call: &Call<'_>) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = call.settings();
    let body = call.json("CPS.0117")?;
    let order = order::parse(&body, settings)?;
    let ids = targets::phones(call, &body, &Most { phones: settings.max_phones, code: "CPS.0190" })?;
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    batch::check(call, &names, "CPS.0080")?;
    // Before the fleet is held.
    let places = match &order {
        Order::Push(place) => std::slice::from_ref(place),
        Order::Install { apks, .. } => apks.as_slice(),
        Order::Shell(_) | Order::Uninstall { .. } => &[],
    };
    let looked = places.iter().try_for_each(|place| push::look(universe, place).map(drop));
    let items = ids.into_iter().map(|phone_id| Item { phone_id, asked: Ok(()) }).collect();
    Ok(batch::run(call, items, |fleet, phone_id, ()| {
        let phone = batch::phone(fleet, phone_id, settings)?;
        batch::running(phone, settings)?;
        looked.clone()?;
        match &order {
            Order::Shell(command) => Ok(shell::work(universe, phone_id, command)),
            Order::Push(place) => Ok(push::work(universe, phone_id, place)),
            Order::Install { flags, apks } => Ok(apk::install(universe, phone_id, flags, apks)),
            Order::Uninstall { keep_data, package } => {
                Ok(apk::uninstall(universe, phone_id, package, *keep_data))
            }
        }
    }))
}
