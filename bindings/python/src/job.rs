//! Submitted work.

use std::sync::Arc;
use std::time::Duration;

use phonevault::Result;
use phonevault::job::{Job, JobResult as CoreJobResult, JobStatus as CoreJobStatus};
use phonevault::operation::Effect;
use phonevault::waiter::Waiter;
use pyo3::prelude::*;
use pyo3::pyclass::PyClass;

use crate::call::{About, Call, Deliver, Delivery};
use crate::engine::Engine;
use crate::error::raised;
use crate::generated::core::{JobResult, JobStatus};
use crate::model::{Wraps, wrap};
use crate::news::{Item, News};
use crate::options::seconds;

/// Work that a cloud accepted.
#[pyclass(frozen, generic, module = "phonevault._native")]
pub(crate) struct JobCore {
    engine: Arc<Engine>,
    job: Job,
    response: Py<PyAny>,
}

impl JobCore {
    /// A job that was taken up again: there is no answer of the vendor.
    pub(crate) fn resumed(py: Python<'_>, engine: &Arc<Engine>, job: Job) -> Self {
        Self { engine: engine.clone(), job, response: py.None() }
    }
}

#[pymethods]
impl JobCore {
    #[getter]
    fn id(&self) -> &str {
        self.job.id()
    }

    #[getter]
    fn token(&self) -> String {
        self.job.token()
    }

    #[getter]
    fn response(&self, py: Python<'_>) -> Py<PyAny> {
        self.response.clone_ref(py)
    }

    fn status(&self) -> Call {
        let job = self.job.clone();
        let about = About { effect: Effect::Read, waits_for: None };
        Call::new(&self.engine, about, Arc::default(), async move {
            let status = job.status().await?;
            Ok(Box::new(Value::<JobStatus>(status)) as Delivery)
        })
    }

    /// Waits for the end of all phones.
    fn wait(
        &self,
        py: Python<'_>,
        timeout: f64,
        first_pause: f64,
        longest_pause: f64,
        on_update: Option<Py<PyAny>>,
        check: bool,
    ) -> PyResult<Call> {
        let waiter = waiter(timeout, first_pause, longest_pause).map_err(|error| raised(py, &error))?;
        let about = About { effect: Effect::Read, waits_for: Some(self.job.token()) };
        let (job, news) = (self.job.clone(), News::told_to(on_update));
        let told = news.clone();
        Ok(Call::new(&self.engine, about, news, async move {
            let on_update = |status: &CoreJobStatus| {
                if told.wants_updates() {
                    told.add(Item::Update(status.clone()));
                }
            };
            let result: CoreJobResult = match check {
                true => job.wait_with(&waiter, on_update).await?,
                false => job.outcomes(&waiter, on_update).await?,
            };
            Ok(Box::new(Value::<JobResult>(result)) as Delivery)
        }))
    }
}

/// How to wait, from numbers of seconds.
pub(crate) fn waiter(timeout: f64, first_pause: f64, longest_pause: f64) -> Result<Waiter> {
    Ok(Waiter {
        limit: seconds("timeout", timeout)?,
        first_pause: seconds("first_pause", first_pause)?,
        longest_pause: seconds("longest_pause", longest_pause)?.max(Duration::from_millis(1)),
        ..Waiter::default()
    })
}

/// A value of ours on its way to Python.
pub(crate) struct Value<W: Wraps>(pub(crate) W::Model);

impl<W: Wraps + PyClass> Deliver for Value<W> {
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(wrap::<W>(py, self.0)?.into_any())
    }
}

/// A submitted job on its way to Python, with the vendor's answer.
pub(crate) struct Submitted<W: Wraps> {
    pub(crate) engine: Arc<Engine>,
    pub(crate) job: Job,
    pub(crate) response: W::Model,
}

impl<W: Wraps + PyClass> Deliver for Submitted<W> {
    fn token(&self) -> Option<String> {
        Some(self.job.token())
    }

    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let response = wrap::<W>(py, self.response)?.into_any();
        Ok(Py::new(py, JobCore { engine: self.engine, job: self.job, response })?.into_any())
    }
}
