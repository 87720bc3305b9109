//! Restoring backups to a few phones: plan, then run. It overwrites data on the phones.

use std::sync::Arc;

use phonevault::cloud::{
    Backup, BackupRef, BackupState, Cloud, Compatibility, PowerAction, RestoreBatch, RestoreItem,
};
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::job::{Job, Outcome};
use phonevault::location::Location;
use phonevault::phone::{PhoneId, Power};
use phonevault::store::ObjectStore;
use phonevault::store_rules::Purpose;
use phonevault::validate::Violations;
use phonevault::waiter::Waiter;

use super::power::{self, guard};
use super::{Observer, PhoneReport, Report, lines, outcomes};

/// Where a backup is named.
#[derive(Clone, Debug)]
pub(crate) enum From {
    /// By its object.
    Location(Location),
    /// By the cloud's id.
    Id(String),
}

/// What will be done to one phone.
#[derive(Clone, Debug)]
pub(crate) struct PlannedRestore {
    pub(crate) phone: PhoneId,
    pub(crate) backup: Backup,
    pub(crate) notes: Vec<String>,
}

/// What will be done. Has no side effect.
#[derive(Clone, Debug)]
pub(crate) struct RestorePlan {
    pub(crate) items: Vec<PlannedRestore>,
}

/// Finds the cloud's record of a backup.
pub(crate) async fn find(cloud: &Arc<dyn Cloud>, from: &From) -> Result<Backup> {
    let (id, to) = match from {
        From::Location(location) => {
            let mut violations = Violations::new();
            cloud.store_rules().check_location("from", location, Purpose::Read, &mut violations);
            violations.into_result()?;
            (None, Some(location.clone()))
        }
        From::Id(id) => (Some(id.clone()), None),
    };
    cloud.find_backup(&BackupRef { phone: None, id, to, scope: None }).await
}

/// Checks everything that can be checked before anything is changed.
pub(crate) async fn plan(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    backup: &Backup,
    phones: &[PhoneId],
) -> Result<RestorePlan> {
    let mut violations = Violations::new();
    violations.count("to", phones.len(), None);
    violations.unique(phones, |index| format!("to[{index}]"));
    violations.into_result()?;
    let targets = cloud.describe_phones(phones).await?;
    let refuse = |why: String| Err(Error::new(ErrorKind::Guard, format!("{}: {why}", backup.location)));
    match &backup.state {
        BackupState::Available | BackupState::NotRecorded => {}
        BackupState::Partial => return refuse("only a part of it was saved".to_owned()),
        BackupState::Changing(state) | BackupState::Failed(state) | BackupState::Other(state) => {
            return refuse(format!("the cloud's record says `{state}`"));
        }
    }
    match store.stat(&backup.location).await {
        Ok(object) if object.bytes == 0 => return refuse("the object is empty".to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return refuse("there is no such object".to_owned());
        }
        Err(error) => return Err(error),
    }
    // The source may be gone for good; then its facts are missing, and the verdict is `cannot tell`. That it could not
    // be asked for is another thing, and no reason to go on.
    let source = match &backup.phone {
        Some(phone) => match cloud.describe_phones(std::slice::from_ref(phone)).await {
            Ok(mut found) => found.pop(),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let mut items = Vec::with_capacity(targets.len());
    for target in &targets {
        if target.power != Power::Running {
            let why = format!(
                "its state is `{}`, and only a running phone can be restored to",
                target.power.text()
            );
            return Err(guard(&target.id, &why));
        }
        let mut notes = Vec::new();
        match source.as_ref().map(|source| cloud.restorable(source, target)) {
            Some(Compatibility::Ready) => {}
            Some(Compatibility::Warning(why)) => notes.push(why),
            Some(Compatibility::Refused(why)) => return Err(guard(&target.id, &why)),
            Some(Compatibility::CannotTell(why)) => {
                notes.push(format!("it cannot be told whether it fits: {why}"));
            }
            None => notes.push("it cannot be told whether it fits: the source phone is not known".to_owned()),
        }
        items.push(PlannedRestore { phone: target.id.clone(), backup: backup.clone(), notes });
    }
    Ok(RestorePlan { items })
}

/// Carries a plan out, and restarts the phones where the vendor says so.
pub(crate) async fn run(
    cloud: &Arc<dyn Cloud>,
    plan: &RestorePlan,
    waiter: &Waiter,
    observer: &dyn Observer,
) -> Report {
    let mut report = Report::default();
    observer.step("restoring", plan.items.len());
    let mut jobs = Vec::new();
    for batch in batches(cloud, &plan.items) {
        match submit(cloud, &batch).await {
            Ok(job) => {
                observer.job("restore", &job.token());
                report.jobs.push(("restore", job.token()));
                jobs.push((job, batch));
            }
            Err(error) => {
                let lines = batch.iter().map(|item| PhoneReport::of_error(item.phone.clone(), &error));
                report.phones.extend(lines);
                report.fail(error);
            }
        }
    }
    // All batches run in the cloud at the same time: waiting for one after the other costs no time.
    for (job, batch) in jobs {
        let (ended, error) = outcomes(&job, waiter, observer, report.phones.len()).await;
        report.phones.extend(lines(batch.iter().map(|item| &item.phone), ended));
        if let Some(error) = error {
            report.fail(error);
        }
    }
    if cloud.policies().restart_after_restore {
        restart(cloud, waiter, observer, &mut report).await;
    }
    for item in &plan.items {
        if let Some(line) = report.find(&item.phone) {
            line.location = Some(item.backup.location.clone());
            line.notes.splice(0..0, item.notes.clone());
        }
    }
    let order = |phone: &PhoneId| plan.items.iter().position(|item| item.phone == *phone);
    report.phones.sort_by_key(|line| order(&line.phone));
    report
}

/// Groups of phones that fit into one call: so many phones, and so many different backups, as the cloud takes.
fn batches<'a>(cloud: &Arc<dyn Cloud>, items: &'a [PlannedRestore]) -> Vec<Vec<&'a PlannedRestore>> {
    let limits = cloud.limits();
    let mut batches: Vec<Vec<&PlannedRestore>> = Vec::new();
    for item in items {
        let fits = |batch: &&mut Vec<&PlannedRestore>| {
            let mut locations: Vec<&Location> = batch.iter().map(|other| &other.backup.location).collect();
            locations.push(&item.backup.location);
            locations.sort();
            locations.dedup();
            batch.len() < limits.phones_per_restore.max(1)
                && locations.len() <= limits.backups_per_restore.max(1)
        };
        match batches.iter_mut().find(fits) {
            Some(batch) => batch.push(item),
            None => batches.push(vec![item]),
        }
    }
    batches
}

async fn submit(cloud: &Arc<dyn Cloud>, batch: &[&PlannedRestore]) -> Result<Job> {
    let items = batch
        .iter()
        .map(|item| RestoreItem { phone: item.phone.clone(), backup: item.backup.clone() })
        .collect();
    Ok(Job::new(cloud.clone(), cloud.submit_restore(&RestoreBatch { items }).await?, ()))
}

async fn restart(cloud: &Arc<dyn Cloud>, waiter: &Waiter, observer: &dyn Observer, report: &mut Report) {
    // A restart in the middle of a restore could break it off.
    for line in &mut report.phones {
        if let Some(first) = line.under_way {
            line.notes.push(format!(
                "it was not restarted, because the restore may still be running: {first}, then restart it before its \
                 files are used"
            ));
        }
    }
    let restored = report.phones.iter().filter(|line| line.outcome == Outcome::Succeeded);
    let restored: Vec<PhoneId> = restored.map(|line| line.phone.clone()).collect();
    let restarted = power::change(cloud, PowerAction::Restart, &restored, waiter, observer).await;
    report.jobs.extend(restarted.jobs);
    for line in restarted.phones.into_iter().filter(|line| line.outcome != Outcome::Succeeded) {
        if let Some(own) = report.find(&line.phone) {
            // Restored, but its files must not be used before a restart: that is no success.
            own.outcome = if line.outcome == Outcome::Unknown { Outcome::Unknown } else { Outcome::Failed };
            let cause = line.message.clone().or(line.code.clone()).unwrap_or_default();
            own.code = line.code;
            own.message =
                Some(format!("the data was restored, but the restart that it needs did not work: {cause}"));
        }
    }
    if let Some(error) = restarted.error {
        report.fail(error);
    }
}
