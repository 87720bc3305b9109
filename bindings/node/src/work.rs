//! One call that is ready to run.

use std::future::Future;
use std::pin::Pin;

use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::{Error, ErrorKind, Result};
use serde_json::Value;

use crate::answer::{Answer, text};
use crate::error::Refused;
use crate::given::read;
use crate::show::Show;
use crate::take::Take;

/// What a call ends in.
type End = std::result::Result<Answer, Refused>;

/// A call.
pub(crate) struct Work {
    /// Whether it changes anything.
    pub(crate) effect: Effect,
    /// The token of the job that it waits for.
    pub(crate) waits_for: Option<String>,
    pub(crate) call: Pin<Box<dyn Future<Output = End> + Send>>,
}

impl Work {
    pub(crate) fn new(effect: Effect, call: impl Future<Output = End> + Send + 'static) -> Self {
        Self { effect, waits_for: None, call: Box::pin(call) }
    }
}

/// A request as JavaScript wrote it. It is read where the call runs, so that the event loop has no work with it.
pub(crate) struct Request {
    json: String,
    /// What the argument is called.
    name: &'static str,
}

impl Request {
    /// The argument `request`.
    pub(crate) fn new(json: String) -> Self {
        Self::named("request", json)
    }

    pub(crate) fn named(name: &'static str, json: String) -> Self {
        Self { json, name }
    }

    /// What was given.
    pub(crate) fn read<T: Take>(&self) -> std::result::Result<T, Refused> {
        T::take(read(&self.json)?).map_err(|wrong| wrong.about(self.name))
    }
}

/// A call that gives the vendor's answer.
pub(crate) fn plain<T: Take + Send, R: Show, F>(
    effect: Effect,
    request: Request,
    call: impl FnOnce(T) -> F + Send + 'static,
) -> Work
where
    F: Future<Output = Result<R>> + Send,
{
    Work::new(effect, async move { Ok(text(&call(request.read()?).await?).into()) })
}

/// A call that submits work.
pub(crate) fn job<T: Take + Send, R: Show + Send + Sync, F>(
    request: Request,
    call: impl FnOnce(T) -> F + Send + 'static,
) -> Work
where
    F: Future<Output = Result<Job<R>>> + Send,
{
    Work::new(Effect::Mutation, async move {
        let (job, response) = call(request.read()?).await?.split();
        Ok(Answer { job: Some(job), ..text(&response).into() })
    })
}

/// A call that gives JSON as it came. What has no content is an empty object.
pub(crate) fn json(
    effect: Effect,
    call: impl Future<Output = std::result::Result<Value, Refused>> + Send + 'static,
) -> Work {
    Work::new(effect, async {
        let text = match call.await? {
            Value::Null => "{}".to_owned(),
            given => given.to_string(),
        };
        Ok(Answer { raw: true, ..text.into() })
    })
}

/// A method that this version does not have, which is a fault of the package.
pub(crate) fn unknown(method: &str) -> Refused {
    Error::new(ErrorKind::Internal, format!("the native module has no method {method}")).into()
}
