//! The codes that nobody published, each under another name than the usual one; and the limits beside them.

use std::time::Duration;

use phonevault_simulator::{AlibabaSettings, Request, ServiceName, Settings};
use serde_json::{Value, json};

use super::cloud::{Cloud, encode};

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(4, settings)
}

/// Runs something that fails on a phone that is put right first.
fn failing(cloud: &Cloud, action: &str, parameters: &[(&str, &str)]) -> String {
    let phone = parameters[0].1;
    cloud.edit(phone, &json!({"power": "running"}));
    cloud.run_failing(action, parameters)
}

#[test]
fn the_codes_of_tasks_are_settings() {
    let cloud = cloud(|settings| {
        settings.missing_path_code = "A".to_owned();
        settings.missing_app_code = "B".to_owned();
        settings.missing_bucket_code = "C".to_owned();
        settings.missing_object_code = "D".to_owned();
        settings.bad_archive_code = "E".to_owned();
        settings.object_exists_code = "F".to_owned();
        settings.wrong_kind_code = "G".to_owned();
        settings.incompatible_code = "H".to_owned();
        settings.overwrite_objects = false;
    });
    let phone = cloud.phones()[0].clone();
    let id = ("AndroidInstanceIdList.1", phone.as_str());
    let folder = cloud.folder();
    let into = ("BackupFilePath", folder.as_str());
    assert_eq!(failing(&cloud, "BackupFile", &[id, ("SourceFilePathList.1", "/data/none"), into]), "A");
    assert_eq!(failing(&cloud, "BackupApp", &[id, ("SourceAppList.1", "no.app"), ENDPOINT, into]), "B");
    let elsewhere = ("BackupFilePath", "oss://another-bucket/");
    assert_eq!(failing(&cloud, "BackupApp", &[id, APP, ENDPOINT, elsewhere]), "C");
    let place = |key: &str| format!("oss://{}/{key}", cloud.bucket);
    let restore = |action: &str, key: &str| {
        let place = place(key);
        failing(&cloud, action, &[id, ("BackupFilePath", &place), ("UploadType", "OSS"), ENDPOINT])
    };
    assert_eq!(restore("RecoveryFile", "none.ab"), "D");
    cloud.oss("PUT", &format!("/{}/junk.ab", cloud.bucket), &[], b"junk");
    assert_eq!(restore("RecoveryFile", "junk.ab"), "E");
    let junk = place("junk.ab");
    assert_eq!(failing(&cloud, "BackupApp", &[id, APP, ENDPOINT, ("BackupFilePath", &junk)]), "F");
    // A copy is told by what it says of itself.
    cloud.edit(&phone, &json!({"power": "running"}));
    let made = cloud.run("BackupApp", &[id, APP, ENDPOINT, into]);
    let file = cloud.file(&made["Data"][0]["BackupFileId"]);
    let path = file["BackupFilePath"].as_str().unwrap().strip_prefix("oss:/").unwrap();
    let bytes = cloud.oss("GET", path, &[], b"").read_all().unwrap();
    cloud.oss("PUT", &format!("/{}/copy.ab", cloud.bucket), &[], &bytes);
    assert_eq!(restore("RecoveryFile", "copy.ab"), "G");
    cloud.edit(&phone, &json!({"image_version": "9.9.9.999"}));
    let file_id = ("BackupFileId", file["BackupFileId"].as_str().unwrap());
    let from = ("BackupFilePath", file["BackupFilePath"].as_str().unwrap());
    assert_eq!(failing(&cloud, "RecoverApp", &[id, file_id, from, ("UploadType", "OSS")]), "H");
}

#[test]
fn other_codes_and_words_are_settings_too() {
    let usual = cloud(|_| ());
    let found = usual.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", &usual.phones()[0])]);
    let image = found["InstanceModel"][0]["ImageId"].as_str().unwrap().to_owned();
    let cloud = cloud(|settings| {
        settings.need_bucket_prefix = true;
        settings.foreign_bucket_code = "A".to_owned();
        settings.deleted_images = vec![image];
        settings.deleted_image_code = "B".to_owned();
        settings.invocation_running = "Goes".to_owned();
        settings.invocation_timeout = "Late".to_owned();
        settings.command_ms = 5000;
        settings.bad_oidc_token_code = "C".to_owned();
        settings.expired_oidc_token_code = "D".to_owned();
    });
    let phone = cloud.phones()[0].clone();
    let id = ("AndroidInstanceIdList.1", phone.as_str());
    let elsewhere = ("BackupFilePath", "oss://another-bucket/");
    assert_eq!(failing(&cloud, "BackupApp", &[id, APP, ENDPOINT, elsewhere]), "A");
    let reset = [("AndroidInstanceIds.1", phone.as_str())];
    assert_eq!(failing(&cloud, "ResetAndroidInstancesInGroup", &reset), "B");
    cloud.edit(&phone, &json!({"power": "running"}));
    let command = [("InstanceIds.1", phone.as_str()), ("CommandContent", "true"), ("Timeout", "1")];
    let invoked = cloud.ok("RunCommand", &command)["InvokeId"].as_str().unwrap().to_owned();
    let status = || {
        let asked = [("InstanceIds.1", phone.as_str()), ("InvocationId", invoked.as_str())];
        cloud.ok("DescribeInvocations", &asked)["Data"][0]["InvocationStatus"].clone()
    };
    assert_eq!(status(), "Goes");
    cloud.clock.advance(Duration::from_secs(1));
    assert_eq!(status(), "Late");
    let provider = cloud.role_arn.replace(":role/phonevault-simulated", ":oidc-provider/x");
    // {"alg":"none"} and {"exp":1}
    for (token, code) in [("x", "C"), ("eyJhbGciOiJub25lIn0.eyJleHAiOjF9.eA", "D")] {
        let target = format!(
            "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&RoleArn={}&OIDCProviderArn={}&OIDCToken={token}\
             &RoleSessionName=tests",
            encode(&cloud.role_arn),
            encode(&provider),
        );
        let (_, body) = cloud.send(Request::new(ServiceName::AlibabaSts, "GET", &target));
        assert_eq!(body["Code"], code, "{body}");
    }
}

#[test]
fn states_and_limits_of_transfers_are_settings() {
    let cloud = cloud(|settings| {
        settings.backup_while_running = false;
        settings.restore_while_stopped = true;
        settings.max_instances = 1;
        settings.reset_ms = 60_000;
    });
    let phones = cloud.phones();
    let id = ("AndroidInstanceIdList.1", phones[0].as_str());
    let folder = cloud.folder();
    let backup = [id, APP, ENDPOINT, ("BackupFilePath", folder.as_str())];
    assert_eq!(cloud.refused("BackupApp", &backup).1, "IncorrectInstanceStatus");
    let stop = [("AndroidInstanceIds.1", phones[0].as_str()), ("AndroidInstanceIds.2", &phones[1])];
    assert_eq!(cloud.refused("StopAndroidInstance", &stop).1, "InvalidParameter");
    cloud.run("StopAndroidInstance", &stop[..1]);
    let made = cloud.run("BackupApp", &backup);
    assert_eq!(cloud.status(&phones[0]), "STOPPED");
    cloud.restore("RecoverApp", &phones[0], &made);
    let answer: Value = cloud.ok("ResetAndroidInstancesInGroup", &stop[..1]);
    cloud.universe.settle();
    cloud.clock.advance(Duration::from_secs(59));
    assert_eq!(cloud.status(&phones[0]), "RESETTING");
    cloud.clock.advance(Duration::from_secs(2));
    assert_eq!(cloud.status(&phones[0]), "RUNNING");
    assert_eq!(cloud.tasks(&answer["RequestId"])[0]["TaskStatus"], "Finished");
}
