//! Deleting backup files.

use std::time::Duration;

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

/// A backup of one phone that is over; gives its file.
fn saved(cloud: &Cloud, phone: &str) -> Value {
    let folder = cloud.folder();
    let answer = cloud
        .run("BackupApp", &[("AndroidInstanceIdList.1", phone), APP, ENDPOINT, ("BackupFilePath", &folder)]);
    cloud.file(&answer["Data"][0]["BackupFileId"])
}

fn object_status(cloud: &Cloud, file: &Value) -> u16 {
    let path = file["BackupFilePath"].as_str().unwrap().strip_prefix("oss:/").unwrap();
    cloud.oss("HEAD", path, &[], b"").status
}

fn files(cloud: &Cloud) -> Value {
    cloud.ok("DescribeBackupFiles", &[])["TotalCount"].clone()
}

#[test]
fn a_file_shows_deleting_and_is_then_gone_with_its_object() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let file = saved(&cloud, phone);
    let id = file["BackupFileId"].as_str().unwrap();
    let answer = cloud.ok("DeleteBackupFile", &[("BackupFileIdList.1", id)]);
    assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["RequestId"]);
    assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "DELETING");
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(tasks[1]["TaskStatus"], "Processing");
    assert_eq!(tasks[1]["ResourceId"], id);
    assert_eq!(tasks[1]["InstanceId"], phone.as_str());
    assert_eq!(tasks[0]["TaskType"], "DeleteBackupFile");
    // Neither a second deletion nor a restore of what is going away.
    assert_eq!(
        cloud.refused("DeleteBackupFile", &[("BackupFileIdList.1", id)]),
        (400, "IncorrectBackupFileStatus".to_owned())
    );
    let restore = [("AndroidInstanceIdList.1", phone.as_str()), ("BackupFileId", id)];
    assert_eq!(cloud.refused("RecoveryFile", &restore).0, 400);
    cloud.clock.advance(Duration::from_millis(500));
    assert_eq!(files(&cloud), 0);
    assert_eq!(object_status(&cloud, &file), 404);
    assert_eq!(cloud.tasks(&answer["RequestId"])[0]["TaskStatus"], "Finished");
    assert_eq!(
        cloud.ledger(phone),
        [("backup".to_owned(), "succeeded".to_owned()), ("delete".to_owned(), "succeeded".to_owned())]
    );
    let ledger = cloud.admin("GET", "/ledger", "");
    assert_eq!(ledger["entries"][1]["object"], file["BackupFilePath"]);
    assert_eq!(cloud.counts("alibaba.DeleteBackupFile"), (2, 1));
    assert_eq!(
        cloud.refused("DeleteBackupFile", &[("BackupFileIdList.1", id)]),
        (404, "InvalidBackupFileId.NotFound".to_owned())
    );
}

#[test]
fn bad_lists_delete_nothing() {
    let cloud = cloud(|settings| settings.max_deleted_files = 2);
    let phone = &cloud.phones()[0];
    let file = saved(&cloud, phone);
    let id = file["BackupFileId"].as_str().unwrap();
    let refused = |ids: &[(&str, &str)]| cloud.refused("DeleteBackupFile", ids);
    assert_eq!(refused(&[]), (400, "MissingParameter".to_owned()));
    assert_eq!(refused(&[("BackupFileIdList.1", id), ("BackupFileIdList.2", id)]).1, "InvalidParameter");
    assert_eq!(
        refused(&[
            ("BackupFileIdList.1", id),
            ("BackupFileIdList.2", "bf-x"),
            ("BackupFileIdList.3", "bf-y")
        ])
        .1,
        "InvalidParameter"
    );
    assert_eq!(refused(&[("BackupFileIdList.1", id), ("BackupFileIdList.2", "bf-nobody")]).0, 404);
    assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "AVAILABLE");
    assert_eq!(object_status(&cloud, &file), 200);
    assert_eq!(cloud.counts("alibaba.DeleteBackupFile").1, 0);
}

#[test]
fn by_setting_the_object_stays_and_there_is_no_task() {
    let cloud = cloud(|settings| {
        settings.delete_removes_object = false;
        settings.delete_creates_task = false;
        settings.delete_ms = 0;
        settings.accept_valid_part = true;
    });
    let phone = &cloud.phones()[0];
    let file = saved(&cloud, phone);
    let answer = cloud.ok(
        "DeleteBackupFile",
        &[
            ("BackupFileIdList.1", "bf-nobody"),
            ("BackupFileIdList.2", file["BackupFileId"].as_str().unwrap()),
        ],
    );
    assert_eq!(files(&cloud), 0);
    assert_eq!(object_status(&cloud, &file), 200);
    assert!(cloud.tasks(&answer["RequestId"]).is_empty());
    // What is left can be restored by its path.
    let place = file["BackupFilePath"].as_str().unwrap();
    let from =
        [("AndroidInstanceIdList.1", phone.as_str()), ("BackupFilePath", place), ("UploadType", "OSS")];
    assert_eq!(cloud.refused("RecoverApp", &from).1, "MissingParameter");
    assert_eq!(cloud.run_failing("RecoveryFile", &[&from[..], &[ENDPOINT]].concat()), "BackupTypeMismatch");
}

#[test]
fn a_file_in_use_is_deleted_only_by_setting() {
    for allowed in [false, true] {
        let cloud = cloud(|settings| settings.delete_files_in_use = allowed);
        let phone = &cloud.phones()[0];
        let folder = cloud.folder();
        let backup =
            [("AndroidInstanceIdList.1", phone.as_str()), APP, ENDPOINT, ("BackupFilePath", &folder)];
        let answer = cloud.ok("BackupApp", &backup);
        let id = answer["Data"][0]["BackupFileId"].as_str().unwrap();
        let (status, _) = cloud.call("DeleteBackupFile", &[("BackupFileIdList.1", id)]);
        assert_eq!(status, if allowed { 200 } else { 400 });
        cloud.finish();
        assert_eq!(files(&cloud), json!(if allowed { 0 } else { 1 }));
        // While it is restored.
        let file = saved(&cloud, phone);
        let id = file["BackupFileId"].as_str().unwrap();
        let path = file["BackupFilePath"].as_str().unwrap();
        let restore = [
            ("AndroidInstanceIdList.1", phone.as_str()),
            ("BackupFileId", id),
            ("BackupFilePath", path),
            ("UploadType", "OSS"),
        ];
        cloud.ok("RecoverApp", &restore);
        assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "RECOVERING");
        let (status, _) = cloud.call("DeleteBackupFile", &[("BackupFileIdList.1", id)]);
        assert_eq!(status, if allowed { 200 } else { 400 });
    }
}

#[test]
fn the_oldest_files_are_forgotten_beyond_the_setting() {
    let cloud = cloud(|settings| settings.kept_files = 1);
    let phone = &cloud.phones()[0];
    let first = saved(&cloud, phone);
    let second = saved(&cloud, phone);
    let found = cloud.ok("DescribeBackupFiles", &[]);
    assert_eq!(found["Data"], json!([second]));
    assert_eq!(object_status(&cloud, &first), 200, "the object is not forgotten");
}
