//! The clients and jobs of one scenario, which a program in C holds.

use std::ffi::{OsStr, OsString};

use async_trait::async_trait;
use phonevault_test_support::scenarios::{By, FIRST_PAUSE, Face, Failure, LONGEST_PAUSE, Wait, Waited};
use serde_json::{Value, json};

use crate::worker::{Way, Worker};

pub(crate) struct Worked {
    program: OsString,
    way: Way,
    worker: Worker,
}

impl Worked {
    pub(crate) fn start(program: &OsStr, way: Way) -> Result<Self, String> {
        Ok(Self { program: program.to_owned(), way, worker: Worker::start(program, way)? })
    }

    /// What the worker answers to an order.
    async fn answer(&mut self, order: Value) -> Result<Value, Failure> {
        let mut reply = self.worker.ask(&order).await?;
        Ok(reply["answer"].take())
    }
}

#[async_trait(?Send)]
impl Face for Worked {
    async fn client(&mut self, name: &str, options: &Value) -> Result<(), Failure> {
        self.answer(client(name, options)).await.map(drop)
    }

    async fn with_options(&mut self, name: &str, from: &str, given: &Value) -> Result<(), Failure> {
        let order = json!({"order": "with_options", "name": name, "from": from, "options": given});
        self.answer(order).await.map(drop)
    }

    async fn call(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        job: Option<&str>,
    ) -> Result<Value, Failure> {
        let order = json!({"order": "call", "on": on, "operation": operation, "params": params, "job": job});
        self.answer(order).await
    }

    async fn untyped(&mut self, on: &str, operation: &str, params: Value) -> Result<Value, Failure> {
        let order = json!({"order": "untyped", "on": on, "operation": operation, "params": params});
        self.answer(order).await
    }

    async fn pages(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        by: By,
    ) -> Result<Vec<Vec<Value>>, Failure> {
        let (by_page, most) = match by {
            By::Page => (true, None),
            By::Items => (false, None),
            By::Collect(most) => (false, Some(most)),
        };
        let order = json!({
            "order": "pages",
            "on": on,
            "operation": operation,
            "params": params,
            "by_page": by_page,
            "most": most.and_then(|most| i64::try_from(most).ok()),
        });
        let portions = self.answer(order).await?;
        let mut portions: Vec<Vec<Value>> =
            serde_json::from_value(portions).map_err(|error| format!("no portions of a list: {error}"))?;
        if let Some(most) = most {
            // The last page may hold more than was wanted.
            let mut left = most;
            for portion in &mut portions {
                portion.truncate(left);
                left -= portion.len();
            }
        }
        Ok(portions)
    }

    async fn handle(&mut self, job: &str) -> Result<Value, Failure> {
        self.answer(json!({"order": "handle", "job": job})).await
    }

    async fn status(&mut self, job: &str) -> Result<Value, Failure> {
        self.answer(json!({"order": "status", "job": job})).await
    }

    async fn wait(&mut self, job: &str, how: Wait) -> Result<Waited, Failure> {
        let mut reply = self.worker.ask(&wait(job, how)).await?;
        Ok(Waited { result: reply["answer"].take(), last_update: reply["last_update"].take() })
    }

    async fn resume(&mut self, on: &str, token: &str, job: &str) -> Result<(), Failure> {
        self.answer(resume(on, token, job)).await.map(drop)
    }

    async fn resume_elsewhere(&mut self, options: &Value, token: &str, how: Wait) -> Result<Value, Failure> {
        let mut other = Self::start(&self.program, self.way)?;
        other.answer(client("client", options)).await?;
        other.answer(resume("client", token, "job")).await?;
        let result = other.answer(wait("job", how)).await?;
        other.end().await?;
        Ok(result)
    }

    async fn end(self) -> Result<(), String> {
        self.worker.end().await
    }
}

fn client(name: &str, options: &Value) -> Value {
    json!({"order": "client", "name": name, "options": options})
}

fn resume(on: &str, token: &str, job: &str) -> Value {
    json!({"order": "resume", "on": on, "token": token, "job": job})
}

fn wait(job: &str, how: Wait) -> Value {
    json!({
        "order": "wait",
        "job": job,
        "timeout_ms": how.timeout.as_millis() as u64,
        "first_pause_ms": FIRST_PAUSE.as_millis() as u64,
        "longest_pause_ms": LONGEST_PAUSE.as_millis() as u64,
        "check": how.check,
    })
}
