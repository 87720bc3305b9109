//! How far a new backup can be trusted: the task's word, the cloud's record, the object itself.

use std::sync::Arc;

use phonevault::cloud::{Backup, BackupRef, BackupState, Cloud};
use phonevault::error::{Applied, Error, ErrorKind, Result};
use phonevault::job::Outcome;
use phonevault::store::ObjectStore;
use phonevault::waiter::{Polled, WaitEnd, Waiter};

use super::PhoneReport;

/// What to do while the cloud's record of a backup has not settled.
const WAIT_FOR_RECORD: &str = "wait until the cloud's record of its backup has settled";

/// Looks up the record and the object of a backup whose task reported success, and enters what it finds.
pub(super) async fn present(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    backup: &BackupRef,
    waiter: &Waiter,
    report: &mut PhoneReport,
) -> Option<Backup> {
    report.verification = Some("reported");
    match check(cloud, store, backup, waiter, report).await {
        Ok(found) => {
            report.verification = Some("present");
            Some(found)
        }
        Err(error) => {
            // A look that failed proves nothing; a look that found something wrong does.
            let proved = matches!(error.kind(), ErrorKind::Verification | ErrorKind::NotFound);
            report.outcome = if proved { Outcome::Failed } else { Outcome::Unknown };
            report.code = error.vendor_code().map(str::to_owned);
            if error.kind() == ErrorKind::WaitTimeout {
                report.under_way = Some(WAIT_FOR_RECORD);
            }
            let cause = error.message();
            report.message =
                Some(format!("the task reported success, but the backup is not verified: {cause}"));
            None
        }
    }
}

async fn check(
    cloud: &Arc<dyn Cloud>,
    store: &ObjectStore,
    backup: &BackupRef,
    waiter: &Waiter,
    report: &mut PhoneReport,
) -> Result<Backup> {
    let found = settled(cloud, backup, waiter).await?;
    report.location = Some(found.location.clone());
    let wrong = |why: String| Error::new(ErrorKind::Verification, why).with_applied(Applied::Yes);
    match &found.state {
        BackupState::Available | BackupState::NotRecorded => {}
        BackupState::Partial => return Err(wrong("only a part of it was saved".to_owned())),
        BackupState::Failed(state) => return Err(wrong(format!("the cloud's record says `{state}`"))),
        // A state that has not settled, or that this version does not know, proves nothing either way.
        BackupState::Changing(state) | BackupState::Other(state) => {
            let why = format!("the cloud's record still says `{state}`");
            return Err(Error::new(ErrorKind::WaitTimeout, why).with_applied(Applied::Yes));
        }
    }
    let object = store.stat(&found.location).await?;
    report.bytes = Some(object.bytes);
    if object.bytes == 0 {
        return Err(wrong(format!("{} is empty", found.location)));
    }
    Ok(found)
}

/// The record, once the cloud is no longer working on it. A state that this version does not know counts as working.
async fn settled(cloud: &Arc<dyn Cloud>, backup: &BackupRef, waiter: &Waiter) -> Result<Backup> {
    let poll = || async {
        let found = cloud.find_backup(backup).await?;
        let changing = matches!(found.state, BackupState::Changing(_) | BackupState::Other(_));
        Ok(if changing { Polled::Running(found) } else { Polled::Done(found) })
    };
    match waiter.wait(cloud.context(), poll).await {
        WaitEnd::Done(found) | WaitEnd::Failed(found) => Ok(found),
        WaitEnd::TimedOut { last: Some(found), .. } => Ok(found),
        WaitEnd::TimedOut { limit, .. } => {
            Err(Error::new(ErrorKind::WaitTimeout, format!("its record was not read within {limit:?}")))
        }
        WaitEnd::CouldNotPoll { error, .. } => Err(error),
    }
}
