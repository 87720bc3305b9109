//! What the gateway does before any action: flow control, forms of parameters, actions that are not built.

use std::time::Duration;

use phonevault_simulator::{AlibabaSettings, Settings};

use super::cloud::Cloud;

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(2, settings)
}

/// Every action of the product that the simulator does not offer.
#[rustfmt::skip]
const NOT_OFFERED: [&str; 116] = [
    "ActivateEdgeMobileAgent", "AttachKeyPair", "AuthorizeAndroidInstance", "BatchGetAcpConnectionTicket",
    "CancelAgentTask", "ChangeCloudPhoneNode", "CheckResourceStock", "CreateAICloudPhone", "CreateAgentSkill",
    "CreateAndroidInstanceGroup", "CreateApp", "CreateCloudPhoneNode", "CreateCreditPackage", "CreateCustomImage",
    "CreateEdgeMobileAgentPackage", "CreateKeyPair", "CreateMobileAgentPackage", "CreateMobileAgentTask",
    "CreatePolicyGroup", "CreateScheduledTask", "CreateScreenshot", "CreateSystemPropertyTemplate",
    "DeleteAgentSkill", "DeleteAndroidInstanceGroup", "DeleteApps", "DeleteCloudPhoneNodes", "DeleteImages",
    "DeleteKeyPairs", "DeleteMobileAgentPackage", "DeletePolicyGroup", "DeleteScheduledTask",
    "DeleteSystemPropertyTemplates", "DescribeAgentTask", "DescribeAndroidInstanceGroups", "DescribeApps",
    "DescribeBandwidthPackagePrice", "DescribeCloudPhoneNodePrice", "DescribeCloudPhoneNodeRenewPrice",
    "DescribeCloudPhoneNodes", "DescribeCreditDetail", "DescribeCreditPackage", "DescribeCreditPackagePrice",
    "DescribeDisplayConfig", "DescribeEdgeMobileAgentPackages", "DescribeInstanceGroupPrice",
    "DescribeInstanceGroupPriceForRenew", "DescribeJVSInstance", "DescribeKeyPairs", "DescribeMetricLast",
    "DescribeMetricList", "DescribeMetricTop", "DescribeMobileAgentPackage", "DescribeMobileAgentPackagePrice",
    "DescribeMobileAgentPackagePriceForRenew", "DescribeScheduledTaskExecutions", "DescribeScheduledTasks",
    "DescribeSkills", "DescribeSystemPropertyTemplates", "DetachKeyPair", "DisconnectAndroidInstance",
    "DistributeImage", "DowngradeAndroidInstanceGroup", "EndCoordination", "ExpandDataVolume",
    "ExpandPhoneDataVolume", "FetchFile", "GenerateCoordinationCode", "GetInstanceProperties",
    "GetNetworkBlacklist", "ImportImage", "ImportKeyPair", "InstallApp", "InstallMonitorAgent", "InstallSkills",
    "InstanceHealer", "ListInstanceAdbAttributes", "ListPolicyGroups", "ListTagResources", "ModifyAndroidInstance",
    "ModifyAndroidInstanceGroup", "ModifyApp", "ModifyCloudPhoneNode", "ModifyDisplayConfig",
    "ModifyInstanceChargeType", "ModifyInstanceGroupSpec", "ModifyJVSInstance", "ModifyKeyPairName",
    "ModifyMobileAgentPackage", "ModifyPolicyGroup", "ModifyScheduledTask", "ModifySystemPropertyTemplate",
    "OperateApp", "PauseAgentTask", "RebootCloudPhoneNodes", "RefreshAuthTokens", "RenewAndroidInstanceGroups",
    "RenewCloudPhoneNodes", "RenewMobileAgentPackage", "ResumeAgentTask", "RunAgentTask", "SendFile",
    "SendSystemPropertyTemplate", "SetAdbSecure", "SetNetworkBlacklist", "StartInstanceAdb", "StopInstanceAdb",
    "TagResources", "UninstallApp", "UninstallMonitorAgent", "UninstallSkills", "UntagResources",
    "UpdateCloudPhoneNodeSystemImage", "UpdateCustomImageName", "UpdateInstanceGroupImage", "UpdateInstanceImage",
    "UpgradeAndroidInstanceGroup",
];

#[test]
fn every_other_action_is_refused_by_name_and_counted() {
    let cloud = cloud(|_| ());
    for action in NOT_OFFERED {
        let (status, body) = cloud.call(action, &[("AndroidInstanceIds.1", "acp-x")]);
        assert_eq!((status, body["Code"].as_str()), (404, Some("InvalidApi.NotFound")), "{action}");
        let message = body["Message"].as_str().unwrap();
        assert!(message.contains(action) && message.contains("not offered by the simulator"), "{message}");
        assert_eq!(cloud.counts(&format!("alibaba.{action}")), (1, 0));
    }
    let (_, body) = cloud.call("NoSuchAction", &[]);
    assert!(body["Message"].as_str().unwrap().ends_with("is not found."), "{body}");
}

#[test]
fn flow_control_is_off_by_default_and_says_when_to_come_back() {
    let open = cloud(|_| ());
    for _ in 0..50 {
        assert_eq!(open.call("DescribeRegions", &[]).0, 200);
    }
    let cloud = cloud(|settings| {
        settings.calls_per_second = 4;
        settings.call_burst = 2;
    });
    let send = || cloud.universe.handle(cloud.sign(cloud.prepare("DescribeRegions", ""), None));
    assert_eq!([send().status, send().status], [200, 200]);
    let refused = send();
    assert_eq!((refused.status, refused.header("x-acs-retry-after")), (400, Some("250")));
    assert_eq!(cloud.refused("DescribeRegions", &[]).1, "Throttling.User");
    assert_eq!(cloud.call("DescribeSpec", &[]).0, 200, "each operation has its own limit");
    cloud.clock.advance(Duration::from_millis(250));
    assert_eq!(send().status, 200);
    assert_eq!(send().status, 400);
}

#[test]
fn the_shape_of_a_throttled_answer_is_a_setting() {
    let cloud = cloud(|settings| {
        settings.calls_per_second = 1;
        settings.call_burst = 0;
        settings.throttle_status = 429;
        settings.send_retry_after = false;
    });
    let send = || cloud.universe.handle(cloud.sign(cloud.prepare("DescribeRegions", ""), None));
    assert_eq!(send().status, 200);
    let refused = send();
    assert_eq!((refused.status, refused.header("x-acs-retry-after")), (429, None));
}

#[test]
fn codes_may_name_the_parameter() {
    let cloud = cloud(|settings| settings.codes_name_parameters = true);
    let phone = cloud.phones()[0].clone();
    assert_eq!(cloud.refused("StopAndroidInstance", &[]).1, "MissingAndroidInstanceIds");
    let bad = [("AndroidInstanceIds.1", phone.as_str()), ("ForceStop", "x")];
    assert_eq!(cloud.refused("StopAndroidInstance", &bad).1, "InvalidForceStop");
    assert_eq!(
        cloud.refused("StopAndroidInstance", &[("AndroidInstanceIds.1", "x")]).1,
        "InvalidAndroidInstanceId.NotFound"
    );
}

#[test]
fn forms_of_parameters_are_settings() {
    let lenient = cloud(|_| ());
    assert_eq!(
        lenient.call("DescribeTasks", &[("TaskIds.2", "a"), ("TaskIds.2", "b"), ("Unknown", "x")]).0,
        200
    );
    assert_eq!(lenient.call("DescribeBackupFiles", &[("BackupAll", "FALSE")]).0, 200);
    let strict = cloud(|settings| {
        settings.refuse_duplicates = true;
        settings.refuse_list_gaps = true;
        settings.any_case_booleans = false;
    });
    assert_eq!(strict.refused("DescribeTasks", &[("Level", "1"), ("Level", "1")]).1, "InvalidParameter");
    assert_eq!(strict.refused("DescribeTasks", &[("TaskIds.2", "a")]).1, "InvalidParameter");
    assert_eq!(strict.refused("DescribeBackupFiles", &[("BackupAll", "False")]).1, "InvalidParameter");
    assert_eq!(strict.call("DescribeBackupFiles", &[("BackupAll", "false"), ("Unknown", "x")]).0, 200);
}

#[test]
fn which_place_wins_is_a_setting() {
    for (query_wins, size) in [(true, "7"), (false, "9")] {
        let cloud = cloud(|settings| settings.query_before_body = query_wins);
        let mut signed = cloud.prepare("DescribeBackupFiles", "MaxResults=7");
        signed.body = b"MaxResults=9".to_vec();
        signed.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        assert_eq!(cloud.send(cloud.sign(signed, None)).1["MaxResults"], size);
    }
}

#[test]
fn dates_from_the_future_are_refused_as_well() {
    let cloud = cloud(|_| ());
    for (seconds, status) in [(-890, 200), (890, 200), (-910, 400), (910, 400)] {
        let mut signed = cloud.prepare("DescribeTasks", "");
        let time = jiff::Timestamp::now().saturating_add(jiff::SignedDuration::from_secs(seconds)).unwrap();
        for (name, value) in &mut signed.headers {
            if name == "x-acs-date" {
                *value = time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            }
        }
        let (found, body) = cloud.send(cloud.sign(signed, None));
        assert_eq!(found, status, "{seconds}: {body}");
        if status == 400 {
            assert_eq!(body["Code"], "InvalidTimeStamp.Expired");
        }
    }
}
