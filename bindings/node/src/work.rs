//! One call that is ready to run.

use std::future::Future;
use std::pin::Pin;

use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::{Error, ErrorKind, Result};
use serde_json::Value;

use crate::answer::{Answer, text};
use crate::error::Refused;
use crate::given::Given;
use crate::show::Show;
use crate::take::Take;

/// A call.
pub(crate) struct Work {
    /// Whether it changes anything.
    pub(crate) effect: Effect,
    /// The token of the job that it waits for.
    pub(crate) waits_for: Option<String>,
    pub(crate) call: Pin<Box<dyn Future<Output = Result<Answer>> + Send>>,
}

impl Work {
    pub(crate) fn new(effect: Effect, call: impl Future<Output = Result<Answer>> + Send + 'static) -> Self {
        Self { effect, waits_for: None, call: Box::pin(call) }
    }
}

/// What was given as the argument `request`.
pub(crate) fn request<T: Take>(given: Given<'_>) -> std::result::Result<T, Refused> {
    T::take(given).map_err(|wrong| wrong.about("request"))
}

/// A call that gives the vendor's answer.
pub(crate) fn plain<R: Show>(
    effect: Effect,
    call: impl Future<Output = Result<R>> + Send + 'static,
) -> std::result::Result<Work, Refused> {
    Ok(Work::new(effect, async { Ok(text(&call.await?).into()) }))
}

/// A call that submits work.
pub(crate) fn job<R: Show + Send + Sync>(
    call: impl Future<Output = Result<Job<R>>> + Send + 'static,
) -> std::result::Result<Work, Refused> {
    Ok(Work::new(Effect::Mutation, async {
        let (job, response) = call.await?.split();
        Ok(Answer { text: text(&response), job: Some(job) })
    }))
}

/// A call that gives JSON as it came. What has no content is an empty object.
pub(crate) fn json(effect: Effect, call: impl Future<Output = Result<Value>> + Send + 'static) -> Work {
    Work::new(effect, async {
        Ok(match call.await? {
            Value::Null => "{}".to_owned().into(),
            given => given.to_string().into(),
        })
    })
}

/// A method that this version does not have, which is a fault of the package.
pub(crate) fn unknown(method: &str) -> Refused {
    Error::new(ErrorKind::Internal, format!("the native module has no method {method}")).into()
}
