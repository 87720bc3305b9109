//! Lists that come in pages.

use std::ptr::null_mut;
use std::sync::{Arc, Mutex};

use phonevault::operation::Effect;
use phonevault::pages::{PagedRequest, Pages};
use phonevault::runtime::Stop;
use tokio::sync::Notify;

use crate::answer;
use crate::boundary::{fallible, infallible};
use crate::call::{Asked, request};
use crate::client::pv_client;
use crate::cloud::Vendor;
use crate::engine::Engine;
use crate::error::{Failure, pv_error};
use crate::options::pv_call_options;
use crate::show::{Listed, Show};
use crate::status::pv_status;
use crate::take::{At, Take, handle, out};

/// A list on its way.
pub(crate) struct Paging<R: PagedRequest> {
    engine: Arc<Engine>,
    cancel: Option<Stop>,
    pages: Mutex<Pages<R>>,
}

/// Begins a list; nothing is sent.
///
/// # Safety
/// All pointers are NULL, or what they are said to be.
pub(crate) unsafe fn new<C: Vendor, Q: Take, R: PagedRequest, P>(
    client: *const pv_client,
    given: *const Q,
    options: *const pv_call_options,
    pages: *mut *mut P,
    error: *mut *mut pv_error,
    list: impl FnOnce(C, Q::Model) -> Pages<R>,
    handle: impl FnOnce(Paging<R>) -> P,
) -> pv_status {
    let body = || {
        let pages = out(pages, "pages")?;
        // SAFETY: as the caller says.
        let (asked, given) = unsafe { (Asked::new(client, options)?, request(given)?) };
        let (vendor, engine, cancel) = asked.split();
        let paging = Paging { engine, cancel, pages: Mutex::new(list(vendor, given)) };
        // SAFETY: it can be written to.
        unsafe { pages.write(Box::into_raw(Box::new(handle(paging)))) };
        Ok(())
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// The next page; NULL after the last one.
///
/// # Safety
/// As for [`new`].
pub(crate) unsafe fn next<P, R>(
    pages: *mut P,
    response: *mut *mut <R::Page as Show>::Shown,
    error: *mut *mut pv_error,
    paging: impl FnOnce(&P) -> &Paging<R>,
) -> pv_status
where
    R: PagedRequest<Page: Show>,
{
    let body = || {
        let response = out(response, "response")?;
        // SAFETY: as the caller says.
        let paging = paging(unsafe { handle(pages.cast_const(), "pages")? });
        let page = paging.turn(async |pages| pages.next().await)?;
        // SAFETY: it can be written to.
        unsafe { response.write(page.map_or(null_mut(), |page| answer::owned(&page))) };
        Ok(())
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// The items of the next page that were not given before; NULL after the last page.
///
/// # Safety
/// As for [`new`].
pub(crate) unsafe fn next_items<P, R>(
    pages: *mut P,
    items: *mut *mut <R::Item as Listed>::List,
    error: *mut *mut pv_error,
    paging: impl FnOnce(&P) -> &Paging<R>,
) -> pv_status
where
    R: PagedRequest<Item: Listed>,
{
    let body = || {
        let items = out(items, "items")?;
        // SAFETY: as the caller says.
        let paging = paging(unsafe { handle(pages.cast_const(), "pages")? });
        let new = paging.turn(async |pages| pages.next_items().await)?;
        let shown = new.map_or(null_mut(), |new| {
            answer::built(|arena| R::Item::list(arena.structures(new.iter()), new.len()))
        });
        // SAFETY: it can be written to.
        unsafe { items.write(shown) };
        Ok(())
    };
    // SAFETY: as the caller says.
    unsafe { fallible(error, body) }
}

/// Frees a list.
///
/// # Safety
/// It is NULL, or came from [`new`] and was not freed before.
pub(crate) unsafe fn free<P>(pages: *mut P) {
    infallible((), || {
        if !pages.is_null() {
            // SAFETY: as the caller says.
            drop(unsafe { Box::from_raw(pages) });
        }
    });
}

impl<R: PagedRequest> Paging<R> {
    fn turn<T>(&self, turn: impl AsyncFnOnce(&mut Pages<R>) -> phonevault::Result<T>) -> Result<T, Failure> {
        // A handle is for one thread at a time; one that comes meanwhile must not wait for a call that it cannot see.
        let Ok(mut pages) = self.pages.try_lock() else {
            return Err(At::root("pages").refuse("is used by another thread at this moment").into());
        };
        let call = turn(&mut pages);
        self.engine.run(Effect::Read.into(), self.cancel.clone(), &Notify::new(), || {}, call)
    }
}
