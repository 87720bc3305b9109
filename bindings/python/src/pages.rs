//! Lists that come in pages.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use phonevault::Result;
use phonevault::operation::Effect;
use phonevault::pages::{PagedRequest, Pages};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tokio::sync::Mutex;

use crate::call::{About, Call, Deliver, Delivery};
use crate::engine::Engine;
use crate::job::Value;
use crate::model::{Wraps, wrap};

type Next<'a> = Pin<Box<dyn Future<Output = Result<Delivery>> + Send + 'a>>;

/// A paginator of any list.
trait Turn: Send {
    fn page(&mut self) -> Next<'_>;
    fn items(&mut self) -> Next<'_>;
}

/// The paginator of one list: its pages and their items as classes of Python.
struct Of<R: PagedRequest, P, I> {
    pages: Pages<R>,
    classes: PhantomData<fn() -> (P, I)>,
}

impl<R, P, I> Turn for Of<R, P, I>
where
    R: PagedRequest<Page = P::Model, Item = I::Model> + 'static,
    P: Wraps,
    I: Wraps,
{
    fn page(&mut self) -> Next<'_> {
        Box::pin(async {
            let delivery: Delivery = match self.pages.next().await? {
                Some(page) => Box::new(Value::<P>(page)),
                None => Box::new(End),
            };
            Ok(delivery)
        })
    }

    fn items(&mut self) -> Next<'_> {
        Box::pin(async {
            let delivery: Delivery = match self.pages.next_items().await? {
                Some(items) => Box::new(Items::<I>(items)),
                None => Box::new(End),
            };
            Ok(delivery)
        })
    }
}

/// There is no further page.
struct End;

impl Deliver for End {
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(py.None())
    }
}

/// The items of a page.
struct Items<I: Wraps>(Vec<I::Model>);

impl<I: Wraps> Deliver for Items<I> {
    fn deliver(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let items = self.0.into_iter().map(|item| wrap::<I>(py, item)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyTuple::new(py, items)?.into_any().unbind())
    }
}

/// A list, page by page.
#[pyclass(frozen, generic, module = "phonevault._native")]
pub(crate) struct PagesCore {
    engine: Arc<Engine>,
    turn: Arc<Mutex<dyn Turn>>,
}

impl PagesCore {
    pub(crate) fn new<P, I, R>(engine: &Arc<Engine>, pages: Pages<R>) -> Self
    where
        R: PagedRequest<Page = P::Model, Item = I::Model> + 'static,
        P: Wraps,
        I: Wraps,
    {
        let of = Of::<R, P, I> { pages, classes: PhantomData };
        Self { engine: engine.clone(), turn: Arc::new(Mutex::new(of)) }
    }
}

#[pymethods]
impl PagesCore {
    /// The next page, or nothing after the last one.
    fn next(&self) -> Call {
        let turn = self.turn.clone();
        let about = About { effect: Effect::Read, waits_for: None };
        Call::new(&self.engine, about, Arc::default(), async move { turn.lock().await.page().await })
    }

    /// The items of the next page that were not given before, or nothing after the last page.
    fn next_items(&self) -> Call {
        let turn = self.turn.clone();
        let about = About { effect: Effect::Read, waits_for: None };
        Call::new(&self.engine, about, Arc::default(), async move { turn.lock().await.items().await })
    }
}
