//! What all typed operations have in common, for the generated list of them.

use std::pin::Pin;

use phonevault::Result;
use phonevault::job::{Job, Submission};
use phonevault_core::pages::{PagedRequest, Pages};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a typed call answered: the vendor's answer under its names, and what was submitted if it was a job.
pub(crate) struct Answered {
    pub(crate) answer: Value,
    pub(crate) submission: Option<Submission>,
}

/// A request from its wire form. Data that does not fit is a mistake of the scenario.
pub(crate) fn params<T: DeserializeOwned>(given: Value) -> T {
    serde_json::from_value(given).unwrap()
}

pub(crate) fn plain<T: Serialize>(result: Result<T>) -> Result<Answered> {
    result.map(|answer| Answered { answer: serde_json::to_value(answer).unwrap(), submission: None })
}

pub(crate) fn job<T: Serialize + Sync>(result: Result<Job<T>>) -> Result<Answered> {
    result.map(|job| Answered {
        answer: serde_json::to_value(job.response()).unwrap(),
        submission: Some(job.submission().clone()),
    })
}

type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = Result<T>> + 'a>>;

/// A paginator of any operation.
pub(crate) trait Listing {
    /// The items of the next page.
    fn page(&mut self) -> Future<'_, Option<Vec<Value>>>;
    /// The items of all pages, at most so many.
    fn collect(&mut self, most: usize) -> Future<'_, Vec<Value>>;
}

impl<R: PagedRequest<Item: Serialize>> Listing for Pages<R> {
    fn page(&mut self) -> Future<'_, Option<Vec<Value>>> {
        Box::pin(async { Ok(self.next().await?.map(|page| values(R::items(&page)))) })
    }

    fn collect(&mut self, most: usize) -> Future<'_, Vec<Value>> {
        Box::pin(async move { Ok(values(&Pages::collect(self, most).await?)) })
    }
}

fn values<T: Serialize>(items: &[T]) -> Vec<Value> {
    items.iter().map(|item| serde_json::to_value(item).unwrap()).collect()
}
