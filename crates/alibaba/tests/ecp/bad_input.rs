//! Every rule refuses before anything is sent, names the field in the vendor's spelling, and can be skipped.

use std::sync::Arc;

use phonevault_alibaba::{CallOptions, Client, Network, Settings};
use phonevault_core::cloud::{Cloud, CloudLimits};
use phonevault_core::credentials::Keys;
use phonevault_core::testing::TestWorld;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bench::{Bench, FOLDER, HOST, OBJECT, OTHER, PHONE, REQUEST_ID};

fn good(operation: &str) -> Value {
    match operation {
        "BackupApp" => json!({
            "AndroidInstanceIdList": [PHONE], "SourceAppList": ["com.example.alpha"],
            "BackupFilePath": FOLDER, "UploadEndpoint": HOST,
        }),
        "BackupFile" => json!({
            "AndroidInstanceIdList": [PHONE], "SourceFilePathList": ["/data"], "BackupFilePath": FOLDER,
        }),
        "BackupAndroidInstance" => json!({
            "AndroidInstanceIdList": [PHONE], "BackupFilePath": FOLDER, "UploadEndpoint": HOST,
        }),
        "RecoverApp" => json!({
            "AndroidInstanceIdList": [PHONE], "BackupFileId": "bf-1", "BackupFilePath": OBJECT,
            "UploadType": "OSS",
        }),
        "RecoveryFile" => json!({"AndroidInstanceIdList": [PHONE], "BackupFileId": "bf-1"}),
        "RecoverAndroidInstance" => json!({
            "AndroidInstanceIdList": [PHONE], "BackupFilePath": OBJECT, "UploadType": "OSS",
        }),
        _ => json!({"AndroidInstanceIds": [PHONE]}),
    }
}

/// The good request with one parameter changed; `null` takes it away.
fn with(operation: &str, name: &str, value: Value) -> Value {
    let mut params = good(operation);
    params[name] = value;
    params
}

pub(crate) async fn refused(operation: &str, params: Value, field: &str) -> String {
    let bench = Bench::new();
    let error = bench.client.call(operation, params.clone()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No), "{params}: {error}");
    assert!(
        error.violations().iter().any(|violation| violation.field == field),
        "{operation} {params}: no violation of {field} in: {error}"
    );
    assert!(bench.requests().is_empty(), "nothing may be sent");
    // The way out works for each rule.
    let good_for_all = json!({
        "RequestId": REQUEST_ID, "TaskId": "t-1", "Data": [], "InstanceModel": [], "SpecInfoModel": [],
        "RegionModels": [], "RunCommandInfos": [], "Credentials": {
            "AccessKeyId": "STS.K", "AccessKeySecret": "s", "SecurityToken": "t", "Expiration": "2026-01-02T04:04:05Z",
        },
    });
    let bench = Bench::answering(&[good_for_all]);
    let open = bench.client.with_options(CallOptions { skip_rules: true, timeout: None });
    open.call(operation, params).await.unwrap();
    assert_eq!(bench.requests().len(), 1);
    error.to_string()
}

#[tokio::test]
async fn the_good_requests_are_sent() {
    for operation in [
        "BackupApp",
        "BackupFile",
        "BackupAndroidInstance",
        "RecoverApp",
        "RecoveryFile",
        "RecoverAndroidInstance",
        "StartAndroidInstance",
    ] {
        let bench = Bench::answering(&[json!({"RequestId": REQUEST_ID, "TaskId": "t-1", "Data": []})]);
        bench.client.call(operation, good(operation)).await.unwrap();
    }
}

#[tokio::test]
async fn phones() {
    for (operation, list) in [
        ("BackupApp", "AndroidInstanceIdList"),
        ("BackupFile", "AndroidInstanceIdList"),
        ("BackupAndroidInstance", "AndroidInstanceIdList"),
        ("RecoverApp", "AndroidInstanceIdList"),
        ("RecoveryFile", "AndroidInstanceIdList"),
        ("RecoverAndroidInstance", "AndroidInstanceIdList"),
        ("StartAndroidInstance", "AndroidInstanceIds"),
        ("StopAndroidInstance", "AndroidInstanceIds"),
        ("RebootAndroidInstancesInGroup", "AndroidInstanceIds"),
        ("ResetAndroidInstancesInGroup", "AndroidInstanceIds"),
    ] {
        refused(operation, with(operation, list, json!([])), list).await;
        refused(operation, with(operation, list, Value::Null), list).await;
        refused(operation, with(operation, list, json!([PHONE, ""])), &format!("{list}[1]")).await;
        refused(operation, with(operation, list, json!([" "])), &format!("{list}[0]")).await;
        let twice = json!([PHONE, OTHER, PHONE]);
        refused(operation, with(operation, list, twice), &format!("{list}[2]")).await;
        let many: Vec<String> = (0..51).map(|n| format!("acp-{n}")).collect();
        let text = refused(operation, with(operation, list, json!(many)), list).await;
        assert!(text.contains("51") && text.contains("50") && text.contains("INFERRED"), "{text}");
    }
}

#[tokio::test]
async fn mandatory_fields_of_the_matrix() {
    for (operation, fields) in [
        ("BackupApp", &["BackupFilePath", "UploadEndpoint", "SourceAppList"][..]),
        ("BackupFile", &["BackupFilePath"]),
        ("BackupAndroidInstance", &["BackupFilePath", "UploadEndpoint"]),
        ("RecoverApp", &["BackupFileId", "BackupFilePath", "UploadType"]),
        ("RecoverAndroidInstance", &["BackupFilePath", "UploadType"]),
    ] {
        for field in fields {
            refused(operation, with(operation, field, Value::Null), field).await;
        }
        refused(operation, with(operation, "BackupFilePath", json!("")), "BackupFilePath").await;
    }
}

#[tokio::test]
async fn locations() {
    let long_key = format!("oss://vec-bucket/{}", "k".repeat(1024));
    for (path, field) in [
        ("vec-bucket/backups/", "BackupFilePath"),
        ("obs://vec-bucket/backups/", "BackupFilePath"),
        ("OSS://vec-bucket/backups/", "BackupFilePath"),
        ("oss://BAD_Bucket!/backups/", "BackupFilePath.bucket"),
        ("oss://vec-bucket.oss-cn-shanghai.aliyuncs.com/backups/", "BackupFilePath.bucket"),
        ("oss://ab/backups/", "BackupFilePath.bucket"),
        ("oss://vec-bucket", "BackupFilePath"),
        ("oss://vec-bucket//backups/", "BackupFilePath"),
        ("oss://vec-bucket/\\backups/", "BackupFilePath.key"),
        ("oss://vec-bucket/a\nb", "BackupFilePath"),
        (&long_key, "BackupFilePath.key"),
    ] {
        for operation in ["BackupApp", "BackupFile", "BackupAndroidInstance"] {
            refused(operation, with(operation, "BackupFilePath", json!(path)), field).await;
        }
    }
    for operation in ["RecoverApp", "RecoveryFile", "RecoverAndroidInstance"] {
        for path in [FOLDER, "oss://vec-bucket", "obs://vec-bucket/x.ab"] {
            refused(operation, with(operation, "BackupFilePath", json!(path)), "BackupFilePath").await;
        }
    }
    let mut two = with("BackupApp", "BackupFilePath", json!(OBJECT));
    two["AndroidInstanceIdList"] = json!([PHONE, OTHER]);
    let text = refused("BackupApp", two, "BackupFilePath").await;
    assert!(text.contains("folder"), "{text}");
}

#[tokio::test]
async fn packages_paths_endpoints_and_types() {
    for name in ["", "single", "com..x", "com.1x", "com.ex ample", "com.example.", ".com.x", "com.ex-a.b"] {
        let list = json!(["com.example.ok", name]);
        refused("BackupApp", with("BackupApp", "SourceAppList", list.clone()), "SourceAppList[1]").await;
        refused("BackupFile", with("BackupFile", "SourceAppList", list), "SourceAppList[1]").await;
    }
    for path in ["", "data", "./data", "\u{0}"] {
        for field in ["SourceFilePathList", "ExcludeSourceFilePathList"] {
            let params = with("BackupFile", field, json!(["/data", path]));
            refused("BackupFile", params, &format!("{field}[1]")).await;
        }
    }
    for host in ["https://oss-cn-shanghai.aliyuncs.com", "h/x", "h:443", "a b", "host?"] {
        for operation in ["BackupApp", "BackupFile", "RecoverApp", "RecoveryFile"] {
            refused(operation, with(operation, "UploadEndpoint", json!(host)), "UploadEndpoint").await;
        }
    }
    for operation in ["BackupFile", "RecoverApp", "RecoveryFile", "RecoverAndroidInstance"] {
        refused(operation, with(operation, "UploadType", json!("S3")), "UploadType").await;
    }
}

#[tokio::test]
async fn filters() {
    for (operation, params, field) in [
        ("DescribeBackupFiles", json!({"MaxResults": 0}), "MaxResults"),
        ("DescribeBackupFiles", json!({"MaxResults": 101}), "MaxResults"),
        ("DescribeBackupFiles", json!({"StartTime": "2026-03-01T00:00:00Z"}), "StartTime"),
        ("DescribeBackupFiles", json!({"EndTime": "yesterday"}), "EndTime"),
        ("DescribeBackupFiles", json!({"BackupFileId": " "}), "BackupFileId"),
        ("DescribeTasks", json!({"Level": 0}), "Level"),
        ("DescribeTasks", json!({"TaskIds": ["t-1", "t-1"]}), "TaskIds[1]"),
        ("DescribeTasks", json!({"InvokeId": ""}), "InvokeId"),
        ("DescribeAndroidInstances", json!({"AndroidInstanceIds": [""]}), "AndroidInstanceIds[0]"),
        ("DescribeAndroidInstances", json!({"MaxResults": -1}), "MaxResults"),
        ("DescribeAndroidInstances", json!({"SortKey": "Name"}), "SortKey"),
        ("DescribeAndroidInstances", json!({"SortType": "asc"}), "SortType"),
        ("DescribeAndroidInstances", json!({"ChargeType": "Free"}), "ChargeType"),
        ("DescribeAndroidInstances", json!({"SaleMode": "Rack"}), "SaleMode"),
        ("DescribeBackupFiles", json!({"SaleMode": "Rack"}), "SaleMode"),
    ] {
        refused(operation, params, field).await;
    }
}

#[tokio::test]
async fn operations_without_types() {
    let many: Vec<String> = (0..51).map(|n| format!("acp-{n}")).collect();
    for (operation, params, field) in [
        ("DeleteImages", json!({}), "ImageIds"),
        ("DeleteImages", json!({"ImageIds": []}), "ImageIds"),
        ("ListPolicyGroups", json!({"MaxResults": 101}), "MaxResults"),
        ("SetAdbSecure", json!({"Status": 1, "InstanceIds": many}), "InstanceIds"),
        ("DescribeDisplayConfig", json!({"AndroidInstanceIds": [PHONE, ""]}), "AndroidInstanceIds[1]"),
        ("DescribeDisplayConfig", json!({"AndroidInstanceIds": [PHONE, PHONE]}), "AndroidInstanceIds[1]"),
    ] {
        refused(operation, params, field).await;
    }
    let bench = Bench::new();
    bench.client.prepare("StartInstanceAdb", json!({"InstanceIds.1": PHONE})).unwrap();
    bench.client.prepare("DescribeApps", Value::Null).unwrap();
}

#[tokio::test]
async fn guesses_are_settings_and_say_so() {
    let nameless = json!({"AndroidInstanceIdList": [PHONE], "BackupFilePath": OBJECT});
    let text = refused("RecoveryFile", nameless.clone(), "BackupFileId").await;
    assert!(text.contains("INFERRED") && text.contains("recovery_file_needs_source"), "{text}");
    let unselected = with("BackupFile", "SourceFilePathList", Value::Null);
    let text = refused("BackupFile", unselected.clone(), "SourceFilePathList").await;
    assert!(text.contains("INFERRED") && text.contains("backup_file_needs_selection"), "{text}");
    let settings = Settings {
        recovery_file_needs_source: false,
        backup_file_needs_selection: false,
        ..Settings::default()
    };
    let bench = Bench::with(|builder| builder.settings(settings));
    bench.client.prepare("RecoveryFile", nameless).unwrap();
    bench.client.prepare("BackupFile", unselected).unwrap();
    let mut limits = bench.client.limits().clone();
    limits.phones_per_backup = 2;
    let bench = Bench::with(|builder| builder.limits(limits));
    let three = with("BackupFile", "AndroidInstanceIdList", json!(["a", "b", "c"]));
    assert!(bench.client.prepare("BackupFile", three).is_err());
}

#[test]
fn configurations_that_cannot_work_are_refused() {
    let build = |change: fn(phonevault_alibaba::ClientBuilder) -> phonevault_alibaba::ClientBuilder| {
        change(Client::builder("cn-shanghai").context(TestWorld::new(1).context())).build()
    };
    assert!(build(|builder| builder).is_ok());
    assert!(build(|builder| builder.endpoint("alibaba_ecp", "http://127.0.0.1:9")).is_ok());
    assert!(
        build(|builder| builder.endpoint("alibaba_ecp", "http://ecp.example.com").allow_plain_http(true))
            .is_ok()
    );
    let with_password = Client::builder("cn-shanghai").endpoint("alibaba_ecp", "https://user:hush@h");
    let shown = format!("{with_password:?} {:?}", with_password.clone().build().unwrap_err());
    assert!(!shown.contains("hush"), "{shown}");
    for settings in [
        Settings { backups_per_delete: 0, ..Settings::default() },
        Settings { sts_region: Some("a/b".into()), ..Settings::default() },
    ] {
        let error = Client::builder("cn-shanghai").settings(settings).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
    for error in [
        build(|builder| builder.endpoint("alibaba_sts", "http://sts.example.com")).unwrap_err(),
        build(|builder| builder.endpoint("alibaba_ecp", "http://ecp.example.com")).unwrap_err(),
        build(|builder| builder.endpoint("alibaba_oss", "http://oss.example.com")).unwrap_err(),
        build(|builder| builder.endpoint("alibaba_ecp", "https://")).unwrap_err(),
        build(|builder| builder.endpoint("huawei_obs", "https://h")).unwrap_err(),
        Client::builder("cn-hangzhou").build().unwrap_err(),
        Client::builder("").endpoint("alibaba_ecp", "https://h").build().unwrap_err(),
        Client::builder("a/b").endpoint("alibaba_ecp", "https://h").build().unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.cloud()), (ErrorKind::Configuration, Some("alibaba")), "{error}");
    }
    assert!(
        Client::builder("cn-hangzhou").endpoint("alibaba_ecp", "https://ecp.example.com").build().is_ok()
    );
    let limits = build(|builder| builder).unwrap().limits().clone();
    let changes: [fn(&mut CloudLimits); 4] = [
        |limits| limits.page_size = 101,
        |limits| limits.ids_per_poll = 0,
        |limits| limits.phones_per_power = 0,
        |limits| limits.backups_per_restore = 2,
    ];
    for change in changes {
        let mut wrong = limits.clone();
        change(&mut wrong);
        let error = Client::builder("cn-shanghai").limits(wrong).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
}

#[tokio::test]
async fn secrets_are_not_in_debug_and_missing_keys_send_nothing() {
    let keys = Keys::new("LTAI-KEY", "hush-secret").with_security_token("hush-token");
    let builder = Client::builder("cn-shanghai").keys(Arc::new(keys));
    let shown = format!("{builder:?} {:?}", builder.clone().build().unwrap());
    assert!(!shown.contains("hush") && shown.contains("cn-shanghai"), "{shown}");

    let world = TestWorld::new(1);
    let client = Client::builder("cn-shanghai").context(world.context()).build().unwrap();
    let error = client.call("BackupApp", good("BackupApp")).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Credentials, Applied::No));
    assert!(error.message().contains("ALIBABA_CLOUD_ACCESS_KEY_ID"), "{error}");
    world.set_variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "AK");
    world.set_variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hush-secret");
    world.set_variable("ALIBABA_CLOUD_SECURITY_TOKEN", "token");
    let request = client.dry_run("BackupApp", good("BackupApp"), None, None).await.unwrap();
    assert_eq!(request.headers.get("x-acs-security-token"), Some("token"));
    assert!(world.network().requests().is_empty());
}

#[test]
fn endpoints_come_from_the_builder_then_the_environment_then_the_region() {
    let world = TestWorld::new(1);
    let builder = Client::builder("cn-hangzhou").context(world.context());
    assert!(builder.clone().build().is_err());
    world.set_variable("PHONEVAULT_ENDPOINT_ALIBABA_ECP", "http://127.0.0.1:7001");
    world.set_variable("PHONEVAULT_ENDPOINT_ALIBABA_OSS", "http://127.0.0.1:7002");
    let client = builder.clone().build().unwrap();
    assert_eq!(client.sts_endpoint().to_string(), "https://sts.aliyuncs.com");
    world.set_variable("ALIBABA_CLOUD_STS_REGION", "cn-beijing");
    let client = builder.clone().build().unwrap();
    assert_eq!(client.sts_endpoint().to_string(), "https://sts.cn-beijing.aliyuncs.com");
    world.set_variable("ALIBABA_CLOUD_STS_REGION", "");
    let inside = builder.clone().network(Network::Internal).build().unwrap();
    assert_eq!(inside.sts_endpoint().to_string(), "https://sts-vpc.cn-hangzhou.aliyuncs.com");
    let settings = Settings { sts_region: Some("cn-chengdu".into()), ..Settings::default() };
    let client = builder.clone().settings(settings).build().unwrap();
    assert_eq!(client.sts_endpoint().to_string(), "https://sts.cn-chengdu.aliyuncs.com");
    world.set_variable("PHONEVAULT_ENDPOINT_ALIBABA_STS", "http://127.0.0.1:7004");
    let client = builder.clone().build().unwrap();
    assert_eq!(client.sts_endpoint().to_string(), "http://127.0.0.1:7004");
    assert_eq!(client.endpoint().to_string(), "http://127.0.0.1:7001");
    assert_eq!(client.store_endpoint("b").unwrap().to_string(), "http://127.0.0.1:7002");
    let client = builder.endpoint("alibaba_ecp", "http://127.0.0.1:7003").build().unwrap();
    assert_eq!(client.endpoint().to_string(), "http://127.0.0.1:7003");
    world.set_variable("PHONEVAULT_ENDPOINT_ALIBABA_ECP", "http://ecp.example.com");
    assert!(Client::builder("cn-shanghai").context(world.context()).build().is_err());
}
