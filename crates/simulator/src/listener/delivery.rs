//! How an answer leaves, or does not: the part of injected faults that only a socket can play.

use std::fmt;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::service::{Delivery, Response};
use crate::universe::Universe;

/// A connection that can be told to end with a reset instead of an orderly close.
pub(super) struct Line {
    stream: TcpStream,
    fate: Fate,
}

/// Whether a connection is to be reset when it ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Fate(Arc<AtomicBool>);

/// There is no answer: the connection has to end.
#[derive(Debug)]
pub(super) struct Undelivered;

impl fmt::Display for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an injected fault keeps the answer back")
    }
}

impl std::error::Error for Undelivered {}

/// Waits, or gives the answer up, as its delivery says.
pub(super) async fn deliver(
    universe: &Universe,
    fate: &Fate,
    response: Response,
) -> Result<Response, Undelivered> {
    match response.delivery {
        Delivery::Normal | Delivery::Truncated { .. } => Ok(response),
        Delivery::Delayed(simulated) => {
            universe.waited(simulated).await;
            Ok(response)
        }
        Delivery::Reset => {
            fate.0.store(true, Ordering::Relaxed);
            Err(Undelivered)
        }
        Delivery::Closed | Delivery::Refused => Err(Undelivered),
    }
}

impl Line {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, fate: Fate::default() }
    }

    pub(super) fn fate(&self) -> Fate {
        self.fate.clone()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.fate.0.load(Ordering::Relaxed) {
            // What closes without lingering is reset at once.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
