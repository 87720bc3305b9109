//! The typed operations of the phone service, one method each, under the vendor's names.

use std::sync::Arc;

use phonevault_core::job::{Action, Item, Job};
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::jobs;
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, InstallApkRequest, ListCloudPhoneImagesRequest,
    ListCloudPhoneImagesResponse, ListCloudPhonesRequest, ListCloudPhonesResponse, ListImagesRequest,
    ListImagesResponse, ListJobsRequest, ListJobsResponse, PhoneJobsResponse, PushFileRequest,
    ResetCloudPhoneRequest, RestartCloudPhoneRequest, RunShellCommandRequest, RunSyncCommandRequest,
    RunSyncCommandResponse, ShowCloudPhoneDetailRequest, ShowCloudPhoneDetailResponse, ShowJobRequest,
    ShowJobResponse, StopCloudPhoneRequest, UninstallApkRequest,
};
use crate::typed::{Incomplete, TypedRequest};

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

    /// Resets phones (D514): **all user data on every phone named is lost**, and nothing takes it back. With `image_id` the
    /// phones also get another Android, upwards or downwards (BP51).
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn reset_cloud_phone(
        &self,
        request: &ResetCloudPhoneRequest,
    ) -> Result<Job<PhoneJobsResponse>> {
        let phones = request.phones.iter().map(|phone| phone.phone_id.clone()).collect();
        self.submit(Action::Reset, request, phones).await
    }

    /// Runs a shell command on up to 15 phones and answers what came of it (PY-CPH). **It can do whatever a shell can**,
    /// deleting included. A phone on which the command failed is part of a successful answer: look at each `status`.
    /// Command and outputs are shown by no `Debug` and no error; [`Client::call`] answers them as they came.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn run_sync_command(&self, request: &RunSyncCommandRequest) -> Result<RunSyncCommandResponse> {
        self.execute(request).await
    }

    /// Runs a shell command on phones as jobs (PY-CPH). **It can do whatever a shell can**, deleting included. The output
    /// stands in `execute_msg` of each job: ask with [`Client::show_job`].
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn run_shell_command(
        &self,
        request: &RunShellCommandRequest,
    ) -> Result<Job<PhoneJobsResponse>> {
        self.command(request, &request.phone_ids).await
    }

    /// Unpacks a tar archive from OBS over the root of phones (PY-CPH): **files that are there already are overwritten**,
    /// and nothing takes it back.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn push_file(&self, request: &PushFileRequest) -> Result<Job<PhoneJobsResponse>> {
        self.command(request, &request.phone_ids).await
    }

    /// Installs applications from OBS on phones (PY-CPH). One that is installed already is replaced where the flags say so.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn install_apk(&self, request: &InstallApkRequest) -> Result<Job<PhoneJobsResponse>> {
        self.command(request, &request.phone_ids).await
    }

    /// Removes an application from phones (PY-CPH): **its data is lost with it**, and nothing but a restore brings it back.
    ///
    /// # Errors
    /// Those of every call; [`ErrorKind::Malformed`] with the outcomes so far if the answer leaves a phone out.
    pub async fn uninstall_apk(&self, request: &UninstallApkRequest) -> Result<Job<PhoneJobsResponse>> {
        self.command(request, &request.phone_ids).await
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

    /// One page of custom images, one's own and shared ones (PY-CPH).
    pub async fn list_images(&self, request: &ListImagesRequest) -> Result<ListImagesResponse> {
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
        let items = jobs::items(phones.iter().map(|phone| &**phone), &response);
        self.job(action, items, response)
    }

    async fn command<R: TypedRequest<Answer = PhoneJobsResponse>>(
        &self,
        request: &R,
        phones: &[String],
    ) -> Result<Job<PhoneJobsResponse>> {
        let response = self.execute(request).await?;
        let items = jobs::commanded(phones, &response);
        self.job(Action::Run, items, response)
    }

    fn job(
        &self,
        action: Action,
        items: Result<Vec<Item>, Incomplete>,
        response: PhoneJobsResponse,
    ) -> Result<Job<PhoneJobsResponse>> {
        // The answer was found complete when it came.
        let items = items.map_err(|incomplete| Error::new(ErrorKind::Internal, incomplete.why))?;
        let submission = self.submission(action, &response.request_id, items);
        Ok(Job::new(Arc::new(self.clone()), submission, response))
    }
}
