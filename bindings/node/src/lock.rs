//! Taking a lock.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who held a lock and panicked left what is whole.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
