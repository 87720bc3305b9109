//! How a connection is opened: straight or through the proxy, with TLS or without.

use std::error::Error as StdError;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
#[cfg(feature = "tls")]
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
#[cfg(feature = "tls")]
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::error::Elapsed;
use tower_service::Service;

use super::classify;
#[cfg(feature = "tls")]
use super::proxy::Proxy;

type BoxError = Box<dyn StdError + Send + Sync>;
type Connecting = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

/// How often a connection without traffic is probed, and after how many probes without an answer it is dead.
const PROBE: Duration = Duration::from_secs(15);
const PROBES: u32 = 3;
/// How long what was sent may stay without an acknowledgement of the other side's system.
#[cfg(target_os = "linux")]
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);

/// Opens connections. The pool clones it with every request.
#[derive(Clone)]
pub(super) struct Connector {
    route: Arc<Route>,
    limit: Duration,
}

enum Route {
    Straight(HttpConnector),
    /// The proxy reads the requests and sends them on.
    Proxied(HttpConnector, Uri),
    #[cfg(feature = "tls")]
    Secure(HttpsConnector<HttpConnector>),
    /// The proxy joins the two ends and reads nothing.
    #[cfg(feature = "tls")]
    Tunnelled(HttpsConnector<Tunnel<HttpConnector>>),
}

impl Connector {
    /// For plain HTTP, through `proxy` if there is one.
    pub(super) fn plain(proxy: Option<Uri>, limit: Duration) -> Self {
        let tcp = tcp(limit);
        let route = match proxy {
            None => Route::Straight(tcp),
            Some(uri) => Route::Proxied(tcp, uri),
        };
        Self { route: Arc::new(route), limit }
    }

    /// For HTTPS, through `proxy` if there is one.
    #[cfg(feature = "tls")]
    pub(super) fn secure(config: Arc<rustls::ClientConfig>, proxy: Option<Proxy>, limit: Duration) -> Self {
        let mut tcp = tcp(limit);
        let route = match proxy {
            None => {
                tcp.enforce_http(false);
                Route::Secure(HttpsConnector::from((tcp, config)))
            }
            Some(proxy) => {
                let tunnel = Tunnel::new(proxy.uri, tcp);
                let tunnel = match proxy.login {
                    Some(login) => tunnel.with_auth(login),
                    None => tunnel,
                };
                Route::Tunnelled(HttpsConnector::from((tunnel, config)))
            }
        };
        Self { route: Arc::new(route), limit }
    }
}

fn tcp(limit: Duration) -> HttpConnector {
    let mut tcp = HttpConnector::new();
    tcp.set_nodelay(true);
    // Divided among the addresses of a name, so that a dead one leaves time for the others.
    tcp.set_connect_timeout(Some(limit));
    tcp.set_keepalive(Some(PROBE));
    tcp.set_keepalive_interval(Some(PROBE));
    tcp.set_keepalive_retries(Some(PROBES));
    #[cfg(target_os = "linux")]
    tcp.set_tcp_user_timeout(Some(UNACKNOWLEDGED));
    tcp
}

impl Route {
    async fn open(&self, service: Uri) -> Result<Stream, BoxError> {
        let (io, proxied) = match self {
            Self::Straight(tcp) => (Io::from(tcp.clone().call(service).await?), false),
            Self::Proxied(tcp, proxy) => (Io::from(tcp.clone().call(proxy.clone()).await?), true),
            #[cfg(feature = "tls")]
            Self::Secure(tls) => (tls.clone().call(service).await?, false),
            #[cfg(feature = "tls")]
            Self::Tunnelled(tls) => (tls.clone().call(service).await?, false),
        };
        Ok(Stream { io, proxied })
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    #[expect(clippy::disallowed_methods, reason = "sockets are the world outside, and so is their time")]
    fn call(&mut self, service: Uri) -> Connecting {
        let Self { route, limit } = self.clone();
        Box::pin(async move {
            match tokio::time::timeout(limit, route.open(service)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) if !classify::holds(&*error, <dyn StdError>::is::<Elapsed>) => {
                    return Err(error);
                }
                // Here or below, where it says nothing but that a deadline has elapsed.
                Ok(Err(_)) | Err(_) => {}
            }
            let message = format!("no connection within {limit:?}");
            Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
        })
    }
}

#[cfg(feature = "tls")]
type Io = MaybeHttpsStream<TokioIo<TcpStream>>;
#[cfg(not(feature = "tls"))]
type Io = TokioIo<TcpStream>;

/// A connection that stands. It exists to tell hyper whether a proxy reads the requests, which then name the service.
pub(super) struct Stream {
    io: Io,
    proxied: bool,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.proxied)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, buffers)
    }
}
