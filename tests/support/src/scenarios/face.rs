//! What differs by language: `tests/scenarios/README.md`, "Steps".

use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;

/// The pause after the first look at a job.
pub const FIRST_PAUSE: Duration = Duration::from_millis(10);
/// The longest pause between two looks at a job.
pub const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// Why a step has no answer.
#[derive(Debug)]
pub enum Failure {
    /// The library said no: every fact of the error, under the manifest's names. Those that are `null` count as absent.
    Error(Value),
    /// The step could not be carried out: the scenario or its runner is wrong.
    Broken(String),
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Self::Broken(why)
    }
}

/// How a list is gone through.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// Page by page.
    Page,
    /// Item by item; by pages in a language without it.
    Items,
    /// All at once, at most so many.
    Collect(usize),
}

/// How a job is waited for, with pauses between [`FIRST_PAUSE`] and [`LONGEST_PAUSE`].
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    /// At most so long.
    pub timeout: Duration,
    /// Whether a phone that did not succeed is an error.
    pub check: bool,
}

/// What came of a wait that ended well.
#[derive(Debug)]
pub struct Waited {
    /// The JobResult.
    pub result: Value,
    /// The JobStatus of the last update; `null` if there was none.
    pub last_update: Value,
}

/// The clients and jobs of one scenario in one language, under the names that the scenario gives them. Requests and answers have
/// the vendor's names; facts of jobs and errors those of the manifest.
#[async_trait(?Send)]
pub trait Face {
    /// Makes a client of `cloud` with `region`, keys, `endpoints` and so on.
    async fn client(&mut self, name: &str, options: &Value) -> Result<(), Failure>;

    /// Makes `name` the client `from` with options for its calls: `skip_rules`, and `timeout` in seconds.
    async fn with_options(&mut self, name: &str, from: &str, given: &Value) -> Result<(), Failure>;

    /// Calls a typed operation. The handle of a job is kept under the name `job`, if there is one.
    async fn call(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        job: Option<&str>,
    ) -> Result<Value, Failure>;

    /// Calls an operation by its name alone.
    async fn untyped(&mut self, on: &str, operation: &str, params: Value) -> Result<Value, Failure>;

    /// Goes through a list: its items, in the portions in which they came.
    async fn pages(
        &mut self,
        on: &str,
        operation: &str,
        params: Value,
        by: By,
    ) -> Result<Vec<Vec<Value>>, Failure>;

    /// The `id` and `token` of a job.
    async fn handle(&mut self, job: &str) -> Result<Value, Failure>;

    /// Looks at a job once: the JobStatus.
    async fn status(&mut self, job: &str) -> Result<Value, Failure>;

    /// Waits for a job.
    async fn wait(&mut self, job: &str, how: Wait) -> Result<Waited, Failure>;

    /// Takes a job up by its token and keeps it as `job`.
    async fn resume(&mut self, on: &str, token: &str, job: &str) -> Result<(), Failure>;

    /// Has another process of this language make a client with these options, take the job up and wait for it as `how` says: the
    /// JobResult.
    async fn resume_elsewhere(&mut self, options: &Value, token: &str, how: Wait) -> Result<Value, Failure>;

    /// Ends everything; what was left behind is an error.
    async fn end(self) -> Result<(), String>;
}
