//! The state of many tasks in few calls.

use std::collections::{BTreeMap, HashMap};

use phonevault_core::Result;
use phonevault_core::job::{Action, TaskHandle, TaskState, TaskStatus};
use phonevault_core::timestamp;

use crate::client::Client;
use crate::models::{
    AndroidInstanceStatus, DescribeAndroidInstancesRequest, DescribeTasksRequest, Task,
    TaskStatus as VendorStatus, TaskType,
};

/// More tasks than any one question can have as its answer; it only ends a list that would never end.
const MOST_TASKS: usize = 10_000;

/// The level of tasks of single phones.
const SINGLE_PHONE: i64 = 2;

/// Asks by task id where there is one, else by the batch, else by the request; never by the kind of task, because the
/// kinds of the newer calls are unpublished. The answer has the order of `handles`.
pub(crate) async fn poll(client: &Client, handles: &[TaskHandle]) -> Result<Vec<TaskStatus>> {
    let mut states: Vec<Option<TaskStatus>> = vec![None; handles.len()];
    by_task(client, handles, &mut states).await?;
    by_submission(client, handles, &mut states).await?;
    if client.settings().power_by_instance_state {
        by_instance(client, handles, &mut states).await?;
    }
    Ok(states.into_iter().map(|state| state.unwrap_or(TaskStatus::new(TaskState::Unseen))).collect())
}

async fn by_task(client: &Client, handles: &[TaskHandle], states: &mut [Option<TaskStatus>]) -> Result<()> {
    let mut ids: Vec<String> = handles.iter().filter_map(|handle| handle.task.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut tasks: HashMap<String, Task> = HashMap::new();
    for chunk in ids.chunks(client.inner.limits.ids_per_poll) {
        let request = DescribeTasksRequest { task_ids: chunk.to_vec(), ..page_of(client) };
        let found = client.describe_tasks_pages(request).collect(MOST_TASKS).await?;
        tasks.extend(found.into_iter().map(|task| (task.task_id.clone(), task)));
    }
    for (handle, state) in handles.iter().zip(states) {
        *state = handle.task.as_ref().and_then(|id| tasks.get(id)).map(|task| status_of(task, handle.action));
    }
    Ok(())
}

/// Phones without a task id of their own: the children of their batch, or whatever their request started.
async fn by_submission(
    client: &Client,
    handles: &[TaskHandle],
    states: &mut [Option<TaskStatus>],
) -> Result<()> {
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, handle) in handles.iter().enumerate().filter(|(_, handle)| handle.task.is_none()) {
        let key = match &handle.batch {
            Some(batch) => (true, &**batch),
            None => (false, &*handle.request_id),
        };
        groups.entry(key).or_default().push(index);
    }
    for ((is_batch, id), members) in groups {
        let mut request = page_of(client);
        let slot = if is_batch { &mut request.parent_task_id } else { &mut request.invoke_id };
        *slot = Some(id.to_owned());
        if let ([only], true) = (&*members, is_batch) {
            request.instance_id = Some(handles[*only].phone.to_string());
        }
        let tasks = client.describe_tasks_pages(request).collect(MOST_TASKS).await?;
        for index in members {
            let (phone, action) = (handles[index].phone.as_str(), handles[index].action);
            states[index] = task_of(phone, &tasks).map(|task| status_of(task, action));
        }
    }
    Ok(())
}

/// Starting and stopping answer no task id, and whether they make tasks is not certain. A phone in the state that was
/// asked for is done. A restart or a reset leaves a phone in a state that it may have had before, so that says nothing.
async fn by_instance(
    client: &Client,
    handles: &[TaskHandle],
    states: &mut [Option<TaskStatus>],
) -> Result<()> {
    let open = |(handle, state): &(&TaskHandle, &mut Option<TaskStatus>)| {
        state.is_none() && matches!(handle.action, Action::Start | Action::Stop)
    };
    let mut open: Vec<_> = handles.iter().zip(states).filter(open).collect();
    let mut ids: Vec<String> = open.iter().map(|(handle, _)| handle.phone.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut seen: HashMap<String, AndroidInstanceStatus> = HashMap::new();
    for chunk in ids.chunks(client.inner.limits.ids_per_poll) {
        let request = DescribeAndroidInstancesRequest {
            android_instance_ids: chunk.to_vec(),
            ..client.phones_request()
        };
        let found = client.describe_android_instances_pages(request).collect(MOST_TASKS).await?;
        seen.extend(
            found
                .into_iter()
                .filter_map(|phone| Some((phone.android_instance_id, phone.android_instance_status?))),
        );
    }
    for (handle, state) in &mut open {
        let state_now = match (handle.action, seen.get(handle.phone.as_str())) {
            (Action::Stop, Some(AndroidInstanceStatus::Stopped))
            | (Action::Start, Some(AndroidInstanceStatus::Running)) => TaskState::Succeeded,
            (Action::Stop, Some(AndroidInstanceStatus::Stopping))
            | (Action::Start, Some(AndroidInstanceStatus::Starting)) => TaskState::Running,
            _ => TaskState::Unseen,
        };
        **state = Some(TaskStatus::new(state_now));
    }
    Ok(())
}

fn page_of(client: &Client) -> DescribeTasksRequest {
    let size = i64::try_from(client.inner.limits.page_size).ok();
    DescribeTasksRequest { max_results: size, ..Default::default() }
}

/// The task of one phone among many. Tasks of single phones come before batches; of several, one that has not ended well
/// speaks for all.
fn task_of<'a>(phone: &str, tasks: &'a [Task]) -> Option<&'a Task> {
    let own = |id: &Option<String>| id.as_deref() == Some(phone);
    let mut found: Vec<&Task> =
        tasks.iter().filter(|task| own(&task.instance_id) || own(&task.resource_id)).collect();
    found.sort_by_key(|task| {
        let state = state_of(task);
        (task.level != Some(SINGLE_PHONE), state == TaskState::Succeeded, state.is_ended())
    });
    found.first().copied()
}

fn status_of(task: &Task, action: Action) -> TaskStatus {
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let time = |text: &Option<String>| text.as_deref().and_then(timestamp::parse_rfc3339);
    let state = state_of(task);
    let bad = state.is_ended() && state != TaskState::Succeeded;
    // What a command said belongs to its caller, not into an error. The kinds of newer tasks are not published, so the
    // kind alone does not tell.
    let command = action == Action::Run || task.task_type == Some(TaskType::RunCommand);
    let result = task.result.as_ref().filter(|_| bad && !command);
    let result = result.map(|result| result.expose().to_owned());
    TaskStatus {
        code: text(&task.error_code),
        message: text(&task.error_msg).or_else(|| text(&result)),
        progress: None,
        started: time(&task.start_time),
        finished: time(&task.finish_time),
        state,
    }
}

/// A finished batch whose counters say otherwise is not a full success.
fn state_of(task: &Task) -> TaskState {
    let contradicted = task.failed_child_count.is_some_and(|failed| failed > 0)
        || matches!((task.success_child_count, task.total_child_count), (Some(done), Some(all)) if done < all);
    match &task.task_status {
        VendorStatus::Waiting => TaskState::Queued,
        VendorStatus::Processing => TaskState::Running,
        VendorStatus::Finished if task.level == Some(1) && contradicted => TaskState::Partial,
        VendorStatus::Finished => TaskState::Succeeded,
        VendorStatus::PartFinished => TaskState::Partial,
        VendorStatus::Failed => TaskState::Failed,
        VendorStatus::Skipped => TaskState::Skipped,
        VendorStatus::Other(text) => TaskState::Other(text.clone()),
    }
}
