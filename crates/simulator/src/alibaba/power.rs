//! Starting and stopping phones (reference 3.3). Both answer only their request id; the tasks are found under it.

use serde_json::json;

use super::ecp::{Answer, Call};
use super::fault::Fault;
use super::records::NewChild;
use super::targets;
use crate::world::{Action, After, Job, Pace, Power, Submission};

/// What one of the two operations does.
struct Switch {
    operation: &'static str,
    task_type: &'static str,
    action: Action,
    allowed: &'static [Power],
    during: Power,
    after: Power,
}

/// `StartAndroidInstance`.
pub(super) fn start(call: Call<'_>) -> Result<Answer, Fault> {
    switch(
        call,
        &Switch {
            operation: "StartAndroidInstance",
            task_type: "StartInstance",
            action: Action::Start,
            allowed: &[Power::Stopped, Power::BackupFailed, Power::RestoreFailed],
            during: Power::Starting,
            after: Power::Running,
        },
    )
}

/// `StopAndroidInstance`. `ForceStop` is read and has no other effect here: nothing runs on a simulated phone that
/// could lose data.
pub(super) fn stop(call: Call<'_>) -> Result<Answer, Fault> {
    call.parameters.boolean("ForceStop")?;
    switch(
        call,
        &Switch {
            operation: "StopAndroidInstance",
            task_type: "StopInstance",
            action: Action::Stop,
            allowed: &[Power::Running, Power::BackupFailed, Power::RestoreFailed],
            during: Power::Stopping,
            after: Power::Stopped,
        },
    )
}

fn switch(call: Call<'_>, switch: &Switch) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    // Deprecated, and without meaning, but a value out of the set is still an error.
    call.parameters.one_of("SaleMode", &["Instance", "Node"])?;
    let ids = targets::ids(call.parameters, "AndroidInstanceIds", settings)?;
    let mut records = call.universe.alibaba.records();
    let children = call.universe.world.with(|fleet| {
        let good = targets::ready(fleet, &ids, switch.allowed, switch.operation, settings)?;
        let power = fleet.timing().power;
        let mut children = Vec::with_capacity(good.len());
        for phone_id in good {
            let submission = Submission {
                phone_id: phone_id.clone(),
                action: switch.action,
                object: None,
                phases: vec![switch.during],
                on_success: After::Set(switch.after),
                on_failure: After::Previous,
                pace: Pace::Fixed(power),
                job: Job::Instant(Box::new(|_| Ok(()))),
            };
            // Nobody can take the phone between the check and this, both are under one lock.
            if let Ok(work) = fleet.submit(submission) {
                children.push(NewChild { instance_id: phone_id, work });
            }
        }
        Ok::<_, Fault>(children)
    })?;
    records.add_batch(call, switch.task_type, children);
    Ok(Answer::applied(json!({})))
}
