//! The connections of a client for calls that run on one other thread.

use std::fmt;
use std::sync::Arc;

use phonevault_core::transport::HttpTransport;

use super::fork::Process;

/// The connections that a client's calls use on the thread of a [`Background`](super::Background). They belong to the first thread
/// that uses them.
pub struct Connections {
    http: Arc<HttpTransport>,
    process: Process,
}

impl Connections {
    /// No connection yet. Those that are opened have the settings of this transport.
    #[must_use]
    pub fn new(http: HttpTransport) -> Self {
        Self { http: Arc::new(http), process: Process::this() }
    }

    pub(super) fn http(&self) -> Arc<HttpTransport> {
        self.http.clone()
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        if self.process.is_another() {
            // Closing the child's copies would take the parent's connections out of the event queue that both share.
            std::mem::forget(self.http.clone());
        }
    }
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("http", &self.http).finish_non_exhaustive()
    }
}
