//! Parts of the outside world that are wrong on purpose.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use phonevault::context::{Clock, Context, Random};

/// A clock that goes wrong by a fixed time.
#[derive(Debug)]
struct Shifted {
    right: Arc<dyn Clock>,
    by: Duration,
    ahead: bool,
}

impl Clock for Shifted {
    fn now(&self) -> SystemTime {
        if self.ahead { self.right.now() + self.by } else { self.right.now() - self.by }
    }

    fn elapsed(&self) -> Duration {
        self.right.elapsed()
    }
}

/// The same world with a clock that is so many minutes ahead, or behind if negative.
pub(crate) fn minutes_off(context: &Context, minutes: i64) -> Context {
    let by = Duration::from_secs(60 * minutes.unsigned_abs());
    let clock = Shifted { right: context.clock.clone(), by, ahead: minutes >= 0 };
    Context { clock: Arc::new(clock), ..context.clone() }
}

/// Always the same bytes.
#[derive(Debug)]
struct Stuck;

impl Random for Stuck {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// The same world with randomness that repeats itself, so that every nonce is the same.
pub(crate) fn stuck_randomness(context: &Context) -> Context {
    Context { random: Arc::new(Stuck), ..context.clone() }
}
