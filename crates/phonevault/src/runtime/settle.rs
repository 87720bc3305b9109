//! What becomes of a call that is told to end.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt as _;
use phonevault_core::error::Reached;
use phonevault_core::operation::Effect;
use phonevault_core::{Applied, Error, ErrorKind, Result};

use super::Stop;

/// How long a change that is being sent may take to finish after it was told to end.
pub const GRACE: Duration = Duration::from_secs(2);

/// How a call ended.
#[derive(Debug)]
pub enum Settled<T> {
    /// By itself, at the latest within the grace.
    Ended(Result<T>),
    /// It was dropped: a read at once, a change because the grace passed or it was told twice. Nobody can tell whether such a
    /// change was applied.
    Dropped,
}

/// Runs a call until it ends, or until it is `interrupt`ed or its client is `closed`. A read ends at once then; a change
/// that is being sent gets [`GRACE`] to finish, so that nobody has to look whether it was applied. To interrupt twice ends the
/// grace. A call that panics ends in [`ErrorKind::Internal`]: no panic reaches the host.
pub async fn settle<T>(
    call: impl Future<Output = Result<T>>,
    effect: Effect,
    interrupt: &Stop,
    closed: &Stop,
) -> Settled<T> {
    // What a call that panicked leaves behind is dropped with it.
    let whole = AssertUnwindSafe(call).catch_unwind();
    let mut call = pin!(whole.map(|ended| ended.unwrap_or_else(|_| Err(panicked(effect)))));
    tokio::select! {
        biased;
        ended = &mut call => return Settled::Ended(ended),
        () = interrupt.told(1) => {}
        () = closed.told(1) => {}
    }
    if effect == Effect::Read {
        return Settled::Dropped;
    }
    tokio::select! {
        biased;
        ended = &mut call => Settled::Ended(ended),
        () = interrupt.told(2) => Settled::Dropped,
        () = tokio::time::sleep(GRACE) => Settled::Dropped,
    }
}

/// Whether a call that was dropped took effect. What a wait waits for was accepted before, and goes on.
#[must_use]
pub fn applied_when_dropped(effect: Effect, waits_for_accepted: bool) -> Applied {
    if waits_for_accepted { Applied::Yes } else { Applied::after(effect, Reached::Interrupted) }
}

fn panicked(effect: Effect) -> Error {
    let error =
        Error::new(ErrorKind::Internal, "Phonevault panicked; please report it with what stderr says");
    error.with_applied(applied_when_dropped(effect, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};

    async fn after(pause: Duration) -> Result<u8> {
        tokio::time::sleep(pause).await;
        Ok(1)
    }

    fn told(times: u32) -> Stop {
        let stop = Stop::new();
        (0..times).for_each(|_| stop.tell());
        stop
    }

    #[tokio::test(start_paused = true)]
    async fn a_read_ends_at_once_and_a_change_gets_a_moment() {
        let (not, yes) = (Stop::new(), told(1));
        let soon = Duration::from_secs(1);
        let read = settle(after(soon), Effect::Read, &yes, &not).await;
        assert!(matches!(read, Settled::Dropped));
        let read = settle(after(soon), Effect::Read, &not, &yes).await;
        assert!(matches!(read, Settled::Dropped), "a closed client ends it too");
        let change = settle(after(soon), Effect::Mutation, &yes, &not).await;
        assert!(matches!(change, Settled::Ended(Ok(1))));
        let change = settle(after(GRACE * 2), Effect::Mutation, &not, &yes).await;
        assert!(matches!(change, Settled::Dropped));
        let change = settle(after(soon), Effect::Mutation, &told(2), &not).await;
        assert!(matches!(change, Settled::Dropped), "told twice");
    }

    #[tokio::test(start_paused = true)]
    async fn what_has_ended_counts_whatever_was_told() {
        let ended = settle(ready(Ok(1)), Effect::Read, &told(2), &told(1)).await;
        assert!(matches!(ended, Settled::Ended(Ok(1))));
    }

    #[tokio::test]
    async fn a_panic_is_an_error() {
        let panics = async { panic!("on purpose") };
        let settled = settle::<u8>(panics, Effect::Mutation, &told(0), &told(0)).await;
        let Settled::Ended(Err(error)) = settled else { panic!("{settled:?}") };
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Internal, Applied::Unknown));
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_is_told_from_another_task() {
        let (stop, not) = (Stop::new(), Stop::new());
        let waits = settle(pending::<Result<u8>>(), Effect::Read, &stop, &not);
        let teller = stop.clone();
        let tells = async { teller.tell() };
        let (settled, ()) = tokio::join!(waits, tells);
        assert!(matches!(settled, Settled::Dropped) && stop.is_told() && !not.is_told());
    }
}
