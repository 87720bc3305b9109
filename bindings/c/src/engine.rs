//! What runs the calls of one client.

use std::any::Any;
use std::future::Future;
use std::sync::Arc;

use phonevault::error::Applied;
use phonevault::operation::Effect;
use phonevault::runtime::{Connections, Lanes, Settled, Stop, applied_when_dropped, recorded, settle};
use phonevault::transport::{HttpOptions, HttpTransport};
use phonevault::{Error, ErrorKind, Result};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::cloud::{Cloud, Vendor};
use crate::error::{Failure, unsupported};
use crate::host::Host;
use crate::take::At;

/// What has to be known of a call to say what it means that it did not end.
pub(crate) struct About {
    /// Whether it changes anything.
    pub(crate) effect: Effect,
    /// The token of the job that it waits for.
    pub(crate) waits_for: Option<String>,
}

impl From<Effect> for About {
    fn from(effect: Effect) -> Self {
        Self { effect, waits_for: None }
    }
}

/// Runs the calls of one client: on the threads that wait for them, or on that of its host.
pub(crate) struct Engine {
    cloud: &'static str,
    client: Box<dyn Cloud>,
    lanes: Lanes,
    connections: Connections,
    host: Arc<Host>,
    closed: Stop,
}

impl Engine {
    pub(crate) fn new<C: Vendor>(client: C, options: HttpOptions, host: &Arc<Host>) -> Arc<Self> {
        let http = HttpTransport::new(options);
        let engine = Arc::new(Self {
            cloud: C::NAME,
            client: Box::new(client),
            lanes: Lanes::new(http.sibling()),
            connections: Connections::new(http),
            host: host.clone(),
            closed: Stop::new(),
        });
        host.add(&engine);
        engine
    }

    /// The client whose calls these are.
    pub(crate) fn client(&self) -> &dyn Cloud {
        &*self.client
    }

    /// The client as one of this cloud.
    pub(crate) fn vendor<C: Vendor>(&self) -> Result<&C> {
        let client: &dyn Any = self.client();
        client.downcast_ref().ok_or_else(|| {
            let rule = format!("must be a client of {}, not of {}", C::NAME, self.cloud);
            At::root("client").refuse(rule)
        })
    }

    /// Runs a call on this thread. `tick` is called soon after `news` came, outside of the call.
    pub(crate) fn run<T>(
        &self,
        about: About,
        cancel: Option<Stop>,
        news: &Notify,
        tick: impl FnMut(),
        call: impl Future<Output = Result<T>>,
    ) -> std::result::Result<T, Failure> {
        let interrupt = self.begin(&about, cancel)?;
        if Handle::try_current().is_ok() {
            let message =
                "a callback may not wait for a call; begin it with the function whose name ends in _start";
            return Err(unsupported(message).with_cloud(self.cloud).into());
        }
        let (effect, closed) = (about.effect, &self.closed);
        let settled = match self.host.log() {
            None => self.lanes.run(settle(call, effect, &interrupt, closed), news, tick),
            Some(log) => {
                let call = recorded(call, log.most, log.sink.clone());
                self.lanes.run(settle(call, effect, &interrupt, closed), news, tick)
            }
        };
        let settled = settled.map_err(|error| error.with_cloud(self.cloud))?;
        ended(self.cloud, about, settled, &interrupt)
    }

    /// Begins a call beside the caller. `done` is called once, on the thread of the host, unless this fails.
    pub(crate) fn start<T: Send + 'static>(
        &self,
        about: About,
        cancel: Option<Stop>,
        call: impl Future<Output = Result<T>> + Send + 'static,
        done: impl FnOnce(std::result::Result<T, Failure>) + Send + 'static,
    ) -> std::result::Result<(), Failure> {
        let interrupt = self.begin(&about, cancel)?;
        let background = self.host.background().map_err(|error| error.with_cloud(self.cloud))?;
        let (closed, cloud, log) = (self.closed.clone(), self.cloud, self.host.log().cloned());
        let call = async move {
            let effect = about.effect;
            let settled = match log {
                None => settle(call, effect, &interrupt, &closed).await,
                Some(log) => settle(recorded(call, log.most, log.sink), effect, &interrupt, &closed).await,
            };
            done(ended(cloud, about, settled, &interrupt));
        };
        Ok(background.spawn(&self.connections, call).map_err(|error| error.with_cloud(self.cloud))?)
    }

    /// Ends all calls, and refuses new ones.
    pub(crate) fn close(&self) {
        self.closed.tell();
    }

    /// What interrupts a call, if it may begin.
    fn begin(&self, about: &About, cancel: Option<Stop>) -> std::result::Result<Stop, Failure> {
        let refuse = |kind, message, applied| {
            let error = Error::new(kind, message).with_cloud(self.cloud).with_applied(applied);
            Failure::with_token(error, about.waits_for.clone())
        };
        let applied = if about.waits_for.is_some() { Applied::Yes } else { Applied::No };
        // First whether this process may use any of it.
        if let Err(error) = self.lanes.check() {
            return Err(Failure::with_token(
                error.with_cloud(self.cloud).with_applied(applied),
                about.waits_for.clone(),
            ));
        }
        if self.closed.is_told() {
            return Err(refuse(ErrorKind::Closed, "the client is closed", applied));
        }
        let interrupt = cancel.unwrap_or_default();
        if interrupt.is_told() {
            return Err(refuse(ErrorKind::Cancelled, "the call was cancelled before it began", applied));
        }
        Ok(interrupt)
    }
}

/// What a call came to.
fn ended<T>(
    cloud: &'static str,
    about: About,
    settled: Settled<T>,
    interrupt: &Stop,
) -> std::result::Result<T, Failure> {
    let error = match settled {
        Settled::Ended(Ok(answer)) => return Ok(answer),
        Settled::Ended(Err(error)) => error,
        Settled::Dropped => {
            let (kind, message) = match interrupt.is_told() {
                true => (ErrorKind::Cancelled, "the call was cancelled before it ended"),
                false => (ErrorKind::Closed, "the client was closed before the call ended"),
            };
            let applied = applied_when_dropped(about.effect, about.waits_for.is_some());
            Error::new(kind, message).with_cloud(cloud).with_applied(applied)
        }
    };
    Err(Failure::with_token(error, about.waits_for))
}
