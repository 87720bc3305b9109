//! The lists that come in pages.

use phonevault_core::Result;
use phonevault_core::operation::Operation;
use phonevault_core::pages::{PagedRequest, Pages};

use crate::client::Client;
use crate::models::{
    CloudPhone, Job, KeystoneListProjectsRequest, KeystoneListProjectsResponse, ListCloudPhoneImagesRequest,
    ListCloudPhoneImagesResponse, ListCloudPhonesRequest, ListCloudPhonesResponse, ListImagesRequest,
    ListImagesResponse, ListImagesView, ListJobsRequest, ListJobsResponse, PhoneImage, ProjectResult,
};
use crate::operations;
use crate::typed::TypedRequest;

/// Items of a page unless the request says otherwise: the vendor's default differs between editions of its pages.
const PAGE: i64 = 100;

/// All jobs of some submissions.
pub type JobPages = Pages<ListJobsRequest>;
/// All phones of the project, newest first: one that is created meanwhile makes another one appear on two pages.
pub type PhonePages = Pages<ListCloudPhonesRequest>;
/// All phone images.
pub type ImagePages = Pages<ListCloudPhoneImagesRequest>;
/// All custom images.
pub type CustomImagePages = Pages<ListImagesRequest>;
/// All projects.
pub type ProjectPages = Pages<KeystoneListProjectsRequest>;

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

/// Writes the implementation for one list: the path of its pages, what tells its items apart, and its cursor.
macro_rules! paged {
    ($request:ty => $page:ty, $items:ident: $item:ty, $id:ident, $cursor:literal, $($rest:tt)+) => {
        impl PagedRequest for $request {
            type Client = Client;
            type Page = $page;
            type Item = $item;
            const CURSOR: &'static str = $cursor;

            fn operation() -> Result<Operation> {
                operations::known(Self::OPERATION).map(operations::OperationSpec::operation)
            }

            async fn send(&self, client: &Client) -> Result<Self::Page> {
                client.execute(self).await
            }

            fn items(page: &Self::Page) -> &[Self::Item] {
                &page.$items
            }

            fn into_items(page: Self::Page) -> Vec<Self::Item> {
                page.$items
            }

            fn id(item: &Self::Item) -> &str {
                &item.$id
            }

            $($rest)+
        }
    };
    (offset $request:ty => $page:ty, $items:ident: $item:ty, $id:ident, $count:expr) => {
        paged!($request => $page, $items: $item, $id, "offset",
            fn cursor(&self) -> Option<String> {
                self.offset.map(|offset| offset.to_string())
            }

            fn set_cursor(&mut self, cursor: String) {
                self.offset = cursor.parse().ok();
            }

            fn next_cursor(&self, page: &Self::Page) -> Option<String> {
                let count: fn(&Self::Page) -> Option<i64> = $count;
                let (offset, limit) = (self.offset.unwrap_or(0), self.limit.unwrap_or(PAGE));
                next_offset(offset, page.$items.len(), limit, count(page)).map(|next| next.to_string())
            }
        );
    };
}

paged!(offset ListJobsRequest => ListJobsResponse, jobs: Job, job_id, |_| None);
paged!(offset ListCloudPhonesRequest => ListCloudPhonesResponse, phones: CloudPhone, phone_id, |page| page.count);
paged!(offset ListImagesRequest => ListImagesResponse, image_infos: ListImagesView, image_id, |page| page.total);
paged!(KeystoneListProjectsRequest => KeystoneListProjectsResponse, projects: ProjectResult, id, "page",
    fn cursor(&self) -> Option<String> {
        self.page.map(|page| page.to_string())
    }

    fn set_cursor(&mut self, cursor: String) {
        self.page = cursor.parse().ok();
    }

    /// There is no total: the page that is shorter than asked is the last (INFERRED).
    fn next_cursor(&self, page: &Self::Page) -> Option<String> {
        let (number, asked) = (self.page?, self.per_page?);
        let len = i64::try_from(page.projects.len()).unwrap_or(i64::MAX);
        (len >= asked).then(|| number.saturating_add(1).to_string())
    }
);
paged!(ListCloudPhoneImagesRequest => ListCloudPhoneImagesResponse, phone_images: PhoneImage, image_id, "marker",
    fn cursor(&self) -> Option<String> {
        self.marker.clone()
    }

    fn set_cursor(&mut self, cursor: String) {
        self.marker = Some(cursor);
    }

    fn next_cursor(&self, page: &Self::Page) -> Option<String> {
        page.page_info.as_ref()?.next_marker.clone()
    }
);

impl Client {
    /// All pages of [`Client::list_jobs`], from the request's offset on. Pages of 100 unless it says otherwise.
    #[must_use]
    pub fn list_jobs_pages(&self, mut request: ListJobsRequest) -> JobPages {
        request.limit.get_or_insert(PAGE);
        Pages::new(self.clone(), request)
    }

    /// All pages of [`Client::list_cloud_phones`], from the request's offset on. Pages of 100 unless it says otherwise.
    #[must_use]
    pub fn list_cloud_phones_pages(&self, mut request: ListCloudPhonesRequest) -> PhonePages {
        request.limit.get_or_insert(PAGE);
        Pages::new(self.clone(), request)
    }

    /// All pages of [`Client::list_cloud_phone_images`], from the request's marker on.
    #[must_use]
    pub fn list_cloud_phone_images_pages(&self, request: ListCloudPhoneImagesRequest) -> ImagePages {
        Pages::new(self.clone(), request)
    }

    /// All pages of [`Client::list_images`], from the request's offset on. Pages of 100 unless it says otherwise.
    #[must_use]
    pub fn list_images_pages(&self, mut request: ListImagesRequest) -> CustomImagePages {
        request.limit.get_or_insert(PAGE);
        Pages::new(self.clone(), request)
    }

    /// All pages of [`Client::keystone_list_projects`], from the request's page on. Pages of 100 unless it says otherwise.
    #[must_use]
    pub fn keystone_list_projects_pages(&self, mut request: KeystoneListProjectsRequest) -> ProjectPages {
        request.page.get_or_insert(1);
        request.per_page.get_or_insert(PAGE);
        Pages::new(self.clone(), request)
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
