//! Whole lists, page by page. A service that repeats itself ends in an error, never in a loop.

use std::collections::HashSet;
use std::future::Future;

use crate::error::{Error, ErrorKind, Reached, Result};
use crate::operation::Operation;

/// How many pages in a row may be empty while the list says that it goes on. A page may hold fewer items than asked for,
/// but a service that never gives any would be asked for ever.
const EMPTY_PAGES: usize = 100;

/// A list request whose answer comes in pages.
pub trait PagedRequest: Clone + Send + Sync {
    /// The client that sends it.
    type Client: Clone + Send + Sync;
    /// One page.
    type Page: Send;
    /// One item of a page.
    type Item: Send;
    /// The vendor's name of what leads from page to page, such as `marker`.
    const CURSOR: &'static str;

    /// The operation, for errors.
    ///
    /// # Errors
    /// Only if the operation is in no table, which is a fault of the program.
    fn operation() -> Result<Operation>;
    /// Asks for one page.
    fn send(&self, client: &Self::Client) -> impl Future<Output = Result<Self::Page>> + Send;
    /// Where the page to ask for begins; `None` for the first one.
    fn cursor(&self) -> Option<String>;
    /// Goes on to another page.
    fn set_cursor(&mut self, cursor: String);
    /// Where the page after this one begins; empty or absent at the end.
    fn next_cursor(&self, page: &Self::Page) -> Option<String>;
    /// The items of a page.
    fn items(page: &Self::Page) -> &[Self::Item];
    /// The items of a page that is no longer needed.
    fn into_items(page: Self::Page) -> Vec<Self::Item>;
    /// What tells one item from the others.
    fn id(item: &Self::Item) -> &str;
}

/// Goes through a list page by page. A failed call leaves it where it was: `next` may be called again.
#[derive(Clone, Debug)]
pub struct Pages<R: PagedRequest> {
    client: R::Client,
    request: R,
    cursors: HashSet<String>,
    ids: HashSet<String>,
    given: HashSet<String>,
    empty: usize,
    ended: bool,
}

impl<R: PagedRequest> Pages<R> {
    /// The pages from the one on that `request` asks for.
    pub fn new(client: R::Client, request: R) -> Self {
        let cursors = request.cursor().into_iter().collect();
        Self { client, request, cursors, ids: HashSet::new(), given: HashSet::new(), empty: 0, ended: false }
    }

    /// The next page; `None` after the last one. In a list that changes meanwhile an item may appear on two pages.
    ///
    /// # Errors
    /// Everything the list call can end in; [`ErrorKind::Malformed`] if the service gives a cursor for the second time or
    /// a page of which nothing is new, or goes on for ever without an item.
    pub async fn next(&mut self) -> Result<Option<R::Page>> {
        if self.ended {
            return Ok(None);
        }
        let page = self.request.send(&self.client).await?;
        let items = R::items(&page);
        let mut new = items.is_empty();
        for item in items {
            new |= self.ids.insert(R::id(item).to_owned());
        }
        if !new {
            return Err(self.endless("the service repeats items that were there before"));
        }
        self.empty = if items.is_empty() { self.empty + 1 } else { 0 };
        match self.request.next_cursor(&page).filter(|cursor| !cursor.is_empty()) {
            None => self.ended = true,
            Some(cursor) if !self.cursors.insert(cursor.clone()) => {
                return Err(self.endless(&format!("the service gave the same {} twice", R::CURSOR)));
            }
            Some(_) if self.empty >= EMPTY_PAGES => {
                return Err(self.endless("the service goes on without giving items"));
            }
            Some(cursor) => self.request.set_cursor(cursor),
        }
        Ok(Some(page))
    }

    /// The items of the next page that no call before gave; `None` after the last page.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn next_items(&mut self) -> Result<Option<Vec<R::Item>>> {
        let Some(page) = self.next().await? else { return Ok(None) };
        let given = &mut self.given;
        let new = R::into_items(page).into_iter().filter(|item| given.insert(R::id(item).to_owned()));
        Ok(Some(new.collect()))
    }

    /// The items of all pages that are left, each once, at most `cap` of them.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn collect(&mut self, cap: usize) -> Result<Vec<R::Item>> {
        let mut all = Vec::new();
        while all.len() < cap
            && let Some(items) = self.next_items().await?
        {
            all.extend(items);
        }
        all.truncate(cap);
        Ok(all)
    }

    fn endless(&mut self, why: &str) -> Error {
        self.ended = true;
        let message = format!("{why}: the list would never end");
        match R::operation() {
            Ok(operation) => {
                Error::for_operation(ErrorKind::Malformed, &operation, Reached::Unreadable, message)
            }
            Err(error) => error,
        }
    }
}
