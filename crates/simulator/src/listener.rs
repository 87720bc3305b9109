//! The sockets: one loopback HTTP/1.1 listener for each service.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet, spawn_blocking};

use crate::config::Config;
use crate::ready::Ready;
use crate::service::{Request, Response, ServiceName};
use crate::universe::Universe;
use crate::workspace::Workspace;

mod delivery;
mod incoming;
mod outgoing;
mod refusal;
mod shutter;

use delivery::{Fate, Line, Undelivered};
use incoming::Unreceived;
use outgoing::Outgoing;
use shutter::{Event, Shutter};

/// A running simulator: ten listeners over one [`Universe`]. Dropping it ends the work in progress and removes what is
/// kept in a temporary directory, which takes a moment; [`Simulator::shutdown`] does so without holding up a thread.
#[derive(Debug)]
pub struct Simulator {
    ending: Ending,
    universe: Arc<Universe>,
    ready: Ready,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

/// Removes the files of a simulator however it ends: also when its start is given up half-way, or the process is
/// interrupted and only drops what it has.
#[derive(Debug)]
struct Ending {
    workspace: Arc<Workspace>,
    universe: Option<Arc<Universe>>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        match &self.universe {
            Some(universe) => universe.close(),
            None => self.workspace.remove(),
        }
    }
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
        let clock = config.clock();
        let workspace = Arc::new(Workspace::open(config.data_dir.as_deref())?);
        let mut ending = Ending { workspace: Arc::clone(&workspace), universe: None };
        let build = spawn_blocking(move || Universe::build(config, clock, workspace));
        let universe = build.await.map_err(io::Error::other)??;
        ending.universe = Some(Arc::clone(&universe));
        let ready = universe.ready(|service| {
            let found = bound.iter().find(|(name, _, _)| *name == service);
            found.map(|(_, _, address)| url(*address)).unwrap_or_default()
        });
        let (stop, stopped) = watch::channel(false);
        let listeners = bound
            .into_iter()
            .map(|(service, listener, _)| {
                let door = Door { universe: Arc::clone(&universe), service, answer: Universe::handle };
                tokio::spawn(accept(door, listener, stopped.clone()))
            })
            .collect();
        Ok(Self { ending, universe, ready, stop, listeners })
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
    pub async fn shutdown(mut self) {
        self.close_doors().await;
        let ending = self.ending;
        // Ends worker threads and removes files, which is no work for an asynchronous thread.
        let _ = spawn_blocking(move || drop(ending)).await;
    }

    /// As [`Self::shutdown`], and compares before the end what phones, buckets and ledger say ([`Universe::audit`]); gives
    /// the differences.
    pub async fn shutdown_with_audit(mut self) -> Vec<String> {
        self.close_doors().await;
        let universe = Arc::clone(&self.universe);
        let differences = spawn_blocking(move || universe.audit()).await;
        self.shutdown().await;
        differences.unwrap_or_else(|_| vec!["the comparison itself failed".to_owned()])
    }

    async fn close_doors(&mut self) {
        let _ = self.stop.send(true);
        for listener in self.listeners.drain(..) {
            let _ = listener.await;
        }
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

/// One service behind its socket.
#[derive(Clone)]
struct Door {
    universe: Arc<Universe>,
    service: ServiceName,
    /// [`Universe::handle`]; another one only in tests.
    answer: fn(&Universe, Request) -> Response,
}

async fn accept(door: Door, listener: TcpListener, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    let mut shutter = Shutter::new(Arc::clone(&door.universe), door.service, listener);
    loop {
        let accepted = tokio::select! {
            _ = stopped.changed() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            event = shutter.next() => match event {
                Event::Accepted(accepted) => accepted,
                Event::Shut => {
                    connections.shutdown().await;
                    shutter.is_shut();
                    continue;
                }
            },
        };
        let Ok((stream, peer)) = accepted else {
            // Out of descriptors or a caller that is gone already: the next one may be luckier, but not at once.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let door = door.clone();
        connections.spawn(async move {
            let name = door.service.name();
            let line = Line::new(stream);
            let fate = line.fate();
            let answer = service_fn(|request| door.carry(peer.ip(), request, &fate));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                // A caller that closes its sending half still wants the answer.
                .half_close(true)
                .serve_connection(TokioIo::new(line), answer);
            if let Err(error) = connection.await {
                tracing::debug!(service = name, %error, "connection ended");
            }
        });
    }
    connections.shutdown().await;
}

impl Door {
    /// Brings one request to the universe and its answer back.
    async fn carry(
        &self,
        peer: IpAddr,
        request: hyper::Request<Incoming>,
        fate: &Fate,
    ) -> Result<hyper::Response<Outgoing>, Undelivered> {
        let (universe, service) = (&self.universe, self.service);
        let (parts, incoming) = request.into_parts();
        let body = match incoming::receive(universe, service, &parts, incoming).await {
            Ok(body) => body,
            Err(Unreceived::TooLarge) => return Ok(outgoing::render(refusal::too_large(universe, service))),
            Err(Unreceived::Broken(error)) => {
                tracing::debug!(service = service.name(), %error, "body not received");
                return Ok(outgoing::render(refusal::broken(universe, service)));
            }
        };
        let text =
            |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let request = Request {
            service,
            method: parts.method.as_str().to_ascii_uppercase(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts
                .headers
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), text(value)))
                .collect(),
            body,
            peer: Some(peer),
            skew: jiff::SignedDuration::ZERO,
        };
        let changes_faults = service == ServiceName::Admin && request.path.trim_matches('/') == "faults";
        // A panic ends only this request; its caller gets the answer of a service that failed.
        let response = if is_quick(&request) {
            catch_unwind(AssertUnwindSafe(|| (self.answer)(universe, request))).ok()
        } else {
            let (answer, shared) = (self.answer, Arc::clone(universe));
            spawn_blocking(move || answer(&shared, request)).await.ok()
        };
        let response = response.unwrap_or_else(|| refusal::internal(universe, service));
        if changes_faults {
            // Whoever is told that an address is shut must find it so.
            let shuts = |service| universe.injection.shuts(service, universe.clock.now());
            universe.injection.doors().agreed(shuts).await;
        }
        delivery::deliver(universe, fate, response).await.map(outgoing::render)
    }
}

/// Whether a request is answered faster than it is handed to another thread: control planes only look things up and
/// accept work, except where they run a command at once.
fn is_quick(request: &Request) -> bool {
    const SMALL: u64 = 64 << 10;
    let control = !request.service.is_object_store() && request.service != ServiceName::Admin;
    let runs =
        request.path.ends_with("/sync-commands") || request.header("x-acs-action") == Some("RunSyncCommand");
    control && !runs && request.body.len() <= SMALL
}

/// A piece of a body.
type Piece = io::Result<Bytes>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// All bytes of the answer to one request on a connection of its own.
    async fn call(address: SocketAddr, request: &str) -> String {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn a_bug_in_a_handler_is_an_answer_and_the_next_call_works() {
        fn answer(universe: &Universe, request: Request) -> Response {
            assert!(request.path != "/bug", "a bug");
            universe.handle(request)
        }
        let config = Config { phones: 0, ..Config::default() };
        let universe = Universe::new(config, Clock::manual()).unwrap();
        for service in ServiceName::ALL {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let (stop, stopped) = watch::channel(false);
            let door = Door { universe: Arc::clone(&universe), service, answer };
            let running = tokio::spawn(accept(door, listener, stopped));
            let get = |path| format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
            let failed = call(address, &get("/bug")).await;
            assert!(failed.starts_with("HTTP/1.1 500 "), "{}: {failed}", service.name());
            assert!(!failed.ends_with("\r\n\r\n"), "{}: a body in the vendor's shape", service.name());
            let next = call(address, &get("/")).await;
            let status: u16 = next.split(' ').nth(1).unwrap().parse().unwrap();
            assert!((400..500).contains(&status), "{}: {next}", service.name());
            stop.send(true).unwrap();
            running.await.unwrap();
        }
    }
}
