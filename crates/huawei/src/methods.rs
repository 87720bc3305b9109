//! The typed operations, one method each, under the vendor's names.

use std::sync::Arc;

use phonevault_core::job::{Action, Job};
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::jobs;
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse,
    ListCloudPhonesRequest, ListCloudPhonesResponse, ListJobsRequest, ListJobsResponse, PhoneJobsResponse,
    RestartCloudPhoneRequest, ShowCloudPhoneDetailRequest, ShowCloudPhoneDetailResponse, ShowJobRequest,
    ShowJobResponse, StopCloudPhoneRequest,
};
use crate::typed::TypedRequest;

impl Client {
    /// Exports data of phones to OBS: `batch_storage`, in the SDKs BatchExportCloudPhoneData (D538).
    ///
    /// An object that already lies at a target is probably overwritten (INFERRED). That some phones are refused
    /// while the call succeeds is normal: they are in the job as refused. Never send it again on doubt: there is
    /// no idempotency token, and the error says whether it was applied.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn batch_storage(&self, request: &BatchStorageRequest) -> Result<Job<PhoneJobsResponse>> {
        let phones = request.storage_infos.iter().map(|info| info.phone_id.clone()).collect();
        self.submit(Action::Backup, request, phones).await
    }

    /// Restores exported data onto phones: `batch_restore`, in the SDKs BatchImportCloudPhoneData (D539).
    ///
    /// **It overwrites files on every phone named**, and nothing takes it back. Restart the phones after it
    /// succeeded and before anybody uses the restored files. A lost submission cannot be found again by any call.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn batch_restore(&self, request: &BatchRestoreRequest) -> Result<Job<PhoneJobsResponse>> {
        let phones = request.restore_infos.iter().map(|info| info.phone_id.clone()).collect();
        self.submit(Action::Restore, request, phones).await
    }

    /// Stops phones: what runs on them is ended (PY-CPH).
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn stop_cloud_phone(&self, request: &StopCloudPhoneRequest) -> Result<Job<PhoneJobsResponse>> {
        self.submit(Action::Stop, request, request.phone_ids.clone()).await
    }

    /// Restarts running phones and starts stopped ones (R21): what runs on them is ended. With `image_id` it
    /// **changes the Android system for good**, upwards only, and keeps user data (BP51).
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn restart_cloud_phone(
        &self,
        request: &RestartCloudPhoneRequest,
    ) -> Result<Job<PhoneJobsResponse>> {
        self.restart_as(Action::Restart, request).await
    }

    /// One job (D521). A failed job is a successful answer: look at its `status`.
    pub async fn show_job(&self, request: &ShowJobRequest) -> Result<ShowJobResponse> {
        self.execute(request).await
    }

    /// One page of the jobs of up to 20 submissions (D522).
    ///
    /// # Errors
    /// Those of every call. [`ErrorKind::NotFound`] with CPS.0050 is marked retryable, since jobs may appear a
    /// little after the submission (INFERRED, see
    /// [`Settings::jobs_appear_late`](crate::Settings::jobs_appear_late)).
    pub async fn list_jobs(&self, request: &ListJobsRequest) -> Result<ListJobsResponse> {
        self.execute(request).await
    }

    /// One page of phones (D503).
    pub async fn list_cloud_phones(
        &self,
        request: &ListCloudPhonesRequest,
    ) -> Result<ListCloudPhonesResponse> {
        self.execute(request).await
    }

    /// Everything known of one phone (PY-CPH).
    pub async fn show_cloud_phone_detail(
        &self,
        request: &ShowCloudPhoneDetailRequest,
    ) -> Result<ShowCloudPhoneDetailResponse> {
        self.execute(request).await
    }

    /// One page of phone images (D519).
    pub async fn list_cloud_phone_images(
        &self,
        request: &ListCloudPhoneImagesRequest,
    ) -> Result<ListCloudPhoneImagesResponse> {
        self.execute(request).await
    }

    /// Start and restart are one call.
    pub(crate) async fn restart_as(
        &self,
        action: Action,
        request: &RestartCloudPhoneRequest,
    ) -> Result<Job<PhoneJobsResponse>> {
        let phones = request.phones.iter().map(|phone| phone.phone_id.clone()).collect();
        self.submit(action, request, phones).await
    }

    async fn submit<R: TypedRequest<Answer = PhoneJobsResponse>>(
        &self,
        action: Action,
        request: &R,
        phones: Vec<String>,
    ) -> Result<Job<PhoneJobsResponse>> {
        let response = self.execute(request).await?;
        // The answer was found complete above.
        let items = jobs::items(phones.iter().map(|phone| &**phone), &response)
            .map_err(|incomplete| Error::new(ErrorKind::Internal, incomplete.why))?;
        let submission = self.submission(action, &response.request_id, items);
        Ok(Job::new(Arc::new(self.clone()), submission, response))
    }
}
