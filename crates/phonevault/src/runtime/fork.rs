//! Noticing a fork.

use phonevault_core::{Error, ErrorKind, Result};

/// The process that something was made in. What a fork copied must not be used in the child: its sockets and the queue of
/// its events are still those of the parent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Process(u32);

impl Process {
    pub(super) fn this() -> Self {
        Self(std::process::id())
    }

    pub(super) fn is_another(self) -> bool {
        std::process::id() != self.0
    }

    /// Refuses to go on in another process than this one.
    pub(super) fn check(self) -> Result<()> {
        if !self.is_another() {
            return Ok(());
        }
        let message = "this client was made before the process forked; make a new one in the child";
        Err(Error::new(ErrorKind::Closed, message))
    }
}
