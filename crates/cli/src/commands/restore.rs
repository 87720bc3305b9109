//! `phonevault restore`

use phonevault::error::Result;
use phonevault::location::Location;
use phonevault::phone::PhoneId;
use serde_json::{Value, json};

use super::{confirm, waiter};
use crate::args::{Global, Restore};
use crate::exit::Exit;
use crate::flow::restore::{From, RestorePlan, find, plan, run as run_plan};
use crate::output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, options: Restore) -> Result<Exit> {
    let location: Option<Location> =
        if options.from.contains("://") { Some(options.from.parse()?) } else { None };
    let session = Session::open(global, location.as_ref().map(|location| &*location.scheme))?;
    let from = match location {
        Some(location) => From::Location(location),
        None => From::Id(options.from),
    };
    let phones: Vec<PhoneId> = options.to.into_iter().map(PhoneId::new).collect();
    let backup = find(&session.cloud, &from).await?;
    let store = session.store(&backup.location.bucket)?;
    let plan = plan(&session.cloud, &store, &backup, &phones).await?;
    if options.plan {
        let columns = ["phone_id", "backup", "notes"];
        output::rows(global.output, "plan", &columns, &planned(&plan))?;
        return Ok(Exit::Ok);
    }
    let names = phones.iter().map(PhoneId::as_str).collect::<Vec<_>>().join(", ");
    confirm(options.yes, &format!("data on {names} will be overwritten"))?;
    let progress = output::Progress::new("", true);
    let report = run_plan(&session.cloud, &plan, &waiter(&options.wait), &progress).await;
    progress.finish();
    Ok(output::show_report(global.output, &report))
}

fn planned(plan: &RestorePlan) -> Vec<Value> {
    let items = plan.items.iter().map(|item| {
        json!({
            "phone_id": item.phone.as_str(),
            "backup": item.backup.location.to_string(),
            "backup_id": item.backup.id,
            "notes": item.notes,
        })
    });
    items.collect()
}
