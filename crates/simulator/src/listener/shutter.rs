//! A listener that an injected fault can shut: while it is, nothing listens at its address at all.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

use crate::service::ServiceName;
use crate::universe::Universe;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 1024;
/// How often a shut listener looks whether its time is over, and an opened one tries to get its port back.
const AGAIN: Duration = Duration::from_millis(10);

/// The socket of one service, or its absence.
pub(super) struct Shutter {
    universe: Arc<Universe>,
    service: ServiceName,
    address: io::Result<SocketAddr>,
    /// `None` while shut.
    listener: Option<TcpListener>,
    /// Keeps the port while shut, without listening: a connection that somebody else opens could be given it otherwise.
    held: Option<TcpSocket>,
    wishes: watch::Receiver<()>,
}

/// What a listener has to deal with.
pub(super) enum Event {
    /// A connection, or why there is none.
    Accepted(io::Result<(TcpStream, SocketAddr)>),
    /// The address was just given up: connections that stand have to end, then [`Shutter::is_shut`] is to be called.
    Shut,
}

impl Shutter {
    pub(super) fn new(universe: Arc<Universe>, service: ServiceName, listener: TcpListener) -> Self {
        let doors = universe.injection.doors();
        doors.note(service, true);
        let wishes = doors.wishes();
        Self {
            address: listener.local_addr(),
            listener: Some(listener),
            held: None,
            universe,
            service,
            wishes,
        }
    }

    /// The next event. Nothing is lost when it is given up half-way.
    pub(super) async fn next(&mut self) -> Event {
        loop {
            let shut = self.universe.injection.shuts(self.service, self.universe.clock.now());
            match (&self.listener, shut) {
                (Some(listener), false) => {
                    tokio::select! {
                        accepted = listener.accept() => return Event::Accepted(accepted),
                        _ = self.wishes.changed() => {}
                    }
                }
                (Some(_), true) => {
                    self.listener = None;
                    self.held = self.hold().ok();
                    return Event::Shut;
                }
                (None, true) => {
                    tokio::select! {
                        () = tokio::time::sleep(AGAIN) => {}
                        _ = self.wishes.changed() => {}
                    }
                }
                (None, false) => match self.open() {
                    Ok(listener) => {
                        self.listener = Some(listener);
                        self.universe.injection.doors().note(self.service, true);
                    }
                    Err(error) => {
                        tracing::debug!(service = self.service.name(), %error, "address not free yet");
                        tokio::time::sleep(AGAIN).await;
                    }
                },
            }
        }
    }

    fn open(&mut self) -> io::Result<TcpListener> {
        let socket = self.held.take().map_or_else(|| self.hold(), Ok)?;
        socket.listen(BACKLOG)
    }

    fn hold(&self) -> io::Result<TcpSocket> {
        let address = self.address.as_ref().map_err(|error| io::Error::from(error.kind()))?;
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // Connections that ended a moment ago still count as using the port.
        socket.set_reuseaddr(true)?;
        socket.bind(*address)?;
        Ok(socket)
    }

    /// Notes that nothing of the service is reachable any more.
    pub(super) fn is_shut(&self) {
        self.universe.injection.doors().note(self.service, false);
    }
}
