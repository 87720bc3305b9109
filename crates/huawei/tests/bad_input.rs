//! What is refused before anything is sent: the field, the rule, and `skip_rules` as the way out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::needless_pass_by_value, reason = "a table of values reads better without references")]

mod support;

use phonevault_core::cloud::{
    BackupBatch, BackupItem, BackupRef, Cloud, CloudLimits, Marker, RestoreBatch, RestoreItem,
};
use phonevault_core::error::ErrorKind;
use phonevault_core::scope::Scope;
use phonevault_core::testing::TestWorld;
use phonevault_huawei::{CPH_SERVICE, Client};
use serde_json::{Value, json};
use support::{P1, P2, assert_unsent, builder, client, fields, skipping};

fn restores(infos: Value) -> (&'static str, Value) {
    ("batch_restore", json!({ "restore_infos": infos }))
}

fn exports(include: Value) -> (&'static str, Value) {
    let info = json!({"phone_id": P1, "include_files": include, "bucket_name": "bbb", "object_path": "k"});
    ("batch_storage", json!({"storage_infos": [info]}))
}

fn export(field: &str, value: Value) -> (&'static str, Value) {
    let (name, mut params) = exports(json!(["/data/a"]));
    params["storage_infos"][0][field] = value;
    (name, params)
}

fn many(n: usize) -> Value {
    (0..n).map(|n| json!({"phone_id": format!("p{n}"), "bucket_name": "bbb", "object_path": "k"})).collect()
}

fn ids(n: usize) -> Value {
    (0..n).map(|n| Value::from(format!("p{n}"))).collect()
}

/// Every bad input of a typed operation, with the paths of the fields that the error must name.
fn cases() -> Vec<((&'static str, Value), Vec<&'static str>)> {
    let good = json!({"phone_id": P1, "bucket_name": "bbb", "object_path": "k"});
    let with = |field: &str, value: Value| {
        let mut info = good.clone();
        info[field] = value;
        restores(json!([{"phone_id": P2, "bucket_name": "bbb", "object_path": "k"}, info]))
    };
    vec![
        (("batch_restore", json!({})), vec!["restore_infos"]),
        (restores(json!([])), vec!["restore_infos"]),
        (restores(json!(null)), vec!["restore_infos"]),
        (
            restores(json!([{}])),
            vec!["restore_infos[0].phone_id", "restore_infos[0].bucket_name", "restore_infos[0].object_path"],
        ),
        (restores(json!([good, good])), vec!["restore_infos[1].phone_id"]),
        (restores(many(101)), vec!["restore_infos"]),
        (with("phone_id", json!("\t")), vec!["restore_infos[1].phone_id"]),
        (with("phone_id", json!("p".repeat(33))), vec!["restore_infos[1].phone_id"]),
        (with("bucket_name", json!("BAD_Bucket!")), vec!["restore_infos[1].bucket_name"]),
        (with("bucket_name", json!("192.168.0.1")), vec!["restore_infos[1].bucket_name"]),
        (with("object_path", json!("k".repeat(1025))), vec!["restore_infos[1].object_path"]),
        (with("object_path", json!(7)), vec!["restore_infos[1].object_path"]),
        (with("overwrite", json!(true)), vec!["restore_infos[1].overwrite"]),
        (("batch_restore", json!({"restore_info": []})), vec!["restore_info"]),
        (restores(json!("p")), vec!["restore_infos"]),
        (("batch_restore", json!([1])), vec!["params"]),
        (exports(json!([])), vec!["storage_infos[0].include_files"]),
        (exports(json!(["/data/ok", "/sdcard/x"])), vec!["storage_infos[0].include_files[1]"]),
        (
            exports(json!(["/data/a*b", "/data/a b"])),
            vec!["storage_infos[0].include_files[0]", "storage_infos[0].include_files[1]"],
        ),
        (exports(json!([format!("/data/{}", "x".repeat(4091))])), vec!["storage_infos[0].include_files[0]"]),
        (exports(json!(["/data/misc/wifi"])), vec!["storage_infos[0].include_files[0]"]),
        (exports(json!(["/data/misc", "/data/system"])), vec!["storage_infos[0].include_files[0]"]),
        (exports(json!([3])), vec!["storage_infos[0].include_files[0]"]),
        (export("exclude_files", json!(["data/x"])), vec!["storage_infos[0].exclude_files[0]"]),
        (export("object_path", json!("a b.tar")), vec!["storage_infos[0].object_path"]),
        (export("object_path", json!("ä.tar")), vec!["storage_infos[0].object_path"]),
        (
            (
                "batch_storage",
                json!({"storage_infos": [
                    {"phone_id": P1, "include_files": ["/data/a"], "bucket_name": "bbb", "object_path": "k"},
                    {"phone_id": P2, "include_files": ["/data/a"], "bucket_name": "bbb", "object_path": "k"}]}),
            ),
            vec!["storage_infos[1].object_path"],
        ),
        (("StopCloudPhone", json!({"phone_ids": [P1, "", P1]})), vec!["phone_ids[1]", "phone_ids[2]"]),
        (
            ("RestartCloudPhone", json!({"phones": [{"phone_id": P1, "property": "{"}]})),
            vec!["phones[0].property"],
        ),
        (("RestartCloudPhone", json!({"image_id": "", "phones": [{"phone_id": P1}]})), vec!["image_id"]),
        (("ShowCloudPhoneDetail", json!({"phone_id": "p".repeat(33)})), vec!["phone_id"]),
        (("ListJobs", json!({"limit": 5})), vec!["request_id"]),
        (("ListJobs", json!({"request_id": "r", "limit": 101, "offset": -1})), vec!["offset", "limit"]),
        (
            ("ListJobs", json!({"request_ids": (0..21).map(|n| n.to_string()).collect::<Vec<_>>()})),
            vec!["request_ids"],
        ),
        (("ListJobs", json!({"request_ids": ["a", "b,c"]})), vec!["request_ids[1]"]),
        (("ListJobs", json!({"request_ids": 5})), vec!["request_ids"]),
        (("ListCloudPhones", json!({"limit": 0})), vec!["limit"]),
        (("ListCloudPhones", json!({"limit": "10"})), vec!["limit"]),
        (("ListCloudPhones", json!({"colour": "red"})), vec!["colour"]),
        (("ListCloudPhoneImages", json!({"limit": 501})), vec!["limit"]),
        (("ListCloudPhoneImages", json!({"image_type": "secret"})), vec!["image_type"]),
        (("ShowJob", json!({"job_id": ""})), vec!["job_id"]),
        (("StopCloudPhone", json!({"phone_ids": [" ", "p\n"]})), vec!["phone_ids[0]", "phone_ids[1]"]),
        (("ListJobs", json!({"request_id": " "})), vec!["request_id"]),
        (("ListCloudPhones", json!({"status": 5, "type": 7})), vec!["status", "type"]),
        (
            ("ResetCloudPhone", json!({"phones": [{"phone_id": P1}, {"phone_id": P1}]})),
            vec!["phones[1].phone_id"],
        ),
        (("ResetCloudPhone", json!({"phones": [{"phone_id": ""}]})), vec!["phones[0].phone_id"]),
        (("ResetCloudPhone", json!({"image_id": "i"})), vec!["phones"]),
        (
            (
                "ResetCloudPhone",
                json!({"image_id": "i".repeat(33), "phones": [{"phone_id": P1, "property": "[]"}]}),
            ),
            vec!["image_id", "phones[0].property"],
        ),
        (
            ("ResetCloudPhone", json!({"phones": [{"phone_id": P1, "factory_reset_enabled": "yes"}]})),
            vec!["phones[0].factory_reset_enabled"],
        ),
        (
            ("RunSyncCommand", json!({"command": "shell", "content": "ls", "phone_ids": ids(16)})),
            vec!["phone_ids"],
        ),
        (
            ("RunSyncCommand", json!({"command": "shell", "content": "ls", "phone_ids": []})),
            vec!["phone_ids"],
        ),
        (
            ("PushFile", json!({"command": "push", "content": "x".repeat(1025), "server_ids": ["s"]})),
            vec!["content"],
        ),
        (
            ("PushFile", json!({"content": "obs://bbb/a.zip", "server_ids": ["s", "s"]})),
            vec!["content", "server_ids[1]"],
        ),
        (
            ("RunShellCommand", json!({"command": "shell", "content": "x".repeat(2049), "phone_ids": [P1]})),
            vec!["content"],
        ),
        (("RunShellCommand", json!({"content": "rm -r *", "phone_ids": [P1]})), vec!["content"]),
        (
            ("RunShellCommand", json!({"command": "uninstall", "content": "com.acme", "phone_ids": [P1]})),
            vec!["command"],
        ),
        (("RunShellCommand", json!({"command": "shell", "content": "ls"})), vec!["phone_ids"]),
        (("RunShellCommand", json!({"content": "ls", "phone_ids": [P1, 7]})), vec!["phone_ids[1]"]),
        (
            ("InstallApk", json!({"content": "obs://bbb/a.apk obs://bbb/b.apk", "phone_ids": [P1, P1]})),
            vec!["content", "phone_ids[1]"],
        ),
        (("InstallApk", json!({"command": "push", "phone_ids": [P1]})), vec!["command", "content"]),
        (("UninstallApk", json!({"content": "notes", "phone_ids": [P1]})), vec!["content"]),
        (
            ("ListImages", json!({"image_type": "public", "status": 3, "limit": 101})),
            vec!["limit", "image_type", "status"],
        ),
        (("ListImages", json!({"offset": -1, "image_id": ""})), vec!["offset", "image_id"]),
        // Operations without types: what the table knows.
        (
            ("UpdateCloudPhoneProperty", json!({"phones": [{"phone_id": P1}, {"phone_id": P1}]})),
            vec!["phones[1].phone_id"],
        ),
        (("UpdateCloudPhoneProperty", json!({"phones": [{"phone_id": ""}]})), vec!["phones[0].phone_id"]),
        (
            ("BatchShowPhoneConnectInfos", json!({"client_type": "c", "phone_ids": ids(11)})),
            vec!["phone_ids"],
        ),
        (("ImportTraffic", json!({"traffic_type": "direct", "phone_ids": ids(101)})), vec!["phone_ids"]),
        (("UpdateCloudPhoneProperty", json!({})), vec!["phones"]),
        (
            (
                "BatchCreateTags",
                json!({"resource_type": "t", "resource_id": "r", "action": "delete", "tags": [1]}),
            ),
            vec!["action"],
        ),
        (("ListShareFiles", json!({"path": "/data"})), vec!["server_ids"]),
        (("DeleteImage", json!({})), vec!["image_id"]),
    ]
}

#[tokio::test]
async fn every_bad_input_is_refused_unsent_with_the_path_of_its_field() {
    for ((operation, params), expected) in cases() {
        let world = TestWorld::new(1);
        let error = client(&world).call(operation, params.clone()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{operation} {params}: {error}");
        assert_eq!(fields(&error), expected, "{operation}: {error}");
        assert!(error.operation().is_some() && error.cloud() == Some("huawei"), "{error}");
        assert_unsent(&world, &error);
        // The same through the request that is only prepared.
        assert_eq!(fields(&client(&world).prepare(operation, params).unwrap_err()), expected);
    }
}

#[tokio::test]
async fn skip_rules_is_the_way_out_unless_there_is_no_request_without_the_field() {
    for ((operation, params), expected) in cases() {
        let world = TestWorld::new(1);
        let prepared = skipping(&client(&world)).prepare(operation, params.clone());
        let impossible = expected == ["params"]
            || (operation == "ShowJob" && expected == ["job_id"])
            || operation == "DeleteImage";
        assert_eq!(prepared.is_err(), impossible, "{operation} {params}: {prepared:?}");
    }
}

#[tokio::test]
async fn a_guessed_limit_says_that_it_is_one_and_can_be_changed() {
    let world = TestWorld::new(1);
    let (operation, params) = restores(many(101));
    let error = client(&world).call(operation, params.clone()).await.unwrap_err();
    for word in ["101", "100", "inferred", "phones_per_restore"] {
        assert!(error.message().contains(word), "{error}");
    }
    let mut limits = client(&world).limits().clone();
    limits.phones_per_restore = 101;
    let wider = builder(&world).limits(limits).build().unwrap();
    assert!(wider.prepare(operation, params).is_ok());
    let (operation, params) = restores(many(100));
    assert!(client(&world).prepare(operation, params).is_ok());
}

#[tokio::test]
async fn an_unknown_operation_names_near_matches_and_a_large_body_is_not_sent() {
    let world = TestWorld::new(1);
    let error = client(&world).call("BatchRestor", Value::Null).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert!(error.message().contains("batch_restore"), "{error}");
    let params = json!({"phones": [{"phone_id": P1, "property": "x".repeat(12 << 20)}]});
    let error = client(&world).call("UpdateCloudPhoneProperty", params.clone()).await.unwrap_err();
    assert!(error.message().contains("12582912"), "{error}");
    assert_unsent(&world, &error);
    assert!(skipping(&client(&world)).prepare("UpdateCloudPhoneProperty", params).is_ok());
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let world = TestWorld::new(1);
    let refused = |builder: phonevault_huawei::ClientBuilder| {
        let error = builder.build().unwrap_err();
        assert_eq!(error.cloud(), Some("huawei"), "{error}");
        (error.kind(), error.message().to_owned())
    };
    let bare = || Client::builder("cn-north-4").context(world.context());
    let (kind, message) = refused(bare());
    assert_eq!(kind, ErrorKind::Validation);
    assert!(message.contains("project_id") && message.contains("HUAWEICLOUD_SDK_PROJECT_ID"), "{message}");
    assert_eq!(refused(bare().project_id("a/b")).0, ErrorKind::Validation);
    let (kind, message) = refused(Client::builder("mars-1").project_id("p").context(world.context()));
    assert_eq!(kind, ErrorKind::Configuration);
    assert!(message.contains("cn-north-4") && message.contains("huawei_cph"), "{message}");
    assert!(refused(Client::builder("").context(world.context())).1.contains("no region"));
    let plain = bare().project_id("p").endpoint(CPH_SERVICE, "http://example.com");
    let (kind, message) = refused(plain.clone());
    assert_eq!(kind, ErrorKind::Configuration);
    assert!(message.contains("huawei_cph") && message.contains("loopback"), "{message}");
    assert!(plain.allow_plain_http(true).build().is_ok());
    assert!(refused(bare().project_id("p").endpoint("huawei_ces", "https://h")).1.contains("huawei_obs"));

    for (change, word) in [
        ((|limits| limits.page_size = 101) as fn(&mut CloudLimits), "page_size"),
        (|limits| limits.ids_per_poll = 21, "ids_per_poll"),
        (|limits| limits.phones_per_backup = 0, "phones_per_backup"),
    ] {
        let mut limits = client(&world).limits().clone();
        change(&mut limits);
        let (kind, message) = refused(bare().project_id("p").limits(limits));
        assert!(kind == ErrorKind::Configuration && message.contains(word), "{message}");
    }
    let with_password = bare().project_id("p").endpoint(CPH_SERVICE, "https://user:hush@h");
    assert!(!format!("{with_password:?}").contains("hush"));
    assert!(!refused(with_password).1.contains("hush"));

    // Another region works with an endpoint of its own; each further service then asks for its own, too.
    let own = Client::builder("mars-1").project_id("p").context(world.context());
    let own = own.endpoint(CPH_SERVICE, "http://127.0.0.1:1").build().unwrap();
    assert_eq!(own.store_endpoint("b").unwrap_err().kind(), ErrorKind::Configuration);

    world.set_variable("HUAWEICLOUD_SDK_PROJECT_ID", "from-environment");
    world.set_variable("PHONEVAULT_ENDPOINT_HUAWEI_CPH", "http://127.0.0.1:2");
    world.set_variable("PHONEVAULT_ENDPOINT_HUAWEI_OBS", "http://127.0.0.1:3");
    let client = bare().build().unwrap();
    assert_eq!(client.project_id(), "from-environment");
    assert_eq!(client.service_endpoint(CPH_SERVICE).unwrap().to_string(), "http://127.0.0.1:2");
    assert_eq!(client.store_endpoint("b").unwrap().to_string(), "http://127.0.0.1:3");
    let given = bare().endpoint(CPH_SERVICE, "https://h").build().unwrap();
    assert_eq!(given.service_endpoint(CPH_SERVICE).unwrap().to_string(), "https://h");
}

#[tokio::test]
async fn the_port_refuses_wrong_stores_folders_and_what_this_cloud_cannot_do() {
    let world = TestWorld::new(1);
    let client = client(&world);
    let batch = |to: &str, scope: Scope| BackupBatch {
        items: vec![BackupItem { phone: P1.into(), to: to.parse().unwrap() }],
        scope,
        marker: Marker::new("m"),
    };
    let paths = || Scope::Paths { include: vec!["/data/a".to_owned()], exclude: Vec::new() };
    for (batch, field) in [
        (batch("oss://bbb/k", paths()), "items[0].to"),
        (batch("obs://bbb/dir/", paths()), "items[0].to"),
        (batch("obs://B/k", paths()), "items[0].to.bucket"),
        (batch("obs://bbb/a b", paths()), "items[0].to.key"),
        (batch("obs://bbb/k", Scope::Apps(vec![])), "scope.apps"),
        (batch("obs://bbb/k", Scope::Apps(vec!["../x".into()])), "scope.apps[0]"),
        (batch("obs://bbb/k", Scope::Apps(vec!["a.b".into(), "a.b".into()])), "scope.apps[1]"),
    ] {
        let error = client.submit_backup(&batch).await.unwrap_err();
        assert_eq!((error.kind(), fields(&error)), (ErrorKind::Validation, vec![field]), "{error}");
        assert_unsent(&world, &error);
    }
    let error = client.submit_backup(&batch("obs://bbb/k", Scope::Whole)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.message().contains("whole"), "{error}");

    for from in ["oss://bbb/k", "obs://bbb/dir/"] {
        let reference = BackupRef { phone: None, id: None, to: Some(from.parse().unwrap()), scope: None };
        let backup = client.find_backup(&reference).await.unwrap();
        let batch = RestoreBatch { items: vec![RestoreItem { phone: P1.into(), backup }] };
        let error = client.submit_restore(&batch).await.unwrap_err();
        assert_eq!(fields(&error), ["items[0].backup.location"], "{error}");
    }
    let error = client.list_phones(Some("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert_unsent(&world, &error);
}
