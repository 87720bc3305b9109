//! From the vendor's typed answers to submissions.

use std::sync::Arc;

use phonevault_core::Result;
use phonevault_core::job::{Action, Item, Job, Submission};
use phonevault_core::phone::PhoneId;

use crate::CLOUD;
use crate::client::Client;
use crate::models::{BackupResponse, PowerResponse, RestoreResponse};
use crate::operations;
use crate::typed::Typed;

/// What an answer says of one phone.
struct Answered {
    phone: String,
    task: Option<String>,
    backup: Option<String>,
}

/// The ids of a whole submission.
struct Ids<'a> {
    request: &'a str,
    batch: Option<&'a str>,
}

/// A power request whose action decides how it is followed.
pub(crate) trait Powered: Typed<Response = PowerResponse> {
    const ACTION: Action;
}

impl Powered for crate::models::StartAndroidInstanceRequest {
    const ACTION: Action = Action::Start;
}

impl Powered for crate::models::StopAndroidInstanceRequest {
    const ACTION: Action = Action::Stop;
}

impl Powered for crate::models::RebootAndroidInstancesInGroupRequest {
    const ACTION: Action = Action::Restart;
}

impl Client {
    pub(crate) async fn submit_backup_request<T: Typed<Response = BackupResponse>>(
        &self,
        request: &T,
        phones: &[String],
    ) -> Result<Job<BackupResponse>> {
        let (response, answer) = self.exchange(request).await?;
        let ids = Ids { request: &response.request_id, batch: Some(&response.task_id) };
        let answered = response.data.iter().map(|data| Answered {
            phone: data.android_instance_id.clone(),
            task: given(data.task_id.as_deref()),
            backup: given(data.backup_file_id.as_deref()),
        });
        let submission = self.submission(Action::Backup, &ids, phones, answered.collect());
        let operation = operations::find(T::OPERATION)?.operation();
        let submission = submission.map_err(|why| answer.malformed(&operation, &why))?;
        Ok(Job::new(Arc::new(self.clone()), submission, response))
    }

    pub(crate) async fn submit_restore_request<T: Typed<Response = RestoreResponse>>(
        &self,
        request: &T,
        phones: &[String],
    ) -> Result<Job<RestoreResponse>> {
        let (response, answer) = self.exchange(request).await?;
        let ids = Ids { request: &response.request_id, batch: Some(&response.task_id) };
        let answered = response.data.iter().map(|data| Answered {
            phone: data.android_instance_id.clone(),
            task: given(data.task_id.as_deref()),
            backup: None,
        });
        let submission = self.submission(Action::Restore, &ids, phones, answered.collect());
        let operation = operations::find(T::OPERATION)?.operation();
        let submission = submission.map_err(|why| answer.malformed(&operation, &why))?;
        Ok(Job::new(Arc::new(self.clone()), submission, response))
    }

    pub(crate) async fn submit_power_request<T: Powered>(
        &self,
        request: &T,
        phones: &[String],
    ) -> Result<Job<PowerResponse>> {
        let (response, answer) = self.exchange(request).await?;
        let tasks = response.tasks.as_ref();
        let batch = tasks.and_then(|tasks| tasks.parent_task_id.as_deref()).filter(|id| !id.is_empty());
        let ids = Ids { request: &response.request_id, batch };
        let children = tasks.and_then(|tasks| tasks.child_tasks.as_deref()).unwrap_or_default();
        let answered = children.iter().map(|child| Answered {
            phone: child.instance_id.clone(),
            task: given(child.task_id.as_deref()),
            backup: None,
        });
        let submission = self.submission(T::ACTION, &ids, phones, answered.collect());
        let operation = operations::find(T::OPERATION)?.operation();
        let submission = submission.map_err(|why| answer.malformed(&operation, &why))?;
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
        mut answered: Vec<Answered>,
    ) -> Result<Submission, String> {
        let items = phones.iter().map(|phone| {
            let mut item = Item::accepted(PhoneId::new(phone), None);
            if let Some(index) = answered.iter().position(|answered| answered.phone == *phone) {
                let found = answered.remove(index);
                (item.task, item.backup) = (found.task, found.backup);
            }
            item
        });
        let items: Vec<Item> = items.collect();
        if let Some(stray) = answered.first() {
            return Err(format!(
                "the answer names phone `{}`, which was not asked for or was named before",
                stray.phone
            ));
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

fn given(id: Option<&str>) -> Option<String> {
    id.filter(|id| !id.trim().is_empty()).map(str::to_owned)
}
