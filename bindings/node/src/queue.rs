//! From the thread that runs calls to the event loop of JavaScript. Only the first end that lies there wakes the loop, which
//! then takes all: a wake for each call costs more than the call.

use std::sync::{Arc, Mutex};

use napi::bindgen_prelude::{Either3, External, FnArgs, Function};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Result, Status};
use phonevault::job::Job;

use crate::answer::Answer;
use crate::lock::lock;

/// The number of a call, [`Flags`], a text, and a job if there is one; one after the other, for all that is told at once.
type Cell = Either3<u32, String, External<Job>>;
/// The function of JavaScript that takes what was told.
pub(crate) type Deliver<'a> = Function<'a, FnArgs<(Vec<Cell>,)>, ()>;
/// It does not keep the process alive: JavaScript knows itself whether it waits for a call.
type Wake = ThreadsafeFunction<(), (), FnArgs<(Vec<Cell>,)>, Status, false, true>;

/// What is told of a call.
#[derive(Clone, Copy)]
pub(crate) struct Flags(u32);

impl Flags {
    /// It has ended, with this value.
    pub(crate) const VALUE: Self = Self(0);
    /// It has ended, and these are the facts of an error.
    pub(crate) const ERROR: Self = Self(1);
    /// It goes on.
    pub(crate) const UPDATE: Self = Self(2);
    /// Somewhere in the text stands a mark for a secret or a time. JSON writes the zero with which all of them begin so.
    const MARKED: u32 = 4;
    /// A job follows.
    const JOB: u32 = 8;

    fn of(self, answer: &Answer) -> u32 {
        let marked = if !answer.raw && answer.text.contains("\\u0000") { Self::MARKED } else { 0 };
        let job = if answer.job.is_some() { Self::JOB } else { 0 };
        self.0 | marked | job
    }
}

/// Something that was told of a call.
struct Told {
    call: u32,
    flags: u32,
    answer: Answer,
}

/// The queue to one event loop.
pub(crate) struct Queue {
    arrived: Arc<Mutex<Vec<Told>>>,
    wake: Wake,
}

impl Queue {
    /// A queue to this function, which runs on this thread.
    pub(crate) fn open(deliver: &Deliver<'_>) -> Result<Self> {
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let taken = arrived.clone();
        let wake = deliver
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .build_callback(move |_| Ok(FnArgs::from((cells(std::mem::take(&mut *lock(&taken))),))))?;
        Ok(Self { arrived, wake })
    }

    /// Tells something of a call.
    pub(crate) fn tell(&self, call: u32, flags: Flags, answer: impl Into<Answer>) {
        let answer = answer.into();
        let flags = flags.of(&answer);
        let mut arrived = lock(&self.arrived);
        arrived.push(Told { call, flags, answer });
        let first = arrived.len() == 1;
        // Before the loop wakes: it takes the lock at once.
        drop(arrived);
        if first {
            // It fails if the environment is gone, and nobody waits any more.
            let _ = self.wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

fn cells(told: Vec<Told>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(told.len() * 4);
    for Told { call, flags, answer } in told {
        cells.extend([Cell::A(call), Cell::A(flags), Cell::B(answer.text)]);
        cells.extend(answer.job.map(|job| Cell::C(External::new(job))));
    }
    cells
}
