//! Telling calls to end.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::Notify;

/// Tells calls on any runtime to end. Clones tell and are told together. What was told stays told.
#[derive(Clone, Default)]
pub struct Stop(Arc<Told>);

#[derive(Default)]
struct Told {
    times: AtomicU32,
    news: Notify,
}

impl Stop {
    /// Nothing is told yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells it, once more if it was told before: whoever tells twice does not want to wait any longer.
    pub fn tell(&self) {
        self.0.times.fetch_add(1, Ordering::SeqCst);
        self.0.news.notify_waiters();
    }

    /// Whether it was told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.was_told(1)
    }

    /// Returns once it was told so many times.
    pub async fn told(&self, times: u32) {
        while !self.was_told(times) {
            let mut news = pin!(self.0.news.notified());
            // From here on no news is missed, so a look is enough.
            news.as_mut().enable();
            if !self.was_told(times) {
                news.await;
            }
        }
    }

    fn was_told(&self, times: u32) -> bool {
        self.0.times.load(Ordering::SeqCst) >= times
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Stop").field(&self.0.times).finish()
    }
}
