//! Injected faults on single phones, as this cloud shows them.

use phonevault_simulator::Settings;
use serde_json::{Value, json};

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn inject(cloud: &Cloud, operation: &str, kind: &str, applied: bool) {
    let effect = if applied { "applied" } else { "not_applied" };
    let rule = json!({
        "cloud": "alibaba", "operation": operation, "kind": kind, "effect": effect, "probability": 1.0,
    });
    cloud.admin("POST", "/faults", rule.to_string());
}

fn backup(cloud: &Cloud, phone: &str) -> Value {
    let folder = cloud.folder();
    let parameters = [("AndroidInstanceIdList.1", phone), APP, ENDPOINT, ("BackupFilePath", &folder)];
    let answer = cloud.ok("BackupApp", &parameters);
    cloud.finish();
    answer
}

fn files(cloud: &Cloud) -> Vec<Value> {
    cloud.ok("DescribeBackupFiles", &[])["Data"].as_array().unwrap().clone()
}

fn objects(cloud: &Cloud) -> usize {
    cloud.ok("DescribeBuckets", &[])["Data"][0]["OssObjectList"].as_array().unwrap().len()
}

#[test]
fn a_refused_phone_is_left_out_of_the_answer_whether_or_not_it_is_backed_up() {
    for applied in [false, true] {
        let cloud = Cloud::new(Settings::default());
        let phone = &cloud.phones()[0];
        inject(&cloud, "BackupApp", "refuse_item", applied);
        let answer = backup(&cloud, phone);
        assert_eq!((&answer["Count"], &answer["Data"]), (&json!(0), &json!([])));
        let tasks = cloud.tasks(&answer["RequestId"]);
        if applied {
            assert_eq!(tasks[1]["TaskStatus"], "Finished");
            assert_eq!(files(&cloud)[0]["Status"], "AVAILABLE");
            assert_eq!(files(&cloud)[0]["TaskId"], tasks[1]["TaskId"]);
            assert_eq!(cloud.ledger(phone), [("backup".to_owned(), "succeeded".to_owned())]);
        } else {
            assert_eq!((tasks.len(), &tasks[0]["TotalChildCount"]), (1, &json!(0)));
            assert!(files(&cloud).is_empty() && cloud.ledger(phone).is_empty());
        }
        assert_eq!(objects(&cloud), usize::from(applied));
        assert_eq!(cloud.status(phone), "RUNNING");
        assert_eq!(cloud.counts("alibaba.BackupApp"), (1, u64::from(applied)));
    }
}

#[test]
fn refused_phones_have_no_task_in_any_operation() {
    let cloud = Cloud::new(Settings::default());
    let phone = &cloud.phones()[0];
    inject(&cloud, "*", "refuse_item", false);
    let id = ("AndroidInstanceIds.1", phone.as_str());
    for action in ["StopAndroidInstance", "RebootAndroidInstancesInGroup", "ResetAndroidInstancesInGroup"] {
        let answer = cloud.ok(action, &[id]);
        assert_eq!(cloud.tasks(&answer["RequestId"]).len(), 1, "{action}");
        if action != "StopAndroidInstance" {
            assert_eq!(answer["Tasks"]["ChildTasks"], json!([]));
        }
    }
    let command = [("InstanceIds.1", phone.as_str()), ("CommandContent", "touch /data/x")];
    assert_eq!(cloud.ok("RunCommand", &command)["RunCommandInfos"], json!([]));
    let answer = cloud.ok("RunSyncCommand", &command);
    assert_eq!((&answer["TotalCount"], &answer["Data"]), (&json!("0"), &json!([])));
    let place = format!("{}x.ab", cloud.folder());
    let restore = [
        ("AndroidInstanceIdList.1", phone.as_str()),
        ("BackupFilePath", &place),
        ("UploadType", "OSS"),
        ENDPOINT,
    ];
    assert_eq!(cloud.ok("RecoveryFile", &restore)["Count"], 0);
    assert!(cloud.ledger(phone).is_empty());
    assert_eq!(cloud.status(phone), "RUNNING");
}

#[test]
fn a_command_runs_although_it_is_refused() {
    let cloud = Cloud::new(Settings::default());
    let phone = &cloud.phones()[0];
    inject(&cloud, "RunSyncCommand", "refuse_item", true);
    let command = [("InstanceIds.1", phone.as_str()), ("CommandContent", "touch /data/x")];
    assert_eq!(cloud.ok("RunSyncCommand", &command)["TotalCount"], "0");
    assert!(cloud.files(phone).contains_key("/data/x"));
    assert_eq!(cloud.ledger(phone), [("command".to_owned(), "succeeded".to_owned())]);
    assert_eq!(cloud.counts("alibaba.RunSyncCommand"), (1, 1));
}

#[test]
fn a_deletion_fails_with_and_without_effect() {
    for (kind, status) in [("job_failed", "Failed"), ("refuse_item", "")] {
        for applied in [false, true] {
            let cloud = Cloud::new(Settings::default());
            let phone = &cloud.phones()[0];
            backup(&cloud, phone);
            let id = files(&cloud)[0]["BackupFileId"].as_str().unwrap().to_owned();
            inject(&cloud, "DeleteBackupFile", kind, applied);
            let answer = cloud.ok("DeleteBackupFile", &[("BackupFileIdList.1", &id)]);
            cloud.finish();
            assert_eq!(files(&cloud).len(), usize::from(!applied), "{kind} {applied}");
            assert_eq!(objects(&cloud), usize::from(!applied), "{kind} {applied}");
            assert_eq!(cloud.ledger(phone).len(), 1 + usize::from(applied), "{kind} {applied}");
            assert_eq!(cloud.counts("alibaba.DeleteBackupFile"), (1, u64::from(applied)));
            let tasks = cloud.tasks(&answer["RequestId"]);
            if status.is_empty() {
                assert_eq!(tasks.len(), 1 + usize::from(applied));
            } else {
                assert_eq!(tasks[1]["TaskStatus"], status);
                assert_eq!(tasks[1]["ErrorCode"], "InternalError");
            }
        }
    }
}

#[test]
fn a_stuck_deletion_is_let_go_when_the_faults_are_cleared() {
    let cloud = Cloud::new(Settings::default());
    let phone = &cloud.phones()[0];
    backup(&cloud, phone);
    let id = files(&cloud)[0]["BackupFileId"].as_str().unwrap().to_owned();
    inject(&cloud, "DeleteBackupFile", "job_stuck", true);
    let answer = cloud.ok("DeleteBackupFile", &[("BackupFileIdList.1", &id)]);
    cloud.finish();
    assert_eq!(files(&cloud)[0]["Status"], "DELETING");
    assert_eq!(cloud.tasks(&answer["RequestId"])[1]["TaskStatus"], "Processing");
    cloud.admin("DELETE", "/faults", "");
    assert!(files(&cloud).is_empty());
    assert_eq!(cloud.tasks(&answer["RequestId"])[1]["TaskStatus"], "Finished");
}

#[test]
fn calls_that_differ_in_their_body_are_counted_apart() {
    let cloud = Cloud::new(Settings::default());
    let rule = json!({
        "cloud": "alibaba", "operation": "DescribeImageList", "kind": "throttle", "nth": 2,
    });
    cloud.admin("POST", "/faults", rule.to_string());
    let list = |kind: &str| {
        let mut signed = cloud.prepare("DescribeImageList", "");
        signed.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        signed.body = format!("ImageType={kind}").into_bytes();
        cloud.send(cloud.sign(signed, None)).0
    };
    // Whoever comes first: the second call of each is hit.
    assert_eq!(["System", "User", "User", "System", "User"].map(list), [200, 200, 400, 400, 200]);
}
