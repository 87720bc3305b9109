//! A listener that an injected fault can shut: while it is, nothing listens at its address at all.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::service::ServiceName;
use crate::universe::Universe;

/// How often a shut listener looks whether its time is over, and an opened one tries to get its port back.
const AGAIN: Duration = Duration::from_millis(10);

/// The socket of one service, or its absence.
pub(super) struct Shutter {
    universe: Arc<Universe>,
    service: ServiceName,
    address: io::Result<SocketAddr>,
    /// `None` while shut.
    listener: Option<TcpListener>,
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
        Self { address: listener.local_addr(), listener: Some(listener), universe, service, wishes }
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
                    return Event::Shut;
                }
                (None, true) => {
                    tokio::select! {
                        () = tokio::time::sleep(AGAIN) => {}
                        _ = self.wishes.changed() => {}
                    }
                }
                (None, false) => match self.open().await {
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

    async fn open(&self) -> io::Result<TcpListener> {
        match &self.address {
            Ok(address) => TcpListener::bind(address).await,
            Err(error) => Err(error.kind().into()),
        }
    }

    /// Notes that nothing of the service is reachable any more.
    pub(super) fn is_shut(&self) {
        self.universe.injection.doors().note(self.service, false);
    }
}
