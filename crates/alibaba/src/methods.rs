//! The typed operations, one method each, under the vendor's names.

use phonevault_core::Result;
use phonevault_core::job::{Action, Job};

use crate::client::Client;
use crate::models::{
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, BackupResponse,
    DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse, DescribeBackupFilesRequest,
    DescribeBackupFilesResponse, DescribeTasksRequest, DescribeTasksResponse, PowerResponse,
    RebootAndroidInstancesInGroupRequest, RecoverAndroidInstanceRequest, RecoverAppRequest,
    RecoveryFileRequest, RestoreResponse, StartAndroidInstanceRequest, StopAndroidInstanceRequest,
};

impl Client {
    /// Backs up chosen applications with their cache. Writes an object to the bucket; the phones are not changed. The
    /// vendor advises to stop them first: use during a backup can make it fail.
    ///
    /// # Errors
    /// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) before sending; the error's `applied` says
    /// whether the backup may have been accepted. It is never sent again on doubt.
    pub async fn backup_app(&self, request: &BackupAppRequest) -> Result<Job<BackupResponse>> {
        self.submit(Action::Backup, request, &request.android_instance_id_list).await
    }

    /// Backs up paths, applications or everything. Writes an object to the bucket; the phones are not changed.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn backup_file(&self, request: &BackupFileRequest) -> Result<Job<BackupResponse>> {
        self.submit(Action::Backup, request, &request.android_instance_id_list).await
    }

    /// Backs up whole phones. Writes an object to the bucket; the phones are not changed. The vendor advises to stop
    /// them first.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn backup_android_instance(
        &self,
        request: &BackupAndroidInstanceRequest,
    ) -> Result<Job<BackupResponse>> {
        self.submit(Action::Backup, request, &request.android_instance_id_list).await
    }

    /// Restores applications. **Destroys: an application that is installed on a phone is uninstalled with its data
    /// before the saved one is put in its place.** The phones must be `RUNNING`.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn recover_app(&self, request: &RecoverAppRequest) -> Result<Job<RestoreResponse>> {
        self.submit(Action::Restore, request, &request.android_instance_id_list).await
    }

    /// Restores files. **Destroys: files of the same paths on the phones are overwritten.** The phones must be `RUNNING`.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn recovery_file(&self, request: &RecoveryFileRequest) -> Result<Job<RestoreResponse>> {
        self.submit(Action::Restore, request, &request.android_instance_id_list).await
    }

    /// Restores whole phones and restarts them. **Destroys: applications and properties of the phones are
    /// replaced.** The phones must be `RUNNING`.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn recover_android_instance(
        &self,
        request: &RecoverAndroidInstanceRequest,
    ) -> Result<Job<RestoreResponse>> {
        self.submit(Action::Restore, request, &request.android_instance_id_list).await
    }

    /// One page of backup files. See [`Client::describe_backup_files_pages`] for all.
    ///
    /// # Errors
    /// Everything a read can end in; nothing is ever applied.
    pub async fn describe_backup_files(
        &self,
        request: &DescribeBackupFilesRequest,
    ) -> Result<DescribeBackupFilesResponse> {
        self.send(request).await
    }

    /// One page of tasks. See [`Client::describe_tasks_pages`] for all.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_tasks(&self, request: &DescribeTasksRequest) -> Result<DescribeTasksResponse> {
        self.send(request).await
    }

    /// One page of phones. See [`Client::describe_android_instances_pages`] for all.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_android_instances(
        &self,
        request: &DescribeAndroidInstancesRequest,
    ) -> Result<DescribeAndroidInstancesResponse> {
        self.send(request).await
    }

    /// Starts phones. Its answer holds only the request id; the job follows the tasks under it and, where there are
    /// none, the state of the phones.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn start_android_instance(
        &self,
        request: &StartAndroidInstanceRequest,
    ) -> Result<Job<PowerResponse>> {
        self.submit(Action::Start, request, &request.android_instance_ids).await
    }

    /// Stops phones. **With `force_stop` data that is not yet written may be lost.** Followed like
    /// [`Client::start_android_instance`].
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn stop_android_instance(
        &self,
        request: &StopAndroidInstanceRequest,
    ) -> Result<Job<PowerResponse>> {
        self.submit(Action::Stop, request, &request.android_instance_ids).await
    }

    /// Restarts phones. **With `force_stop` data that is not yet written may be lost.** Followed by its tasks only:
    /// a phone that runs says nothing about whether it was restarted.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn reboot_android_instances_in_group(
        &self,
        request: &RebootAndroidInstancesInGroupRequest,
    ) -> Result<Job<PowerResponse>> {
        self.submit(Action::Restart, request, &request.android_instance_ids).await
    }
}
