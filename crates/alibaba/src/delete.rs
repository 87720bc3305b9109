//! Deletion of backups, followed to its end: the call only says that it was accepted (reference 2.5).

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use phonevault_core::error::Reached;
use phonevault_core::operation::Operation;
use phonevault_core::waiter::{Polled, WaitEnd, Waiter};
use phonevault_core::{Applied, Error, ErrorKind, Result};

use crate::client::Client;
use crate::cloud::refused;
use crate::models::DeleteBackupFileRequest;
use crate::operations;
use crate::typed::Typed;

/// How many of the records that are left a message names.
const NAMED: usize = 5;

/// Deletes these backups in as many calls as they need, and waits until their records are gone.
pub(crate) async fn delete_backups(client: &Client, ids: &[String]) -> Result<()> {
    if ids.is_empty() {
        return Err(refused("ids", "must not be empty"));
    }
    if let Some(index) = ids.iter().position(|id| id.trim().is_empty()) {
        return Err(refused(&format!("ids[{index}]"), "must not be empty"));
    }
    let mut seen = HashSet::new();
    if let Some(index) = ids.iter().position(|id| !seen.insert(id)) {
        return Err(refused(&format!("ids[{index}]"), "stands twice"));
    }
    let mut accepted = 0;
    for chunk in ids.chunks(client.settings().backups_per_delete.max(1)) {
        if let Err(error) = client.delete_backup_file(&DeleteBackupFileRequest::new(chunk)).await {
            return Err(if accepted == 0 { error } else { after_some(error, &ids[..accepted]) });
        }
        accepted += chunk.len();
    }
    let waiter = Waiter { limit: client.settings().delete_wait, ..Waiter::default() };
    client.backup_files_gone(ids, &waiter).await
}

/// What was accepted before a call failed is not taken back by the failure.
fn after_some(error: Error, accepted: &[String]) -> Error {
    let applied = if error.applied() == Applied::No { Applied::Yes } else { error.applied() };
    let message =
        format!("{}; the deletion of {} backups before was accepted", error.message(), accepted.len());
    let Ok(operation) = deletion() else { return error };
    let whole = Error::for_operation(error.kind(), &operation, Reached::Accepted, message)
        .with_vendor_code(error.vendor_code().map(str::to_owned))
        .with_retry_after(error.retry_after());
    let whole = match error.http_status() {
        Some(status) => whole.with_answer(status, error.request_id().map(str::to_owned)),
        None => whole,
    };
    whole.with_applied(applied).with_source(error)
}

impl Client {
    /// Waits until the records of these backup files are gone, after [`Client::delete_backup_file`]. Each look asks once
    /// for each file that is left. Whether the objects in the bucket are gone too must be asked of the bucket.
    ///
    /// # Errors
    /// [`ErrorKind::WaitTimeout`] with the files that are left and their states, [`ErrorKind::PollFailed`] if the records
    /// cannot be read. Both say `applied: yes`: the deletion was accepted before.
    pub async fn backup_files_gone(&self, ids: &[String], waiter: &Waiter) -> Result<()> {
        let left: Mutex<Vec<String>> = Mutex::new(ids.to_vec());
        let end = waiter
            .wait(self.inner.pipeline.context(), || async {
                let asked = left.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let mut states = Vec::new();
                for id in asked {
                    match self.record_if_any(&id).await? {
                        Some(record) => {
                            let state = record.status.map(String::from).unwrap_or_default();
                            states.push(format!("{id} ({state})"));
                        }
                        None => left.lock().unwrap_or_else(PoisonError::into_inner).retain(|own| *own != id),
                    }
                }
                Ok(if states.is_empty() { Polled::Done(states) } else { Polled::Running(states) })
            })
            .await;
        let failed = |kind, message: String| {
            deletion().map_or_else(
                |error| error,
                |operation| Error::for_operation(kind, &operation, Reached::Accepted, message),
            )
        };
        match end {
            WaitEnd::Done(_) => Ok(()),
            // A look never says so; a deletion that failed would be one that is still on record.
            WaitEnd::Failed(states) => {
                let message = format!("{} of {} backups are still on record", states.len(), ids.len());
                Err(failed(ErrorKind::JobFailed, message))
            }
            WaitEnd::TimedOut { limit, last, .. } => {
                let states = last.unwrap_or_else(|| ids.to_vec());
                let named = states.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
                let message = format!(
                    "{} of {} backups are still on record after {} s: {named}",
                    states.len(),
                    ids.len(),
                    limit.as_secs()
                );
                Err(failed(ErrorKind::WaitTimeout, message))
            }
            WaitEnd::CouldNotPoll { error, .. } => {
                let message = format!("the records could not be read: {}: {}", error.kind(), error.message());
                Err(failed(ErrorKind::PollFailed, message)
                    .with_vendor_code(error.vendor_code().map(str::to_owned))
                    .with_source(error))
            }
        }
    }
}

fn deletion() -> Result<Operation> {
    operations::find(DeleteBackupFileRequest::OPERATION).map(operations::OperationSpec::operation)
}
