//! Noticing a fork.

use phonevault_core::{Error, ErrorKind, Result};

/// The process that something was made in. What a fork copied must not be used in the child: its sockets and the queue of
/// its events are still those of the parent.
#[derive(Clone, Copy, Debug)]
pub struct Process(u32);

impl Process {
    /// The process that runs.
    #[must_use]
    pub fn this() -> Self {
        Self(std::process::id())
    }

    /// Whether another process runs now: a child of that one.
    #[must_use]
    pub fn is_another(self) -> bool {
        std::process::id() != self.0
    }

    /// Refuses to go on in another process than this one.
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] in a process that was forked off since.
    pub fn check(self) -> Result<()> {
        if !self.is_another() {
            return Ok(());
        }
        let message = "this client was made before the process forked; make a new one in the child";
        Err(Error::new(ErrorKind::Closed, message))
    }
}
