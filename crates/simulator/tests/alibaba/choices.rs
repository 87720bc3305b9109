//! The other choices: how phones are shown, and what becomes of the bad ones among the good.

use phonevault_simulator::{AlibabaSettings, Settings};
use serde_json::{Value, json};

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(4, settings)
}

fn shown(cloud: &Cloud) -> Value {
    let phone = cloud.phones()[0].clone();
    cloud.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", &phone)])["InstanceModel"][0].clone()
}

#[test]
fn phones_are_shown_as_the_settings_want() {
    let usual = shown(&cloud(|_| ()));
    assert!(usual["ServerType"].as_str().unwrap().starts_with("cpm."));
    assert_eq!(usual["BizImageType"], "System");
    let cloud = cloud(|settings| {
        settings.show_server_type = false;
        settings.public_image_type = "Public".to_owned();
        settings.custom_image_type = "Own".to_owned();
        settings.zone_offset_hours = 0;
    });
    let other = shown(&cloud);
    assert!(other.get("ServerType").is_none());
    assert_eq!(other["BizImageType"], "Public");
    let utc = cloud.clock.now().strftime("%Y-%m-%d").to_string();
    assert!(other["GmtCreate"].as_str().unwrap().starts_with(&utc[..7]));
    cloud.edit(&cloud.phones()[0], &json!({"image_kind": "custom"}));
    assert_eq!(shown(&cloud)["BizImageType"], "Own");
}

#[test]
fn phones_are_found_by_every_filter() {
    let cloud = cloud(|_| ());
    let phone = shown(&cloud);
    let text = |name: &str| phone[name].as_str().unwrap().to_owned();
    let count = |parameters: &[(&str, &str)]| {
        cloud.ok("DescribeAndroidInstances", parameters)["TotalCount"].as_i64().unwrap()
    };
    let id = text("AndroidInstanceId");
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&[("AndroidInstanceIds.1", &id), ("AndroidInstanceIds.2", "acp-nobody")]), 1);
    assert_eq!(count(&[("AndroidInstanceIds.1", &id), ("AndroidInstanceIds.2", &id)]), 1);
    assert_eq!(count(&[("AndroidInstanceName", &text("AndroidInstanceName"))]), 1);
    for good in [
        ("InstanceGroupId", text("AndroidInstanceGroupId").as_str()),
        ("Status", "RUNNING"),
        ("BizRegionId", "cn-shanghai"),
        ("SaleMode", "Node"),
        ("ChargeType", "PostPaid"),
        ("InstanceVersion", "basic"),
    ] {
        assert_eq!(count(&[("AndroidInstanceIds.1", &id), good]), 1, "{good:?}");
    }
    for none in [
        ("InstanceGroupIds.1", "ag-none"),
        ("Status", "STOPPED"),
        ("BizRegionId", "eu-central-1"),
        ("SaleMode", "Instance"),
        ("ChargeType", "PrePaid"),
        ("NodeId", "none"),
        ("NodeName", "none"),
        ("KeyPairId", "kp-x"),
        ("OfficeSiteIds.1", "x"),
        ("QosRuleIds.1", "x"),
        ("PrivateIpAddress", "10.0.0.1"),
        ("AuthorizedUserId", "x"),
        ("AppManagePolicyId", "x"),
        ("InstanceGroupName", "x"),
        ("Tag.1.Key", "k"),
    ] {
        assert_eq!(count(&[("AndroidInstanceIds.1", &id), none]), 0, "{none:?}");
    }
    for bad in [("SortKey", "x"), ("SortType", "x"), ("SaleMode", "x"), ("MaxResults", "101")] {
        assert_eq!(cloud.refused("DescribeAndroidInstances", &[bad]).1, "InvalidParameter");
    }
    let first = |order: &str| {
        let parameters = [("SortKey", "CreationTime"), ("SortType", order)];
        let found = cloud.ok("DescribeAndroidInstances", &parameters);
        found["InstanceModel"][0]["AndroidInstanceId"].clone()
    };
    assert_ne!(first("ASC"), first("DESC"));
}

#[test]
fn phones_that_are_left_out_may_get_a_task() {
    for report in [false, true] {
        let cloud = cloud(|settings| {
            settings.accept_valid_part = true;
            settings.report_skipped = report;
        });
        let phones = cloud.phones();
        cloud.edit(&phones[0], &json!({"power": "stopped"}));
        let parameters = [("AndroidInstanceIds.1", phones[0].as_str()), ("AndroidInstanceIds.2", &phones[1])];
        let answer = cloud.ok("StopAndroidInstance", &parameters);
        cloud.finish();
        let states: Vec<Value> =
            cloud.tasks(&answer["RequestId"]).iter().map(|task| task["TaskStatus"].clone()).collect();
        let (with, without) =
            (json!(["PartFinished", "Finished", "Skipped"]), json!(["Finished", "Finished"]));
        assert_eq!(json!(states), if report { with } else { without });
        if report {
            let tasks = cloud.tasks(&answer["RequestId"]);
            assert_eq!(tasks[0]["TotalChildCount"], 2);
            assert_eq!(
                (&tasks[2]["InstanceId"], &tasks[2]["ErrorCode"]),
                (&json!(phones[0]), &json!("IncorrectInstanceStatus"))
            );
        }
        // The answer of a backup never tells of them.
        cloud.edit(&phones[1], &json!({"power": "starting"}));
        let backup = [
            ("AndroidInstanceIdList.1", phones[1].as_str()),
            ("AndroidInstanceIdList.2", &phones[0]),
            APP,
            ENDPOINT,
            ("BackupFilePath", &cloud.folder()),
        ];
        let answer = cloud.ok("BackupApp", &backup);
        assert_eq!((&answer["Count"], answer["Data"].as_array().unwrap().len()), (&json!(1), 1));
        assert_eq!(answer["Data"][0]["AndroidInstanceId"], phones[0].as_str());
        cloud.finish();
        let tasks = cloud.tasks(&answer["RequestId"]);
        assert_eq!(tasks.len(), if report { 3 } else { 2 });
        assert_eq!(tasks[1]["TaskId"], answer["Data"][0]["TaskId"]);
        assert_eq!(tasks[1]["InstanceId"], phones[0].as_str());
    }
}

#[test]
fn task_types_are_settings() {
    let cloud = cloud(|settings| {
        settings.backup_app_type = "A".to_owned();
        settings.recover_app_type = "B".to_owned();
        settings.backup_instance_type = "C".to_owned();
        settings.recover_instance_type = "D".to_owned();
        settings.delete_file_type = "E".to_owned();
    });
    let phone = cloud.phones()[0].clone();
    let folder = cloud.folder();
    let id = ("AndroidInstanceIdList.1", phone.as_str());
    let kind = |answer: &Value| cloud.tasks(&answer["RequestId"])[1]["TaskType"].clone();
    let app = cloud.run("BackupApp", &[id, APP, ENDPOINT, ("BackupFilePath", &folder)]);
    let whole = cloud.run("BackupAndroidInstance", &[id, ENDPOINT, ("BackupFilePath", &folder)]);
    assert_eq!((kind(&app), kind(&whole)), (json!("A"), json!("C")));
    assert_eq!(kind(&cloud.restore("RecoverApp", &phone, &app)), "B");
    assert_eq!(kind(&cloud.restore("RecoverAndroidInstance", &phone, &whole)), "D");
    let file = app["Data"][0]["BackupFileId"].as_str().unwrap();
    assert_eq!(kind(&cloud.ok("DeleteBackupFile", &[("BackupFileIdList.1", file)])), "E");
}

#[test]
fn tokens_and_their_codes_are_settings() {
    let cloud = cloud(|settings| {
        settings.missing_token_code = "A".to_owned();
        settings.wrong_token_code = "B".to_owned();
        settings.expired_token_code = "C".to_owned();
    });
    let request = phonevault_simulator::Request::new(
        phonevault_simulator::ServiceName::AlibabaMetadata,
        "GET",
        "/credentials",
    );
    let mut keys: Value =
        serde_json::from_slice(&cloud.universe.handle(request).read_all().unwrap()).unwrap();
    let code = |keys: &Value| cloud.as_caller(keys).refused("DescribeTasks", &[]).1;
    let token = keys["SecurityToken"].take();
    assert_eq!(code(&keys), "A");
    keys["SecurityToken"] = json!("other");
    assert_eq!(code(&keys), "B");
    keys["SecurityToken"] = token;
    cloud.clock.advance(std::time::Duration::from_secs(21_600));
    assert_eq!(code(&keys), "C");
}
