//! How one request travels: sign, send within the time limit, cap, classify, decode. Each call is sent once.

mod answer;
mod carried;
mod refusal;

use std::future::Future;
use std::time::Duration;

use async_trait::async_trait;

pub use answer::{Answer, StreamedAnswer};
pub use refusal::{Classify, Refusal};

use self::carried::Carried;
use crate::context::Context;
use crate::error::{Applied, Error, ErrorKind, Reached, Result};
use crate::operation::{Effect, Operation};
use crate::transport::{HttpAnswer, HttpRequest, TransportError, TransportFailure};

/// Puts date, nonce and signature on a request. Called once for each attempt, right before the send.
#[async_trait]
pub trait Sign: Send + Sync {
    /// Returns the request ready for the wire. An error here means that nothing was sent.
    async fn sign(&self, request: HttpRequest, context: &Context) -> Result<HttpRequest>;
}

/// Limits of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest time from the first byte sent to the last byte read. Default 60 s.
    pub timeout: Duration,
    /// The largest answer that is read into memory. Default 16 MiB.
    pub max_answer_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), max_answer_bytes: 16 << 20 }
    }
}

/// Sends requests of one service. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Pipeline {
    context: Context,
    limits: Limits,
}

impl Pipeline {
    /// A pipeline over this context with these limits.
    #[must_use]
    pub fn new(context: Context, limits: Limits) -> Self {
        Self { context, limits }
    }

    /// The injected outside world.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The same pipeline with another time limit for each call.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let limits = Limits { timeout, ..self.limits.clone() };
        Self { context: self.context.clone(), limits }
    }

    /// Sends one request and reads its whole answer. An error status, or a refusal that `classify` finds in the body
    /// of a successful one, becomes a typed error that says whether the request was applied.
    pub async fn execute(
        &self,
        operation: &Operation,
        request: HttpRequest,
        signer: &dyn Sign,
        classify: &dyn Classify,
    ) -> Result<Answer> {
        let request = self.signed(operation, request, signer).await?;
        let answer = self.within_limit(operation, self.exchange(operation, request, classify)).await?;
        let outcome = checked(operation, answer, classify);
        let name: &str = &operation.name;
        match &outcome {
            Ok(answer) => tracing::debug!(
                cloud = operation.cloud,
                operation = name,
                status = answer.status,
                request_id = answer.request_id.as_deref().unwrap_or_default(),
                "answered"
            ),
            Err(error) => tracing::debug!(cloud = operation.cloud, operation = name, %error, "refused"),
        }
        outcome
    }

    /// Sends one request and hands the body over as it arrives, for objects. The time limit covers the head of the
    /// answer and then each piece of the body. An error status is read and classified as in
    /// [`Pipeline::execute`].
    pub async fn open(
        &self,
        operation: &Operation,
        request: HttpRequest,
        signer: &dyn Sign,
        classify: &dyn Classify,
    ) -> Result<StreamedAnswer> {
        let request = self.signed(operation, request, signer).await?;
        let carried = Carried::by(&request);
        let head = self.within_limit(operation, self.head(operation, request)).await?;
        if (200..300).contains(&head.status) {
            let (context, timeout) = (self.context.clone(), self.limits.timeout);
            return Ok(StreamedAnswer::new(operation.clone(), head, context, timeout));
        }
        let answer = self.within_limit(operation, self.collect(operation, head, classify, carried)).await?;
        match checked(operation, answer, classify) {
            Ok(answer) => Err(answer.malformed(operation, "an unexpected status")),
            Err(error) => Err(error),
        }
    }

    async fn signed(
        &self,
        operation: &Operation,
        request: HttpRequest,
        signer: &dyn Sign,
    ) -> Result<HttpRequest> {
        signer.sign(request, &self.context).await.map_err(|error| error.with_operation(operation))
    }

    async fn exchange(
        &self,
        operation: &Operation,
        request: HttpRequest,
        classify: &dyn Classify,
    ) -> Result<Answer> {
        let carried = Carried::by(&request);
        let head = self.head(operation, request).await?;
        self.collect(operation, head, classify, carried).await
    }

    async fn head(&self, operation: &Operation, request: HttpRequest) -> Result<HttpAnswer> {
        let sent = self.context.transport.send(request).await;
        sent.map_err(|error| transport_error(operation, &error, None))
    }

    async fn collect(
        &self,
        operation: &Operation,
        mut head: HttpAnswer,
        classify: &dyn Classify,
        carried: Carried,
    ) -> Result<Answer> {
        let cap = self.limits.max_answer_bytes;
        let mut body = Vec::new();
        loop {
            match head.body.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > cap => {
                    body.extend_from_slice(&chunk[..cap.saturating_sub(body.len()).min(chunk.len())]);
                    let answer = Answer::new(head.status, head.headers, body, classify, carried);
                    let message = format!("the answer is larger than {cap} bytes");
                    return Err(answer.unreadable(ErrorKind::TooLarge, operation, message));
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => {
                    let answer = Answer::new(head.status, head.headers, body, classify, carried);
                    return Err(transport_error(operation, &error, Some(&answer)));
                }
            }
        }
        Ok(Answer::new(head.status, head.headers, body, classify, carried))
    }

    async fn within_limit<T: Send>(
        &self,
        operation: &Operation,
        work: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        within(&self.context, self.limits.timeout, operation, work).await
    }
}

/// Ends `work` with a time-out error once `limit` has passed on the context's clock.
async fn within<T: Send>(
    context: &Context,
    limit: Duration,
    operation: &Operation,
    work: impl Future<Output = Result<T>> + Send,
) -> Result<T> {
    tokio::select! {
        biased;
        done = work => done,
        () = context.sleep.sleep(limit) => {
            let message = format!("no complete answer within {limit:?}");
            Err(Error::for_operation(ErrorKind::Timeout, operation, Reached::Interrupted, message))
        }
    }
}

fn transport_error(operation: &Operation, error: &TransportError, answer: Option<&Answer>) -> Error {
    let (kind, reached) = match error.failure {
        TransportFailure::Unusable => (ErrorKind::Configuration, Reached::NotSent),
        TransportFailure::Connect => (ErrorKind::Connect, Reached::NotSent),
        TransportFailure::Tls => (ErrorKind::Tls, Reached::NotSent),
        TransportFailure::Broken => (ErrorKind::Transport, Reached::Interrupted),
    };
    let built = Error::for_operation(kind, operation, reached, error.message.clone());
    match answer {
        Some(answer) => built
            .with_answer(answer.status, answer.request_id.clone())
            .with_excerpt(answer.excerpt(operation)),
        None => built,
    }
}

/// Turns everything but a clean success into an error.
fn checked(operation: &Operation, answer: Answer, classify: &dyn Classify) -> Result<Answer> {
    if let Some(refusal) = classify.refusal(operation, &answer) {
        return Err(refusal.into_error(operation, &answer));
    }
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    // No vendor body that anybody recognises: a proxy, a load balancer or a broken gateway answered. Whether the
    // request came through to the cloud is unknown, whatever class the status has.
    let message = format!("an answer with status {} that is not the vendor's", answer.status);
    let kind = if answer.status >= 500 { ErrorKind::Server } else { ErrorKind::Malformed };
    let error = Error::for_operation(kind, operation, Reached::ServerFault, message);
    debug_assert!(operation.effect == Effect::Read || error.applied() == Applied::Unknown);
    Err(error.with_answer(answer.status, answer.request_id.clone()).with_excerpt(answer.excerpt(operation)))
}
