//! The transport of clients whose calls run on several runtimes.

use std::future::Future;
use std::sync::Arc;

use async_trait::async_trait;
use phonevault_core::transport::{
    HttpAnswer, HttpRequest, HttpTransport, Transport, TransportError, TransportFailure,
};

tokio::task_local! {
    /// The connections of the runtime that runs this call.
    static HTTP: Arc<HttpTransport>;
}

/// Sends over the connections of the runtime that the call runs on. It can be used only by calls that
/// [`Lanes`](super::Lanes) or a [`Background`](super::Background) run.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuntimeTransport;

/// The call with the connections that it uses.
pub(super) fn over<F: Future>(http: Arc<HttpTransport>, call: F) -> impl Future<Output = F::Output> {
    HTTP.scope(http, call)
}

#[async_trait]
impl Transport for RuntimeTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, TransportError> {
        let http = HTTP.try_with(Arc::clone).map_err(|_| {
            let message = "this client works only on the runtime that it was made for";
            TransportError::new(TransportFailure::Unusable, message)
        })?;
        http.send(request).await
    }
}
