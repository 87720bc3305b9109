//! Waiting for something that is asked about, not told.

use std::future::Future;
use std::time::Duration;

use crate::context::Context;
use crate::error::{Error, Result};

/// The shortest pause: a shorter one would only put load on the cloud.
const SHORTEST_PAUSE: Duration = Duration::from_millis(1);

/// How to wait: poll first, sleep after, with jittered growing pauses, until a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// The first pause. Default 2 s.
    pub first_pause: Duration,
    /// The longest pause. Default 30 s.
    pub longest_pause: Duration,
    /// How much longer each pause is than the one before. Default 1.5; less than 1, or no number, means 1.
    pub growth: f64,
    /// The longest time to wait. Default one hour.
    pub limit: Duration,
    /// How many polls in a row may fail for a cause that time can cure. Default 5.
    pub tolerated_errors: u32,
}

impl Default for Waiter {
    fn default() -> Self {
        Self {
            first_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(30),
            growth: 1.5,
            limit: Duration::from_secs(3600),
            tolerated_errors: 5,
        }
    }
}

/// What one poll saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polled<T> {
    /// It is still under way.
    Running(T),
    /// It ended well.
    Done(T),
    /// It ended badly.
    Failed(T),
}

/// How a wait ended. A wait never ends any other way.
#[derive(Clone, Debug)]
pub enum WaitEnd<T> {
    /// It ended well.
    Done(T),
    /// It ended badly; the last answer is attached.
    Failed(T),
    /// The limit passed.
    TimedOut {
        /// The limit.
        limit: Duration,
        /// The time spent.
        elapsed: Duration,
        /// The number of polls made.
        polls: u32,
        /// The last answer, if any poll gave one.
        last: Option<T>,
    },
    /// The state could not be read.
    CouldNotPoll {
        /// The error of the last poll.
        error: Error,
        /// The number of polls made.
        polls: u32,
        /// The last answer, if any poll gave one.
        last: Option<T>,
    },
}

impl Waiter {
    /// Polls until it ends. There is one poll at the start, and one right before the limit. A poll that was refused for
    /// a time is repeated no earlier than the refusal says, unless the limit comes first.
    pub async fn wait<T, P, F>(&self, context: &Context, mut poll: P) -> WaitEnd<T>
    where
        P: FnMut() -> F + Send,
        F: Future<Output = Result<Polled<T>>> + Send,
        T: Send,
    {
        let started = context.clock.elapsed();
        let mut pause = self.first_pause.min(self.longest_pause).max(SHORTEST_PAUSE);
        let (mut polls, mut errors, mut last) = (0_u32, 0_u32, None);
        loop {
            polls = polls.saturating_add(1);
            let mut asked = Duration::ZERO;
            match poll().await {
                Ok(Polled::Done(answer)) => return WaitEnd::Done(answer),
                Ok(Polled::Failed(answer)) => return WaitEnd::Failed(answer),
                Ok(Polled::Running(answer)) => {
                    errors = 0;
                    last = Some(answer);
                }
                Err(error) if error.is_retryable() && errors < self.tolerated_errors => {
                    errors += 1;
                    asked = error.retry_after().unwrap_or_default();
                    tracing::debug!(%error, errors, "poll failed, trying again");
                }
                Err(error) => return WaitEnd::CouldNotPoll { error, polls, last },
            }
            let elapsed = context.clock.elapsed().saturating_sub(started);
            let left = self.limit.saturating_sub(elapsed);
            if left.is_zero() {
                return WaitEnd::TimedOut { limit: self.limit, elapsed, polls, last };
            }
            context.sleep.sleep(jittered(context, pause).max(asked).min(left)).await;
            pause = times(pause, self.growth.max(1.0)).min(self.longest_pause).max(SHORTEST_PAUSE);
        }
    }
}

/// Three quarters to five quarters of a pause, so that many waiters do not poll in step.
fn jittered(context: &Context, pause: Duration) -> Duration {
    let mut bytes = [0; 2];
    context.random.fill(&mut bytes);
    let share = f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX);
    times(pause, 0.75 + share / 2.0)
}

/// A product that is too long for a duration is the longest one: no setting of a caller may panic.
fn times(pause: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(pause.as_secs_f64() * factor).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{ErrorKind, Reached};
    use crate::operation::Operation;
    use crate::testing::TestWorld;
    use std::sync::Mutex;

    fn temporary() -> Error {
        let read = Operation::read("ShowJob", "cloud");
        Error::for_operation(ErrorKind::Server, &read, Reached::ServerFault, "try later")
    }

    async fn run(
        waiter: &Waiter,
        world: &TestWorld,
        script: impl Fn(u32) -> Result<Polled<u32>> + Send + Sync,
    ) -> (WaitEnd<u32>, Vec<Duration>) {
        let times = Mutex::new(Vec::new());
        let context = world.context();
        let end = waiter
            .wait(&context, || {
                let mut times = times.lock().unwrap();
                times.push(context.clock.elapsed());
                let result = script(u32::try_from(times.len()).unwrap());
                async move { result }
            })
            .await;
        (end, times.into_inner().unwrap())
    }

    #[tokio::test]
    async fn it_polls_first_and_pauses_grow_with_jitter_up_to_the_longest() {
        let waiter = Waiter { longest_pause: Duration::from_secs(9), ..Waiter::default() };
        let script = |n| Ok(if n < 8 { Polled::Running(n) } else { Polled::Done(n) });
        let (end, times) = run(&waiter, &TestWorld::new(7), script).await;
        assert!(matches!(end, WaitEnd::Done(8)));
        assert_eq!(times[0], Duration::ZERO);
        let mut expected = 2.0;
        for pair in times.windows(2) {
            let share = (pair[1] - pair[0]).as_secs_f64() / expected;
            assert!((0.75..=1.25).contains(&share), "{share}");
            expected = (expected * 1.5_f64).min(9.0);
        }
        let (_, other) = run(&waiter, &TestWorld::new(8), script).await;
        assert_ne!(times, other, "two waiters poll in step");
    }

    #[tokio::test]
    async fn settings_that_make_no_sense_neither_panic_nor_spin() {
        let (long, none) = (Duration::MAX, Duration::ZERO);
        for (first_pause, longest_pause, growth, limit) in [
            (long, long, 1.5, Duration::from_secs(60)),
            (Duration::from_secs(1), long, f64::INFINITY, Duration::from_secs(60)),
            (Duration::from_secs(1), long, f64::NAN, Duration::from_secs(60)),
            (Duration::from_secs(1), Duration::from_secs(1), -3.0, Duration::from_secs(60)),
            (none, none, 1.5, Duration::from_millis(20)),
            (none, long, 0.0, none),
        ] {
            let waiter = Waiter { first_pause, longest_pause, growth, limit, ..Waiter::default() };
            let (end, times) = run(&waiter, &TestWorld::new(1), |n| Ok(Polled::Running(n))).await;
            assert!(matches!(end, WaitEnd::TimedOut { .. }), "{waiter:?}: {end:?}");
            assert!(!times.is_empty() && times.len() < 100, "{waiter:?}: {} polls", times.len());
        }
    }

    #[tokio::test]
    async fn a_refusal_that_asks_for_time_gets_it() {
        let asked = Duration::from_secs(90);
        let (end, times) = run(&Waiter::default(), &TestWorld::new(1), |n| match n {
            1 => Err(temporary().with_retry_after(Some(asked))),
            _ => Ok(Polled::Done(n)),
        })
        .await;
        assert!(matches!(end, WaitEnd::Done(2)));
        assert_eq!(times[1] - times[0], asked);
    }

    #[tokio::test]
    async fn a_failure_carries_the_last_answer() {
        let (end, _) = run(&Waiter::default(), &TestWorld::new(1), |n| {
            Ok(if n < 3 { Polled::Running(n) } else { Polled::Failed(n) })
        })
        .await;
        assert!(matches!(end, WaitEnd::Failed(3)));
    }

    #[tokio::test]
    async fn the_last_poll_is_right_before_the_limit() {
        let waiter = Waiter { limit: Duration::from_secs(100), ..Waiter::default() };
        let (end, times) = run(&waiter, &TestWorld::new(1), |n| Ok(Polled::Running(n))).await;
        let WaitEnd::TimedOut { limit, elapsed, polls, last } = end else { panic!("{end:?}") };
        assert_eq!((limit, elapsed), (waiter.limit, waiter.limit));
        assert_eq!(times.last(), Some(&waiter.limit));
        assert_eq!((polls, last), (u32::try_from(times.len()).unwrap(), Some(polls)));
    }

    #[tokio::test]
    async fn temporary_errors_are_tolerated_in_a_row_and_others_are_not() {
        let waiter = Waiter { tolerated_errors: 2, ..Waiter::default() };
        let world = TestWorld::new(1);
        let (end, _) = run(&waiter, &world, |n| match n {
            1 | 2 | 4 | 5 => Err(temporary()),
            3 => Ok(Polled::Running(n)),
            _ => Ok(Polled::Done(n)),
        })
        .await;
        assert!(matches!(end, WaitEnd::Done(6)));
        let (end, _) =
            run(&waiter, &world, |n| if n == 1 { Ok(Polled::Running(n)) } else { Err(temporary()) }).await;
        assert!(matches!(end, WaitEnd::CouldNotPoll { polls: 4, last: Some(1), .. }), "{end:?}");
        let (end, _) = run(&waiter, &world, |_| Err(Error::new(ErrorKind::NotFound, "no such job"))).await;
        assert!(matches!(end, WaitEnd::CouldNotPoll { polls: 1, last: None, .. }), "{end:?}");
    }
}
