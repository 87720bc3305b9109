//! What is called, and whether it changes anything.

use std::borrow::Cow;

/// Whether an operation changes anything in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It only reads: it may be repeated freely.
    Read,
    /// It changes something, or nobody has said that it does not: it is never repeated on doubt.
    Mutation,
}

/// One operation of a cloud, as errors, logs and the pipeline know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The vendor's own name.
    pub name: Cow<'static, str>,
    /// The cloud it belongs to.
    pub cloud: &'static str,
    /// Whether it changes anything.
    pub effect: Effect,
    /// Whether its answer holds secrets, so that no excerpt of it may be shown.
    pub sensitive: bool,
}

impl Operation {
    /// An operation that only reads.
    pub fn read(name: impl Into<Cow<'static, str>>, cloud: &'static str) -> Self {
        Self { name: name.into(), cloud, effect: Effect::Read, sensitive: false }
    }

    /// An operation that changes something.
    pub fn mutation(name: impl Into<Cow<'static, str>>, cloud: &'static str) -> Self {
        Self { name: name.into(), cloud, effect: Effect::Mutation, sensitive: false }
    }

    /// Marks the answer as holding secrets.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}
