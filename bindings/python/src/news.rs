//! What a running call has to tell before it ends: progress, and lines of the log. It is collected where the call runs and told
//! where Python is.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use phonevault::job::JobStatus as CoreJobStatus;
use pyo3::prelude::*;
use tokio::sync::Notify;

use crate::generated::core::JobStatus;
use crate::lock::lock;
use crate::log::Line;
use crate::model::wrap;

/// One piece of news.
pub(crate) enum Item {
    /// How far a job is.
    Update(CoreJobStatus),
    /// A line of the log.
    Line(Line),
}

/// The news of one call.
#[derive(Default)]
pub(crate) struct News {
    items: Mutex<VecDeque<Item>>,
    arrived: Notify,
    /// Whom to tell of updates.
    on_update: Option<Py<PyAny>>,
    /// Wakes the event loop that delivers them, if one does.
    wake: Mutex<Option<Box<dyn Fn() + Send>>>,
}

impl News {
    /// News of which updates are told to `on_update`.
    pub(crate) fn told_to(on_update: Option<Py<PyAny>>) -> Arc<Self> {
        Arc::new(Self { on_update, ..Self::default() })
    }

    /// Whether anybody wants to know how far a job is.
    pub(crate) fn wants_updates(&self) -> bool {
        self.on_update.is_some()
    }

    /// Notified when there is news.
    pub(crate) fn arrived(&self) -> &Notify {
        &self.arrived
    }

    /// From now on `wake` is called when there is news.
    pub(crate) fn wakes(&self, wake: impl Fn() + Send + 'static) {
        *lock(&self.wake) = Some(Box::new(wake));
    }

    pub(crate) fn add(&self, item: Item) {
        lock(&self.items).push_back(item);
        self.arrived.notify_one();
        if let Some(wake) = &*lock(&self.wake) {
            wake();
        }
    }

    /// Tells what has arrived, in order. What the callback raises ends it.
    pub(crate) fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        loop {
            // The lock is not held while Python runs: it may call back.
            let Some(item) = lock(&self.items).pop_front() else {
                return Ok(());
            };
            match item {
                Item::Line(line) => line.write(py)?,
                Item::Update(status) => {
                    if let Some(callback) = &self.on_update {
                        callback.call1(py, (wrap::<JobStatus>(py, status)?,))?;
                    }
                }
            }
        }
    }
}
