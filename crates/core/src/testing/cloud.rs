//! A cloud that answers what it was told, for tests of what stands above the port.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use super::TestWorld;
use crate::cloud::{
    Backup, BackupBatch, BackupPower, BackupRef, BackupState, Capabilities, Cloud, CloudLimits,
    Compatibility, Marker, PhonePage, Policies, PowerAction, RestoreBatch,
};
use crate::context::Context;
use crate::error::{Error, ErrorKind, Reached, Result};
use crate::job::{Action, Item, Submission, TaskHandle, TaskState, TaskStatus};
use crate::location::Location;
use crate::operation::Operation;
use crate::phone::{Phone, PhoneId, Power};
use crate::scope::ScopeKind;
use crate::store_rules::StoreRules;
use crate::transport::Endpoint;

/// What becomes of one action on one phone.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It is accepted, and its task is in this state for good.
    Task(TaskState),
    /// It is refused inside a successful answer.
    Refused,
    /// It is accepted, but the answer does not name the phone.
    Unnamed,
    /// The call as a whole fails with an error that came so far.
    Call(ErrorKind, Reached),
    /// It is accepted, and asking for its state fails.
    Poll(ErrorKind),
}

/// A cloud in which every action succeeds at once, but for those it was told otherwise. It advises to stop phones for
/// backups and to restart them after restores.
#[derive(Debug)]
pub struct ScriptedCloud {
    context: Context,
    limits: CloudLimits,
    fates: Mutex<HashMap<(Action, PhoneId), Fate>>,
    power: HashMap<PhoneId, Power>,
    unreadable: HashMap<PhoneId, ErrorKind>,
    record: Mutex<BackupState>,
    calls: Mutex<Vec<String>>,
    states_short: usize,
}

impl ScriptedCloud {
    /// A cloud in this world.
    #[must_use]
    pub fn new(world: &TestWorld) -> Self {
        let limits = CloudLimits {
            phones_per_backup: 100,
            phones_per_restore: 100,
            backups_per_restore: 100,
            phones_per_power: 100,
            ids_per_poll: 100,
            page_size: 100,
        };
        Self {
            context: world.context(),
            limits,
            fates: Mutex::default(),
            power: HashMap::new(),
            unreadable: HashMap::new(),
            record: Mutex::new(BackupState::Available),
            calls: Mutex::default(),
            states_short: 0,
        }
    }

    /// Decides what becomes of an action on a phone.
    #[must_use]
    pub fn with(self, action: Action, phone: &str, fate: Fate) -> Self {
        self.fates.lock().unwrap_or_else(PoisonError::into_inner).insert((action, phone.into()), fate);
        self
    }

    /// Decides in which state a phone is shown; those of which nothing is said run.
    #[must_use]
    pub fn with_power(mut self, phone: &str, power: Power) -> Self {
        self.power.insert(phone.into(), power);
        self
    }

    /// Answers every look at a phone with an error of this kind.
    #[must_use]
    pub fn unreadable(mut self, phone: &str, kind: ErrorKind) -> Self {
        self.unreadable.insert(phone.into(), kind);
        self
    }

    /// Leaves so many states out of every answer to a poll.
    #[must_use]
    pub fn short_of(mut self, states: usize) -> Self {
        self.states_short = states;
        self
    }

    /// Decides what the record of every backup says.
    #[must_use]
    pub fn with_record(self, state: BackupState) -> Self {
        *self.record.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self
    }

    /// What was called to change something, with the phones, such as `stop p1 p2`.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fate(&self, action: Action, phone: &PhoneId) -> Fate {
        let fates = self.fates.lock().unwrap_or_else(PoisonError::into_inner);
        fates.get(&(action, phone.clone())).cloned().unwrap_or(Fate::Task(TaskState::Succeeded))
    }

    fn submit(&self, action: Action, phones: &[PhoneId]) -> Result<Submission> {
        let names: Vec<&str> = phones.iter().map(PhoneId::as_str).collect();
        let call = format!("{} {}", action.name(), names.join(" "));
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        let mut items = Vec::new();
        for phone in phones {
            match self.fate(action, phone) {
                Fate::Call(kind, reached) => {
                    let operation = Operation::mutation(action.name(), self.name());
                    return Err(Error::for_operation(kind, &operation, reached, "as it was told"));
                }
                Fate::Refused => {
                    items.push(Item::refused(phone.clone(), Some("Busy".to_owned()), "not now"));
                }
                Fate::Unnamed => {}
                Fate::Task(_) | Fate::Poll(_) => items.push(Item::accepted(phone.clone(), None)),
            }
        }
        Ok(Submission {
            cloud: self.name().to_owned(),
            region: self.region().to_owned(),
            account: self.account().map(str::to_owned),
            action,
            request_id: "R-1".to_owned(),
            batch: None,
            items,
        })
    }
}

/// Rules that allow everything.
#[derive(Debug)]
struct AnyName;

impl StoreRules for AnyName {
    fn scheme(&self) -> &'static str {
        "store"
    }

    fn check_bucket(&self, _bucket: &str) -> Result<(), String> {
        Ok(())
    }

    fn check_key(&self, _key: &str, _purpose: crate::store_rules::Purpose) -> Result<(), String> {
        Ok(())
    }
}

#[async_trait]
impl Cloud for ScriptedCloud {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn region(&self) -> &'static str {
        "r-1"
    }

    fn account(&self) -> Option<&str> {
        Some("project")
    }

    fn context(&self) -> &Context {
        &self.context
    }

    fn capabilities(&self) -> &Capabilities {
        static ALL: Capabilities = Capabilities {
            scopes: &[ScopeKind::Apps, ScopeKind::Paths, ScopeKind::Whole],
            lists_backups: false,
            finds_by_marker: false,
            deletes_backups: false,
            probes: false,
            resets: false,
        };
        &ALL
    }

    fn policies(&self) -> &Policies {
        static ADVICE: Policies = Policies {
            apps_backup: BackupPower::StoppedAdvised,
            paths_backup: BackupPower::StoppedAdvised,
            whole_backup: BackupPower::StoppedAdvised,
            restart_after_restore: true,
        };
        &ADVICE
    }

    fn limits(&self) -> &CloudLimits {
        &self.limits
    }

    fn store_rules(&self) -> &'static dyn StoreRules {
        &AnyName
    }

    fn store_endpoint(&self, _bucket: &str) -> Result<Endpoint> {
        Endpoint::parse("store", "http://127.0.0.1:9")
    }

    async fn list_phones(&self, _from: Option<&str>) -> Result<PhonePage> {
        Ok(PhonePage { phones: Vec::new(), next: None })
    }

    async fn describe_phones(&self, phones: &[PhoneId]) -> Result<Vec<Phone>> {
        if let Some(kind) = phones.iter().find_map(|id| self.unreadable.get(id)) {
            return Err(Error::new(*kind, "the phone cannot be shown"));
        }
        let power = |id| self.power.get(id).cloned().unwrap_or(Power::Running);
        Ok(phones.iter().map(|id| Phone::new(id.clone(), power(id))).collect())
    }

    async fn power(&self, action: PowerAction, phones: &[PhoneId]) -> Result<Submission> {
        let action = match action {
            PowerAction::Stop => Action::Stop,
            PowerAction::Start => Action::Start,
            PowerAction::Restart => Action::Restart,
        };
        self.submit(action, phones)
    }

    fn destination(&self, to: &Location, phone: &PhoneId, marker: &Marker) -> Location {
        to.join(&format!("{phone}/{marker}"))
    }

    fn check_backup(&self, _batch: &BackupBatch) -> Result<()> {
        Ok(())
    }

    async fn submit_backup(&self, batch: &BackupBatch) -> Result<Submission> {
        let phones: Vec<PhoneId> = batch.items.iter().map(|item| item.phone.clone()).collect();
        self.submit(Action::Backup, &phones)
    }

    async fn find_backup(&self, backup: &BackupRef) -> Result<Backup> {
        let location = backup.to.clone();
        let location = location.ok_or_else(|| Error::new(ErrorKind::NotFound, "no such backup"))?;
        Ok(Backup {
            id: backup.id.clone(),
            name: None,
            location,
            state: self.record.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            scope: backup.scope,
            phone: backup.phone.clone(),
            android: None,
            store_endpoint: None,
            bytes: None,
            created: None,
        })
    }

    async fn submit_restore(&self, batch: &RestoreBatch) -> Result<Submission> {
        let phones: Vec<PhoneId> = batch.items.iter().map(|item| item.phone.clone()).collect();
        self.submit(Action::Restore, &phones)
    }

    async fn poll(&self, tasks: &[TaskHandle]) -> Result<Vec<TaskStatus>> {
        let mut states = Vec::new();
        for task in tasks {
            match self.fate(task.action, &task.phone) {
                Fate::Task(state) => states.push(TaskStatus::new(state)),
                Fate::Poll(kind) => return Err(Error::new(kind, "as it was told").with_cloud(self.name())),
                _ => states.push(TaskStatus::new(TaskState::Unseen)),
            }
        }
        states.truncate(states.len().saturating_sub(self.states_short));
        Ok(states)
    }

    fn restorable(&self, _source: &Phone, _target: &Phone) -> Compatibility {
        Compatibility::Ready
    }
}
