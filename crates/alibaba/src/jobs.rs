//! From the vendor's typed answers to submissions.

use std::sync::Arc;

use phonevault_core::Result;
use phonevault_core::job::{Action, Item, Job, JobResult, Outcome, PhoneOutcome, Submission};
use phonevault_core::phone::PhoneId;

use crate::CLOUD;
use crate::client::Client;
use crate::models::{
    BackupResponse, PowerResponse, PowerTasks, ResetAndroidInstancesInGroupResponse, RestoreResponse,
    RunCommandResponse,
};
use crate::operations;
use crate::typed::Typed;

/// What an answer says of one phone.
pub(crate) struct Answered<'a> {
    phone: &'a str,
    task: Option<&'a str>,
    backup: Option<&'a str>,
}

impl<'a> Answered<'a> {
    fn new(phone: &'a str, task: Option<&'a str>, backup: Option<&'a str>) -> Self {
        Self { phone, task: given(task), backup: given(backup) }
    }
}

/// An answer that names a phone too many, and what it says of the others.
struct Stray {
    why: String,
    result: JobResult,
}

/// The ids of a whole submission.
pub(crate) struct Ids<'a> {
    request: &'a str,
    batch: Option<&'a str>,
}

/// An answer that says which work was accepted.
pub(crate) trait Accepted {
    fn ids(&self) -> Ids<'_>;
    fn answered(&self) -> Vec<Answered<'_>>;
}

impl Accepted for BackupResponse {
    fn ids(&self) -> Ids<'_> {
        Ids { request: &self.request_id, batch: Some(&self.task_id) }
    }

    fn answered(&self) -> Vec<Answered<'_>> {
        self.data
            .iter()
            .map(|data| {
                Answered::new(
                    &data.android_instance_id,
                    data.task_id.as_deref(),
                    data.backup_file_id.as_deref(),
                )
            })
            .collect()
    }
}

impl Accepted for RestoreResponse {
    fn ids(&self) -> Ids<'_> {
        Ids { request: &self.request_id, batch: Some(&self.task_id) }
    }

    fn answered(&self) -> Vec<Answered<'_>> {
        self.data
            .iter()
            .map(|data| Answered::new(&data.android_instance_id, data.task_id.as_deref(), None))
            .collect()
    }
}

/// The batch that a power call or a reset may name.
fn power_ids<'a>(request: &'a str, tasks: Option<&'a PowerTasks>) -> Ids<'a> {
    let batch = tasks.and_then(|tasks| tasks.parent_task_id.as_deref());
    Ids { request, batch: batch.filter(|id| !id.trim().is_empty()) }
}

/// The tasks that a power call or a reset may name.
fn power_answered(tasks: Option<&PowerTasks>) -> Vec<Answered<'_>> {
    let children = tasks.and_then(|tasks| tasks.child_tasks.as_deref()).unwrap_or_default();
    children.iter().map(|child| Answered::new(&child.instance_id, child.task_id.as_deref(), None)).collect()
}

impl Accepted for PowerResponse {
    fn ids(&self) -> Ids<'_> {
        power_ids(&self.request_id, self.tasks.as_ref())
    }

    fn answered(&self) -> Vec<Answered<'_>> {
        power_answered(self.tasks.as_ref())
    }
}

impl Accepted for ResetAndroidInstancesInGroupResponse {
    fn ids(&self) -> Ids<'_> {
        power_ids(&self.request_id, self.tasks.as_ref())
    }

    fn answered(&self) -> Vec<Answered<'_>> {
        power_answered(self.tasks.as_ref())
    }
}

impl Accepted for RunCommandResponse {
    fn ids(&self) -> Ids<'_> {
        let batch = self.task_id.as_deref().filter(|id| !id.trim().is_empty());
        Ids { request: &self.request_id, batch }
    }

    fn answered(&self) -> Vec<Answered<'_>> {
        self.run_command_infos
            .iter()
            .flatten()
            .map(|info| Answered::new(&info.instance_id, info.child_task_id.as_deref(), None))
            .collect()
    }
}

impl Client {
    /// Sends a request that starts work on `phones`, and hands over what follows it.
    pub(crate) async fn submit<T: Typed>(
        &self,
        action: Action,
        request: &T,
        phones: &[String],
    ) -> Result<Job<T::Response>>
    where
        T::Response: Accepted + Sync,
    {
        let (response, answer) = self.exchange(request).await?;
        let submission = match self.submission(action, &response.ids(), phones, response.answered()) {
            Ok(submission) => submission,
            Err(stray) => {
                let operation = operations::find(T::OPERATION)?.operation();
                return Err(answer.malformed(&operation, &stray.why).with_result(stray.result));
            }
        };
        Ok(Job::new(Arc::new(self.clone()), submission, response))
    }

    /// One item for each phone that was asked for, in that order. A phone that the answer does not name may have been
    /// accepted (whether the service can take a part is undocumented): it stays in the job, without a task id of its own.
    /// A phone that was never asked for means that the answer is not one to this request.
    fn submission(
        &self,
        action: Action,
        ids: &Ids<'_>,
        phones: &[String],
        mut answered: Vec<Answered<'_>>,
    ) -> Result<Submission, Stray> {
        // From the end, where taking one out moves no others: phones are answered in the order in which they were asked for.
        answered.reverse();
        let items = phones.iter().map(|phone| {
            let mut item = Item::accepted(PhoneId::new(phone), None);
            if let Some(index) = answered.iter().rposition(|answered| answered.phone == *phone) {
                let found = answered.remove(index);
                item.task = found.task.map(str::to_owned);
                item.backup = found.backup.map(str::to_owned);
            }
            item
        });
        let items: Vec<Item> = items.collect();
        if let Some(stray) = answered.last() {
            let why = format!(
                "the answer names phone `{}`, which was not asked for or was named before; tasks are listed under \
                 the request id",
                stray.phone
            );
            let phones = items.into_iter().map(unsettled).collect();
            return Err(Stray { why, result: JobResult { phones } });
        }
        Ok(Submission {
            cloud: CLOUD.to_owned(),
            region: self.inner.region.clone(),
            account: None,
            action,
            request_id: ids.request.to_owned(),
            batch: ids.batch.map(str::to_owned),
            items,
        })
    }
}

/// Accepted work is never lost, also if the answer cannot be relied on.
fn unsettled(item: Item) -> PhoneOutcome {
    PhoneOutcome {
        phone: item.phone,
        outcome: Some(Outcome::Unknown),
        task: None,
        task_id: item.task,
        backup: item.backup,
        code: None,
        message: None,
    }
}

fn given(id: Option<&str>) -> Option<&str> {
    id.filter(|id| !id.trim().is_empty())
}
