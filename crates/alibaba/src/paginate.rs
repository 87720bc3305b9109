//! The lists that come in pages.

use phonevault_core::Result;
use phonevault_core::operation::Operation;
use phonevault_core::pages::{PagedRequest, Pages};

use crate::client::Client;
use crate::models::{
    AndroidInstance, BackupFileRecord, DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse,
    DescribeBackupFilesRequest, DescribeBackupFilesResponse, DescribeImageListRequest,
    DescribeImageListResponse, DescribeSpecRequest, DescribeSpecResponse, DescribeTasksRequest,
    DescribeTasksResponse, Image, SpecInfo, Task,
};
use crate::operations;
use crate::typed::Typed;

/// Pages of backup files.
pub type BackupFilePages = Pages<DescribeBackupFilesRequest>;
/// Pages of tasks.
pub type TaskPages = Pages<DescribeTasksRequest>;
/// Pages of phones.
pub type InstancePages = Pages<DescribeAndroidInstancesRequest>;

/// Pages of images.
pub type ImagePages = Pages<DescribeImageListRequest>;
/// Pages of specifications.
pub type SpecPages = Pages<DescribeSpecRequest>;

/// Writes the implementation for one list: its answer, the field that holds the items, and what tells them apart. All
/// lists of this product go on by `NextToken`.
macro_rules! paged {
    ($request:ty => $page:ty, $items:ident: $item:ty, $id:ident) => {
        impl PagedRequest for $request {
            type Client = Client;
            type Page = $page;
            type Item = $item;
            const CURSOR: &'static str = "NextToken";

            fn operation() -> Result<Operation> {
                operations::find(Self::OPERATION).map(operations::OperationSpec::operation)
            }

            async fn send(&self, client: &Client) -> Result<Self::Page> {
                client.send(self).await
            }

            fn cursor(&self) -> Option<String> {
                self.next_token.clone()
            }

            fn set_cursor(&mut self, cursor: String) {
                self.next_token = Some(cursor);
            }

            fn next_cursor(&self, page: &Self::Page) -> Option<String> {
                page.next_token.clone()
            }

            fn items(page: &Self::Page) -> &[Self::Item] {
                page.$items.as_deref().unwrap_or_default()
            }

            fn into_items(page: Self::Page) -> Vec<Self::Item> {
                page.$items.unwrap_or_default()
            }

            fn id(item: &Self::Item) -> &str {
                &item.$id
            }
        }
    };
}

paged!(DescribeBackupFilesRequest => DescribeBackupFilesResponse, data: BackupFileRecord, backup_file_id);
paged!(DescribeTasksRequest => DescribeTasksResponse, data: Task, task_id);
paged!(DescribeImageListRequest => DescribeImageListResponse, data: Image, image_id);
paged!(DescribeSpecRequest => DescribeSpecResponse, spec_info_model: SpecInfo, spec_id);
paged!(
    DescribeAndroidInstancesRequest => DescribeAndroidInstancesResponse,
    instance_model: AndroidInstance, android_instance_id
);

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

    /// Images, page by page.
    #[must_use]
    pub fn describe_image_list_pages(&self, request: DescribeImageListRequest) -> ImagePages {
        Pages::new(self.clone(), request)
    }

    /// Specifications, page by page.
    #[must_use]
    pub fn describe_spec_pages(&self, request: DescribeSpecRequest) -> SpecPages {
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
