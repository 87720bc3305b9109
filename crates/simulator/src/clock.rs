//! Time in the simulated world.
//!
//! A running clock shows the start plus the real time elapsed, multiplied by a scale. A virtual clock stands still
//! until it is told to move, or until everybody who takes part waits for it. Everything that lasts (jobs, power
//! transitions, slow answers) and every time stamp in an answer uses it. Only the age of signatures is checked
//! against real time, since the clients sign with their own real clocks.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

/// What is done when a wait is over.
pub(crate) type Wake = Box<dyn FnOnce() + Send>;

/// A wait that was entered: its deadline and its place among those that came.
pub(crate) type Entered = (i64, u64);

/// The clock given to every part of one simulator. Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    inner: Arc<Inner>,
}

struct Inner {
    start: Timestamp,
    real: Instant,
    /// `None` for a virtual clock.
    scale: Option<f64>,
    /// Milliseconds by which it was moved.
    offset: AtomicI64,
    /// How many callers take part: virtual time moves when as many wait. Changed under the lock only.
    callers: AtomicUsize,
    waiting: Mutex<Waiting>,
    closed: Condvar,
}

/// Who waits for a virtual clock.
struct Waiting {
    /// By deadline (offset in milliseconds), then by arrival.
    by_deadline: BTreeMap<Entered, Wake>,
    arrivals: u64,
    closed: bool,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { start, scale, offset, .. } = self;
        f.debug_struct("Inner").field("start", start).field("scale", scale).field("offset", offset).finish()
    }
}

impl Clock {
    /// A clock that starts at the real time and runs `scale` times as fast. A scale that is not a positive
    /// finite number counts as 1.
    #[must_use]
    pub fn scaled(scale: f64) -> Self {
        Self::build(Timestamp::now(), Some(scale))
    }

    /// A virtual clock that starts at the real time. It stands still until [`Clock::advance`] or
    /// [`crate::Universe::advance`] moves it, or all callers wait ([`crate::Universe::wait`]).
    #[must_use]
    pub fn manual() -> Self {
        Self::build(Timestamp::now(), None)
    }

    /// As [`Clock::manual`], but starting at that many seconds since 1970, so that two runs show the same times.
    #[must_use]
    pub fn manual_at(unix_seconds: i64) -> Self {
        Self::build(Timestamp::from_second(unix_seconds).unwrap_or(Timestamp::UNIX_EPOCH), None)
    }

    pub(crate) fn build(start: Timestamp, scale: Option<f64>) -> Self {
        let scale = scale.map(|scale| if scale.is_finite() && scale > 0.0 { scale } else { 1.0 });
        let waiting = Waiting { by_deadline: BTreeMap::new(), arrivals: 0, closed: false };
        Self {
            inner: Arc::new(Inner {
                start,
                real: Instant::now(),
                scale,
                offset: AtomicI64::new(0),
                callers: AtomicUsize::new(1),
                waiting: Mutex::new(waiting),
                closed: Condvar::new(),
            }),
        }
    }

    /// Whether time moves only when told or waited for.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        self.inner.scale.is_none()
    }

    /// Simulated time; never goes backwards and stays in the calendar's range.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        // A week at the highest scale would leave the calendar; a century is plenty for a test bed.
        const LONGEST_MS: f64 = 100.0 * 366.0 * 86_400_000.0;
        let elapsed = match self.inner.scale {
            None => 0,
            Some(scale) => {
                let elapsed = self.inner.real.elapsed().as_secs_f64() * 1000.0 * scale;
                #[allow(clippy::cast_possible_truncation)]
                let elapsed = elapsed.min(LONGEST_MS) as i64;
                elapsed
            }
        };
        let total = elapsed.saturating_add(self.inner.offset.load(Ordering::Relaxed));
        self.inner.start.saturating_add(SignedDuration::from_millis(total)).unwrap_or(Timestamp::MAX)
    }

    /// Real time, for the age of signatures.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Moves simulated time forward and wakes who waited for that. Work that worker threads still do is not waited
    /// for: [`crate::Universe::advance`] does so, and its results do not depend on how fast the threads are.
    pub fn advance(&self, by: Duration) {
        let mut waiting = self.lock();
        let offset = self.inner.offset.load(Ordering::Relaxed).saturating_add(millis(by));
        self.inner.offset.store(offset, Ordering::Relaxed);
        let due = waiting.due(offset);
        drop(waiting);
        due.into_iter().for_each(|wake| wake());
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long a simulated duration really takes; `None` on a virtual clock.
    pub(crate) fn real_duration(&self, simulated: Duration) -> Option<Duration> {
        let scale = self.inner.scale?;
        Some(Duration::try_from_secs_f64(simulated.as_secs_f64() / scale).unwrap_or(Duration::MAX))
    }

    /// Sleeps, or until the clock is closed.
    pub(crate) fn sleep(&self, real: Duration) {
        let guard = self.lock();
        let result = self.inner.closed.wait_timeout_while(guard, real, |waiting| !waiting.closed);
        drop(result.unwrap_or_else(PoisonError::into_inner));
    }

    /// Enters a wait on a virtual clock. Nothing moves before somebody calls [`Self::move_when`]. The answer is what
    /// [`Self::withdraw`] takes; none if the clock is closed.
    pub(crate) fn enter(&self, duration: Duration, wake: Wake) -> Option<Entered> {
        let mut waiting = self.lock();
        if waiting.closed {
            drop(waiting);
            wake();
            return None;
        }
        // Rounded up: nobody may be woken before the time.
        let up = Duration::from_nanos(999_999).saturating_add(duration);
        let deadline = self.inner.offset.load(Ordering::Relaxed).saturating_add(millis(up));
        waiting.arrivals += 1;
        let arrival = waiting.arrivals;
        waiting.by_deadline.insert((deadline, arrival), wake);
        Some((deadline, arrival))
    }

    /// Takes back a wait whose caller is gone, so that it no longer counts. One that is over is passed over.
    pub(crate) fn withdraw(&self, entered: Entered) {
        let gone = self.lock().by_deadline.remove(&entered);
        // After the lock: what it holds may be anything.
        drop(gone);
    }

    fn callers(&self) -> usize {
        self.inner.callers.load(Ordering::Relaxed)
    }

    /// Whether somebody else may do something at the very time that is shown now.
    pub(crate) fn is_shared(&self) -> bool {
        self.is_virtual() && self.callers() > 1
    }

    /// Sets how many callers take part (`change` gives the new number from the old one).
    pub(crate) fn set_callers(&self, change: impl FnOnce(usize) -> usize) {
        let _waiting = self.lock();
        self.inner.callers.store(change(self.callers()), Ordering::Relaxed);
    }

    /// Moves a virtual clock to the next deadline if as many wait as there are callers and `idle` says that nothing
    /// else is to be waited for; wakes those who are due, and goes on until somebody has something to do.
    pub(crate) fn move_when(&self, idle: impl Fn() -> bool) {
        loop {
            let mut waiting = self.lock();
            if waiting.by_deadline.len() < self.callers().max(1) || waiting.closed || !idle() {
                return;
            }
            let Some(((deadline, _), _)) = waiting.by_deadline.first_key_value() else { return };
            let offset = (*deadline).max(self.inner.offset.load(Ordering::Relaxed));
            self.inner.offset.store(offset, Ordering::Relaxed);
            let due = waiting.due(offset);
            drop(waiting);
            due.into_iter().for_each(|wake| wake());
        }
    }

    /// Ends all waits, now and later.
    pub(crate) fn close(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        let all = std::mem::take(&mut waiting.by_deadline);
        drop(waiting);
        self.inner.closed.notify_all();
        all.into_values().for_each(|wake| wake());
    }
}

impl Waiting {
    /// Takes out everybody whose deadline has come.
    fn due(&mut self, offset: i64) -> Vec<Wake> {
        let later = self.by_deadline.split_off(&(offset.saturating_add(1), 0));
        std::mem::replace(&mut self.by_deadline, later).into_values().collect()
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// `2026-01-02T03:04:05Z`.
pub(crate) fn iso_seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `2026-01-02T03:04:05.678Z`.
pub(crate) fn iso_millis(time: Timestamp) -> String {
    format!("{}.{:03}Z", time.strftime("%Y-%m-%dT%H:%M:%S"), time.subsec_millisecond())
}

/// `Fri, 02 Jan 2026 03:04:05 GMT`.
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual();
        let start = clock.now();
        assert_eq!(clock.now(), start);
        clock.advance(Duration::from_secs(3600));
        assert_eq!(clock.now().duration_since(start).as_secs(), 3600);
        clock.advance(Duration::MAX);
        assert!(clock.now() > start);
    }

    #[test]
    fn time_moves_when_all_callers_wait_and_wakes_only_who_is_due() {
        let clock = Clock::manual_at(1000);
        clock.set_callers(|_| 2);
        let (tell, told) = mpsc::channel();
        let wait = |name: &'static str, seconds| {
            let (tell, clock) = (tell.clone(), clock.clone());
            let wake = Box::new(move || tell.send((name, clock.now().as_second())).unwrap());
            (Duration::from_secs(seconds), wake as Wake)
        };
        let enter = |(duration, wake)| {
            clock.enter(duration, wake);
        };
        enter(wait("slow", 5));
        clock.move_when(|| true);
        assert!(told.try_recv().is_err(), "only one of two waits");
        enter(wait("fast", 3));
        clock.move_when(|| false);
        assert!(told.try_recv().is_err(), "there is still work");
        clock.move_when(|| true);
        assert_eq!(told.try_recv(), Ok(("fast", 1003)));
        assert!(told.try_recv().is_err());
        enter(wait("again", 2));
        clock.move_when(|| true);
        assert_eq!(told.try_recv(), Ok(("slow", 1005)));
        assert_eq!(told.try_recv(), Ok(("again", 1005)));
        enter(wait("last", 60));
        clock.move_when(|| true);
        assert!(told.try_recv().is_err());
        clock.set_callers(|callers| callers - 1);
        clock.move_when(|| true);
        assert_eq!(told.try_recv(), Ok(("last", 1065)), "the other caller has left");
        enter(wait("closed", 60));
        clock.close();
        assert_eq!(told.try_recv(), Ok(("closed", 1065)));
        enter(wait("later", 60));
        assert_eq!(told.try_recv(), Ok(("later", 1065)));
    }

    #[test]
    fn telling_the_time_wakes_too_and_a_part_of_a_millisecond_counts_as_one() {
        let clock = Clock::manual_at(0);
        let (tell, told) = mpsc::channel();
        clock.enter(Duration::from_nanos(1), Box::new(move || tell.send(()).unwrap()));
        clock.advance(Duration::ZERO);
        assert!(told.try_recv().is_err());
        clock.advance(Duration::from_millis(1));
        assert!(told.try_recv().is_ok());
    }

    #[test]
    fn formats_are_the_vendors() {
        let time: Timestamp = "2026-01-02T03:04:05.678Z".parse().unwrap();
        assert_eq!(iso_seconds(time), "2026-01-02T03:04:05Z");
        assert_eq!(iso_millis(time), "2026-01-02T03:04:05.678Z");
        assert_eq!(http_date(time), "Fri, 02 Jan 2026 03:04:05 GMT");
    }
}
