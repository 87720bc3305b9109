//! A value inside an answer that is kept alive as a whole: what Python asks for is shown in place, and nothing is copied
//! before.

use std::sync::Arc;

/// One value of type `T`, alone or somewhere in a larger one.
pub(crate) struct Part<T: 'static> {
    root: Arc<dyn Root<T>>,
    index: usize,
}

/// Holds values, and keeps them alive.
trait Root<T>: Send + Sync {
    fn values(&self) -> &[T];
}

struct Whole<T>(T);

struct Inside<P: 'static, T: 'static> {
    parent: Part<P>,
    pick: fn(&P) -> &[T],
}

impl<T: Send + Sync> Root<T> for Whole<T> {
    fn values(&self) -> &[T] {
        std::slice::from_ref(&self.0)
    }
}

impl<P: Send + Sync, T: Send + Sync> Root<T> for Inside<P, T> {
    fn values(&self) -> &[T] {
        (self.pick)(self.parent.get())
    }
}

impl<T: Send + Sync + 'static> Part<T> {
    /// A value that stands alone.
    pub(crate) fn whole(value: T) -> Self {
        Self { root: Arc::new(Whole(value)), index: 0 }
    }

    pub(crate) fn get(&self) -> &T {
        // The values of an answer never change, so an index that was right once is right for ever.
        &self.root.values()[self.index]
    }

    /// What `pick` finds in this value: a list, or one or no value as a list.
    pub(crate) fn inside<U: Send + Sync + 'static>(
        &self,
        pick: fn(&T) -> &[U],
    ) -> impl ExactSizeIterator<Item = Part<U>> {
        let count = pick(self.get()).len();
        let root: Arc<dyn Root<U>> = Arc::new(Inside { parent: self.clone(), pick });
        (0..count).map(move |index| Part { root: root.clone(), index })
    }
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self { root: self.root.clone(), index: self.index }
    }
}
