//! `phonevault backup`

use phonevault::error::Result;
use phonevault::location::Location;
use phonevault::phone::PhoneId;
use phonevault::scope::Scope;
use serde_json::{Value, json};

use super::{confirm, waiter};
use crate::args::{Backup, Global};
use crate::exit::Exit;
use crate::flow::backup::{BackupPlan, BackupRequest, plan, run as run_plan};
use crate::output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, options: Backup) -> Result<Exit> {
    let to: Location = options.to.parse()?;
    let session = Session::open(global, Some(&to.scheme))?;
    let scope = if options.scope.whole {
        Scope::Whole
    } else if options.scope.app.is_empty() {
        Scope::Paths { include: options.scope.path, exclude: options.exclude }
    } else {
        Scope::Apps(options.scope.app)
    };
    let request = BackupRequest {
        phones: options.phones.into_iter().map(PhoneId::new).collect(),
        scope,
        to,
        keep_running: options.keep_running,
        overwrite: options.overwrite,
    };
    let store = session.store(&request.to.bucket)?;
    let plan = plan(&session.cloud, &store, &request).await?;
    if options.plan {
        let columns = ["phone_id", "power", "stop", "to", "notes"];
        output::rows(global.output, "plan", &columns, &planned(&plan))?;
        return Ok(Exit::Ok);
    }
    if options.overwrite && !request.to.is_folder() {
        confirm(options.yes, &format!("an object at {} will be replaced", request.to))?;
    }
    let progress = output::Progress::new("", true);
    let (mut report, _) = run_plan(&session.cloud, &store, &plan, &waiter(&options.wait), &progress).await;
    progress.finish();
    for line in report.phones.iter_mut().filter(|line| line.left_stopped) {
        line.notes.extend(session.start_command(&line.phone));
    }
    Ok(output::show_report(global.output, &report))
}

fn planned(plan: &BackupPlan) -> Vec<Value> {
    let items = plan.items.iter().map(|item| {
        json!({
            "phone_id": item.phone.id.as_str(),
            "power": item.phone.power.text(),
            "scope": plan.scope.kind().name(),
            "stop": item.stop,
            "to": item.to.to_string(),
            "notes": item.notes,
        })
    });
    items.collect()
}
