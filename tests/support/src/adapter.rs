//! The clients' transport on the simulator's request → response function.

use std::sync::Arc;

use async_trait::async_trait;
use phonevault_core::transport::{
    Body, Headers, HttpAnswer, HttpRequest, Transport, TransportError, TransportFailure,
};
use phonevault_simulator::{Delivery, Request};

use crate::timers::Timers;
use crate::world::service;

/// Carries requests of one caller to the simulator, and answers back the way an injected fault says.
#[derive(Debug)]
pub(crate) struct Adapter {
    timers: Arc<Timers>,
}

impl Adapter {
    pub(crate) fn new(timers: Arc<Timers>) -> Self {
        Self { timers }
    }
}

#[async_trait]
impl Transport for Adapter {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, TransportError> {
        let broken = |why: &str| TransportError::new(TransportFailure::Broken, why);
        let nobody = || TransportError::new(TransportFailure::Connect, "nobody listens there");
        let universe = self.timers.universe();
        let service = service(request.endpoint.authority()).ok_or_else(nobody)?;
        let target = if request.query.is_empty() {
            request.path.clone()
        } else {
            format!("{}?{}", request.path, request.query)
        };
        let mut sent =
            Request::new(service, request.method.name(), &target).in_simulated_time(universe.clock());
        for (name, value) in request.headers.iter() {
            sent = sent.with_header(name, value);
        }
        // What an HTTP library adds by itself.
        if request.headers.get("host").is_none() {
            sent = sent.with_header("host", request.endpoint.authority());
        }
        if !request.body.is_empty() {
            sent = sent.with_header("content-length", &request.body.len().to_string());
        }
        let response = universe.handle(sent.with_body(request.body.clone()));
        let complete = match response.delivery {
            Delivery::Normal => true,
            Delivery::Delayed(simulated) => {
                self.timers.sleep(simulated).await;
                true
            }
            Delivery::Truncated { .. } => false,
            Delivery::Reset => return Err(broken("the connection was reset")),
            Delivery::Closed => return Err(broken("the connection was closed before an answer came")),
            Delivery::Refused => return Err(nobody()),
        };
        let mut headers = Headers::new();
        for (name, value) in &response.headers {
            headers.append(name, value.as_str());
        }
        let bytes = response.read_all().map_err(|error| broken(&error.to_string()))?;
        let body = Whole { bytes: Some(bytes), complete };
        Ok(HttpAnswer { status: response.status, headers, body: Box::new(body) })
    }
}

/// A body in one piece, which may be less than what was announced.
#[derive(Debug)]
struct Whole {
    bytes: Option<Vec<u8>>,
    complete: bool,
}

#[async_trait]
impl Body for Whole {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        match self.bytes.take() {
            Some(bytes) if !bytes.is_empty() => Ok(Some(bytes)),
            _ if self.complete => Ok(None),
            _ => {
                let why = "the connection ended before the body did";
                Err(TransportError::new(TransportFailure::Broken, why))
            }
        }
    }
}
