//! Locks that no panic spoils.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is behind these locks is whole between any two steps.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
