//! The sockets: one loopback HTTP/1.1 listener for each service.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet, spawn_blocking};

use crate::clock::Clock;
use crate::config::Config;
use crate::ready::Ready;
use crate::service::{Body, Request, Response, ServiceName};
use crate::universe::Universe;

mod outgoing;

use outgoing::Outgoing;

/// Largest body of a control plane, as the vendor's gateway has it (12 MB).
const CONTROL_LIMIT: usize = 12 << 20;
/// Up to here a body that may be spooled stays in memory.
const SPOOL_FROM: usize = 256 << 10;

/// A running simulator: ten listeners over one [`Universe`]. Dropping it stops the listeners; what is kept in a
/// temporary directory is then removed.
#[derive(Debug)]
pub struct Simulator {
    universe: Arc<Universe>,
    ready: Ready,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

impl Simulator {
    /// Builds the world and begins to listen. Needs a tokio runtime with network and blocking threads.
    ///
    /// # Errors
    /// An address that cannot be listened on, a scale that is not a positive number, or anything of
    /// [`Universe::new`].
    pub async fn start(config: Config) -> io::Result<Self> {
        if !(config.time_scale.is_finite() && config.time_scale > 0.0) {
            let text = format!("time scale {} is not a positive number", config.time_scale);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
        // Bound first: an address in use is reported at once, not after the phones have been made.
        let mut bound = Vec::new();
        for (index, service) in ServiceName::ALL.into_iter().enumerate() {
            let port = port(config.port_base, index)?;
            let listener = TcpListener::bind((config.listen, port)).await.map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {}:{port}: {error}", service.name(), config.listen))
            })?;
            let address = listener.local_addr()?;
            bound.push((service, listener, address));
        }
        let clock = Clock::scaled(config.time_scale);
        let universe =
            spawn_blocking(move || Universe::new(config, clock)).await.map_err(io::Error::other)??;
        let ready = universe.ready(|service| {
            let found = bound.iter().find(|(name, _, _)| *name == service);
            found.map(|(_, _, address)| url(*address)).unwrap_or_default()
        });
        let (stop, stopped) = watch::channel(false);
        let listeners = bound
            .into_iter()
            .map(|(service, listener, _)| {
                tokio::spawn(accept(Arc::clone(&universe), service, listener, stopped.clone()))
            })
            .collect();
        Ok(Self { universe, ready, stop, listeners })
    }

    /// Addresses, credentials and buckets.
    #[must_use]
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// The world behind the sockets.
    #[must_use]
    pub fn universe(&self) -> &Arc<Universe> {
        &self.universe
    }

    /// Closes all listeners and connections and waits for them.
    pub async fn shutdown(self) {
        let _ = self.stop.send(true);
        for listener in self.listeners {
            let _ = listener.await;
        }
        let universe = self.universe;
        // Ends worker threads and removes files, which is no work for an asynchronous thread.
        let _ = spawn_blocking(move || drop(universe)).await;
    }
}

fn port(base: u16, index: usize) -> io::Result<u16> {
    if base == 0 {
        return Ok(0);
    }
    u16::try_from(index).ok().and_then(|index| base.checked_add(index)).ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("ports from {base} on do not suffice"))
    })
}

/// An address that a caller on this machine can use; a wildcard address is no address to call.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

async fn accept(
    universe: Arc<Universe>,
    service: ServiceName,
    listener: TcpListener,
    mut stopped: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            _ = stopped.changed() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        // Out of descriptors or a caller that is gone already: the next one may be luckier.
        let Ok((stream, peer)) = accepted else {
            tokio::task::yield_now().await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let universe = Arc::clone(&universe);
        connections.spawn(async move {
            let answer = service_fn(|request| carry(Arc::clone(&universe), service, peer.ip(), request));
            let connection =
                http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), answer);
            if let Err(error) = connection.await {
                tracing::debug!(service = service.name(), %error, "connection ended");
            }
        });
    }
    connections.shutdown().await;
}

/// Brings one request to the universe and its answer back.
async fn carry(
    universe: Arc<Universe>,
    service: ServiceName,
    peer: IpAddr,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Outgoing>, Infallible> {
    let (parts, incoming) = request.into_parts();
    let spools = service.is_object_store() || service == ServiceName::Admin;
    let body = match receive(&universe, incoming, spools && parts.method == hyper::Method::PUT).await {
        Ok(body) => body,
        Err(Unreceived::TooLarge) => return Ok(outgoing::render(too_large(service))),
        Err(Unreceived::Broken(error)) => {
            tracing::debug!(service = service.name(), %error, "body not received");
            return Ok(outgoing::render(Response::empty(400)));
        }
    };
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let request = Request {
        service,
        method: parts.method.as_str().to_ascii_uppercase(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body,
        peer: Some(peer),
    };
    let response = spawn_blocking(move || universe.handle(request)).await;
    Ok(outgoing::render(response.unwrap_or_else(|_| Response::empty(500))))
}

enum Unreceived {
    TooLarge,
    Broken(io::Error),
}

impl From<io::Error> for Unreceived {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

async fn receive(universe: &Universe, mut incoming: Incoming, spools: bool) -> Result<Body, Unreceived> {
    let mut memory = BytesMut::new();
    let mut spool: Option<(File, tempfile::TempPath, u64)> = None;
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|error| Unreceived::Broken(io::Error::other(error)))?;
        let Ok(data) = frame.into_data() else { continue };
        if let Some((file, _, bytes)) = &mut spool {
            file.write_all(&data).await?;
            *bytes += data.len() as u64;
            continue;
        }
        memory.extend_from_slice(&data);
        if spools && memory.len() > SPOOL_FROM {
            let (file, path) = NamedTempFile::new_in(universe.spool_dir())?.into_parts();
            let mut file = File::from_std(file);
            file.write_all(&memory).await?;
            spool = Some((file, path, memory.len() as u64));
            memory = BytesMut::new();
        } else if memory.len() > CONTROL_LIMIT {
            return Err(Unreceived::TooLarge);
        }
    }
    match spool {
        None => Ok(Body::Memory(memory.freeze())),
        Some((mut file, path, bytes)) => {
            file.flush().await?;
            Ok(Body::Spooled { path, bytes })
        }
    }
}

/// The refusal of a body over the limit, in the shape of the service's family.
fn too_large(service: ServiceName) -> Response {
    let text = "the request body is larger than 12 MiB";
    match service {
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts => {
            Response::json(413, &json!({"Code": "RequestEntityTooLarge", "Message": text}))
        }
        ServiceName::HuaweiObs | ServiceName::AlibabaOss => Response::xml(
            413,
            &format!("<Error><Code>EntityTooLarge</Code><Message>{text}</Message></Error>"),
        ),
        ServiceName::Admin => Response::json(413, &json!({"error": text})),
        _ => Response::json(413, &json!({"error_code": "APIGW.0201", "error_msg": text})),
    }
    .with_header("connection", "close")
}

/// A piece of a body.
type Piece = io::Result<Bytes>;
