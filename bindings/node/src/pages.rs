//! Lists that come in pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use napi_derive::napi;
use phonevault::Result;
use phonevault::operation::Effect;
use phonevault::pages::{PagedRequest, Pages};
use tokio::sync::Mutex;

use crate::answer::{Answer, text};
use crate::engine::Engine;
use crate::error::Refused;
use crate::show::Show;
use crate::work::Work;

type Next<'a> = Pin<Box<dyn Future<Output = Result<Answer>> + Send + 'a>>;

/// A paginator of any list.
pub(crate) trait Turn: Send {
    fn page(&mut self) -> Next<'_>;
    fn items(&mut self) -> Next<'_>;
}

impl<R> Turn for Pages<R>
where
    R: PagedRequest + 'static,
    R::Page: Show,
    R::Item: Show,
{
    fn page(&mut self) -> Next<'_> {
        Box::pin(async { Ok(text(&self.next().await?).into()) })
    }

    fn items(&mut self) -> Next<'_> {
        Box::pin(async { Ok(text(&self.next_items().await?).into()) })
    }
}

/// A list, page by page.
#[napi]
pub struct PagesCore {
    engine: Arc<Engine>,
    turn: Arc<Mutex<Box<dyn Turn>>>,
}

impl PagesCore {
    pub(crate) fn new(engine: Arc<Engine>, turn: Box<dyn Turn>) -> Self {
        Self { engine, turn: Arc::new(Mutex::new(turn)) }
    }
}

impl fmt::Debug for PagesCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PagesCore").finish_non_exhaustive()
    }
}

#[napi]
impl PagesCore {
    /// The next page, or `null` after the last one; with `items` those of its items that were not given before.
    #[napi(catch_unwind)]
    pub fn next(&self, number: u32, items: bool) -> napi::Result<bool> {
        let turn = self.turn.clone();
        let work = Work::new(Effect::Read, async move {
            let mut turn = turn.lock().await;
            Ok(if items { turn.items().await? } else { turn.page().await? })
        });
        Ok(self.engine.begin(number, work).map_err(Refused::from)?)
    }
}
