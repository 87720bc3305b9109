//! Whole lists, page by page. A server that repeats itself ends in an error, never in a loop.

use std::collections::HashSet;

use phonevault_core::error::Reached;
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::models::{
    CloudPhone, Job, ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse, ListCloudPhonesRequest,
    ListCloudPhonesResponse, ListJobsRequest, ListJobsResponse, PhoneImage,
};
use crate::operations;
use crate::typed::TypedRequest;

/// How many pages in a row may be empty while the list says that it goes on.
const EMPTY_PAGES: u32 = 10;

/// What was seen so far, to notice a server that repeats itself.
#[derive(Debug, Default)]
struct Seen {
    ids: HashSet<String>,
    done: bool,
}

impl Seen {
    /// Takes the ids of a page in; a page of which nothing is new is an error.
    fn page<'a>(&mut self, operation: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<usize> {
        let (mut len, mut new) = (0, false);
        for id in ids {
            len += 1;
            new |= self.ids.insert(id.to_owned());
        }
        if len > 0 && !new {
            self.done = true;
            return Err(endless(operation, "repeats a page that was there before"));
        }
        Ok(len)
    }
}

fn endless(operation: &'static str, why: &str) -> Error {
    let message = format!("the list {why}: it would never end");
    match operations::known(operation) {
        Ok(spec) => {
            Error::for_operation(ErrorKind::Malformed, &spec.operation(), Reached::Unreadable, message)
        }
        Err(error) => error,
    }
}

/// Where the next page of an offset list begins; `None` at its end. The total decides if there is one; otherwise a
/// page that is shorter than asked is the last (INFERRED).
pub(crate) fn next_offset(offset: i64, len: usize, limit: i64, count: Option<i64>) -> Option<i64> {
    let len = i64::try_from(len).unwrap_or(i64::MAX);
    let next = offset.saturating_add(len);
    let more = match count {
        Some(count) => next < count,
        None => len >= limit,
    };
    (len > 0 && more).then_some(next)
}

/// All jobs of some submissions.
#[derive(Debug)]
pub struct JobPages {
    client: Client,
    request: ListJobsRequest,
    seen: Seen,
}

impl JobPages {
    pub(crate) fn new(client: Client, request: ListJobsRequest) -> Self {
        Self { client, request, seen: Seen::default() }
    }

    /// The next page; `None` at the end.
    ///
    /// # Errors
    /// Those of the call; [`ErrorKind::Malformed`] if the server repeats a page.
    pub async fn next(&mut self) -> Result<Option<ListJobsResponse>> {
        if self.seen.done {
            return Ok(None);
        }
        let limit = *self.request.limit.get_or_insert(100);
        let page = self.client.list_jobs(&self.request).await?;
        let len = self.seen.page(ListJobsRequest::OPERATION, page.jobs.iter().map(|job| &*job.job_id))?;
        match next_offset(self.request.offset.unwrap_or(0), len, limit, None) {
            Some(next) => self.request.offset = Some(next),
            None => self.seen.done = true,
        }
        Ok(Some(page))
    }

    /// All items, at most `cap` of them.
    ///
    /// # Errors
    /// Those of [`Self::next`].
    pub async fn collect(&mut self, cap: usize) -> Result<Vec<Job>> {
        let mut all = Vec::new();
        while all.len() < cap
            && let Some(page) = self.next().await?
        {
            all.extend(page.jobs);
        }
        all.truncate(cap);
        Ok(all)
    }
}

/// All phones of the project.
#[derive(Debug)]
pub struct PhonePages {
    client: Client,
    request: ListCloudPhonesRequest,
    seen: Seen,
}

impl PhonePages {
    pub(crate) fn new(client: Client, request: ListCloudPhonesRequest) -> Self {
        Self { client, request, seen: Seen::default() }
    }

    /// The next page; `None` at the end. Since the list is sorted newest first, a phone that is created meanwhile
    /// makes another one appear on two pages.
    ///
    /// # Errors
    /// Those of the call; [`ErrorKind::Malformed`] if the server repeats a page.
    pub async fn next(&mut self) -> Result<Option<ListCloudPhonesResponse>> {
        if self.seen.done {
            return Ok(None);
        }
        let limit = *self.request.limit.get_or_insert(100);
        let page = self.client.list_cloud_phones(&self.request).await?;
        let ids = page.phones.iter().map(|phone| &*phone.phone_id);
        let len = self.seen.page(ListCloudPhonesRequest::OPERATION, ids)?;
        match next_offset(self.request.offset.unwrap_or(0), len, limit, page.count) {
            Some(next) => self.request.offset = Some(next),
            None => self.seen.done = true,
        }
        Ok(Some(page))
    }

    /// All phones, each once, at most `cap` of them.
    ///
    /// # Errors
    /// Those of [`Self::next`].
    pub async fn collect(&mut self, cap: usize) -> Result<Vec<CloudPhone>> {
        let (mut all, mut ids) = (Vec::new(), HashSet::new());
        while all.len() < cap
            && let Some(page) = self.next().await?
        {
            all.extend(page.phones.into_iter().filter(|phone| ids.insert(phone.phone_id.clone())));
        }
        all.truncate(cap);
        Ok(all)
    }
}

/// All phone images.
#[derive(Debug)]
pub struct ImagePages {
    client: Client,
    request: ListCloudPhoneImagesRequest,
    seen: Seen,
    markers: HashSet<String>,
    empty: u32,
}

impl ImagePages {
    pub(crate) fn new(client: Client, request: ListCloudPhoneImagesRequest) -> Self {
        let markers = request.marker.iter().cloned().collect();
        Self { client, request, seen: Seen::default(), markers, empty: 0 }
    }

    /// The next page; `None` at the end.
    ///
    /// # Errors
    /// Those of the call; [`ErrorKind::Malformed`] if the server repeats a page or a marker.
    pub async fn next(&mut self) -> Result<Option<ListCloudPhoneImagesResponse>> {
        if self.seen.done {
            return Ok(None);
        }
        let operation = ListCloudPhoneImagesRequest::OPERATION;
        let page = self.client.list_cloud_phone_images(&self.request).await?;
        let len = self.seen.page(operation, page.phone_images.iter().map(|image| &*image.image_id))?;
        let next = page.page_info.as_ref().and_then(|info| info.next_marker.clone());
        match next.filter(|marker| !marker.is_empty()) {
            None => self.seen.done = true,
            Some(marker) => {
                self.empty = if len == 0 { self.empty + 1 } else { 0 };
                if !self.markers.insert(marker.clone()) || self.empty >= EMPTY_PAGES {
                    self.seen.done = true;
                    return Err(endless(operation, "repeats a marker or gives only empty pages"));
                }
                self.request.marker = Some(marker);
            }
        }
        Ok(Some(page))
    }

    /// All images, at most `cap` of them.
    ///
    /// # Errors
    /// Those of [`Self::next`].
    pub async fn collect(&mut self, cap: usize) -> Result<Vec<PhoneImage>> {
        let mut all = Vec::new();
        while all.len() < cap
            && let Some(page) = self.next().await?
        {
            all.extend(page.phone_images);
        }
        all.truncate(cap);
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_ends_a_list_and_without_one_a_short_page_does() {
        assert_eq!(next_offset(0, 100, 100, None), Some(100));
        assert_eq!(next_offset(100, 99, 100, None), None);
        assert_eq!(next_offset(0, 0, 100, None), None);
        assert_eq!(next_offset(0, 100, 100, Some(100)), None);
        // A server that gives less than was asked has not ended.
        assert_eq!(next_offset(0, 50, 100, Some(120)), Some(50));
        assert_eq!(next_offset(50, 0, 100, Some(120)), None);
        assert_eq!(next_offset(i64::MAX, 5, 1, None), Some(i64::MAX));
    }
}
