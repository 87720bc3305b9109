//! Tasks, backup files and instances as they are listed.

use std::time::Duration;

use phonevault_simulator::Settings;
use serde_json::{Value, json};

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

#[test]
fn a_backup_runs_through_its_states() {
    let cloud = Cloud::new(Settings::default());
    let phones = cloud.phones();
    let folder = cloud.folder();
    let answer = cloud.ok(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", &phones[0]),
            ("AndroidInstanceIdList.2", &phones[1]),
            APP,
            ENDPOINT,
            ("BackupFilePath", &folder),
        ],
    );
    let states = |cloud: &Cloud| -> Vec<String> {
        let tasks = cloud.tasks(&answer["RequestId"]);
        tasks.iter().map(|task| task["TaskStatus"].as_str().unwrap().to_owned()).collect()
    };
    cloud.universe.settle();
    assert_eq!(states(&cloud), ["Waiting"; 3]);
    cloud.clock.advance(Duration::from_millis(500));
    assert_eq!(states(&cloud), ["Processing"; 3]);
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(tasks[0]["RunningChildCount"], 2);
    assert_eq!(tasks[0]["TotalChildCount"], 2);
    assert!(tasks[0].get("FinishTime").is_none());
    assert_eq!(tasks[1]["InstanceStatus"], "BACKUPING");
    assert!(tasks[1]["StartTime"].as_str().unwrap().ends_with('Z'));
    assert!(tasks[1].get("FinishTime").is_none());
    assert_eq!(cloud.file(&answer["Data"][1]["BackupFileId"])["Status"], "BACKUPING");
    let shown = cloud.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", &phones[0])]);
    let rate = shown["InstanceModel"][0]["Rate"].as_i64().unwrap();
    assert!((1..100).contains(&rate), "{rate}");
    cloud.finish();
    assert_eq!(states(&cloud), ["Finished"; 3]);
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(tasks[0]["TaskId"], answer["TaskId"]);
    assert_eq!(tasks[0]["Level"], 1);
    assert_eq!(tasks[0]["SuccessChildCount"], 2);
    assert_eq!(tasks[0]["FailedChildCount"], 0);
    for (number, phone) in phones.iter().enumerate() {
        let task = &tasks[number + 1];
        assert_eq!(task["InstanceId"], phone.as_str());
        assert_eq!(task["TaskId"], answer["Data"][number]["TaskId"]);
        assert_eq!(task["ParentTaskId"], answer["TaskId"]);
        assert_eq!(task["InstanceStatus"], "RUNNING");
        assert!(task["Result"].as_str().unwrap().contains("True"));
    }
}

#[test]
fn one_failed_child_makes_the_batch_part_finished() {
    let cloud = Cloud::new(Settings::default());
    let phones = cloud.phones();
    let folder = cloud.folder();
    let app = cloud.apps(&phones[0]).into_iter().find(|app| !cloud.apps(&phones[1]).contains(app)).unwrap();
    let answer = cloud.ok(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", &phones[0]),
            ("AndroidInstanceIdList.2", &phones[1]),
            ("SourceAppList.1", &app),
            ENDPOINT,
            ("BackupFilePath", &folder),
        ],
    );
    cloud.finish();
    let tasks = cloud.tasks(&answer["RequestId"]);
    let states: Vec<&Value> = tasks.iter().map(|task| &task["TaskStatus"]).collect();
    assert_eq!(states, ["PartFinished", "Finished", "Failed"]);
    assert_eq!((&tasks[0]["SuccessChildCount"], &tasks[0]["FailedChildCount"]), (&json!(1), &json!(1)));
}

#[test]
fn power_calls_answer_only_their_request_id_and_their_tasks_are_found_by_it() {
    let cloud = Cloud::new(Settings::default());
    let phones = cloud.phones();
    let answer = cloud.ok(
        "StopAndroidInstance",
        &[("AndroidInstanceIds.1", &phones[0]), ("AndroidInstanceIds.2", &phones[1])],
    );
    assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["RequestId"]);
    let id = answer["RequestId"].as_str().unwrap();
    assert!(id.len() == 36 && id == id.to_uppercase(), "{id}");
    assert_eq!(cloud.status(&phones[0]), "STOPPING");
    cloud.finish();
    assert_eq!(cloud.status(&phones[0]), "STOPPED");
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(tasks.len(), 3);
    assert!(tasks.iter().all(|task| task["TaskType"] == "StopInstance" && task["TaskStatus"] == "Finished"));
    let count = |parameters: &[(&str, &str)]| cloud.ok("DescribeTasks", parameters)["TotalCount"].clone();
    assert_eq!(count(&[("InvokeId", id), ("Level", "2")]), 2);
    assert_eq!(count(&[("InvokeId", id), ("Level", "1")]), 1);
    assert_eq!(count(&[("ResourceIds.1", &phones[0])]), 1);
    assert_eq!(count(&[("InstanceId", &phones[1])]), 1);
    assert_eq!(count(&[("ParentTaskId", tasks[0]["TaskId"].as_str().unwrap())]), 2);
    assert_eq!(count(&[("TaskIds.1", tasks[2]["TaskId"].as_str().unwrap())]), 1);
    assert_eq!(count(&[("TaskStatuses.1", "Failed"), ("TaskStatuses.2", "Waiting")]), 0);
    assert_eq!(count(&[("TaskStatus", "Finished"), ("TaskTypes.1", "StopInstance")]), 3);
    assert_eq!(count(&[("TaskType", "StartInstance")]), 0);
    assert_eq!(count(&[("InstanceName", tasks[1]["InstanceName"].as_str().unwrap())]), 1);
    assert_eq!(count(&[("InvokeId", "someone-else")]), 0);
    assert_eq!(cloud.refused("DescribeTasks", &[("Level", "3")]).1, "InvalidParameter");
}

#[test]
fn tasks_files_and_instances_are_paged() {
    let cloud = Cloud::with_phones(8, Settings::default());
    let folder = cloud.folder();
    for phone in cloud.phones() {
        cloud.run(
            "BackupApp",
            &[("AndroidInstanceIdList.1", &phone), APP, ENDPOINT, ("BackupFilePath", &folder)],
        );
    }
    for (action, list, id, total) in [
        ("DescribeTasks", "Data", "TaskId", 8),
        ("DescribeBackupFiles", "Data", "BackupFileId", 4),
        ("DescribeAndroidInstances", "InstanceModel", "AndroidInstanceId", 4),
    ] {
        let mut seen = Vec::new();
        let mut token = String::new();
        loop {
            let page = cloud.ok(action, &[("MaxResults", "3"), ("NextToken", &token)]);
            assert_eq!(page["TotalCount"], total, "{action}");
            let items = page[list].as_array().unwrap();
            assert!(items.len() <= 3, "{action}");
            seen.extend(items.iter().map(|item| item[id].as_str().unwrap().to_owned()));
            token = page["NextToken"].as_str().unwrap().to_owned();
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(seen.len(), total, "{action}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), total, "{action}");
        for bad in [("MaxResults", "0"), ("MaxResults", "101"), ("NextToken", "nonsense")] {
            assert_eq!(cloud.refused(action, &[bad]).1, "InvalidParameter", "{action} {bad:?}");
        }
    }
    // The oddity of the vendor's answer.
    assert_eq!(cloud.ok("DescribeBackupFiles", &[])["MaxResults"], "10");
}

#[test]
fn files_are_found_by_each_filter() {
    let cloud = Cloud::new(Settings::default());
    let phones = cloud.phones();
    let folder = cloud.folder();
    let app = cloud.run(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", &phones[0]),
            APP,
            ENDPOINT,
            ("BackupFilePath", &folder),
            ("BackupFileName", "nightly-run-42"),
            ("Description", "by run 42"),
        ],
    );
    cloud.run(
        "BackupAndroidInstance",
        &[("AndroidInstanceIdList.1", &phones[1]), ENDPOINT, ("BackupFilePath", &folder)],
    );
    let file = cloud.file(&app["Data"][0]["BackupFileId"]);
    let created = file["GmtCreated"].as_str().unwrap();
    let field = |name: &str| file[name].as_str().unwrap();
    let found = |parameters: &[(&str, &str)]| -> usize {
        let list = cloud.ok("DescribeBackupFiles", parameters);
        let data = list["Data"].as_array().unwrap();
        assert_eq!(list["TotalCount"], data.len());
        data.iter().filter(|item| item["BackupFileId"] == file["BackupFileId"]).count() * 10 + data.len()
    };
    // Found alone is 11, both are 12, the other one alone is 1.
    for alone in [
        ("BackupFileId", field("BackupFileId")),
        ("BackupFileName", "run-42"),
        ("Description", "run 42"),
        ("AndroidInstanceId", &phones[0]),
        ("AndroidInstanceName", field("AndroidInstanceName")),
        ("BackupAll", "False"),
    ] {
        assert_eq!(found(&[alone]), 11, "{alone:?}");
    }
    assert_eq!(found(&[("BackupAll", "true")]), 1);
    for both in [
        ("StatusList.1", "AVAILABLE"),
        ("InstanceGroupId", field("InstanceGroupId")),
        ("StartTime", created),
        ("EndTime", "2999-01-01 00:00:00"),
        ("SaleMode", "Node"),
    ] {
        assert_eq!(found(&[both]), 12, "{both:?}");
    }
    assert_eq!(found(&[("StartTime", created), ("EndTime", created)]), 11, "both ends belong to the window");
    for none in [
        ("EndTime", "2001-01-01 00:00:00"),
        ("StartTime", "2999-01-01 00:00:00"),
        ("StatusList.1", "DELETING"),
        ("EndUserId", "somebody"),
        ("SaleMode", "Instance"),
    ] {
        assert_eq!(found(&[none]), 0, "{none:?}");
    }
    assert_eq!(cloud.refused("DescribeBackupFiles", &[("StartTime", "yesterday")]).1, "InvalidParameter");
}

#[test]
fn instances_are_found_by_each_filter() {
    let cloud = Cloud::with_phones(8, Settings::default());
    let phones = cloud.phones();
    let all = cloud.ok("DescribeAndroidInstances", &[]);
    let models = all["InstanceModel"].as_array().unwrap();
    // Newest first unless asked otherwise.
    let ids: Vec<&str> = models.iter().map(|model| model["AndroidInstanceId"].as_str().unwrap()).collect();
    assert_eq!(ids, phones.iter().rev().collect::<Vec<_>>());
    let ascending = cloud.ok("DescribeAndroidInstances", &[("SortKey", "CreationTime"), ("SortType", "ASC")]);
    assert_eq!(ascending["InstanceModel"][0]["AndroidInstanceId"], phones[0].as_str());
    let model = &models[3];
    assert_eq!(model["ImageVersion"], "3.5.3.900");
    assert_eq!(model["SystemVersion"], "Android 12");
    assert_eq!(model["BizImageType"], "System");
    assert_eq!(model["AndroidInstanceStatus"], "RUNNING");
    assert!(model["Memory"].is_number() && model["Cpu"].is_string() && model["Rate"].is_number());
    let count =
        |parameters: &[(&str, &str)]| cloud.ok("DescribeAndroidInstances", parameters)["TotalCount"].clone();
    let field = |name: &str| model[name].as_str().unwrap();
    assert_eq!(count(&[("AndroidInstanceIds.1", &phones[0]), ("AndroidInstanceIds.7", &phones[1])]), 2);
    assert_eq!(count(&[("AndroidInstanceIds.1", "acp-nobody")]), 0);
    assert_eq!(count(&[("AndroidInstanceName", field("AndroidInstanceName"))]), 1);
    assert_eq!(count(&[("InstanceGroupId", field("AndroidInstanceGroupId"))]), 4);
    assert_eq!(count(&[("InstanceGroupIds.1", "ag-nobody")]), 0);
    assert_eq!(count(&[("Status", "RUNNING"), ("BizRegionId", "cn-shanghai")]), 4);
    assert_eq!(count(&[("Status", "STOPPED")]), 0);
    assert_eq!(count(&[("BizRegionId", "cn-hangzhou")]), 0);
    assert_eq!(count(&[("Tag.1.Key", "owner"), ("Tag.1.Value", "me")]), 0);
    assert_eq!(cloud.refused("DescribeAndroidInstances", &[("SortKey", "Name")]).1, "InvalidParameter");
}
