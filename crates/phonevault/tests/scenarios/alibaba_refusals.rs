//! Alibaba: refused calls, failed tasks, replayed nonces, wrong keys and clocks.

use std::sync::Arc;

use phonevault::alibaba::models::{
    BackupAppRequest, BackupFileRequest, DescribeAndroidInstancesRequest, DescribeTasksRequest,
    RecoverAndroidInstanceRequest, RecoverAppRequest, RecoveryFileRequest,
};
use phonevault::alibaba::{self, CallOptions};
use phonevault::credentials::Keys;
use phonevault::job::Outcome;
use phonevault::{Applied, Error, ErrorKind};
use serde_json::json;

use crate::injected::{minutes_off, stuck_randomness};
use crate::world::{NOTES, UPLOAD_HOST, World, waiter};

fn backup(world: &World, phone: &str) -> BackupAppRequest {
    BackupAppRequest::new([phone], [NOTES], world.oss_folder("apps"), UPLOAD_HOST)
}

/// Backs an application up; the id of the backup and its object.
async fn backed_up(world: &World, client: &alibaba::Client, phone: &str) -> (String, String) {
    let job = client.backup_app(&backup(world, phone)).await.unwrap();
    let id = job.wait(&waiter()).await.unwrap().phones[0].backup.clone().unwrap();
    let path = crate::alibaba_backups::record(client, &id).await.backup_file_path.unwrap();
    (id, path)
}

fn refused(error: &Error, kind: ErrorKind, code: &str) {
    assert_eq!((error.kind(), error.vendor_code()), (kind, Some(code)), "{error}");
    assert_eq!(error.applied(), Applied::No, "{error}");
    assert!(error.request_id().is_some() && error.cloud() == Some("alibaba"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn states_ids_and_kinds_that_do_not_fit_are_refused() {
    let world = World::fast(4).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let phone = &*phones[0];
    let (id, path) = backed_up(&world, &client, phone).await;

    let error = client.backup_app(&backup(&world, "acp-nobody0000000000")).await.unwrap_err();
    refused(&error, ErrorKind::NotFound, "InvalidAndroidInstanceId.NotFound");
    assert!(error.message().contains("acp-nobody0000000000"), "{error}");
    // One unknown phone refuses the whole call: no work on the others.
    let both = BackupAppRequest {
        android_instance_id_list: vec![phones[1].clone(), "acp-nobody0000000000".to_owned()],
        ..backup(&world, phone)
    };
    refused(
        &client.backup_app(&both).await.unwrap_err(),
        ErrorKind::NotFound,
        "InvalidAndroidInstanceId.NotFound",
    );
    let error = client.recover_app(&RecoverAppRequest::new([phone], "bf-nobody", &*path)).await.unwrap_err();
    refused(&error, ErrorKind::NotFound, "InvalidBackupFileId.NotFound");
    let error = client.recovery_file(&RecoveryFileRequest::of_id([phone], &*id)).await.unwrap_err();
    refused(&error, ErrorKind::Rejected, "IncorrectBackupFileStatus");
    let error = client.recover_android_instance(&RecoverAndroidInstanceRequest::new([phone], &*path)).await;
    refused(&error.unwrap_err(), ErrorKind::Rejected, "IncorrectBackupFileStatus");

    world.edit_phone(phone, r#"{"power":"stopped"}"#).await;
    let error = client.recover_app(&RecoverAppRequest::new([phone], &*id, &*path)).await.unwrap_err();
    refused(&error, ErrorKind::Rejected, "IncorrectInstanceStatus");
    assert!(error.message().contains("STOPPED"), "{error}");
    // A stopped phone may be backed up, and is stopped afterwards.
    backed_up(&world, &client, phone).await;
    assert_eq!(world.phones("alibaba").await[0]["power"], "stopped");
    assert_eq!(world.count("alibaba.RecoverApp").await, (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_that_fail_say_why() {
    let world = World::fast(8).await;
    let client = world.alibaba();
    let phones = world.ids("alibaba").await;
    let (id, path) = backed_up(&world, &client, &phones[0]).await;
    let failed = async |job: phonevault::job::Job<alibaba::models::RestoreResponse>| {
        let error = job.wait(&waiter()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
        error.result().unwrap().phones.last().unwrap().clone()
    };
    // The fourth phone has another image: the service takes the call, and the task fails.
    let request = RecoverAppRequest::new([&phones[1], &phones[3]], &*id, &*path);
    let phone = failed(client.recover_app(&request).await.unwrap()).await;
    assert_eq!((phone.outcome, phone.code.as_deref()), (Some(Outcome::Failed), Some("ImageNotCompatible")));
    assert_eq!(world.phones("alibaba").await[3]["power"], "restore_failed");

    let nothing = format!("oss://{}/nothing.ab", world.ready().oss_bucket());
    let request = RecoverAndroidInstanceRequest::new([&phones[1]], nothing);
    let phone = failed(client.recover_android_instance(&request).await.unwrap()).await;
    assert_eq!(phone.code.as_deref(), Some("BackupFileNotFound"));

    let request = BackupFileRequest::paths([&phones[0]], ["/data/media"], "oss://no-such-bucket-at-all/x/");
    let error = client.backup_file(&request).await.unwrap().wait(&waiter()).await.unwrap_err();
    assert_eq!(error.result().unwrap().phones[0].code.as_deref(), Some("BucketNotFound"));
    let request = BackupFileRequest::paths([&phones[2]], ["/data/nothing"], world.oss_folder("x"));
    let error = client.backup_file(&request).await.unwrap().wait(&waiter()).await.unwrap_err();
    assert_eq!(error.result().unwrap().phones[0].code.as_deref(), Some("FilePathNotFound"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_counts_once() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let phone = &world.ids("alibaba").await[0];
    let params = serde_json::to_value(backup(&world, phone)).unwrap();
    let signed = client.dry_run("BackupApp", params, None, None).await.unwrap();
    let first = world.send(signed.clone()).await;
    assert_eq!(first.status, 200);
    let second = world.send(signed).await;
    assert_eq!((second.status, second.json()["Code"].as_str()), (400, Some("SignatureNonceUsed")));
    assert_eq!(world.count("alibaba.BackupApp").await, (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_nonce_leaves_a_change_in_doubt_and_a_read_repeatable() {
    let world = World::fast(2).await;
    let phone = &world.ids("alibaba").await[0];
    let context = stuck_randomness(&world.context);
    let client =
        world.alibaba_builder(None).context(context).keys(Arc::new(world.alibaba_keys())).build().unwrap();
    client.describe_android_instances(&DescribeAndroidInstancesRequest::default()).await.unwrap();
    let error = client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap_err();
    assert_eq!((error.vendor_code(), error.applied()), (Some("SignatureNonceUsed"), Applied::No));
    assert!(error.is_retryable());
    let error = client.backup_app(&backup(&world, phone)).await.unwrap_err();
    assert_eq!((error.vendor_code(), error.applied()), (Some("SignatureNonceUsed"), Applied::Unknown));
    assert!(!error.is_retryable());
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_and_clocks_are_refused() {
    let world = World::fast(2).await;
    let request = DescribeAndroidInstancesRequest::default();
    let good = world.alibaba_keys();
    for (id, code) in
        [(&*good.access_key, "SignatureDoesNotMatch"), ("LTAInobody", "InvalidAccessKeyId.NotFound")]
    {
        let keys = Arc::new(Keys::new(id, "canary-of-a-secret-key"));
        let client = world.alibaba_builder(None).keys(keys).build().unwrap();
        let error = client.describe_android_instances(&request).await.unwrap_err();
        refused(&error, ErrorKind::Authentication, code);
        assert!(!format!("{error:?}{error}{client:?}").contains("canary"));
    }
    let at = |minutes| {
        let context = minutes_off(&world.context, minutes);
        world.alibaba_builder(None).context(context).keys(Arc::new(good.clone())).build().unwrap()
    };
    for minutes in [-14, 14] {
        assert_eq!(at(minutes).describe_android_instances(&request).await.unwrap().total_count, Some(1));
    }
    for minutes in [-16, 16] {
        let error = at(minutes).describe_android_instances(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No), "{error}");
        assert!(error.vendor_code().unwrap().starts_with("InvalidTimeStamp"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn call_takes_any_operation_and_checks_the_typed_ones() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let phone = &world.ids("alibaba").await[0];
    let answer = client.call("describeandroidinstances", json!({"MaxResults": 1})).await.unwrap();
    assert_eq!(answer["InstanceModel"][0]["AndroidInstanceId"], **phone);
    let stopped =
        client.call("StopAndroidInstance", json!({"AndroidInstanceIds": [phone], "ForceStop": true}));
    assert!(stopped.await.unwrap()["RequestId"].is_string());
    // Known by the table only, and not offered by the simulator.
    let error = client.call("DescribeKeyPairs", json!({})).await.unwrap_err();
    refused(&error, ErrorKind::Rejected, "InvalidApi.NotFound");

    let bad = json!({"AndroidInstanceIdList": [phone, phone], "SourceAppList": ["notes"],
        "BackupFilePath": "obs://b-1/x/", "UploadEndpoint": "https://h"});
    let error = client.call("BackupApp", bad.clone()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No));
    for field in ["AndroidInstanceIdList[1]", "SourceAppList[0]", "BackupFilePath", "UploadEndpoint"] {
        assert!(error.violations().iter().any(|violation| violation.field == field), "{field}: {error}");
    }
    assert_eq!(world.count("alibaba.BackupApp").await, (0, 0));
    let unchecked = client.with_options(CallOptions { skip_rules: true, timeout: None });
    let error = unchecked.call("BackupApp", bad).await.unwrap_err();
    refused(&error, ErrorKind::Rejected, "InvalidParameter");
}
