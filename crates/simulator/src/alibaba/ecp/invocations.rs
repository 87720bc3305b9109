//! Commands that were run, and `DescribeInvocations`.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::{targets, times};
use crate::clock::iso_seconds;
use crate::settings::AlibabaSettings;
use crate::world::{Fleet, WorkId, WorkState};

/// Most bytes of output that are kept of all commands together: 64 MiB. One command alone may print 2 MiB.
const MOST_PRINTED: usize = 64 << 20;

/// What a command left.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) output: Printed,
    /// Whether it ended with status 0.
    pub(super) well: bool,
}

/// Where a command puts what it leaves, when it is over.
pub(super) type Slot = Arc<Mutex<Option<Left>>>;

/// A kept output: it counts as long as it is there.
#[derive(Debug)]
pub(super) struct Printed {
    text: String,
    all: Arc<AtomicUsize>,
}

impl Printed {
    pub(super) fn new(text: String, all: &Arc<AtomicUsize>) -> Self {
        all.fetch_add(text.len(), Ordering::Relaxed);
        Self { text, all: Arc::clone(all) }
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        self.all.fetch_sub(self.text.len(), Ordering::Relaxed);
    }
}

/// How far a command came.
#[derive(Debug)]
pub(super) enum Run {
    /// It was over when the call was answered.
    Over { status: String, output: Printed, at: Timestamp },
    /// It is a task; it counts as timed out if it is not over by then.
    Task { work: WorkId, slot: Slot, until: Timestamp },
}

/// A command on one phone.
#[derive(Debug)]
pub(super) struct Invocation {
    pub(super) instance_id: String,
    pub(super) run: Run,
}

/// All commands by the id of the call that ran them.
#[derive(Debug, Default)]
pub(in super::super) struct Invocations {
    by_call: HashMap<String, Vec<Invocation>>,
    order: VecDeque<String>,
    held: usize,
    /// Bytes of all kept outputs.
    printed: Arc<AtomicUsize>,
}

impl Invocations {
    /// What counts the bytes of the outputs.
    pub(super) fn printed(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.printed)
    }

    /// Notes the commands of a call; the oldest calls are forgotten beyond `kept` commands, and beyond 64 MiB of
    /// outputs.
    pub(super) fn add(&mut self, call: &str, invocations: Vec<Invocation>, kept: usize) {
        self.held += invocations.len().max(1);
        self.by_call.insert(call.to_owned(), invocations);
        self.order.push_back(call.to_owned());
        let too_much = |all: &AtomicUsize| all.load(Ordering::Relaxed) > MOST_PRINTED;
        while (self.held > kept || too_much(&self.printed)) && self.order.len() > 1 {
            let Some(oldest) = self.order.pop_front() else { break };
            let forgotten = self.by_call.remove(&oldest).map_or(0, |commands| commands.len().max(1));
            self.held = self.held.saturating_sub(forgotten);
        }
    }
}

/// `DescribeInvocations`: how the commands of one call stand, for the phones that are named.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    let ids = targets::ids(call.parameters, "InstanceIds", settings.max_command_instances)?;
    let wanted = call.parameters.needed("InvocationId")?;
    let invocations = call.universe.alibaba.invocations();
    let data: Vec<Value> = call.universe.world.with(|fleet| {
        let found = invocations.by_call.get(wanted).into_iter().flatten();
        found
            .filter(|invocation| ids.contains(&invocation.instance_id))
            .filter_map(|invocation| render(fleet, wanted, invocation, Start::Local, settings))
            .collect()
    });
    // The total is a string: so it is in the vendor's SDK.
    Ok(Answer::read(json!({"TotalCount": data.len().to_string(), "Data": data})))
}

/// How `StartTime` is written: the SDK's samples differ between the operations (`FinishTime` is local in both).
#[derive(Clone, Copy, Debug)]
pub(super) enum Start {
    /// `RunSyncCommand`: ISO 8601 in UTC.
    Iso,
    /// `DescribeInvocations`: without a zone.
    Local,
}

/// As both commands show it; `None` when the work was forgotten.
pub(super) fn render(
    fleet: &Fleet,
    id: &str,
    invocation: &Invocation,
    start: Start,
    settings: &AlibabaSettings,
) -> Option<Value> {
    let (status, output, started_at, finished_at) = match &invocation.run {
        Run::Over { status, output, at } => (status.clone(), output.text.clone(), Some(*at), Some(*at)),
        Run::Task { work, slot, until } => {
            let view = fleet.work(*work)?;
            let late = view.finished_at.is_none_or(|end| end > *until) && fleet.now() >= *until;
            let left = slot.lock().unwrap_or_else(PoisonError::into_inner);
            let started_at = (view.state != WorkState::Accepted).then_some(view.started_at);
            match (view.state, left.as_ref()) {
                _ if late => (settings.invocation_timeout.clone(), String::new(), started_at, Some(*until)),
                (WorkState::Accepted | WorkState::Running, _) => {
                    (settings.invocation_running.clone(), String::new(), started_at, None)
                }
                (WorkState::Failed(failure), _) => {
                    (settings.invocation_failed.clone(), failure.message, started_at, view.finished_at)
                }
                (WorkState::Done { .. }, Some(left)) => (
                    word(left.well, settings).to_owned(),
                    left.output.text.clone(),
                    started_at,
                    view.finished_at,
                ),
                // It is said to be done, and was not.
                (WorkState::Done { .. }, None) => {
                    (settings.invocation_success.clone(), String::new(), started_at, view.finished_at)
                }
            }
        }
    };
    let local = |at| times::local(at, settings.zone_offset_hours);
    let started = match start {
        Start::Iso => started_at.map(iso_seconds),
        Start::Local => started_at.map(local),
    };
    Some(json!({
        "InstanceId": invocation.instance_id,
        "InvocationId": id,
        "InvocationStatus": status,
        "Output": output,
        "StartTime": started.unwrap_or_default(),
        "FinishTime": finished_at.map(local).unwrap_or_default(),
    }))
}

/// The word for how a command ended.
pub(super) fn word(well: bool, settings: &AlibabaSettings) -> &str {
    if well || !settings.failing_command_fails {
        &settings.invocation_success
    } else {
        &settings.invocation_failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_outputs_push_old_commands_out() {
        let mut all = Invocations::default();
        for call in 0..100 {
            let output = Printed::new("x".repeat(2 << 20), &all.printed());
            let run = Run::Over { status: String::new(), output, at: Timestamp::UNIX_EPOCH };
            all.add(&call.to_string(), vec![Invocation { instance_id: "acp-x".to_owned(), run }], 100_000);
        }
        assert_eq!((all.by_call.len(), all.order.len(), all.held), (32, 32, 32));
        assert!(all.by_call.contains_key("99"), "the newest is kept");
        // One that is larger than everything together stays until the next comes.
        let output = Printed::new("x".repeat(MOST_PRINTED + 1), &all.printed());
        let run = Run::Over { status: String::new(), output, at: Timestamp::UNIX_EPOCH };
        all.add("large", vec![Invocation { instance_id: "acp-x".to_owned(), run }], 100_000);
        assert_eq!(all.by_call.keys().collect::<Vec<_>>(), ["large"]);
        all.add("next", Vec::new(), 100_000);
        assert_eq!((all.by_call.len(), all.printed.load(Ordering::Relaxed)), (1, 0));
    }
}
