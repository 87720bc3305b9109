//! Facts about a phone that are made from the seed when somebody looks: a fleet of 100,000 fits into memory because
//! almost nobody looks at almost all of it.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::phone::Cloud;
use super::seed::Factory;

/// A value that is either made on demand, always the same, or was changed and is kept. It reads and changes like the
/// value itself; clones share it until one side changes it.
pub(crate) enum Lazy<T> {
    /// Made by a recipe when first looked at.
    Made(OnceLock<Arc<T>>, Recipe<T>),
    Kept(Arc<T>, Mark),
}

/// Tells two states of a value apart: a new one with each change, 0 as long as nothing was changed.
pub(super) type Mark = u64;

fn new_mark() -> Mark {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// How the value is made.
pub(crate) struct Recipe<T> {
    pub(super) factory: Arc<Factory>,
    pub(super) cloud: Cloud,
    pub(super) number: usize,
    pub(super) make: fn(&Factory, Cloud, usize) -> Arc<T>,
}

impl<T> Lazy<T> {
    pub(super) fn made(recipe: Recipe<T>) -> Self {
        Self::Made(OnceLock::new(), recipe)
    }

    fn get(&self) -> &Arc<T> {
        match self {
            Self::Kept(value, _) => value,
            Self::Made(value, recipe) => {
                value.get_or_init(|| (recipe.make)(&recipe.factory, recipe.cloud, recipe.number))
            }
        }
    }

    /// How it is made, as long as it was not changed.
    pub(super) fn recipe(&self) -> Option<&Recipe<T>> {
        match self {
            Self::Kept(..) => None,
            Self::Made(_, recipe) => Some(recipe),
        }
    }

    pub(super) fn mark(&self) -> Mark {
        match self {
            Self::Kept(_, mark) => *mark,
            Self::Made(..) => 0,
        }
    }

    /// Drops a value that can be made again.
    pub(super) fn forget(&mut self) {
        if let Self::Made(value, _) = self {
            value.take();
        }
    }
}

impl<T> From<Arc<T>> for Lazy<T> {
    fn from(value: Arc<T>) -> Self {
        Self::Kept(value, new_mark())
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self::Kept(Arc::new(value), new_mark())
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.get()
    }
}

impl<T: Clone> DerefMut for Lazy<T> {
    /// From now on the value is kept.
    fn deref_mut(&mut self) -> &mut T {
        match self {
            Self::Kept(value, mark) => {
                *mark = new_mark();
                Arc::make_mut(value)
            }
            Self::Made(..) => {
                let value = Arc::clone(self.get());
                *self = Self::Kept(value, 0);
                self.deref_mut()
            }
        }
    }
}

impl<T> AsRef<T> for Lazy<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Kept(value, mark) => Self::Kept(Arc::clone(value), *mark),
            Self::Made(value, recipe) => Self::Made(value.clone(), recipe.clone()),
        }
    }
}

impl<T> Clone for Recipe<T> {
    fn clone(&self) -> Self {
        Self { factory: Arc::clone(&self.factory), cloud: self.cloud, number: self.number, make: self.make }
    }
}

impl<T> std::fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lazy").field("changed", &self.recipe().is_none()).finish_non_exhaustive()
    }
}
