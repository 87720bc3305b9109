//! Starting, stopping and restarting phones (reference 3.3). Start and stop answer only their request id; the tasks are
//! found under it.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::batch::Began;
use super::records::Filed;
use super::targets::{self, Rule};
use crate::world::{Action, After, Job, Pace, Power, Submission};

/// States in which a phone is not usable.
pub(super) const UNAVAILABLE: [Power; 5] =
    [Power::Abnormal, Power::StopFailed, Power::RestartFailed, Power::ResetFailed, Power::Frozen];

/// What one of the operations does.
pub(super) struct Switch {
    pub(super) operation: &'static str,
    pub(super) task_type: &'static str,
    pub(super) action: Action,
    /// Beside [`UNAVAILABLE`], if [`Self::from_unavailable`].
    pub(super) allowed: &'static [Power],
    pub(super) from_unavailable: bool,
    pub(super) during: Power,
    pub(super) after: Power,
    pub(super) on_failure: After,
    pub(super) duration: Duration,
}

/// `StartAndroidInstance`.
pub(super) fn start(call: Call<'_>) -> Result<Answer, Fault> {
    let switch = Switch {
        operation: "StartAndroidInstance",
        task_type: "StartInstance",
        action: Action::Start,
        allowed: &[Power::Stopped, Power::BackupFailed, Power::RestoreFailed],
        from_unavailable: false,
        during: Power::Starting,
        after: Power::Running,
        on_failure: After::Previous,
        duration: call.universe.settings.timing.power,
    };
    silent(call, &switch)
}

/// `StopAndroidInstance`. `ForceStop` is read and has no other effect here: nothing runs on a simulated phone that
/// could lose data.
pub(super) fn stop(call: Call<'_>) -> Result<Answer, Fault> {
    call.parameters.boolean("ForceStop")?;
    let switch = Switch {
        operation: "StopAndroidInstance",
        task_type: "StopInstance",
        action: Action::Stop,
        allowed: &[Power::Running, Power::BackupFailed, Power::RestoreFailed],
        from_unavailable: false,
        during: Power::Stopping,
        after: Power::Stopped,
        on_failure: After::Previous,
        duration: call.universe.settings.timing.power,
    };
    silent(call, &switch)
}

/// `RebootAndroidInstancesInGroup`; answers its tasks.
pub(super) fn reboot(call: Call<'_>) -> Result<Answer, Fault> {
    call.parameters.boolean("ForceStop")?;
    let takes_part = takes_part(call)?;
    let switch = Switch {
        operation: "RebootAndroidInstancesInGroup",
        task_type: "RebootInstance",
        action: Action::Restart,
        allowed: &[Power::Running, Power::BackupFailed, Power::RestoreFailed],
        from_unavailable: true,
        during: Power::Restarting,
        after: Power::Running,
        on_failure: After::Set(Power::RestartFailed),
        duration: call.universe.settings.timing.restart,
    };
    let (filed, applied) = run(call, &switch, takes_part, at_the_end)?;
    Ok(Answer::change(json!({"Tasks": tasks(&filed)}), applied))
}

/// Whether a reboot or reset goes on with the good phones: by setting always, or because it asks to.
pub(super) fn takes_part(call: Call<'_>) -> Result<bool, Fault> {
    let settings = &call.universe.settings.alibaba;
    let ignore = call.parameters.boolean("IgnoreParamValidation")?.unwrap_or(false);
    Ok(settings.accept_valid_part || (ignore && settings.ignore_validation_takes_part))
}

/// The tasks as reboot and reset answer them.
pub(super) fn tasks(filed: &Filed) -> Value {
    let children: Vec<Value> = filed
        .shown()
        .map(|child| json!({"InstanceId": child.instance_id, "TaskId": child.task_id}))
        .collect();
    json!({"ParentTaskId": filed.task_id, "ChildTasks": children})
}

fn silent(call: Call<'_>, switch: &Switch) -> Result<Answer, Fault> {
    let takes_part = call.universe.settings.alibaba.accept_valid_part;
    let (_, applied) = run(call, switch, takes_part, at_the_end)?;
    Ok(Answer::change(json!({}), applied))
}

/// Nothing but the state changes.
fn at_the_end(_: &str) -> Job {
    Job::Instant(Box::new(|_| Ok(())))
}

/// Begins the work on every phone; `job` gives what happens to one of them. Tells the tasks, and whether
/// any of them has an effect.
pub(super) fn run(
    call: Call<'_>,
    switch: &Switch,
    takes_part: bool,
    job: impl Fn(&str) -> Job,
) -> Result<(Filed, bool), Fault> {
    let settings = &call.universe.settings.alibaba;
    // Deprecated, and without meaning, but a value out of the set is still an error.
    call.parameters.one_of("SaleMode", &["Instance", "Node"])?;
    let ids = targets::ids(call.parameters, "AndroidInstanceIds", settings.max_instances)?;
    let mut allowed = switch.allowed.to_vec();
    if switch.from_unavailable {
        allowed.extend(UNAVAILABLE);
    }
    let rule = Rule { allowed: &allowed, action: switch.operation, takes_part };
    let mut records = call.universe.alibaba.records();
    let began = call.universe.world.with(|fleet| {
        let ready = targets::ready(fleet, &ids, &rule, settings)?;
        let mut began = Began::default();
        for phone_id in &ready.good {
            let submission = Submission {
                phone_id: phone_id.clone(),
                action: switch.action,
                object: None,
                phases: vec![switch.during],
                on_success: After::Set(switch.after),
                on_failure: switch.on_failure,
                pace: Pace::Fixed(switch.duration),
                job: job(phone_id),
            };
            began.submit(call, fleet, submission);
        }
        began.skip(call, fleet, &ready);
        Ok::<_, Fault>(began)
    })?;
    let filed = records.add_batch(call, switch.task_type, began.children);
    Ok((filed, began.applied))
}
