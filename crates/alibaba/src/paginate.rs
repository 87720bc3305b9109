//! Whole lists, page by page.

use std::collections::HashSet;
use std::future::Future;

use phonevault_core::error::Reached;
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::models::{
    AndroidInstance, BackupFileRecord, DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse,
    DescribeBackupFilesRequest, DescribeBackupFilesResponse, DescribeTasksRequest, DescribeTasksResponse,
    Task,
};
use crate::operations;

/// How many pages in a row may be empty and still promise another one. A page may hold fewer items than asked for,
/// but a service that never gives any would be asked for ever.
const EMPTY_PAGES: usize = 100;

/// Pages of backup files.
pub type BackupFilePages = Pages<DescribeBackupFilesRequest>;
/// Pages of tasks.
pub type TaskPages = Pages<DescribeTasksRequest>;
/// Pages of phones.
pub type InstancePages = Pages<DescribeAndroidInstancesRequest>;

/// A list request whose answer comes in pages.
pub trait PagedRequest: Clone + Send + Sync {
    /// One page.
    type Page: Send;
    /// One item of a page.
    type Item: Send;
    /// The vendor's name of the operation.
    const OPERATION: &'static str;

    /// Asks for one page.
    fn send(&self, client: &Client) -> impl Future<Output = Result<Self::Page>> + Send;
    /// The token of the page to ask for.
    fn token(&self) -> Option<&str>;
    /// Sets the token of the page to ask for.
    fn set_next_token(&mut self, token: Option<String>);
    /// The token of the next page; empty or absent at the end.
    fn next_token(page: &Self::Page) -> Option<&str>;
    /// How many items the page holds.
    fn count(page: &Self::Page) -> usize;
    /// The items of the page.
    fn items(page: Self::Page) -> Vec<Self::Item>;
}

/// Goes through a list page by page. An error leaves it where it was: `next` may be called again.
#[derive(Clone, Debug)]
pub struct Pages<R> {
    client: Client,
    request: R,
    seen: HashSet<String>,
    empty: usize,
    ended: bool,
}

impl<R: PagedRequest> Pages<R> {
    fn new(client: Client, request: R) -> Self {
        let seen = request.token().map(str::to_owned).into_iter().collect();
        Self { client, request, seen, empty: 0, ended: false }
    }

    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// Everything the list call can end in; [`ErrorKind::Malformed`] if the service gives a token for the second time,
    /// or goes on for ever without an item.
    pub async fn next(&mut self) -> Result<Option<R::Page>> {
        if self.ended {
            return Ok(None);
        }
        let page = self.request.send(&self.client).await?;
        self.empty = if R::count(&page) == 0 { self.empty + 1 } else { 0 };
        match R::next_token(&page).filter(|token| !token.is_empty()) {
            None => self.ended = true,
            Some(token) if !self.seen.insert(token.to_owned()) => {
                return Err(self.endless("the service gave the same NextToken twice"));
            }
            Some(_) if self.empty >= EMPTY_PAGES => {
                return Err(self.endless("the service goes on without giving items"));
            }
            Some(token) => self.request.set_next_token(Some(token.to_owned())),
        }
        Ok(Some(page))
    }

    /// The items of all pages, at most `cap` of them.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn collect(&mut self, cap: usize) -> Result<Vec<R::Item>> {
        let mut all = Vec::new();
        while all.len() < cap
            && let Some(page) = self.next().await?
        {
            all.extend(R::items(page));
        }
        all.truncate(cap);
        Ok(all)
    }

    fn endless(&mut self, why: &str) -> Error {
        self.ended = true;
        match operations::find(R::OPERATION) {
            Ok(spec) => {
                Error::for_operation(ErrorKind::Malformed, &spec.operation(), Reached::Unreadable, why)
            }
            Err(error) => error,
        }
    }
}

impl Client {
    /// Backup files, page by page.
    #[must_use]
    pub fn describe_backup_files_pages(&self, request: DescribeBackupFilesRequest) -> BackupFilePages {
        Pages::new(self.clone(), request)
    }

    /// Tasks, page by page.
    #[must_use]
    pub fn describe_tasks_pages(&self, request: DescribeTasksRequest) -> TaskPages {
        Pages::new(self.clone(), request)
    }

    /// Phones, page by page.
    #[must_use]
    pub fn describe_android_instances_pages(
        &self,
        request: DescribeAndroidInstancesRequest,
    ) -> InstancePages {
        Pages::new(self.clone(), request)
    }
}

impl PagedRequest for DescribeBackupFilesRequest {
    type Page = DescribeBackupFilesResponse;
    type Item = BackupFileRecord;
    const OPERATION: &'static str = "DescribeBackupFiles";

    async fn send(&self, client: &Client) -> Result<Self::Page> {
        client.describe_backup_files(self).await
    }

    fn token(&self) -> Option<&str> {
        self.next_token.as_deref()
    }

    fn set_next_token(&mut self, token: Option<String>) {
        self.next_token = token;
    }

    fn next_token(page: &Self::Page) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn count(page: &Self::Page) -> usize {
        page.data.as_ref().map_or(0, Vec::len)
    }

    fn items(page: Self::Page) -> Vec<Self::Item> {
        page.data.unwrap_or_default()
    }
}

impl PagedRequest for DescribeTasksRequest {
    type Page = DescribeTasksResponse;
    type Item = Task;
    const OPERATION: &'static str = "DescribeTasks";

    async fn send(&self, client: &Client) -> Result<Self::Page> {
        client.describe_tasks(self).await
    }

    fn token(&self) -> Option<&str> {
        self.next_token.as_deref()
    }

    fn set_next_token(&mut self, token: Option<String>) {
        self.next_token = token;
    }

    fn next_token(page: &Self::Page) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn count(page: &Self::Page) -> usize {
        page.data.as_ref().map_or(0, Vec::len)
    }

    fn items(page: Self::Page) -> Vec<Self::Item> {
        page.data.unwrap_or_default()
    }
}

impl PagedRequest for DescribeAndroidInstancesRequest {
    type Page = DescribeAndroidInstancesResponse;
    type Item = AndroidInstance;
    const OPERATION: &'static str = "DescribeAndroidInstances";

    async fn send(&self, client: &Client) -> Result<Self::Page> {
        client.describe_android_instances(self).await
    }

    fn token(&self) -> Option<&str> {
        self.next_token.as_deref()
    }

    fn set_next_token(&mut self, token: Option<String>) {
        self.next_token = token;
    }

    fn next_token(page: &Self::Page) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn count(page: &Self::Page) -> usize {
        page.instance_model.as_ref().map_or(0, Vec::len)
    }

    fn items(page: Self::Page) -> Vec<Self::Item> {
        page.instance_model.unwrap_or_default()
    }
}
