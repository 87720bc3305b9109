//! The clients and jobs of one scenario.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use phonevault::Error;
use phonevault::job::Job;
use phonevault::waiter::Waiter;
use phonevault_test_support::scenarios::{By, FIRST_PAUSE, Face, Failure, LONGEST_PAUSE, Wait, Waited};
use serde_json::{Value, json};

use super::clients::Client;
use super::{elsewhere, facts};

#[derive(Default)]
pub(crate) struct Rust {
    clients: BTreeMap<String, Client>,
    jobs: BTreeMap<String, Job>,
}

impl Rust {
    fn on(&self, name: &str) -> Result<&Client, String> {
        self.clients.get(name).ok_or(format!("there is no client `{name}`"))
    }

    fn job(&self, name: &str) -> Result<&Job, String> {
        self.jobs.get(name).ok_or(format!("there is no job `{name}`"))
    }
}

#[async_trait(?Send)]
impl Face for Rust {
    async fn client(&mut self, name: &str, options: &Value) -> Result<(), Failure> {
        self.clients.insert(name.to_owned(), Client::new(options).map_err(failed)?);
        Ok(())
    }

    async fn with_options(&mut self, name: &str, from: &str, given: &Value) -> Result<(), Failure> {
        self.clients.insert(name.to_owned(), self.on(from)?.with_options(given));
        Ok(())
    }

    async fn call(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        job: Option<&str>,
    ) -> Result<Value, Failure> {
        let client = self.on(on)?;
        let answered = client.typed(operation, params).await.map_err(failed)?;
        if let Some(name) = job {
            let submission = answered.submission.ok_or(format!("{operation} gives no job"))?;
            let job = Job::new(client.cloud(), submission, ());
            self.jobs.insert(name.to_owned(), job);
        }
        Ok(answered.answer)
    }

    async fn untyped(&mut self, on: &str, operation: &str, params: Value) -> Result<Value, Failure> {
        self.on(on)?.untyped(operation, params).await.map_err(failed)
    }

    async fn pages(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        by: By,
    ) -> Result<Vec<Vec<Value>>, Failure> {
        let mut listing = self.on(on)?.pages(operation, params);
        if let By::Collect(most) = by {
            return Ok(vec![listing.collect(most).await.map_err(failed)?]);
        }
        let mut pages = Vec::new();
        while let Some(page) = listing.page().await.map_err(failed)? {
            pages.push(page);
        }
        Ok(pages)
    }

    async fn handle(&mut self, job: &str) -> Result<Value, Failure> {
        let job = self.job(job)?;
        Ok(json!({"id": job.id(), "token": job.token()}))
    }

    async fn status(&mut self, job: &str) -> Result<Value, Failure> {
        let status = self.job(job)?.status().await.map_err(failed)?;
        Ok(facts::of_status(&status))
    }

    async fn wait(&mut self, job: &str, how: Wait) -> Result<Waited, Failure> {
        wait(self.job(job)?, how).await.map_err(failed)
    }

    async fn resume(&mut self, on: &str, token: &str, job: &str) -> Result<(), Failure> {
        let resumed = self.on(on)?.resume(token).map_err(failed)?;
        self.jobs.insert(job.to_owned(), resumed);
        Ok(())
    }

    async fn resume_elsewhere(&mut self, options: &Value, token: &str, how: Wait) -> Result<Value, Failure> {
        Ok(elsewhere::resume(options, token, how).await?)
    }

    async fn end(self) -> Result<(), String> {
        Ok(())
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: Error) -> Failure {
    Failure::Error(facts::of_error(&error))
}

pub(crate) async fn wait(job: &Job, how: Wait) -> phonevault::Result<Waited> {
    let waiter = Waiter {
        first_pause: FIRST_PAUSE,
        longest_pause: LONGEST_PAUSE,
        limit: how.timeout,
        ..Waiter::default()
    };
    let last = Mutex::new(Value::Null);
    let look = |status: &phonevault::job::JobStatus| *last.lock().unwrap() = facts::of_status(status);
    let result = match how.check {
        true => job.wait_with(&waiter, look).await?,
        false => job.outcomes(&waiter, look).await?,
    };
    let last_update = std::mem::take(&mut *last.lock().unwrap());
    Ok(Waited { result: facts::of_result(&result), last_update })
}
