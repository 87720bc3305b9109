//! Restarting and resetting phones.

use phonevault_simulator::{AlibabaSettings, Settings};
use serde_json::{Value, json};

use super::cloud::Cloud;

const REBOOT: &str = "RebootAndroidInstancesInGroup";
const RESET: &str = "ResetAndroidInstancesInGroup";

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(4, settings)
}

fn instance(cloud: &Cloud, phone: &str) -> Value {
    cloud.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", phone)])["InstanceModel"][0].clone()
}

#[test]
fn a_restart_answers_its_tasks_and_changes_nothing_else() {
    let cloud = cloud(|_| ());
    let phones = cloud.phones();
    let before = cloud.files(&phones[0]);
    let answer = cloud.ok(
        REBOOT,
        &[
            ("AndroidInstanceIds.1", &phones[0]),
            ("AndroidInstanceIds.2", &phones[1]),
            ("ForceStop", "True"),
            ("IgnoreParamValidation", "false"),
        ],
    );
    assert_eq!(cloud.status(&phones[0]), "REBOOTING");
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(answer["Tasks"]["ParentTaskId"], tasks[0]["TaskId"]);
    let children: Vec<Value> = tasks[1..]
        .iter()
        .map(|task| json!({"InstanceId": task["InstanceId"], "TaskId": task["TaskId"]}))
        .collect();
    assert_eq!(answer["Tasks"]["ChildTasks"], json!(children));
    assert_eq!(tasks[0]["TaskType"], "RebootInstance");
    cloud.finish();
    assert_eq!(cloud.status(&phones[0]), "RUNNING");
    assert_eq!(cloud.files(&phones[0]), before);
    assert_eq!(cloud.ledger(&phones[1]), [("restart".to_owned(), "succeeded".to_owned())]);
}

#[test]
fn a_reset_wipes_everything_of_the_user() {
    let cloud = cloud(|_| ());
    let phones = cloud.phones();
    cloud.put_file(&phones[0], "/data/media/0/Pictures/mine.jpg", "mine");
    let other = cloud.files(&phones[1]);
    let answer = cloud.run(RESET, &[("AndroidInstanceIds.1", &phones[0])]);
    assert!(answer.get("OrderId").is_none());
    assert_eq!(answer["Tasks"]["ChildTasks"][0]["InstanceId"], phones[0].as_str());
    assert_eq!(cloud.tasks(&answer["RequestId"])[1]["TaskType"], "ResetInstance");
    assert!(cloud.apps(&phones[0]).is_empty());
    let files = cloud.files(&phones[0]);
    assert!(
        !files.keys().any(|path| path.starts_with("/data/media") || path.starts_with("/data/data")),
        "{files:?}"
    );
    assert!(!files.is_empty(), "the system is still there");
    assert_eq!(cloud.files(&phones[1]), other);
    assert_eq!(cloud.status(&phones[0]), "RUNNING");
    assert_eq!(cloud.ledger(&phones[0]), [("reset".to_owned(), "succeeded".to_owned())]);
}

#[test]
fn states_allow_what_the_table_says() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let allowed = |action: &str| -> Vec<&str> {
        let all = [
            "running",
            "stopped",
            "backup_failed",
            "restore_failed",
            "abnormal",
            "creating",
            "starting",
            "stopping",
            "resetting",
            "backing_up",
            "restoring",
            "deleting",
        ];
        all.into_iter()
            .filter(|power| {
                cloud.edit(phone, &json!({"power": power}));
                let (status, body) = cloud.call(action, &[("AndroidInstanceIds.1", phone)]);
                cloud.finish();
                assert!(status == 200 || body["Code"] == "IncorrectInstanceStatus", "{body}");
                status == 200
            })
            .collect()
    };
    assert_eq!(allowed(REBOOT), ["running", "backup_failed", "restore_failed", "abnormal"]);
    assert_eq!(allowed(RESET), ["running", "stopped", "backup_failed", "restore_failed", "abnormal"]);
}

#[test]
fn bad_parameters_are_refused() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let id = ("AndroidInstanceIds.1", phone.as_str());
    let code = |action: &str, more: &[(&str, &str)]| cloud.refused(action, &[&[id], more].concat()).1;
    assert_eq!(cloud.refused(REBOOT, &[]).1, "MissingParameter");
    assert_eq!(cloud.refused(RESET, &[]).1, "MissingParameter");
    assert_eq!(code(REBOOT, &[("ForceStop", "perhaps")]), "InvalidParameter");
    assert_eq!(code(REBOOT, &[("SaleMode", "Other")]), "InvalidParameter");
    assert_eq!(code(RESET, &[("AutoPay", "1")]), "InvalidParameter");
    assert_eq!(code(RESET, &[("SettingResetType", "x")]), "InvalidParameter");
    assert_eq!(code(RESET, &[("TargetDataDiskSize", "0")]), "InvalidParameter");
    assert_eq!(code(RESET, &[("AndroidInstanceIds.2", "acp-nobody")]), "InvalidAndroidInstanceId.NotFound");
    assert!(cloud.ledger(phone).is_empty());
}

#[test]
fn ignoring_validation_goes_on_with_the_good_phones_by_setting() {
    for takes_part in [true, false] {
        let cloud = cloud(|settings| settings.ignore_validation_takes_part = takes_part);
        let phone = &cloud.phones()[0];
        let parameters = [
            ("AndroidInstanceIds.1", "acp-nobody"),
            ("AndroidInstanceIds.2", phone.as_str()),
            ("IgnoreParamValidation", "true"),
        ];
        let (status, body) = cloud.call(REBOOT, &parameters);
        assert_eq!(status, if takes_part { 200 } else { 404 }, "{body}");
        if takes_part {
            assert_eq!(body["Tasks"]["ChildTasks"].as_array().unwrap().len(), 1);
        }
    }
}

#[test]
fn a_smaller_disk_is_ordered_by_those_who_may() {
    for may in [false, true] {
        let cloud = cloud(|settings| settings.may_shrink_disk = may);
        let phone = &cloud.phones()[0];
        let (status, body) =
            cloud.call(RESET, &[("AndroidInstanceIds.1", phone), ("TargetDataDiskSize", "16")]);
        if may {
            assert!(body["OrderId"].as_str().unwrap().bytes().all(|byte| byte.is_ascii_digit()), "{body}");
        } else {
            assert_eq!((status, &body["Code"]), (403, &json!("Forbidden")));
        }
    }
}

#[test]
fn properties_stay_when_asked() {
    let cloud = cloud(|_| ());
    let phone = cloud.phones()[0].clone();
    let get = || {
        let parameters = [("InstanceIds.1", phone.as_str()), ("CommandContent", "getprop persist.own")];
        cloud.ok("RunSyncCommand", &parameters)["Data"][0]["Output"].as_str().unwrap().trim().to_owned()
    };
    let set = ("CommandContent", "setprop persist.own kept");
    cloud.ok("RunSyncCommand", &[("InstanceIds.1", &phone), set]);
    assert_eq!(get(), "kept");
    cloud.run(RESET, &[("AndroidInstanceIds.1", &phone), ("SettingResetType", "1")]);
    assert_eq!(get(), "kept");
    cloud.run(RESET, &[("AndroidInstanceIds.1", &phone)]);
    assert_eq!(get(), "");
}

#[test]
fn a_reset_fails_when_the_image_was_deleted() {
    let image = instance(&cloud(|_| ()), &cloud(|_| ()).phones()[0])["ImageId"].as_str().unwrap().to_owned();
    let cloud = cloud(|settings| settings.deleted_images = vec![image.clone()]);
    let phone = &cloud.phones()[0];
    let before = cloud.files(phone);
    assert_eq!(cloud.run_failing(RESET, &[("AndroidInstanceIds.1", phone)]), "ImageNotFound");
    assert_eq!(cloud.files(phone), before);
    assert_eq!(cloud.status(phone), "UNAVAILABLE");
    let parameters = [("ImageType", "System"), ("ImageId", image.as_str())];
    assert_eq!(cloud.ok("DescribeImageList", &parameters)["Data"][0]["Status"], "DELETE");
}
