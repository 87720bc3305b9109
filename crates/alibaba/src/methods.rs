//! The typed operations, one method each, under the vendor's names.

use phonevault_core::Result;
use phonevault_core::job::{Action, Job};

use crate::client::Client;
use crate::models::{
    AssumeRoleRequest, AssumeRoleResponse, AssumeRoleWithOidcRequest, AssumeRoleWithOidcResponse,
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, BackupResponse,
    DeleteBackupFileRequest, DeleteBackupFileResponse, DescribeAndroidInstancesRequest,
    DescribeAndroidInstancesResponse, DescribeBackupFilesRequest, DescribeBackupFilesResponse,
    DescribeBucketsRequest, DescribeBucketsResponse, DescribeImageListRequest, DescribeImageListResponse,
    DescribeInvocationsRequest, DescribeInvocationsResponse, DescribeRegionsRequest, DescribeRegionsResponse,
    DescribeSpecRequest, DescribeSpecResponse, DescribeTasksRequest, DescribeTasksResponse, PowerResponse,
    RebootAndroidInstancesInGroupRequest, RecoverAndroidInstanceRequest, RecoverAppRequest,
    RecoveryFileRequest, ResetAndroidInstancesInGroupRequest, ResetAndroidInstancesInGroupResponse,
    RestoreResponse, RunCommandRequest, RunCommandResponse, RunSyncCommandRequest, RunSyncCommandResponse,
    StartAndroidInstanceRequest, StopAndroidInstanceRequest,
};
use crate::typed::Typed as _;
use crate::{operations, probe};

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

    /// Resets phones to their image. **Destroys: all data and applications of the phones. Nothing brings them back but
    /// a backup that was verified before.** Followed by its tasks only: a phone that runs says nothing about whether it
    /// was reset.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn reset_android_instances_in_group(
        &self,
        request: &ResetAndroidInstancesInGroupRequest,
    ) -> Result<Job<ResetAndroidInstancesInGroupResponse>> {
        self.submit(Action::Reset, request, &request.android_instance_ids).await
    }

    /// Deletes backup files. **Destroys: the backups cannot be restored any more**; whether their objects go too is
    /// undocumented. The answer means that it was accepted: [`Client::backup_files_gone`] waits for the end.
    ///
    /// # Errors
    /// As [`Client::backup_app`].
    pub async fn delete_backup_file(
        &self,
        request: &DeleteBackupFileRequest,
    ) -> Result<DeleteBackupFileResponse> {
        self.send(request).await
    }

    /// One page of images. See [`Client::describe_image_list_pages`] for all.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_image_list(
        &self,
        request: &DescribeImageListRequest,
    ) -> Result<DescribeImageListResponse> {
        self.send(request).await
    }

    /// One page of specifications. See [`Client::describe_spec_pages`] for all.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_spec(&self, request: &DescribeSpecRequest) -> Result<DescribeSpecResponse> {
        self.send(request).await
    }

    /// The buckets that phones can use, all at once.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_buckets(
        &self,
        request: &DescribeBucketsRequest,
    ) -> Result<DescribeBucketsResponse> {
        self.send(request).await
    }

    /// The regions that have phones, all at once.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`].
    pub async fn describe_regions(
        &self,
        request: &DescribeRegionsRequest,
    ) -> Result<DescribeRegionsResponse> {
        self.send(request).await
    }

    /// Runs a command on phones and waits up to 3 s for its output. **It can destroy whatever the command destroys.** A
    /// command that has not ended by then goes on.
    ///
    /// # Errors
    /// As [`Client::backup_app`]; [`ErrorKind::Malformed`](phonevault_core::ErrorKind::Malformed) also for an answer that
    /// leaves out a phone that was asked for, with what it says of each. No error shows command or output.
    pub async fn run_sync_command(&self, request: &RunSyncCommandRequest) -> Result<RunSyncCommandResponse> {
        let (response, answer) = self.exchange(request).await?;
        match probe::lost(&request.instance_ids, &response, self.settings()) {
            None => Ok(response),
            Some((why, result)) => {
                let operation = operations::find(RunSyncCommandRequest::OPERATION)?.operation();
                Err(answer.malformed(&operation, &why).with_result(result))
            }
        }
    }

    /// Starts a command on phones. **It can destroy whatever the command destroys.** The job tells how it ended;
    /// [`Client::describe_invocations`] and the tasks hold its output.
    ///
    /// # Errors
    /// As [`Client::backup_app`]. No error shows the command.
    pub async fn run_command(&self, request: &RunCommandRequest) -> Result<Job<RunCommandResponse>> {
        self.submit(Action::Run, request, &request.instance_ids).await
    }

    /// How far a command of [`Client::run_command`] is, and its output. The vendor is retiring this call.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`]. No error shows output.
    pub async fn describe_invocations(
        &self,
        request: &DescribeInvocationsRequest,
    ) -> Result<DescribeInvocationsResponse> {
        self.send(request).await
    }

    /// Temporary keys of a role, from the service STS, with the keys of this client.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`]. No error shows keys.
    pub async fn assume_role(&self, request: &AssumeRoleRequest) -> Result<AssumeRoleResponse> {
        self.send(request).await
    }

    /// Temporary keys of a role, from the service STS, with the token of an identity provider. The keys of this client
    /// are not asked for.
    ///
    /// # Errors
    /// As [`Client::describe_backup_files`]. No error shows token or keys.
    pub async fn assume_role_with_oidc(
        &self,
        request: &AssumeRoleWithOidcRequest,
    ) -> Result<AssumeRoleWithOidcResponse> {
        self.send(request).await
    }
}
