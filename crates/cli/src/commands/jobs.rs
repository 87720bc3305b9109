//! `phonevault jobs`

use phonevault::error::Result;
use phonevault::job::{Job, JobStatus, Submission};
use serde_json::{Value, json};

use super::waiter;
use crate::args::{Global, Jobs};
use crate::exit::Exit;
use crate::flow::Observer as _;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, command: &Jobs) -> Result<Exit> {
    let (token, wait) = match command {
        Jobs::Show { token } => (token, None),
        Jobs::Wait { token, wait } => (token, Some(waiter(wait))),
    };
    let session = Session::of_submission(global, &Submission::from_token(token)?)?;
    let job = Job::resume(session.cloud.clone(), token)?;
    let Some(waiter) = wait else {
        let status = job.status().await?;
        show(global, &status)?;
        // A look is not a wait: phones under way are no failure, ended ones count.
        let ended = status.phones.iter().filter_map(|phone| phone.outcome);
        return Ok(ended.map(Exit::of_outcome).max().unwrap_or(Exit::Ok));
    };
    let progress = output::Progress::new("", false);
    progress.step(job.submission().action.name(), job.submission().items.len());
    let waited = job.outcomes(&waiter, |status| progress.ended(status.ended)).await;
    progress.finish();
    let (result, error) = match waited {
        Ok(result) => (Some(result), None),
        Err(error) => (error.result().cloned(), Some(error)),
    };
    let mut exit = Exit::Ok;
    if let Some(result) = result {
        let outcomes = result.phones.iter().filter_map(|phone| phone.outcome);
        exit = outcomes.map(Exit::of_outcome).max().unwrap_or(Exit::Ok);
        if error.is_none() && exit != Exit::Ok {
            output::note(&format!("phonevault: {}: {}", job.submission().action.name(), result.summary()));
        }
        let ended = result.phones.len();
        show(global, &JobStatus { phones: result.phones, ended })?;
    }
    match error {
        Some(error) => Err(error),
        None => Ok(exit),
    }
}

fn show(global: &Global, status: &JobStatus) -> Result<()> {
    let phones = status.phones.iter().map(|phone| {
        json!({
            "phone_id": phone.phone.as_str(),
            "outcome": phone.outcome.map(phonevault::job::Outcome::name),
            "state": phone.task.as_ref().map(|task| task.state.to_string()),
            "progress": phone.task.as_ref().and_then(|task| task.progress),
            "task_id": phone.task_id,
            "backup_id": phone.backup,
            "code": phone.code,
            "message": phone.message,
        })
    });
    let columns = ["phone_id", "state", "outcome", "progress", "code", "message"];
    output::rows(global.output, "phones", &columns, &phones.collect::<Vec<Value>>())
}
