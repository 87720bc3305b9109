//! Which listeners listen. An injected fault can shut them, and whoever asked for it has to be told when they are.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::watch;

use crate::service::ServiceName;

/// Longest real time to wait for listeners to agree.
const AGREE: Duration = Duration::from_secs(5);

/// The state of all listeners; empty where there are no sockets.
#[derive(Debug)]
pub(crate) struct Doors {
    wishes: watch::Sender<()>,
    listening: watch::Sender<BTreeMap<ServiceName, bool>>,
}

impl Default for Doors {
    fn default() -> Self {
        Self { wishes: watch::Sender::new(()), listening: watch::Sender::new(BTreeMap::new()) }
    }
}

impl Doors {
    /// Tells the listeners to look again whether they are shut.
    pub(super) fn changed(&self) {
        self.wishes.send_replace(());
    }

    /// Something that changes whenever a listener has to look.
    pub(crate) fn wishes(&self) -> watch::Receiver<()> {
        self.wishes.subscribe()
    }

    /// Notes what a listener does now.
    pub(crate) fn note(&self, service: ServiceName, listens: bool) {
        self.listening.send_modify(|listening| {
            listening.insert(service, listens);
        });
    }

    /// Waits until every listener does what `shuts` says, but not for ever: another program may have taken the port.
    pub(crate) async fn agreed(&self, shuts: impl Fn(ServiceName) -> bool) {
        let mut listening = self.listening.subscribe();
        let all = listening.wait_for(|all| all.iter().all(|(service, listens)| *listens != shuts(*service)));
        let _ = tokio::time::timeout(AGREE, all).await;
    }
}
