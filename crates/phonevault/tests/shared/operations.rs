//! Every typed operation by the vendor's name. Written by `cargo xtask generate`; do not edit.

use phonevault::{Result, huawei, alibaba};
use serde_json::Value;

use super::typed::{Answered, Listing, job, params, plain};

pub(crate) async fn huawei(client: &huawei::Client, operation: &str, given: Value) -> Result<Answered> {
    match operation {
        "BatchExportCloudPhoneData" => job(client.batch_storage(&params(given)).await),
        "BatchImportCloudPhoneData" => job(client.batch_restore(&params(given)).await),
        "CreateTemporaryAccessKeyByAgency" => plain(client.create_temporary_access_key_by_agency(&params(given)).await),
        "CreateTemporaryAccessKeyByToken" => plain(client.create_temporary_access_key_by_token(&params(given)).await),
        "InstallApk" => job(client.install_apk(&params(given)).await),
        "KeystoneCreateUserTokenByPassword" => plain(client.keystone_create_user_token_by_password(&params(given)).await),
        "KeystoneListProjects" => plain(client.keystone_list_projects(&params(given)).await),
        "ListCloudPhoneImages" => plain(client.list_cloud_phone_images(&params(given)).await),
        "ListCloudPhones" => plain(client.list_cloud_phones(&params(given)).await),
        "ListImages" => plain(client.list_images(&params(given)).await),
        "ListJobs" => plain(client.list_jobs(&params(given)).await),
        "PushFile" => job(client.push_file(&params(given)).await),
        "ResetCloudPhone" => job(client.reset_cloud_phone(&params(given)).await),
        "RestartCloudPhone" => job(client.restart_cloud_phone(&params(given)).await),
        "RunShellCommand" => job(client.run_shell_command(&params(given)).await),
        "RunSyncCommand" => plain(client.run_sync_command(&params(given)).await),
        "ShowCloudPhoneDetail" => plain(client.show_cloud_phone_detail(&params(given)).await),
        "ShowJob" => plain(client.show_job(&params(given)).await),
        "StopCloudPhone" => job(client.stop_cloud_phone(&params(given)).await),
        "UninstallApk" => job(client.uninstall_apk(&params(given)).await),
        other => panic!("{other} is no such operation of huawei"),
    }
}

pub(crate) fn huawei_pages(client: &huawei::Client, operation: &str, given: Value) -> Box<dyn Listing> {
    match operation {
        "KeystoneListProjects" => Box::new(client.keystone_list_projects_pages(params(given))),
        "ListCloudPhoneImages" => Box::new(client.list_cloud_phone_images_pages(params(given))),
        "ListCloudPhones" => Box::new(client.list_cloud_phones_pages(params(given))),
        "ListImages" => Box::new(client.list_images_pages(params(given))),
        "ListJobs" => Box::new(client.list_jobs_pages(params(given))),
        other => panic!("{other} is no such operation of huawei"),
    }
}

pub(crate) async fn alibaba(client: &alibaba::Client, operation: &str, given: Value) -> Result<Answered> {
    match operation {
        "AssumeRole" => plain(client.assume_role(&params(given)).await),
        "AssumeRoleWithOIDC" => plain(client.assume_role_with_oidc(&params(given)).await),
        "BackupAndroidInstance" => job(client.backup_android_instance(&params(given)).await),
        "BackupApp" => job(client.backup_app(&params(given)).await),
        "BackupFile" => job(client.backup_file(&params(given)).await),
        "DeleteBackupFile" => plain(client.delete_backup_file(&params(given)).await),
        "DescribeAndroidInstances" => plain(client.describe_android_instances(&params(given)).await),
        "DescribeBackupFiles" => plain(client.describe_backup_files(&params(given)).await),
        "DescribeBuckets" => plain(client.describe_buckets(&params(given)).await),
        "DescribeImageList" => plain(client.describe_image_list(&params(given)).await),
        "DescribeInvocations" => plain(client.describe_invocations(&params(given)).await),
        "DescribeRegions" => plain(client.describe_regions(&params(given)).await),
        "DescribeSpec" => plain(client.describe_spec(&params(given)).await),
        "DescribeTasks" => plain(client.describe_tasks(&params(given)).await),
        "RebootAndroidInstancesInGroup" => job(client.reboot_android_instances_in_group(&params(given)).await),
        "RecoverAndroidInstance" => job(client.recover_android_instance(&params(given)).await),
        "RecoverApp" => job(client.recover_app(&params(given)).await),
        "RecoveryFile" => job(client.recovery_file(&params(given)).await),
        "ResetAndroidInstancesInGroup" => job(client.reset_android_instances_in_group(&params(given)).await),
        "RunCommand" => job(client.run_command(&params(given)).await),
        "RunSyncCommand" => plain(client.run_sync_command(&params(given)).await),
        "StartAndroidInstance" => job(client.start_android_instance(&params(given)).await),
        "StopAndroidInstance" => job(client.stop_android_instance(&params(given)).await),
        other => panic!("{other} is no such operation of alibaba"),
    }
}

pub(crate) fn alibaba_pages(client: &alibaba::Client, operation: &str, given: Value) -> Box<dyn Listing> {
    match operation {
        "DescribeAndroidInstances" => Box::new(client.describe_android_instances_pages(params(given))),
        "DescribeBackupFiles" => Box::new(client.describe_backup_files_pages(params(given))),
        "DescribeImageList" => Box::new(client.describe_image_list_pages(params(given))),
        "DescribeSpec" => Box::new(client.describe_spec_pages(params(given))),
        "DescribeTasks" => Box::new(client.describe_tasks_pages(params(given))),
        other => panic!("{other} is no such operation of alibaba"),
    }
}
