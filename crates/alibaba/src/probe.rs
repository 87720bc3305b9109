//! What commands say: of one phone, followed to its end, and of each of many.

use std::time::Duration;

use phonevault_core::error::Reached;
use phonevault_core::job::{JobResult, Outcome, PhoneOutcome};
use phonevault_core::operation::Operation;
use phonevault_core::phone::PhoneId;
use phonevault_core::secret::Secret;
use phonevault_core::waiter::{Polled, WaitEnd, Waiter};
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::models::{DescribeInvocationsRequest, Invocation, RunSyncCommandRequest, RunSyncCommandResponse};
use crate::operations;
use crate::settings::Settings;
use crate::typed::Typed;

/// The longest time that the service itself waits for the output, in milliseconds.
const LONGEST_WAIT: i64 = 3000;
/// The first pause between looks at a command that takes longer.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// How many of the phones that are left out a message names.
const NAMED: usize = 5;

/// How a command stands.
enum End {
    Well,
    Badly,
    NotYet,
}

/// What is wrong with an answer that leaves out a phone, and what it says of all of them. A phone that it does not name
/// may have run the command all the same. What it says of further phones does no harm.
pub(crate) fn lost(
    phones: &[String],
    response: &RunSyncCommandResponse,
    settings: &Settings,
) -> Option<(String, JobResult)> {
    let data = response.data.as_deref().unwrap_or_default();
    let of = |phone: &String| data.iter().find(|command| command.instance_id == *phone);
    let missing: Vec<&str> = phones.iter().filter(|phone| of(phone).is_none()).map(|id| &**id).collect();
    if missing.is_empty() {
        return None;
    }
    let named = missing.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let why = format!("the answer leaves out {} of {} phones: {named}", missing.len(), phones.len());
    let outcome = |phone: &String| PhoneOutcome {
        phone: PhoneId::new(phone),
        outcome: Some(match of(phone).map(|command| end_of(command, settings)) {
            Some(End::Well) => Outcome::Succeeded,
            Some(End::Badly) => Outcome::Failed,
            Some(End::NotYet) | None => Outcome::Unknown,
        }),
        task: None,
        task_id: None,
        backup: None,
        code: None,
        message: None,
    };
    Some((why, JobResult { phones: phones.iter().map(outcome).collect() }))
}

/// Runs the command and answers its output. One that takes longer than the service waits is looked after.
pub(crate) async fn probe(client: &Client, phone: &PhoneId, command: &str) -> Result<String> {
    let operation =
        operations::find(RunSyncCommandRequest::OPERATION).map(operations::OperationSpec::operation)?;
    let request = RunSyncCommandRequest {
        wait_time: Some(LONGEST_WAIT),
        ..RunSyncCommandRequest::new([phone.as_str()], command)
    };
    let response = client.run_sync_command(&request).await?;
    let Some(first) = own(response.data, phone) else {
        let message = format!("the answer does not name phone `{phone}`");
        return Err(Error::for_operation(ErrorKind::Malformed, &operation, Reached::Unreadable, message));
    };
    match end_of(&first, client.settings()) {
        End::Well => Ok(output(&first)),
        End::Badly => Err(failed(&operation, phone, &first)),
        End::NotYet => look_after(client, &operation, phone, first).await,
    }
}

async fn look_after(
    client: &Client,
    operation: &Operation,
    phone: &PhoneId,
    first: Invocation,
) -> Result<String> {
    let settings = client.settings();
    let Some(id) = first.invocation_id.as_deref().filter(|id| !id.trim().is_empty()) else {
        return Err(unfinished(operation, phone, &first, Duration::ZERO));
    };
    let question = DescribeInvocationsRequest::new([phone.as_str()], id);
    let waiter = Waiter { first_pause: FIRST_PAUSE, limit: settings.probe_wait, ..Waiter::default() };
    let end = waiter
        .wait(client.inner.pipeline.context(), || async {
            let answer = client.describe_invocations(&question).await?;
            let Some(seen) = own(answer.data, phone) else { return Ok(Polled::Running(None)) };
            Ok(match end_of(&seen, settings) {
                End::Well => Polled::Done(Some(seen)),
                End::Badly => Polled::Failed(Some(seen)),
                End::NotYet => Polled::Running(Some(seen)),
            })
        })
        .await;
    match end {
        WaitEnd::Done(seen) => Ok(output(&seen.unwrap_or(first))),
        WaitEnd::Failed(seen) => Err(failed(operation, phone, &seen.unwrap_or(first))),
        WaitEnd::TimedOut { limit, last, .. } => {
            Err(unfinished(operation, phone, &last.flatten().unwrap_or(first), limit))
        }
        WaitEnd::CouldNotPoll { error, .. } => {
            let message = format!(
                "the command on {phone} was accepted, but its state could not be read: {}: {}",
                error.kind(),
                error.message()
            );
            Err(Error::for_operation(ErrorKind::PollFailed, operation, Reached::Accepted, message)
                .with_vendor_code(error.vendor_code().map(str::to_owned))
                .with_source(error))
        }
    }
}

fn own(data: Option<Vec<Invocation>>, phone: &PhoneId) -> Option<Invocation> {
    data?.into_iter().find(|command| command.instance_id == phone.as_str())
}

/// A state that is in neither list counts as running, whatever it is.
fn end_of(command: &Invocation, settings: &Settings) -> End {
    let Some(status) = &command.invocation_status else { return End::NotYet };
    let among = |list: &[String]| list.iter().any(|known| known.eq_ignore_ascii_case(status.as_str()));
    if among(&settings.command_succeeded) {
        End::Well
    } else if among(&settings.command_failed) {
        End::Badly
    } else {
        End::NotYet
    }
}

/// A command that ended well and said nothing has no output.
fn output(command: &Invocation) -> String {
    command.output.as_ref().map(Secret::expose).unwrap_or_default().to_owned()
}

fn status(command: &Invocation) -> &str {
    command.invocation_status.as_ref().map_or("not given", |status| status.as_str())
}

/// Without its output, which may be anything.
fn failed(operation: &Operation, phone: &PhoneId, command: &Invocation) -> Error {
    let message = format!("the command on {phone} ended as `{}`", status(command));
    Error::for_operation(ErrorKind::JobFailed, operation, Reached::Accepted, message)
}

fn unfinished(operation: &Operation, phone: &PhoneId, command: &Invocation, waited: Duration) -> Error {
    let message = format!(
        "the command on {phone} is `{}` {} s after its answer; which words mean an end is in the settings \
         `command_succeeded` and `command_failed`",
        status(command),
        waited.as_secs()
    );
    Error::for_operation(ErrorKind::WaitTimeout, operation, Reached::Accepted, message)
}
