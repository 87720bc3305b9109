//! A network that answers what it was told and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::transport::{Body, Headers, HttpAnswer, HttpRequest, Transport, TransportError, TransportFailure};

/// What one request gets.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer with this status, these header fields and this body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// The head and the beginning of the body come, then the connection breaks.
    Torn(u16, Vec<u8>),
    /// The exchange fails.
    Failure(TransportFailure, &'static str),
    /// Nothing ever comes.
    Silence,
}

impl Reply {
    /// A JSON answer.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::Answer(status, vec![("content-type", "application/json".to_owned())], body.into())
    }
}

/// A queue of replies, one for each request, and the requests seen.
#[derive(Debug, Default)]
pub struct Script {
    replies: Mutex<VecDeque<Reply>>,
    requests: Mutex<Vec<HttpRequest>>,
}

impl Script {
    /// Adds the reply for the next request that has none yet.
    pub fn reply(&self, reply: Reply) {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner).push_back(reply);
    }

    /// Every request sent so far.
    #[must_use]
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, TransportError> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let reply = self.replies.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let (status, fields, pieces) = match reply {
            Some(Reply::Answer(status, fields, body)) => (status, fields, vec![Ok(body)]),
            Some(Reply::Torn(status, body)) => {
                let torn = TransportError::new(TransportFailure::Broken, "the body ended early");
                (status, Vec::new(), vec![Ok(body), Err(torn)])
            }
            Some(Reply::Failure(failure, message)) => return Err(TransportError::new(failure, message)),
            Some(Reply::Silence) => return std::future::pending().await,
            None => {
                return Err(TransportError::new(TransportFailure::Connect, "the script has no reply left"));
            }
        };
        let mut headers = Headers::new();
        for (name, value) in fields {
            headers.append(name, value);
        }
        Ok(HttpAnswer { status, headers, body: Box::new(Pieces(pieces.into())) })
    }
}

#[derive(Debug)]
struct Pieces(VecDeque<Result<Vec<u8>, TransportError>>);

#[async_trait]
impl Body for Pieces {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        self.0.pop_front().transpose()
    }
}
