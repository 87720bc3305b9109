//! Backing up a few phones: plan, then run.

use std::collections::BTreeMap;
use std::sync::Arc;

use phonevault::cloud::{
    Backup, BackupBatch, BackupItem, BackupPower, BackupRef, Cloud, Marker, PowerAction,
};
use phonevault::error::Result;
use phonevault::job::{Job, Outcome};
use phonevault::location::Location;
use phonevault::phone::{Phone, PhoneId, Power};
use phonevault::scope::Scope;
use phonevault::store::ObjectStore;
use phonevault::store_rules::Purpose;
use phonevault::validate::Violations;
use phonevault::waiter::Waiter;

use super::power::{self, guard};
use super::{Observer, PhoneReport, Report, lines, outcomes, verify};

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct BackupRequest {
    pub(crate) phones: Vec<PhoneId>,
    pub(crate) scope: Scope,
    /// A folder, or one full key for one phone.
    pub(crate) to: Location,
    /// Leave phones running although the vendor advises to stop them.
    pub(crate) keep_running: bool,
    /// Replace an object that lies at the full key.
    pub(crate) overwrite: bool,
}

/// What will be done to one phone.
#[derive(Clone, Debug)]
pub(crate) struct PlannedBackup {
    pub(crate) phone: Phone,
    pub(crate) to: Location,
    /// It is stopped before and started after.
    pub(crate) stop: bool,
    pub(crate) notes: Vec<String>,
}

/// What will be done. Has no side effect.
#[derive(Clone, Debug)]
pub(crate) struct BackupPlan {
    pub(crate) items: Vec<PlannedBackup>,
    pub(crate) scope: Scope,
    pub(crate) marker: Marker,
}

impl BackupPlan {
    fn batch<'a>(&self, items: impl IntoIterator<Item = &'a PlannedBackup>) -> BackupBatch {
        let items =
            items.into_iter().map(|item| BackupItem { phone: item.phone.id.clone(), to: item.to.clone() });
        BackupBatch { items: items.collect(), scope: self.scope.clone(), marker: self.marker.clone() }
    }
}

/// Checks everything that can be checked before anything is changed.
pub(crate) async fn plan(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    request: &BackupRequest,
) -> Result<BackupPlan> {
    cloud.check_scope(request.scope.kind())?;
    let mut violations = Violations::new();
    violations.count("phones", request.phones.len(), None);
    violations.unique(&request.phones, |index| format!("phones[{index}]"));
    cloud.store_rules().check_location("to", &request.to, Purpose::Write, &mut violations);
    let several = request.phones.len() > 1;
    violations.require(
        !several || request.to.is_folder(),
        "to",
        "a full key is for one phone only; end it with / to give every phone its own object",
    );
    violations.into_result()?;
    let random = cloud.context().random_hex();
    let date = phonevault::timestamp::compact(cloud.context().clock.now());
    let marker = Marker::new(&format!("{date}-{}", &random[..8]));
    let mut items = Vec::with_capacity(request.phones.len());
    for phone in cloud.describe_phones(&request.phones).await? {
        items.push(planned(cloud, store, request, phone, &marker).await?);
    }
    let plan = BackupPlan { items, scope: request.scope.clone(), marker };
    // Before the first phone is stopped it must be certain that the backup itself is acceptable.
    for batch in plan.items.chunks(cloud.limits().phones_per_backup.max(1)) {
        cloud.check_backup(&plan.batch(batch))?;
    }
    Ok(plan)
}

async fn planned(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    request: &BackupRequest,
    phone: Phone,
    marker: &Marker,
) -> Result<PlannedBackup> {
    let policy = cloud.policies().during_backup(request.scope.kind());
    let mut notes = Vec::new();
    match &phone.power {
        Power::Running | Power::Stopped => {}
        Power::Failed(state) => notes.push(format!("its last action ended in `{state}`")),
        other => {
            return Err(guard(
                &phone.id,
                &format!("its state is `{}`: wait until it has settled", other.text()),
            ));
        }
    }
    if policy == BackupPower::Running && phone.power == Power::Stopped {
        return Err(guard(
            &phone.id,
            "it is stopped, and this cloud backs up running phones only: start it first",
        ));
    }
    let wants_stop = policy.wants_stop(&phone.power);
    if wants_stop && request.keep_running {
        notes.push("the vendor advises to stop it: a backup of a phone in use may fail".to_owned());
    }
    let to = if request.to.is_folder() {
        cloud.destination(&request.to, &phone.id, marker)
    } else {
        request.to.clone()
    };
    if !to.is_folder() && !request.overwrite && store.exists(&to).await? {
        return Err(guard(&phone.id, &format!("{to} exists already: choose another key, or --overwrite")));
    }
    Ok(PlannedBackup { phone, to, stop: wants_stop && !request.keep_running, notes })
}

/// Carries a plan out. The answer has one report for each phone of the plan; `Backup`s are those verified.
pub(crate) async fn run(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    plan: &BackupPlan,
    waiter: &Waiter,
    observer: &dyn Observer,
) -> (Report, Vec<(PhoneId, Backup)>) {
    let mut report = Report::default();
    let to_stop: Vec<PhoneId> =
        plan.items.iter().filter(|item| item.stop).map(|item| item.phone.id.clone()).collect();
    let stopping = power::change(cloud, PowerAction::Stop, &to_stop, waiter, observer).await;
    report.jobs.extend(stopping.jobs);
    if let Some(error) = stopping.error {
        report.fail(error);
    }
    let mut ready: Vec<&PlannedBackup> = plan.items.iter().collect();
    // What may have been stopped has to be started again, also if nobody can tell whether it was.
    let (mut stopped, mut doubtful) = (to_stop, Vec::new());
    for line in stopping.phones.into_iter().filter(|line| line.outcome != Outcome::Succeeded) {
        ready.retain(|item| item.phone.id != line.phone);
        stopped.retain(|phone| *phone != line.phone);
        if line.outcome != Outcome::Refused {
            doubtful.push(line.phone.clone());
        }
        report.phones.push(power::failed(line, PowerAction::Stop));
    }
    let mut made = Vec::new();
    if !ready.is_empty() {
        observer.step("backing up", ready.len());
    }
    for batch in ready.chunks(cloud.limits().phones_per_backup.max(1)) {
        made.extend(back_up(cloud, store, plan, batch, waiter, observer, &mut report).await);
    }
    power::put_back(cloud, &stopped, &doubtful, waiter, observer, &mut report).await;
    for item in &plan.items {
        if let Some(line) = report.find(&item.phone.id) {
            line.notes.splice(0..0, item.notes.clone());
        }
    }
    let order = |phone: &PhoneId| plan.items.iter().position(|item| item.phone.id == *phone);
    report.phones.sort_by_key(|line| order(&line.phone));
    (report, made)
}

async fn back_up(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    plan: &BackupPlan,
    items: &[&PlannedBackup],
    waiter: &Waiter,
    observer: &dyn Observer,
    report: &mut Report,
) -> Vec<(PhoneId, Backup)> {
    let batch = plan.batch(items.iter().copied());
    let job = match cloud.submit_backup(&batch).await {
        Ok(submission) => Job::new(cloud.clone(), submission, ()),
        Err(error) => {
            let lines = items.iter().map(|item| PhoneReport::of_error(item.phone.id.clone(), &error));
            report.phones.extend(lines);
            report.fail(error);
            return Vec::new();
        }
    };
    observer.job("backup", &job.token());
    report.jobs.push(("backup", job.token()));
    let (ended, error) = outcomes(&job, waiter, observer, report.phones.len()).await;
    if let Some(error) = error {
        report.fail(error);
    }
    let mut made = Vec::new();
    let id_of: BTreeMap<PhoneId, Option<String>> =
        ended.iter().map(|phone| (phone.phone.clone(), phone.backup.clone())).collect();
    for (item, mut line) in items.iter().zip(lines(items.iter().map(|item| &item.phone.id), ended)) {
        line.location = (!item.to.is_folder()).then(|| item.to.clone());
        if line.outcome == Outcome::Succeeded {
            let backup = BackupRef {
                phone: Some(item.phone.id.clone()),
                id: id_of.get(&item.phone.id).cloned().flatten(),
                to: Some(item.to.clone()),
                scope: Some(plan.scope.kind()),
            };
            let found = verify::present(cloud, store, &backup, waiter, &mut line).await;
            made.extend(found.map(|found| (item.phone.id.clone(), found)));
        }
        report.phones.push(line);
    }
    made
}
