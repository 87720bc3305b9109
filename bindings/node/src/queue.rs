//! From the thread that runs calls to the event loop of JavaScript. Only the first end that lies there wakes the loop, which
//! then takes all: a wake for each call costs more than the call.

use std::sync::{Arc, Mutex};

use napi::bindgen_prelude::{Either, FnArgs, Function};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Result, Status};

use crate::lock::lock;

/// Something that a call has to tell: its number, [`Flags`] as a number, and a text, one after the other.
type Cell = Either<u32, String>;
/// The function of JavaScript that takes what was told.
pub(crate) type Deliver<'a> = Function<'a, FnArgs<(Vec<Cell>,)>, ()>;
/// It does not keep the process alive: JavaScript knows itself whether it waits for a call.
type Wake = ThreadsafeFunction<(), (), FnArgs<(Vec<Cell>,)>, Status, false, true>;

/// What a text is.
#[derive(Clone, Copy)]
pub(crate) struct Flags(u32);

impl Flags {
    /// The call has ended, with this value.
    pub(crate) const VALUE: Self = Self(0);
    /// The call has ended, and these are the facts of an error.
    pub(crate) const ERROR: Self = Self(1);
    /// The call goes on.
    pub(crate) const UPDATE: Self = Self(2);
    /// Somewhere in the text stands a mark for a secret or a time. JSON writes the zero with which all of them begin so.
    const MARKED: u32 = 4;

    fn of(self, text: &str) -> u32 {
        if text.contains("\\u0000") { self.0 | Self::MARKED } else { self.0 }
    }
}

/// The queue to one event loop.
pub(crate) struct Queue {
    arrived: Arc<Mutex<Vec<Cell>>>,
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
            .build_callback(move |_| Ok(FnArgs::from((std::mem::take(&mut *lock(&taken)),))))?;
        Ok(Self { arrived, wake })
    }

    /// Tells something about a call.
    pub(crate) fn tell(&self, call: u32, flags: Flags, text: String) {
        let flags = flags.of(&text);
        let mut arrived = lock(&self.arrived);
        let first = arrived.is_empty();
        arrived.extend([Either::A(call), Either::A(flags), Either::B(text)]);
        drop(arrived);
        if first {
            // It fails if the environment is gone, and nobody waits any more.
            let _ = self.wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}
