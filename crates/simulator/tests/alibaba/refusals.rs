//! What is refused at once, and what the tables and phones look like afterwards: untouched.

use phonevault_simulator::{AlibabaSettings, Settings};
use serde_json::json;

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(2, settings)
}

#[test]
fn every_mandatory_parameter_is_missed() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let file = format!("{folder}x.ab");
    let id = ("AndroidInstanceIdList.1", phone.as_str());
    let into = ("BackupFilePath", folder.as_str());
    let from = ("BackupFilePath", file.as_str());
    let oss = ("UploadType", "OSS");
    let calls: [(&str, Vec<(&str, &str)>); 8] = [
        ("BackupApp", vec![id, APP, ENDPOINT, into]),
        ("BackupFile", vec![id, ("SourceFilePathList.1", "/data"), into]),
        ("BackupAndroidInstance", vec![id, ENDPOINT, into]),
        ("RecoverApp", vec![id, from, ("BackupFileId", "bf-x"), oss]),
        ("RecoverAndroidInstance", vec![id, from, oss]),
        ("RecoveryFile", vec![id, from, oss, ENDPOINT]),
        ("StartAndroidInstance", vec![("AndroidInstanceIds.1", phone)]),
        ("StopAndroidInstance", vec![("AndroidInstanceIds.1", phone)]),
    ];
    for (action, parameters) in calls {
        for left_out in 0..parameters.len() {
            let mut fewer = parameters.clone();
            let (name, _) = fewer.remove(left_out);
            let refusal = cloud.refused(action, &fewer);
            assert_eq!(refusal, (400, "MissingParameter".to_owned()), "{action} without {name}");
        }
    }
    assert_eq!(cloud.status(phone), "RUNNING");
    assert!(cloud.ledger(phone).is_empty());
    assert_eq!(cloud.counts("alibaba.BackupApp"), (4, 0));
}

#[test]
fn bad_values_are_refused() {
    let cloud = Cloud::new(Settings::default());
    let phones = cloud.phones();
    let folder = cloud.folder();
    let (id, into) = (("AndroidInstanceIdList.1", phones[0].as_str()), ("BackupFilePath", folder.as_str()));
    let refused = |action: &str, changes: &[(&str, &str)]| {
        let mut parameters = vec![id, into, APP, ENDPOINT];
        for (name, value) in changes {
            parameters.retain(|(other, _)| other != name);
            parameters.push((name, value));
        }
        assert_eq!(cloud.refused(action, &parameters), (400, "InvalidParameter".to_owned()), "{changes:?}");
    };
    refused("BackupApp", &[("BackupFilePath", "/nightly/")]);
    refused("BackupApp", &[("BackupFilePath", "oss://BAD_Bucket!/x/")]);
    refused("BackupApp", &[("BackupFilePath", "oss://bucket//x")]);
    refused("BackupApp", &[("UploadEndpoint", "https://oss-cn-shanghai.aliyuncs.com")]);
    refused("BackupApp", &[("UploadType", "FTP")]);
    refused("BackupApp", &[("SourceAppList.1", "../../etc")]);
    refused("BackupApp", &[("AndroidInstanceIdList.2", phones[0].as_str())]);
    refused("BackupFile", &[("SourceFilePathList.1", "relative/path")]);
    refused("BackupFile", &[("SourceFilePathList.1", "/data/../etc")]);
    refused("BackupFile", &[("ExcludeSourceFilePathList.1", "tmp")]);
    refused("BackupFile", &[("BackupAll", "perhaps")]);
    let full = format!("{folder}one.ab");
    refused(
        "BackupApp",
        &[("AndroidInstanceIdList.2", phones[1].as_str()), ("BackupFilePath", full.as_str())],
    );
    let ids: Vec<String> = (1..=51).map(|n| format!("AndroidInstanceIdList.{n}")).collect();
    let values: Vec<String> = (1..=51).map(|n| format!("acp-{n}")).collect();
    let many: Vec<(&str, &str)> = ids.iter().zip(&values).map(|(a, b)| (a.as_str(), b.as_str())).collect();
    refused("BackupApp", &many);
    assert!(cloud.ledger(&phones[0]).is_empty());
}

#[test]
fn a_phone_that_is_not_there_refuses_the_whole_call() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let parameters = [
        ("AndroidInstanceIdList.1", phone.as_str()),
        ("AndroidInstanceIdList.2", "acp-nobody"),
        APP,
        ENDPOINT,
        ("BackupFilePath", &cloud.folder()),
    ];
    let refusal = cloud.refused("BackupApp", &parameters);
    assert_eq!(refusal, (404, "InvalidAndroidInstanceId.NotFound".to_owned()));
    assert!(cloud.ledger(phone).is_empty());
    // A phone of the other cloud is nobody's here either.
    let huawei = cloud.admin("GET", "/phones", "")["phones"][0]["phone_id"].as_str().unwrap().to_owned();
    let refusal = cloud.refused("StopAndroidInstance", &[("AndroidInstanceIds.1", &huawei)]);
    assert_eq!(refusal.0, 404);
}

#[test]
fn by_setting_the_good_phones_go_on() {
    let cloud = cloud(|settings| settings.accept_valid_part = true);
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let rest = [APP, ENDPOINT, ("BackupFilePath", folder.as_str())];
    let mut parameters =
        vec![("AndroidInstanceIdList.1", "acp-nobody"), ("AndroidInstanceIdList.2", phone.as_str())];
    parameters.extend(rest);
    let answer = cloud.run("BackupApp", &parameters);
    assert_eq!(answer["Count"], 1);
    assert_eq!(answer["Data"][0]["AndroidInstanceId"], phone.as_str());
    let mut parameters = vec![("AndroidInstanceIdList.1", "acp-nobody")];
    parameters.extend(rest);
    assert_eq!(cloud.refused("BackupApp", &parameters).0, 404);
}

#[test]
fn power_states_allow_what_the_table_says() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let file = format!("{folder}none.ab");
    let allowed = |power: &str| -> Vec<&str> {
        let calls: [(&str, Vec<(&str, &str)>); 4] = [
            ("StartAndroidInstance", vec![("AndroidInstanceIds.1", phone)]),
            ("StopAndroidInstance", vec![("AndroidInstanceIds.1", phone)]),
            (
                "BackupAndroidInstance",
                vec![("AndroidInstanceIdList.1", phone), ENDPOINT, ("BackupFilePath", &folder)],
            ),
            (
                "RecoveryFile",
                vec![
                    ("AndroidInstanceIdList.1", phone),
                    ("BackupFilePath", &file),
                    ("UploadType", "OSS"),
                    ENDPOINT,
                ],
            ),
        ];
        let mut good = Vec::new();
        for (action, parameters) in calls {
            cloud.edit(phone, &json!({"power": power}));
            let (status, body) = cloud.call(action, &parameters);
            if status == 200 {
                good.push(action);
                cloud.finish();
            } else {
                assert_eq!(
                    (status, &body["Code"]),
                    (400, &json!("IncorrectInstanceStatus")),
                    "{action}: {body}"
                );
            }
        }
        good
    };
    assert_eq!(allowed("running"), ["StopAndroidInstance", "BackupAndroidInstance", "RecoveryFile"]);
    assert_eq!(allowed("stopped"), ["StartAndroidInstance", "BackupAndroidInstance"]);
    for failed in ["backup_failed", "restore_failed"] {
        assert_eq!(allowed(failed), ["StartAndroidInstance", "StopAndroidInstance"], "{failed}");
    }
    for power in ["creating", "starting", "stopping", "restarting", "backing_up", "restoring", "abnormal"] {
        assert!(allowed(power).is_empty(), "{power}");
    }
}

#[test]
fn a_phone_at_work_takes_no_second_work() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let parameters =
        [("AndroidInstanceIdList.1", phone.as_str()), APP, ENDPOINT, ("BackupFilePath", folder.as_str())];
    cloud.ok("BackupApp", &parameters);
    assert_eq!(cloud.status(phone), "BACKUPING");
    assert_eq!(cloud.refused("BackupApp", &parameters), (400, "IncorrectInstanceStatus".to_owned()));
    cloud.finish();
    cloud.ok("BackupApp", &parameters);
}

#[test]
fn the_file_of_a_restore_has_to_be_the_right_one() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let parameters =
        [("AndroidInstanceIdList.1", phone.as_str()), APP, ENDPOINT, ("BackupFilePath", folder.as_str())];
    let answer = cloud.ok("BackupApp", &parameters);
    let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
    assert_eq!(file["Status"], "BACKUPING");
    let (id, path) = (file["BackupFileId"].as_str().unwrap(), file["BackupFilePath"].as_str().unwrap());
    let refused = |action: &str, id: &str, path: &str| {
        let parameters = [
            ("AndroidInstanceIdList.1", phone.as_str()),
            ("BackupFileId", id),
            ("BackupFilePath", path),
            ("UploadType", "OSS"),
        ];
        cloud.refused(action, &parameters).1
    };
    // First without its phone being at work, so that the file is what is wrong.
    assert_eq!(refused("RecoverApp", id, path), "IncorrectBackupFileStatus");
    cloud.finish();
    assert_eq!(refused("RecoverApp", "bf-nobody", path), "InvalidBackupFileId.NotFound");
    assert_eq!(refused("RecoverApp", id, &format!("{folder}other.ab")), "InvalidParameter");
    assert_eq!(refused("RecoverApp", id, &folder), "InvalidParameter");
    assert_eq!(refused("RecoveryFile", id, path), "IncorrectBackupFileStatus");
    assert_eq!(refused("RecoverAndroidInstance", id, path), "IncorrectBackupFileStatus");
}

#[test]
fn settings_make_the_restore_more_lenient() {
    let cloud = cloud(|settings| {
        settings.id_wins_over_path = true;
        settings.recover_app_by_either = true;
        settings.match_kind = false;
    });
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let answer = cloud.run(
        "BackupApp",
        &[("AndroidInstanceIdList.1", phone.as_str()), APP, ENDPOINT, ("BackupFilePath", folder.as_str())],
    );
    let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
    let id = file["BackupFileId"].as_str().unwrap();
    let target = ("AndroidInstanceIdList.1", phone.as_str());
    cloud.run("RecoverApp", &[target, ("BackupFileId", id)]);
    let other = format!("{folder}other.ab");
    cloud.run(
        "RecoverApp",
        &[target, ("BackupFileId", id), ("BackupFilePath", &other), ("UploadType", "OSS")],
    );
    cloud.run("RecoveryFile", &[target, ("BackupFileId", id)]);
}
