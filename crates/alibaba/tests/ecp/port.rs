//! The port of the core.

use phonevault_alibaba::{Network, Settings};
use phonevault_core::cloud::{
    Backup, BackupBatch, BackupItem, BackupPower, BackupRef, BackupState, Cloud, Marker, PowerAction,
    RestoreBatch, RestoreItem,
};
use phonevault_core::location::Location;
use phonevault_core::phone::{PhoneId, Power};
use phonevault_core::scope::{Scope, ScopeKind};
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bench::{Bench, FOLDER, OBJECT, OTHER, PHONE, REQUEST_ID};

fn accepted() -> Value {
    json!({"RequestId": REQUEST_ID, "TaskId": "t-batch", "Data": []})
}

fn marker() -> Marker {
    Marker::new("run-7")
}

fn at(text: &str) -> Location {
    text.parse().unwrap()
}

fn batch(scope: Scope) -> BackupBatch {
    let item = |phone: &str| BackupItem { phone: phone.into(), to: at("oss://vec-bucket/backups/run-7/") };
    BackupBatch { items: vec![item(PHONE), item(OTHER)], scope, marker: marker() }
}

fn backup(scope: Option<ScopeKind>) -> Backup {
    Backup {
        id: Some("bf-1".into()),
        name: None,
        location: at(OBJECT),
        state: BackupState::Available,
        scope,
        phone: Some(PHONE.into()),
        android: None,
        store_endpoint: None,
        bytes: None,
        created: None,
    }
}

fn restore(backups: &[Backup]) -> RestoreBatch {
    let phones = [PHONE, OTHER].into_iter();
    let items = phones
        .zip(backups)
        .map(|(phone, backup)| RestoreItem { phone: phone.into(), backup: backup.clone() });
    RestoreBatch { items: items.collect() }
}

fn reference(id: Option<&str>, to: Option<&str>, phone: Option<&str>) -> BackupRef {
    BackupRef { phone: phone.map(PhoneId::from), id: id.map(str::to_owned), to: to.map(at), scope: None }
}

#[test]
fn policies_destination_and_store() {
    let client = Bench::new().client;
    assert_eq!((client.name(), client.region(), client.account()), ("alibaba", "cn-shanghai", None));
    let policies = client.policies();
    assert_eq!(policies.during_backup(ScopeKind::Apps), BackupPower::StoppedAdvised);
    assert_eq!(policies.during_backup(ScopeKind::Paths), BackupPower::Any);
    assert_eq!(policies.during_backup(ScopeKind::Whole), BackupPower::StoppedAdvised);
    let can = client.capabilities();
    assert!(!policies.restart_after_restore && can.lists_backups);
    assert!(can.deletes_backups && can.probes && can.resets && can.finds_by_marker);
    let folder = client.destination(&at(FOLDER), &PHONE.into(), &marker());
    assert_eq!(folder.to_string(), "oss://vec-bucket/backups/run-7/");
    assert_eq!(client.destination(&at(OBJECT), &PHONE.into(), &marker()), at(OBJECT));
    assert_eq!(client.store_endpoint("b").unwrap().to_string(), "https://oss-cn-shanghai.aliyuncs.com");
    let own = Bench::with(|builder| builder.endpoint("alibaba_oss", "http://127.0.0.1:9"));
    assert_eq!(own.client.store_endpoint("b").unwrap().to_string(), "http://127.0.0.1:9");
}

#[tokio::test]
async fn backups_go_to_the_call_of_their_scope_with_the_marker() {
    let include = vec!["/data/media".to_owned()];
    let exclude = vec!["/data/media/0/tmp".to_owned()];
    for (scope, action, part) in [
        (Scope::Apps(vec!["com.example.alpha".into()]), "BackupApp", "SourceAppList.1=com.example.alpha&"),
        (
            Scope::Paths { include, exclude },
            "BackupFile",
            "ExcludeSourceFilePathList.1=/data/media/0/tmp&SourceFilePathList.1=/data/media&",
        ),
        (Scope::Whole, "BackupAndroidInstance", ""),
    ] {
        let bench = Bench::answering(&[accepted()]);
        let submission = bench.client.submit_backup(&batch(scope)).await.unwrap();
        assert_eq!((&*submission.request_id, submission.items.len()), (REQUEST_ID, 2));
        let kind = if action == "BackupFile" { "&UploadType=OSS" } else { "" };
        let expected = format!(
            "AndroidInstanceIdList.1={PHONE}&AndroidInstanceIdList.2={OTHER}&BackupFileName=run-7&\
             BackupFilePath=oss://vec-bucket/backups/run-7/&Description=phonevault run-7&{part}\
             UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com{kind}"
        );
        assert_eq!(bench.sent(), [(action.to_owned(), expected)]);
    }
}

#[tokio::test]
async fn the_upload_endpoint_follows_the_settings() {
    let region = |region: &str| Some(region.to_owned());
    for (settings, host) in [
        (Settings { upload_network: Network::Public, ..Settings::default() }, "oss-cn-shanghai.aliyuncs.com"),
        (
            Settings { bucket_region: region("cn-hangzhou"), ..Settings::default() },
            "oss-cn-hangzhou.aliyuncs.com",
        ),
        (Settings { upload_endpoint: region("oss.example.com"), ..Settings::default() }, "oss.example.com"),
    ] {
        let bench = Bench::with(|builder| builder.settings(settings));
        bench.reply(phonevault_core::testing::Reply::json(200, &accepted().to_string()));
        bench.client.submit_backup(&batch(Scope::Whole)).await.unwrap();
        assert!(bench.sent()[0].1.ends_with(&format!("UploadEndpoint={host}")), "{host}");
    }
}

#[tokio::test]
async fn restores_go_to_the_call_of_their_scope() {
    for (scope, action) in [
        (ScopeKind::Apps, "RecoverApp"),
        (ScopeKind::Paths, "RecoveryFile"),
        (ScopeKind::Whole, "RecoverAndroidInstance"),
    ] {
        let bench = Bench::answering(&[accepted()]);
        let same = backup(Some(scope));
        bench.client.submit_restore(&restore(&[same.clone(), same])).await.unwrap();
        let expected = format!(
            "AndroidInstanceIdList.1={PHONE}&AndroidInstanceIdList.2={OTHER}&BackupFileId=bf-1&\
             BackupFilePath={OBJECT}&UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com&UploadType=OSS"
        );
        assert_eq!(bench.sent(), [(action.to_owned(), expected)]);
    }
}

#[tokio::test]
async fn batches_that_one_call_cannot_carry_are_refused_before_sending() {
    let bench = Bench::new();
    let mut mixed = batch(Scope::Whole);
    mixed.items[1].to = at("oss://vec-bucket/elsewhere/");
    let mut empty = batch(Scope::Whole);
    empty.items.clear();
    let mut foreign = batch(Scope::Whole);
    for item in &mut foreign.items {
        item.to = at("obs://vec-bucket/backups/");
    }
    let mut twice = batch(Scope::Whole);
    twice.items[1].phone = PHONE.into();
    for (batch, field) in [
        (mixed, "items[1].to"),
        (empty, "items"),
        (foreign, "BackupFilePath"),
        (twice, "AndroidInstanceIdList[1]"),
        (batch(Scope::Apps(vec![])), "SourceAppList"),
    ] {
        let error = bench.client.submit_backup(&batch).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Validation, Applied::No));
        assert_eq!(error.violations()[0].field, field, "{error}");
    }
    let one = backup(Some(ScopeKind::Apps));
    let other = Backup { id: Some("bf-2".into()), ..one.clone() };
    let nameless = Backup { id: None, ..one.clone() };
    let folder = Backup { location: at(FOLDER), ..one.clone() };
    for (backups, field) in [
        (vec![one, other], "items[1].backup"),
        (vec![backup(None)], "items[0].backup.scope"),
        (vec![nameless], "BackupFileId"),
        (vec![folder], "BackupFilePath"),
        (vec![], "items"),
    ] {
        let error = bench.client.submit_restore(&restore(&backups)).await.unwrap_err();
        assert_eq!(error.violations()[0].field, field, "{error}");
    }
    assert!(bench.client.power(PowerAction::Stop, &[]).await.is_err());
    assert!(bench.requests().is_empty());
}

#[tokio::test]
async fn power_actions() {
    let reboot = json!({"RequestId": REQUEST_ID, "Tasks": {
        "ParentTaskId": "t-p", "ChildTasks": [{"InstanceId": PHONE, "TaskId": "t-1"}],
    }});
    let plain = json!({"RequestId": REQUEST_ID});
    let bench = Bench::answering(&[plain.clone(), plain, reboot]);
    let phones = [PhoneId::from(PHONE)];
    for action in [PowerAction::Stop, PowerAction::Start] {
        let submission = bench.client.power(action, &phones).await.unwrap();
        assert_eq!((submission.batch, submission.items[0].task.clone()), (None, None));
    }
    let submission = bench.client.power(PowerAction::Restart, &phones).await.unwrap();
    assert_eq!(
        (submission.batch.as_deref(), submission.items[0].task.as_deref()),
        (Some("t-p"), Some("t-1"))
    );
}

#[tokio::test]
async fn phones_are_listed_and_described_in_the_order_asked() {
    let instance = |id: &str, status: &str| {
        json!({
            "AndroidInstanceId": id, "AndroidInstanceName": "phone", "AndroidInstanceStatus": status,
            "ImageVersion": "3.5.3.900", "BizImageType": "System", "ServerType": "cpm.gx7.10xlarge",
            "SystemVersion": "Android 12", "RegionId": "cn-shanghai", "ErrorCode": "",
        })
    };
    let list = json!({"RequestId": "R", "NextToken": "n1", "InstanceModel": [instance(PHONE, "RUNNING")]});
    let both =
        json!({"RequestId": "R", "InstanceModel": [instance(OTHER, "STOPPED"), instance(PHONE, "RUNNING")]});
    let one = json!({"RequestId": "R", "InstanceModel": [instance(PHONE, "RUNNING")]});
    let bench = Bench::answering(&[list, both, one]);
    let page = bench.client.list_phones(Some("n0")).await.unwrap();
    assert_eq!((page.phones.len(), page.next.as_deref()), (1, Some("n1")));
    let phone = &page.phones[0];
    assert_eq!((&phone.power, phone.image_kind.as_deref()), (&Power::Running, Some("System")));
    assert_eq!((phone.server_type.as_deref(), phone.last_error.as_deref()), (Some("cpm.gx7.10xlarge"), None));
    assert_eq!(bench.sent()[0].1, "MaxResults=100&NextToken=n0");
    let asked = [PhoneId::from(PHONE), PhoneId::from(OTHER)];
    let described = bench.client.describe_phones(&asked).await.unwrap();
    assert_eq!((&described[0].id, &described[1].power), (&asked[0], &Power::Stopped));
    let error = bench.client.describe_phones(&asked).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.message().contains(OTHER) && !error.message().contains(PHONE), "{error}");
}

#[tokio::test]
async fn phones_of_another_edition_are_asked_for_by_a_setting() {
    let settings = Settings { instance_version: Some("edition-2".into()), ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings));
    let one = json!({"RequestId": "R", "InstanceModel": [{"AndroidInstanceId": PHONE}]});
    for _ in 0..2 {
        bench.reply(phonevault_core::testing::Reply::json(200, &one.to_string()));
    }
    bench.client.list_phones(None).await.unwrap();
    bench.client.describe_phones(&[PhoneId::from(PHONE)]).await.unwrap();
    for (_, query) in bench.sent() {
        assert!(query.contains("InstanceVersion=edition-2"), "{query}");
    }
}

fn record(id: &str, phone: &str, path: &str) -> Value {
    json!({
        "BackupFileId": id, "AndroidInstanceId": phone, "BackupFilePath": path, "Status": "AVAILABLE",
        "SourceFilePathList": ["/data"], "UploadEndpoint": "oss-x.aliyuncs.com", "FileSize": 7_340_032,
    })
}

fn records(list: &[Value], next: &str) -> Value {
    json!({"RequestId": "R", "NextToken": next, "Data": list})
}

#[tokio::test]
async fn a_backup_is_found_by_its_id() {
    let bench = Bench::answering(&[records(&[record("bf-1", PHONE, OBJECT)], "")]);
    let found = bench.client.find_backup(&reference(Some("bf-1"), Some(FOLDER), None)).await.unwrap();
    assert_eq!((found.location.to_string(), found.state), (OBJECT.to_owned(), BackupState::Available));
    assert_eq!((found.scope, found.bytes), (Some(ScopeKind::Paths), Some(7_340_032)));
    assert_eq!(bench.sent()[0].1, "BackupFileId=bf-1&MaxResults=100");
    // A record without an object yet keeps the folder that was asked for; the scope known beats the guess.
    let bench = Bench::answering(&[records(&[record("bf-1", PHONE, "")], "")]);
    let known = BackupRef { scope: Some(ScopeKind::Apps), ..reference(Some("bf-1"), Some(FOLDER), None) };
    let found = bench.client.find_backup(&known).await.unwrap();
    assert_eq!((found.location.to_string(), found.scope), (FOLDER.to_owned(), Some(ScopeKind::Apps)));
    let bench = Bench::answering(&[records(&[record("bf-10", PHONE, OBJECT)], "")]);
    let error = bench.client.find_backup(&reference(Some("bf-1"), None, None)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(bench.client.find_backup(&reference(None, None, None)).await.is_err());
}

#[tokio::test]
async fn a_backup_is_found_by_its_object_within_a_cap() {
    let else_where = record("bf-0", PHONE, "oss://vec-bucket/backups/other.ab");
    let pages = [records(&[else_where], "n1"), records(&[record("bf-1", PHONE, OBJECT)], "")];
    let bench = Bench::answering(&pages);
    let found = bench.client.find_backup(&reference(None, Some(OBJECT), None)).await.unwrap();
    assert_eq!(found.id.as_deref(), Some("bf-1"));
    let settings = Settings { find_by_location_cap: 1, ..Settings::default() };
    let bench = Bench::with(|builder| builder.settings(settings));
    bench.reply(phonevault_core::testing::Reply::json(200, &pages[0].to_string()));
    let error = bench.client.find_backup(&reference(None, Some(OBJECT), None)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.message().contains("find_by_location_cap"), "{error}");
}

#[tokio::test]
async fn a_folder_names_a_backup_only_with_its_phone_and_if_it_is_the_only_one() {
    let other_phone = record("bf-2", OTHER, "oss://vec-bucket/backups/y.ab");
    let bench = Bench::answering(&[records(&[other_phone, record("bf-1", PHONE, OBJECT)], "")]);
    let found = bench.client.find_backup(&reference(None, Some(FOLDER), Some(PHONE))).await.unwrap();
    assert_eq!(found.id.as_deref(), Some("bf-1"));
    assert_eq!(bench.sent()[0].1, format!("AndroidInstanceId={PHONE}&MaxResults=100"));
    let two = [record("bf-1", PHONE, OBJECT), record("bf-3", PHONE, "oss://vec-bucket/backups/z.ab")];
    let bench = Bench::answering(&[records(&two, "")]);
    let error = bench.client.find_backup(&reference(None, Some(FOLDER), Some(PHONE))).await.unwrap_err();
    assert!(error.message().contains("bf-1") && error.message().contains("bf-3"), "{error}");
    let error = bench.client.find_backup(&reference(None, Some(FOLDER), None)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

#[tokio::test]
async fn backups_are_listed_page_by_page() {
    let bench = Bench::answering(&[records(&[record("bf-1", PHONE, OBJECT)], "n1")]);
    let (backups, next) = bench.client.list_backups(Some("n0")).await.unwrap();
    assert_eq!((backups.len(), next.as_deref()), (1, Some("n1")));
    assert_eq!(backups[0].store_endpoint.as_deref(), Some("oss-x.aliyuncs.com"));
    assert_eq!(bench.sent()[0].1, "MaxResults=100&NextToken=n0");
}
