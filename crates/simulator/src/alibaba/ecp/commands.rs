//! `RunCommand` and `RunSyncCommand`: shell commands on phones.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::batch::Began;
use super::invocations::{self, Invocation, Left, Printed, Run, Slot, Start};
use super::targets::{self, Rule};
use crate::android;
use crate::world::{
    Action, After, BlobStore, Cloud, Effect, Finish, Fleet, Job, Pace, Phone, Power, Submission,
    WorkFaultKind, later,
};

/// Longest `Timeout` in seconds that is taken.
const LONGEST_S: i64 = 86_400;

/// What a command gave.
struct Outcome {
    output: String,
    /// Whether it ended with status 0.
    well: bool,
}

/// The command in plain text. An encoding that is not known counts as plain text (documented).
fn content(call: Call<'_>) -> Result<String, Fault> {
    let text = call.parameters.needed("CommandContent")?;
    let encoded = call
        .parameters
        .text("ContentEncoding")
        .is_some_and(|encoding| encoding.eq_ignore_ascii_case("Base64"));
    if !encoded {
        return Ok(text.to_owned());
    }
    let bytes = STANDARD.decode(text).map_err(|_| Fault::invalid("CommandContent", "it is not Base64"))?;
    String::from_utf8(bytes).map_err(|_| Fault::invalid("CommandContent", "it is not UTF-8 when decoded"))
}

fn ids(call: Call<'_>) -> Result<Vec<String>, Fault> {
    targets::ids(call.parameters, "InstanceIds", call.universe.settings.alibaba.max_command_instances)
}

fn rule<'a>(call: Call<'_>, action: &'a str) -> Rule<'a> {
    let takes_part = call.universe.settings.alibaba.accept_valid_part;
    Rule { allowed: &[Power::Running], action, takes_part }
}

/// A command that was run on a copy of a phone. It may read much, so it must not hold up the fleet.
struct Trial {
    before: Phone,
    after: Phone,
    outcome: Outcome,
}

impl Trial {
    fn run(phone: Phone, blobs: &BlobStore, command: &str) -> Self {
        let mut after = phone.clone();
        let outcome = execute(&mut after, blobs, command);
        Self { before: phone, after, outcome }
    }

    /// Whether the phone holds what the command was run on.
    fn fits(&self, phone: &Phone) -> bool {
        phone.marks() == self.before.marks()
    }

    fn changes(&self) -> bool {
        self.after.marks() != self.before.marks()
    }

    /// Makes the phone what the command left.
    fn bring(self, phone: &mut Phone) -> Outcome {
        if self.changes() {
            phone.tree = self.after.tree;
            phone.apps = self.after.apps;
            phone.properties = self.after.properties;
        }
        self.outcome
    }
}

/// `RunSyncCommand`: runs at once; the answer has the output of each phone. All phones take it, or none does.
pub(super) fn run_sync(call: Call<'_>) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = &universe.settings.alibaba;
    let ids = ids(call)?;
    let command = content(call)?;
    call.parameters.integer("WaitTime", 500, 3000)?;
    let rule = rule(call, "RunSyncCommand");
    let printed = universe.alibaba.invocations().printed();
    let (data, done, applied) = loop {
        let phones: Vec<Phone> = universe.world.with(|fleet| {
            let ready = targets::ready(fleet, &ids, &rule, settings)?;
            let good = ready.good.iter();
            Ok::<_, Fault>(good.filter_map(|id| fleet.phone(Cloud::Alibaba, id).cloned()).collect())
        })?;
        let trials: Vec<(String, Option<Trial>)> = phones
            .into_iter()
            .map(|phone| {
                let runs = call.injected.of(&phone.id).is_none_or(|fault| fault.applied);
                let id = phone.id.clone();
                (id, runs.then(|| Trial::run(phone, &universe.blobs, &command)))
            })
            .collect();
        let ended = universe.world.with(|fleet| {
            let ready = targets::ready(fleet, &ids, &rule, settings)?;
            let current = ready.good.iter().eq(trials.iter().map(|(id, _)| id))
                && trials.iter().all(|(id, trial)| {
                    let phone = fleet.phone(Cloud::Alibaba, id);
                    phone.is_some_and(|phone| trial.as_ref().is_none_or(|trial| trial.fits(phone)))
                });
            if !current {
                return Ok(None);
            }
            let mut applied = false;
            let mut done = Vec::with_capacity(trials.len());
            let mut data = Vec::with_capacity(trials.len());
            for (id, trial) in trials {
                applied |= trial.is_some();
                let Some(invocation) = at_once(call, fleet, &id, trial, &printed) else { continue };
                let item = invocations::render(fleet, call.request_id, &invocation, Start::Iso, settings);
                data.extend(item);
                done.push(invocation);
            }
            Ok::<_, Fault>(Some((data, done, applied)))
        })?;
        // Otherwise somebody else changed one of the phones meanwhile: that call got on, and this one begins anew.
        if let Some(ended) = ended {
            break ended;
        }
    };
    universe.alibaba.invocations().add(call.request_id, done, settings.kept_tasks);
    // The total is a string: so it is in the vendor's SDK.
    let answer = json!({"TotalCount": data.len().to_string(), "Data": data});
    Ok(Answer::change(answer, applied))
}

/// The end of a command on one phone, as far as an injected fault lets it; `None` means that the answer says nothing
/// of it.
fn at_once(
    call: Call<'_>,
    fleet: &mut Fleet,
    id: &str,
    trial: Option<Trial>,
    printed: &Arc<AtomicUsize>,
) -> Option<Invocation> {
    let settings = &call.universe.settings.alibaba;
    let mut outcome = Outcome { output: String::new(), well: true };
    if let Some(trial) = trial {
        outcome = match trial.changes() {
            true => trial.bring(fleet.phone_mut(id)?),
            false => trial.outcome,
        };
        fleet.note(Cloud::Alibaba, id, Action::Command, None);
    }
    let (status, output) = match call.injected.of(id) {
        Some(fault) if fault.kind == WorkFaultKind::Refuse => return None,
        Some(fault) if fault.kind == WorkFaultKind::Fail => {
            (settings.invocation_failed.clone(), fault.failure.message)
        }
        Some(fault) if fault.kind == WorkFaultKind::Stuck => {
            (settings.invocation_timeout.clone(), String::new())
        }
        _ => (invocations::word(outcome.well, settings).to_owned(), outcome.output),
    };
    let output = Printed::new(output, printed);
    Some(Invocation { instance_id: id.to_owned(), run: Run::Over { status, output, at: fleet.now() } })
}

/// `RunCommand`: a task for each phone; the output is found by `DescribeInvocations`.
pub(super) fn run(call: Call<'_>) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    let ids = ids(call)?;
    let command = content(call)?;
    let timeout = call.parameters.integer("Timeout", 1, LONGEST_S)?.unwrap_or(60);
    let timeout = Duration::from_secs(timeout.unsigned_abs());
    let rule = rule(call, "RunCommand");
    let printed = call.universe.alibaba.invocations().printed();
    let mut records = call.universe.alibaba.records();
    let (began, invocations) = call.universe.world.with(|fleet| {
        let ready = targets::ready(fleet, &ids, &rule, settings)?;
        let mut began = Began::default();
        let mut invocations = Vec::with_capacity(ready.good.len());
        for id in &ready.good {
            let slot = Slot::default();
            let submission = submission(call, id, &command, &slot, &printed);
            let Some(work) = began.submit(call, fleet, submission) else { continue };
            let until = later(fleet.now(), timeout);
            invocations.push(Invocation { instance_id: id.clone(), run: Run::Task { work, slot, until } });
        }
        began.skip(call, fleet, &ready);
        Ok::<_, Fault>((began, invocations))
    })?;
    let filed = records.add_batch(call, "RunCommand", began.children);
    drop(records);
    call.universe.alibaba.invocations().add(call.request_id, invocations, settings.kept_tasks);
    let infos: Vec<Value> = filed
        .shown()
        .map(|child| {
            json!({
                "InstanceId": child.instance_id,
                "ChildTaskId": child.task_id,
                "InvokeId": call.request_id,
            })
        })
        .collect();
    let answer = json!({"InvokeId": call.request_id, "TaskId": filed.task_id, "RunCommandInfos": infos});
    Ok(Answer::change(answer, began.applied))
}

fn submission(
    call: Call<'_>,
    id: &str,
    command: &str,
    slot: &Slot,
    printed: &Arc<AtomicUsize>,
) -> Submission {
    let (blobs, command) = (Arc::clone(&call.universe.blobs), command.to_owned());
    let (slot, printed) = (Arc::clone(slot), Arc::clone(printed));
    let heavy = Box::new(move |phone: &Phone, _| {
        let trial = Trial::run(phone.clone(), &blobs, &command);
        let effect: Effect = Box::new(move |phone| {
            // Nobody but the admin service can have changed a phone that this work holds.
            let Outcome { output, well } =
                if trial.fits(phone) { trial.bring(phone) } else { execute(phone, &blobs, &command) };
            let left = Left { output: Printed::new(output, &printed), well };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(left);
            Ok(())
        });
        Ok(Finish { bytes: 0, note: String::new(), partial: false, effect })
    });
    Submission {
        phone_id: id.to_owned(),
        action: Action::Command,
        object: None,
        // The phone looks as it did before.
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Fixed(Duration::from_millis(call.universe.settings.alibaba.command_ms)),
        job: Job::Heavy(heavy),
    }
}

/// Output and errors together, as a terminal shows them.
fn execute(phone: &mut Phone, blobs: &BlobStore, command: &str) -> Outcome {
    let left = android::run(phone, blobs, command);
    Outcome { output: format!("{}{}", left.stdout, left.stderr), well: left.exit_code == 0 }
}
