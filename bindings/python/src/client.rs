//! What the clients of all clouds do alike.

use std::sync::Arc;

use phonevault::Result;
use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::pages::{PagedRequest, Pages};
use pyo3::prelude::*;
use serde_json::Value as Json;

use crate::call::{About, Call, Deliver, Delivery};
use crate::engine::Engine;
use crate::job::{Submitted, Value};
use crate::model::Wraps;
use crate::pages::PagesCore;
use crate::show::Show as _;

/// A client of one cloud with what runs its calls.
pub(crate) trait Core {
    /// The client.
    type Client: Clone + Send + Sync + 'static;

    fn engine(&self) -> &Arc<Engine>;
    fn client(&self) -> Self::Client;
}

/// A call that gives the vendor's answer.
pub(crate) fn plain<W: Wraps>(
    core: &impl Core,
    effect: Effect,
    call: impl Future<Output = Result<W::Model>> + Send + 'static,
) -> Call {
    about(core, effect, async { Ok(Box::new(Value::<W>(call.await?)) as Delivery) })
}

/// A call that submits work.
pub(crate) fn job<W: Wraps>(
    core: &impl Core,
    call: impl Future<Output = Result<Job<W::Model>>> + Send + 'static,
) -> Call {
    let engine = core.engine().clone();
    about(core, Effect::Mutation, async {
        let (job, response) = call.await?.split();
        Ok(Box::new(Submitted::<W> { engine, job, response }) as Delivery)
    })
}

/// A list, page by page.
pub(crate) fn pages<P: Wraps, I: Wraps, R>(core: &impl Core, pages: Pages<R>) -> PagesCore
where
    R: PagedRequest<Page = P::Model, Item = I::Model> + 'static,
{
    PagesCore::new::<P, I, R>(core.engine(), pages)
}

/// A call that gives JSON.
pub(crate) fn json(
    core: &impl Core,
    effect: Effect,
    call: impl Future<Output = Result<Json>> + Send + 'static,
) -> Call {
    about(core, effect, async { Ok(Box::new(Given(call.await?)) as Delivery) })
}

/// A call that gives nothing.
pub(crate) fn nothing(
    core: &impl Core,
    effect: Effect,
    call: impl Future<Output = Result<()>> + Send + 'static,
) -> Call {
    about(core, effect, async {
        call.await?;
        Ok(Box::new(Nothing) as Delivery)
    })
}

/// Closes a client; gives futures for the calls beside the event loop of this thread that still end.
pub(crate) fn close<'py>(py: Python<'py>, engine: &Engine) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut left = Vec::new();
    for queue in engine.close(py) {
        if queue.get().is_running_here(py) {
            left.extend(queue.get().left(py)?);
        }
    }
    Ok(left)
}

fn about(
    core: &impl Core,
    effect: Effect,
    call: impl Future<Output = Result<Delivery>> + Send + 'static,
) -> Call {
    Call::new(core.engine(), About { effect, waits_for: None }, Arc::default(), call)
}

/// Nothing on its way to Python.
struct Nothing;

impl Deliver for Nothing {
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(py.None())
    }
}

/// JSON on its way to Python. What has no content is an empty dict.
struct Given(Json);

impl Deliver for Given {
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let json = if self.0.is_null() { Json::Object(serde_json::Map::new()) } else { self.0 };
        Ok(json.show(py)?.unbind())
    }
}
