//! `DescribeTasks`: two levels of tasks with their counters (reference 2.6).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::fault::Fault;
use super::super::parameters::Parameters;
use super::answer::{Answer, Call};
use super::instances::status;
use super::page::PageRequest;
use super::records::{Batch, Child, Records};
use super::task_view::TaskView;
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
    let page = universe.world.with(|fleet| {
        let mut rows: Vec<Row<'_>> = Vec::new();
        for batch in filter.candidates(&records).filter(|batch| filter.wants_batch(batch)) {
            if filter.level != Some(2) && filter.wants_level_1(batch) {
                rows.extend(batch_row(fleet, batch).filter(|row| filter.wants_status(row)));
            }
            if filter.level != Some(1) {
                let children = batch.children.iter().filter(|child| filter.wants_level_2(child));
                rows.extend(
                    children
                        .filter(|child| filter.wants_name(fleet, child))
                        .filter_map(|child| child_row(fleet, batch, child))
                        .filter(|row| filter.wants_status(row)),
                );
            }
        }
        // There may be many, and others wait for the fleet: only those of the page are written out.
        let page = page.cut(rows, |row| row.number);
        let data: Vec<Value> =
            page.items.iter().map(|row| Value::Object(row.fields(universe, fleet))).collect();
        json!({"TotalCount": page.total, "NextToken": page.next_token, "Data": data})
    });
    Ok(Answer::read(page))
}

/// One task as it stands.
struct Row<'a> {
    number: u64,
    status: &'static str,
    batch: &'a Batch,
    level: Level<'a>,
}

enum Level<'a> {
    One(Counts),
    Two(&'a Child, TaskView),
}

/// What a task of level 1 says of its tasks of level 2.
#[derive(Default)]
struct Counts {
    total: usize,
    success: usize,
    failed: usize,
    running: usize,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
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
    /// No task has an extension field, so a filter for one finds nothing.
    param: bool,
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
            param: parameters.text("Param").is_some(),
        })
    }

    /// The batches that can match: those that the ids lead to, or all.
    fn candidates<'a>(&self, records: &'a Records) -> Box<dyn Iterator<Item = &'a Batch> + 'a> {
        let one = self.invoke_id.as_ref().or(self.parent.as_ref());
        if let Some(id) = one {
            return Box::new(records.batch_of(id).into_iter());
        }
        if self.task_ids.is_empty() {
            return Box::new(records.batches());
        }
        let batches = self.task_ids.iter().filter_map(|id| records.batch_of(id));
        let by_number: BTreeMap<u64, &Batch> = batches.map(|batch| (batch.number, batch)).collect();
        Box::new(by_number.into_values())
    }

    fn wants_batch(&self, batch: &Batch) -> bool {
        !self.param
            && self.invoke_id.as_ref().is_none_or(|id| *id == batch.invoke_id)
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
            && (self.resources.is_empty() || self.resources.contains(&child.resource_id))
            && (self.task_ids.is_empty() || self.task_ids.contains(&child.task_id))
    }

    fn wants_status(&self, row: &Row<'_>) -> bool {
        self.statuses.is_empty() || self.statuses.iter().any(|status| status == row.status)
    }

    fn wants_name(&self, fleet: &Fleet, child: &Child) -> bool {
        let own = || fleet.phone(Cloud::Alibaba, &child.instance_id).map_or("", |phone| phone.name.as_str());
        self.instance_name.as_ref().is_none_or(|name| own() == name)
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
fn child_row<'a>(fleet: &Fleet, batch: &'a Batch, child: &'a Child) -> Option<Row<'a>> {
    let view = TaskView::of(fleet, &child.work)?;
    Some(Row { number: child.number, status: view.status, batch, level: Level::Two(child, view) })
}

/// The task of a whole call; `None` when all its work was forgotten.
fn batch_row<'a>(fleet: &Fleet, batch: &'a Batch) -> Option<Row<'a>> {
    let mut counts = Counts::default();
    let mut waiting = 0;
    let mut all_failed = true;
    for view in batch.children.iter().filter_map(|child| TaskView::of(fleet, &child.work)) {
        counts.total += 1;
        counts.success += usize::from(view.status == "Finished");
        counts.failed += usize::from(matches!(view.status, "Failed" | "PartFinished"));
        counts.running += usize::from(matches!(view.status, "Waiting" | "Processing"));
        waiting += usize::from(view.status == "Waiting");
        all_failed &= view.status == "Failed";
        counts.started_at = [counts.started_at, view.started_at].into_iter().flatten().min();
        counts.finished_at = counts.finished_at.max(view.finished_at);
    }
    if counts.total == 0 && !batch.children.is_empty() {
        return None;
    }
    let status = if counts.total == 0 {
        // Every phone was refused.
        "Failed"
    } else if waiting == counts.total {
        "Waiting"
    } else if counts.running > 0 {
        "Processing"
    } else if counts.success == counts.total {
        "Finished"
    } else if all_failed {
        "Failed"
    } else {
        "PartFinished"
    };
    Some(Row { number: batch.number, status, batch, level: Level::One(counts) })
}

impl Row<'_> {
    /// As it is answered. Times are absent while they have not come (INFERRED).
    fn fields(&self, universe: &Universe, fleet: &Fleet) -> Map<String, Value> {
        match &self.level {
            Level::One(counts) => self.of_batch(universe, counts),
            Level::Two(child, view) => self.of_child(universe, fleet, child, view),
        }
    }

    fn of_batch(&self, universe: &Universe, counts: &Counts) -> Map<String, Value> {
        let mut fields = common(universe, self.batch, 1, &self.batch.task_id);
        fields.insert("TaskStatus".to_owned(), self.status.into());
        fields.insert("TotalChildCount".to_owned(), counts.total.into());
        fields.insert("SuccessChildCount".to_owned(), counts.success.into());
        fields.insert("FailedChildCount".to_owned(), counts.failed.into());
        fields.insert("RunningChildCount".to_owned(), counts.running.into());
        if let Some(time) = counts.started_at {
            fields.insert("StartTime".to_owned(), iso_seconds(time).into());
        }
        if let Some(time) = counts.finished_at.filter(|_| counts.running == 0) {
            fields.insert("FinishTime".to_owned(), iso_seconds(time).into());
        }
        fields
    }

    fn of_child(
        &self,
        universe: &Universe,
        fleet: &Fleet,
        child: &Child,
        view: &TaskView,
    ) -> Map<String, Value> {
        let phone = fleet.phone(Cloud::Alibaba, &child.instance_id);
        let mut fields = common(universe, self.batch, 2, &child.task_id);
        fields.insert("ParentTaskId".to_owned(), self.batch.task_id.as_str().into());
        fields.insert("TaskStatus".to_owned(), self.status.into());
        fields.insert("InstanceId".to_owned(), child.instance_id.as_str().into());
        fields.insert("ResourceId".to_owned(), child.resource_id.as_str().into());
        if let Some(phone) = phone {
            fields.insert("RegionId".to_owned(), phone.region.as_str().into());
        }
        let name = phone.map_or("", |phone| phone.name.as_str());
        fields.insert("InstanceName".to_owned(), name.into());
        let state = phone.map_or("DELETED", |phone| status(phone.power));
        fields.insert("InstanceStatus".to_owned(), state.into());
        if let Some(time) = view.started_at {
            fields.insert("StartTime".to_owned(), iso_seconds(time).into());
        }
        if let Some(time) = view.finished_at {
            fields.insert("FinishTime".to_owned(), iso_seconds(time).into());
        }
        if let Some(failure) = &view.failure {
            fields.insert("ErrorCode".to_owned(), failure.code.as_str().into());
            fields.insert("ErrorMsg".to_owned(), failure.message.as_str().into());
        }
        if !view.result.is_empty() {
            fields.insert("Result".to_owned(), view.result.as_str().into());
        }
        fields
    }
}
