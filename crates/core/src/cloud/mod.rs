//! The port that a cloud implements: small enough for a third and a fourth cloud to fit.

mod backup;
mod facts;

use std::fmt;

use async_trait::async_trait;

pub use backup::{
    Backup, BackupBatch, BackupItem, BackupRef, BackupState, Finding, Marker, RestoreBatch, RestoreItem,
};
pub use facts::{BackupPower, Capabilities, CloudLimits, Compatibility, Policies};

use crate::context::Context;
use crate::error::{Error, ErrorKind, Result};
use crate::job::{Submission, TaskHandle, TaskStatus};
use crate::location::Location;
use crate::phone::{Phone, PhoneId};
use crate::scope::ScopeKind;
use crate::store_rules::StoreRules;
use crate::transport::Endpoint;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhonePage {
    /// The phones of this page.
    pub phones: Vec<Phone>,
    /// What to pass for the next page; `None` at the end.
    pub next: Option<String>,
}

/// What can be done to a phone's power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PowerAction {
    /// Shut it down.
    Stop,
    /// Start a stopped one.
    Start,
    /// Restart it.
    Restart,
}

/// A cloud as everything above it knows it. A call that the cloud does not offer answers
/// [`ErrorKind::Unsupported`], and [`Capabilities`] says so beforehand.
#[async_trait]
pub trait Cloud: Send + Sync + fmt::Debug {
    /// Its short name, used in job tokens and reports.
    fn name(&self) -> &'static str;

    /// The region this client works in.
    fn region(&self) -> &str;

    /// The account or project this client works in, if the cloud needs one to find work again.
    fn account(&self) -> Option<&str>;

    /// The outside world this client works in.
    fn context(&self) -> &Context;

    /// What it can do.
    fn capabilities(&self) -> &Capabilities;

    /// How it wants phones to be treated.
    fn policies(&self) -> &Policies;

    /// How much it takes at once.
    fn limits(&self) -> &CloudLimits;

    /// The naming rules of its object store.
    fn store_rules(&self) -> &'static dyn StoreRules;

    /// The endpoint through which this program reads the bucket's objects.
    fn store_endpoint(&self, bucket: &str) -> Result<Endpoint>;

    /// One page of phones; `from` is what the page before gave, `None` for the first.
    async fn list_phones(&self, from: Option<&str>) -> Result<PhonePage>;

    /// These phones, in this order. A phone that does not exist is an error that names it.
    async fn describe_phones(&self, phones: &[PhoneId]) -> Result<Vec<Phone>>;

    /// Submits a change of power for these phones.
    async fn power(&self, action: PowerAction, phones: &[PhoneId]) -> Result<Submission>;

    /// Where a backup of `phone` will lie if `to` is a folder. `marker` is unique for each run. The answer may again be
    /// a folder, below which the cloud itself names the object.
    fn destination(&self, to: &Location, phone: &PhoneId, marker: &Marker) -> Location;

    /// Checks a batch of backups against every rule that [`Cloud::submit_backup`] checks, and sends nothing: a run that
    /// stops phones first must know beforehand that the backup itself is acceptable.
    fn check_backup(&self, batch: &BackupBatch) -> Result<()>;

    /// Submits one batch of backups.
    async fn submit_backup(&self, batch: &BackupBatch) -> Result<Submission>;

    /// What the cloud recorded of a finished backup: above all where its object lies.
    async fn find_backup(&self, backup: &BackupRef) -> Result<Backup>;

    /// Submits one batch of restores. It overwrites data on the phones.
    async fn submit_restore(&self, batch: &RestoreBatch) -> Result<Submission>;

    /// The state of many tasks in few calls, in the order asked.
    async fn poll(&self, tasks: &[TaskHandle]) -> Result<Vec<TaskStatus>>;

    /// Whether a backup of `source` fits on `target`.
    fn restorable(&self, source: &Phone, target: &Phone) -> Compatibility;

    /// Every backup the cloud has on record, one page at a time.
    async fn list_backups(&self, _from: Option<&str>) -> Result<(Vec<Backup>, Option<String>)> {
        Err(self.unsupported("listing backups"))
    }

    /// Looks for a backup of `phone` by the marker of its run, after a submission whose answer was lost.
    async fn find_by_marker(&self, _phone: &PhoneId, _marker: &Marker) -> Result<Finding> {
        let what =
            "this cloud has no record to search: look whether the object lies where the backup was to go";
        Ok(Finding::CannotTell(what.to_owned()))
    }

    /// Deletes backups by their ids, for good.
    async fn delete_backups(&self, _ids: &[String]) -> Result<()> {
        Err(self.unsupported("deleting backups"))
    }

    /// Runs a command on a phone and answers its output.
    async fn probe(&self, _phone: &PhoneId, _command: &str) -> Result<String> {
        Err(self.unsupported("running commands on phones"))
    }

    /// Submits a reset of these phones: their data is lost.
    async fn reset(&self, _phones: &[PhoneId]) -> Result<Submission> {
        Err(self.unsupported("resetting phones"))
    }

    /// The error for something that this cloud does not offer.
    fn unsupported(&self, what: &str) -> Error {
        Error::new(ErrorKind::Unsupported, format!("{} does not offer {what}", self.name()))
            .with_cloud(self.name())
    }

    /// Refuses a scope that this cloud does not offer, by name.
    fn check_scope(&self, scope: ScopeKind) -> Result<()> {
        if self.capabilities().scopes.contains(&scope) {
            return Ok(());
        }
        Err(self.unsupported(&format!("backups of scope `{}`", scope.name())))
    }
}
