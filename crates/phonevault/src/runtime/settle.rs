//! What becomes of a call that is told to end.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use phonevault_core::Result;
use phonevault_core::operation::Effect;

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
/// grace.
pub async fn settle<T>(
    call: impl Future<Output = Result<T>>,
    effect: Effect,
    interrupt: &Stop,
    closed: &Stop,
) -> Settled<T> {
    let mut call = pin!(call);
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
