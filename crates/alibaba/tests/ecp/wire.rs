//! The exact request of every typed operation.

use std::sync::Arc;

use phonevault_alibaba::models::{
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, DescribeAndroidInstancesRequest,
    DescribeBackupFilesRequest, DescribeTasksRequest, RebootAndroidInstancesInGroupRequest,
    RecoverAndroidInstanceRequest, RecoverAppRequest, RecoveryFileRequest, SaleMode,
    StartAndroidInstanceRequest, StopAndroidInstanceRequest, Tag, TaskStatus, UploadType,
};
use phonevault_core::credentials::Keys;
use phonevault_core::transport::Method;
use serde_json::json;

use crate::bench::{Bench, FOLDER, HOST, OBJECT, OTHER, PHONE, REQUEST_ID};

fn accepted() -> Bench {
    Bench::answering(&[json!({"RequestId": REQUEST_ID, "TaskId": "t-batch", "Data": []})])
}

fn only(bench: &Bench, action: &str) -> String {
    let sent = bench.sent();
    assert_eq!(sent.len(), 1, "one call is one request");
    assert_eq!(sent[0].0, action);
    let request = &bench.requests()[0];
    assert_eq!((request.method, &*request.path, request.body.len()), (Method::Post, "/", 0));
    sent[0].1.clone()
}

#[tokio::test]
async fn the_headers_are_the_documented_ones_and_all_are_signed() {
    let bench = accepted();
    let request = BackupAppRequest::new([PHONE], ["com.example.alpha"], FOLDER, HOST);
    bench.client.backup_app(&request).await.unwrap();
    let sent = &bench.requests()[0];
    let mut names: Vec<&str> = sent.headers.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    assert_eq!(
        names.join(" "),
        "accept authorization host user-agent x-acs-action x-acs-content-sha256 x-acs-date \
         x-acs-signature-nonce x-acs-version"
    );
    assert_eq!(sent.headers.get("host"), Some("eds-aic.cn-shanghai.aliyuncs.com"));
    assert_eq!(sent.headers.get("accept"), Some("application/json"));
    assert_eq!(sent.headers.get("x-acs-version"), Some("2023-09-30"));
    assert_eq!(sent.headers.get("x-acs-date"), Some("2026-01-02T03:04:05Z"));
    assert_eq!(sent.headers.get("user-agent"), Some(concat!("phonevault/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(sent.headers.get("x-acs-signature-nonce").unwrap().len(), 32);
    assert!(sent.headers.get("authorization").unwrap().contains(
        "SignedHeaders=accept;host;user-agent;x-acs-action;x-acs-content-sha256;x-acs-date;\
         x-acs-signature-nonce;x-acs-version,"
    ));
}

#[tokio::test]
async fn temporary_keys_travel_with_token_and_key_id() {
    let keys = Keys::new("STS.KEY", "secret").with_security_token("token+/==");
    let bench = Bench::with(|builder| builder.keys(Arc::new(keys)));
    let sent = bench.client.dry_run("DescribeRegions", json!({}), None, Some("n-1")).await.unwrap();
    assert_eq!(sent.headers.get("x-acs-security-token"), Some("token+/=="));
    assert_eq!(sent.headers.get("x-acs-accesskey-id"), Some("STS.KEY"));
    assert!(sent.headers.get("authorization").unwrap().contains("x-acs-accesskey-id;"));
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn each_request_has_its_own_nonce() {
    let answer = json!({"RequestId": REQUEST_ID, "TotalCount": 0});
    let bench = Bench::answering(&[answer.clone(), answer]);
    for _ in 0..2 {
        bench.client.describe_tasks(&DescribeTasksRequest::default()).await.unwrap();
    }
    let requests = bench.requests();
    let nonce = |n: usize| requests[n].headers.get("x-acs-signature-nonce").unwrap();
    assert_ne!(nonce(0), nonce(1));
}

#[tokio::test]
async fn backup_app() {
    let bench = accepted();
    let request = BackupAppRequest {
        backup_file_name: Some("nightly A+B~1".into()),
        description: Some("说明 100% *".into()),
        ..BackupAppRequest::new([PHONE, OTHER], ["com.example.alpha"], FOLDER, HOST)
    };
    bench.client.backup_app(&request).await.unwrap();
    assert_eq!(
        bench.requests()[0].query,
        "AndroidInstanceIdList.1=acp-demo00000001&AndroidInstanceIdList.2=acp-demo00000002&\
         BackupFileName=nightly%20A%2BB~1&BackupFilePath=oss%3A%2F%2Fvec-bucket%2Fbackups%2F&\
         Description=%E8%AF%B4%E6%98%8E%20100%25%20%2A&SourceAppList.1=com.example.alpha&\
         UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com"
    );
    only(&bench, "BackupApp");
}

#[tokio::test]
async fn backup_file() {
    let bench = accepted();
    let request = BackupFileRequest {
        backup_all: Some(false),
        exclude_source_file_path_list: vec!["/data/media/0/tmp".into()],
        source_app_list: vec!["com.example.beta".into()],
        upload_endpoint: Some(HOST.into()),
        upload_type: Some(UploadType::Oss),
        ..BackupFileRequest::paths([PHONE], ["/data/media"], FOLDER)
    };
    bench.client.backup_file(&request).await.unwrap();
    assert_eq!(
        only(&bench, "BackupFile"),
        "AndroidInstanceIdList.1=acp-demo00000001&BackupAll=false&BackupFilePath=oss://vec-bucket/backups/&\
         ExcludeSourceFilePathList.1=/data/media/0/tmp&SourceAppList.1=com.example.beta&\
         SourceFilePathList.1=/data/media&UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com&UploadType=OSS"
    );
}

#[tokio::test]
async fn backup_android_instance() {
    let bench = accepted();
    let request = BackupAndroidInstanceRequest::new([PHONE], FOLDER, HOST);
    bench.client.backup_android_instance(&request).await.unwrap();
    assert_eq!(
        only(&bench, "BackupAndroidInstance"),
        "AndroidInstanceIdList.1=acp-demo00000001&BackupFilePath=oss://vec-bucket/backups/&\
         UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com"
    );
}

#[tokio::test]
async fn recover_app() {
    let bench = accepted();
    let request = RecoverAppRequest {
        upload_endpoint: Some(HOST.into()),
        ..RecoverAppRequest::new([PHONE], "bf-1", OBJECT)
    };
    bench.client.recover_app(&request).await.unwrap();
    assert_eq!(
        only(&bench, "RecoverApp"),
        "AndroidInstanceIdList.1=acp-demo00000001&BackupFileId=bf-1&\
         BackupFilePath=oss://vec-bucket/backups/acp-demo00000001_20260301080000.ab&\
         UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com&UploadType=OSS"
    );
}

#[tokio::test]
async fn recovery_file() {
    let bench = accepted();
    let request =
        RecoveryFileRequest { backup_all: Some(true), ..RecoveryFileRequest::of_id([PHONE], "bf-1") };
    bench.client.recovery_file(&request).await.unwrap();
    assert_eq!(
        only(&bench, "RecoveryFile"),
        "AndroidInstanceIdList.1=acp-demo00000001&BackupAll=true&BackupFileId=bf-1"
    );
}

#[tokio::test]
async fn recover_android_instance() {
    let bench = accepted();
    let request = RecoverAndroidInstanceRequest::new([PHONE], OBJECT);
    bench.client.recover_android_instance(&request).await.unwrap();
    assert_eq!(
        only(&bench, "RecoverAndroidInstance"),
        "AndroidInstanceIdList.1=acp-demo00000001&\
         BackupFilePath=oss://vec-bucket/backups/acp-demo00000001_20260301080000.ab&UploadType=OSS"
    );
}

#[tokio::test]
async fn describe_backup_files() {
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "MaxResults": "10", "Data": []})]);
    let request = DescribeBackupFilesRequest {
        android_instance_id: Some(PHONE.into()),
        start_time: Some("2026-03-01 16:00:04".into()),
        status_list: vec!["AVAILABLE".into(), "NEW_STATE".into()],
        sale_mode: Some(SaleMode::Node),
        max_results: Some(100),
        next_token: Some("tok==".into()),
        ..Default::default()
    };
    let page = bench.client.describe_backup_files(&request).await.unwrap();
    assert_eq!(page.max_results.as_deref(), Some("10"));
    assert_eq!(bench.requests()[0].query.matches("tok%3D%3D").count(), 1);
    assert_eq!(
        only(&bench, "DescribeBackupFiles"),
        "AndroidInstanceId=acp-demo00000001&MaxResults=100&NextToken=tok==&SaleMode=Node&\
         StartTime=2026-03-01 16:00:04&StatusList.1=AVAILABLE&StatusList.2=NEW_STATE"
    );
}

#[tokio::test]
async fn describe_tasks() {
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "Data": []})]);
    let request = DescribeTasksRequest {
        level: Some(2),
        max_results: Some(50),
        parent_task_id: Some("t-vecparent".into()),
        task_ids: vec!["t-vec0001".into()],
        task_statuses: vec![TaskStatus::Processing, TaskStatus::Failed],
        ..Default::default()
    };
    bench.client.describe_tasks(&request).await.unwrap();
    assert_eq!(
        only(&bench, "DescribeTasks"),
        "Level=2&MaxResults=50&ParentTaskId=t-vecparent&TaskIds.1=t-vec0001&TaskStatuses.1=Processing&\
         TaskStatuses.2=Failed"
    );
}

#[tokio::test]
async fn describe_android_instances() {
    let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "InstanceModel": []})]);
    let request = DescribeAndroidInstancesRequest {
        android_instance_ids: vec![PHONE.into()],
        biz_region_id: Some("cn-hangzhou".into()),
        tag: vec![Tag { key: Some("k 1".into()), value: Some("v/1".into()) }],
        ..Default::default()
    };
    bench.client.describe_android_instances(&request).await.unwrap();
    assert_eq!(
        only(&bench, "DescribeAndroidInstances"),
        "AndroidInstanceIds.1=acp-demo00000001&BizRegionId=cn-hangzhou&Tag.1.Key=k 1&Tag.1.Value=v/1"
    );
}

#[tokio::test]
async fn power_calls() {
    let answer = json!({"RequestId": REQUEST_ID});
    let bench = Bench::answering(&[answer.clone(), answer.clone(), answer]);
    let ids = vec![PHONE.to_owned()];
    let start = StartAndroidInstanceRequest { android_instance_ids: ids.clone(), ..Default::default() };
    bench.client.start_android_instance(&start).await.unwrap();
    let stop = StopAndroidInstanceRequest {
        android_instance_ids: ids.clone(),
        force_stop: Some(true),
        ..Default::default()
    };
    bench.client.stop_android_instance(&stop).await.unwrap();
    let reboot = RebootAndroidInstancesInGroupRequest { android_instance_ids: ids, ..Default::default() };
    bench.client.reboot_android_instances_in_group(&reboot).await.unwrap();
    let sent = bench.sent();
    let expected = [
        ("StartAndroidInstance", "AndroidInstanceIds.1=acp-demo00000001"),
        ("StopAndroidInstance", "AndroidInstanceIds.1=acp-demo00000001&ForceStop=true"),
        ("RebootAndroidInstancesInGroup", "AndroidInstanceIds.1=acp-demo00000001"),
    ];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(action, query)| (&**action, &**query)).collect();
    assert_eq!(sent, expected);
}
