//! `DescribeTasks`: two levels of tasks with their counters (reference 2.6).

use serde_json::{Map, Value, json};

use super::ecp::{Answer, Call};
use super::fault::Fault;
use super::instances::status;
use super::page::PageRequest;
use super::parameters::Parameters;
use super::records::{Batch, Child, TaskView};
use crate::clock::iso_seconds;
use crate::universe::Universe;
use crate::world::{Cloud, Fleet};

/// Page size when `MaxResults` is absent.
const DEFAULT_PAGE: usize = 10;

/// Answers the tasks of both levels that match, newest first.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let page = PageRequest::read(call.parameters, DEFAULT_PAGE, true)?;
    let filter = Filter::read(call.parameters)?;
    let universe = call.universe;
    let records = universe.alibaba.records();
    let rows = universe.world.with(|fleet| {
        let mut rows = Vec::new();
        for batch in records.batches().filter(|batch| filter.wants_batch(batch)) {
            if filter.level != Some(2) && filter.wants_level_1(batch) {
                rows.extend(batch_row(universe, fleet, batch).filter(|row| filter.wants_status(row)));
            }
            if filter.level != Some(1) {
                let children = batch.children.iter().filter(|child| filter.wants_level_2(child));
                rows.extend(
                    children
                        .filter_map(|child| child_row(universe, fleet, batch, child))
                        .filter(|row| filter.wants_status(row) && filter.wants_name(row)),
                );
            }
        }
        rows
    });
    drop(records);
    let page = page.cut(rows, |row| row.number);
    let data: Vec<Value> = page.items.into_iter().map(|row| Value::Object(row.fields)).collect();
    Ok(Answer::read(json!({"TotalCount": page.total, "NextToken": page.next_token, "Data": data})))
}

/// One task as it is answered.
struct Row {
    number: u64,
    status: &'static str,
    fields: Map<String, Value>,
}

struct Filter {
    invoke_id: Option<String>,
    task_ids: Vec<String>,
    parent: Option<String>,
    instance_id: Option<String>,
    instance_name: Option<String>,
    resources: Vec<String>,
    level: Option<i64>,
    statuses: Vec<String>,
    types: Vec<String>,
}

impl Filter {
    fn read(parameters: &Parameters) -> Result<Self, Fault> {
        let own = |name: &str| parameters.text(name).map(str::to_owned);
        Ok(Self {
            invoke_id: own("InvokeId"),
            task_ids: parameters.list("TaskIds"),
            parent: own("ParentTaskId"),
            instance_id: own("InstanceId"),
            instance_name: own("InstanceName"),
            resources: parameters.list("ResourceIds"),
            level: parameters.integer("Level", 1, 2)?,
            statuses: parameters.any_of("TaskStatus", "TaskStatuses"),
            types: parameters.any_of("TaskType", "TaskTypes"),
        })
    }

    fn wants_batch(&self, batch: &Batch) -> bool {
        self.invoke_id.as_ref().is_none_or(|id| *id == batch.invoke_id)
            && self.parent.as_ref().is_none_or(|id| *id == batch.task_id)
            && (self.types.is_empty() || self.types.contains(&batch.task_type))
    }

    /// A batch belongs to no phone and has no parent.
    fn wants_level_1(&self, batch: &Batch) -> bool {
        self.parent.is_none()
            && self.instance_id.is_none()
            && self.instance_name.is_none()
            && self.resources.is_empty()
            && (self.task_ids.is_empty() || self.task_ids.contains(&batch.task_id))
    }

    fn wants_level_2(&self, child: &Child) -> bool {
        self.instance_id.as_ref().is_none_or(|id| *id == child.instance_id)
            && (self.resources.is_empty() || self.resources.contains(&child.instance_id))
            && (self.task_ids.is_empty() || self.task_ids.contains(&child.task_id))
    }

    fn wants_status(&self, row: &Row) -> bool {
        self.statuses.is_empty() || self.statuses.iter().any(|status| status == row.status)
    }

    fn wants_name(&self, row: &Row) -> bool {
        self.instance_name.as_ref().is_none_or(|name| row.fields["InstanceName"] == name.as_str())
    }
}

fn common(universe: &Universe, batch: &Batch, level: u8, task_id: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let account = &universe.identity.alibaba;
    fields.insert("TaskId".to_owned(), task_id.into());
    fields.insert("InvokeId".to_owned(), batch.invoke_id.as_str().into());
    fields.insert("Level".to_owned(), level.into());
    fields.insert("TaskType".to_owned(), batch.task_type.as_str().into());
    fields.insert("RegionId".to_owned(), account.region.as_str().into());
    fields.insert("Operator".to_owned(), account.account_id.as_str().into());
    fields
}

/// The task of one phone; `None` when its work was forgotten.
fn child_row(universe: &Universe, fleet: &Fleet, batch: &Batch, child: &Child) -> Option<Row> {
    let view = TaskView::of(fleet, child.work)?;
    let phone = fleet.phone(Cloud::Alibaba, &child.instance_id);
    let mut fields = common(universe, batch, 2, &child.task_id);
    fields.insert("ParentTaskId".to_owned(), batch.task_id.as_str().into());
    fields.insert("TaskStatus".to_owned(), view.status.into());
    fields.insert("InstanceId".to_owned(), child.instance_id.as_str().into());
    fields.insert("ResourceId".to_owned(), child.instance_id.as_str().into());
    let name = phone.map_or("", |phone| phone.name.as_str());
    fields.insert("InstanceName".to_owned(), name.into());
    let state = phone.map_or("DELETED", |phone| status(phone.power));
    fields.insert("InstanceStatus".to_owned(), state.into());
    // Absent while it has not happened (INFERRED).
    if let Some(time) = view.started_at {
        fields.insert("StartTime".to_owned(), iso_seconds(time).into());
    }
    if let Some(time) = view.finished_at {
        fields.insert("FinishTime".to_owned(), iso_seconds(time).into());
    }
    if let Some(failure) = view.failure {
        fields.insert("ErrorCode".to_owned(), failure.code.into());
        fields.insert("ErrorMsg".to_owned(), failure.message.into());
    }
    if !view.result.is_empty() {
        fields.insert("Result".to_owned(), view.result.into());
    }
    Some(Row { number: child.number, status: view.status, fields })
}

/// The task of a whole call; `None` when all its work was forgotten.
fn batch_row(universe: &Universe, fleet: &Fleet, batch: &Batch) -> Option<Row> {
    let views: Vec<TaskView> =
        batch.children.iter().filter_map(|child| TaskView::of(fleet, child.work)).collect();
    if views.is_empty() {
        return None;
    }
    let count = |wanted: &[&str]| views.iter().filter(|view| wanted.contains(&view.status)).count();
    let total = views.len();
    let (success, failed) = (count(&["Finished"]), count(&["Failed", "PartFinished"]));
    let running = count(&["Waiting", "Processing"]);
    let status = if count(&["Waiting"]) == total {
        "Waiting"
    } else if running > 0 {
        "Processing"
    } else if success == total {
        "Finished"
    } else if count(&["Failed"]) == total {
        "Failed"
    } else {
        "PartFinished"
    };
    let mut fields = common(universe, batch, 1, &batch.task_id);
    fields.insert("TaskStatus".to_owned(), status.into());
    fields.insert("TotalChildCount".to_owned(), total.into());
    fields.insert("SuccessChildCount".to_owned(), success.into());
    fields.insert("FailedChildCount".to_owned(), failed.into());
    fields.insert("RunningChildCount".to_owned(), running.into());
    if let Some(time) = views.iter().filter_map(|view| view.started_at).min() {
        fields.insert("StartTime".to_owned(), iso_seconds(time).into());
    }
    if running == 0
        && let Some(time) = views.iter().filter_map(|view| view.finished_at).max()
    {
        fields.insert("FinishTime".to_owned(), iso_seconds(time).into());
    }
    Some(Row { number: batch.number, status, fields })
}
