//! Shell commands on phones.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use phonevault_simulator::{AlibabaSettings, Settings};
use serde_json::{Value, json};

use super::cloud::Cloud;

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(4, settings)
}

fn sync(cloud: &Cloud, phone: &str, command: &str) -> Value {
    let answer = cloud
        .ok("RunSyncCommand", &[("InstanceIds.1", phone), ("CommandContent", command), ("WaitTime", "500")]);
    // A string here: so it is in the vendor's SDK.
    assert_eq!(answer["TotalCount"], "1");
    answer["Data"][0].clone()
}

fn invocation(cloud: &Cloud, phone: &str, id: &Value) -> Value {
    let parameters = [("InstanceIds.1", phone), ("InvocationId", id.as_str().unwrap())];
    cloud.ok("DescribeInvocations", &parameters)["Data"][0].clone()
}

/// The list says the same as the answer of the command; only the start is written in another form, without a zone.
fn assert_same(listed: &Value, answered: &Value) {
    let (mut listed, mut answered) = (listed.clone(), answered.clone());
    let (start, other) = (listed["StartTime"].take(), answered["StartTime"].take());
    assert_eq!(listed, answered);
    assert_eq!(start, answered["FinishTime"]);
    assert_ne!(start, other);
}

#[test]
fn a_command_at_once_answers_the_output_of_each_phone() {
    let cloud = cloud(|_| ());
    let phones = cloud.phones();
    let answer = cloud.ok(
        "RunSyncCommand",
        &[
            ("InstanceIds.1", &phones[0]),
            ("InstanceIds.2", &phones[1]),
            ("CommandContent", "mkdir /data/media/0/new && echo made"),
        ],
    );
    assert_eq!(answer["TotalCount"], "2");
    for (item, phone) in answer["Data"].as_array().unwrap().iter().zip(&phones) {
        assert_eq!(item["InstanceId"], phone.as_str());
        assert_eq!((&item["InvocationStatus"], &item["Output"]), (&json!("Success"), &json!("made\n")));
        assert!(item["StartTime"].as_str().unwrap().ends_with('Z'));
        assert!(cloud.files(phone).contains_key("/data/media/0/new"));
        assert_eq!(cloud.ledger(phone), [("command".to_owned(), "succeeded".to_owned())]);
        assert_same(&invocation(&cloud, phone, &item["InvocationId"]), item);
    }
    assert_eq!(cloud.counts("alibaba.RunSyncCommand"), (1, 1));
}

#[test]
fn a_command_that_fails_is_shown_so_or_not_by_setting() {
    for (fails, word) in [(true, "Failed"), (false, "Success")] {
        let cloud = cloud(|settings| settings.failing_command_fails = fails);
        let phone = &cloud.phones()[0];
        let item = sync(&cloud, phone, "no-such-command");
        assert_eq!(item["InvocationStatus"], word);
        assert!(item["Output"].as_str().unwrap().contains("not found"), "{item}");
    }
}

#[test]
fn commands_may_be_encoded_and_unknown_encodings_are_plain_text() {
    let cloud = cloud(|_| ());
    let phone = &cloud.phones()[0];
    let run = |encoding: &str, command: &str| {
        let parameters =
            [("InstanceIds.1", phone.as_str()), ("CommandContent", command), ("ContentEncoding", encoding)];
        cloud.call("RunSyncCommand", &parameters)
    };
    let encoded = STANDARD.encode("echo hello");
    for encoding in ["Base64", "BASE64", "base64"] {
        assert_eq!(run(encoding, &encoded).1["Data"][0]["Output"], "hello\n");
    }
    for encoding in ["PlainText", "plaintext", "rot13"] {
        assert_eq!(run(encoding, "echo hello").1["Data"][0]["Output"], "hello\n");
    }
    assert_eq!(run("Base64", "not base64!").1["Code"], "InvalidParameter");
    assert_eq!(run("Base64", &STANDARD.encode(b"\xff\xfe")).1["Code"], "InvalidParameter");
}

#[test]
fn bad_parameters_and_phones_run_nothing() {
    let cloud = cloud(|settings| settings.max_command_instances = 2);
    let phones = cloud.phones();
    let (id, command) = (("InstanceIds.1", phones[0].as_str()), ("CommandContent", "touch /data/x"));
    for action in ["RunSyncCommand", "RunCommand"] {
        assert_eq!(cloud.refused(action, &[id]).1, "MissingParameter");
        assert_eq!(cloud.refused(action, &[command]).1, "MissingParameter");
        let nobody = ("InstanceIds.2", "acp-nobody");
        assert_eq!(cloud.refused(action, &[id, command, nobody]).1, "InvalidAndroidInstanceId.NotFound");
        let many = [id, command, nobody, ("InstanceIds.3", "acp-x")];
        assert_eq!(cloud.refused(action, &many).1, "InvalidParameter");
    }
    for bad in ["499", "3001", "x"] {
        assert_eq!(cloud.refused("RunSyncCommand", &[id, command, ("WaitTime", bad)]).1, "InvalidParameter");
    }
    assert_eq!(cloud.refused("RunCommand", &[id, command, ("Timeout", "0")]).1, "InvalidParameter");
    assert_eq!(cloud.refused("DescribeInvocations", &[id]).1, "MissingParameter");
    assert_eq!(cloud.refused("DescribeInvocations", &[("InvocationId", "x")]).1, "MissingParameter");
    cloud.edit(&phones[0], &json!({"power": "stopped"}));
    for action in ["RunSyncCommand", "RunCommand"] {
        assert_eq!(cloud.refused(action, &[id, command]).1, "IncorrectInstanceStatus");
    }
    assert!(cloud.ledger(&phones[0]).is_empty());
    assert!(!cloud.files(&phones[0]).contains_key("/data/x"));
}

#[test]
fn a_command_as_a_task_is_found_by_its_invocation() {
    let cloud = cloud(|_| ());
    let phones = cloud.phones();
    let answer = cloud.ok(
        "RunCommand",
        &[
            ("InstanceIds.1", &phones[0]),
            ("InstanceIds.2", &phones[1]),
            ("CommandContent", "echo late > /data/late; cat /data/late"),
            ("Timeout", "60"),
            ("AgentType", "any"),
        ],
    );
    let invoked = answer["InvokeId"].clone();
    let infos = answer["RunCommandInfos"].as_array().unwrap();
    assert_eq!(infos.len(), 2);
    assert_eq!(infos[0]["InvokeId"], invoked);
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!((&tasks[0]["TaskType"], &tasks[0]["TaskId"]), (&json!("RunCommand"), &answer["TaskId"]));
    assert_eq!(tasks[1]["TaskId"], infos[0]["ChildTaskId"]);
    cloud.clock.advance(Duration::from_millis(250));
    assert_eq!(invocation(&cloud, &phones[0], &invoked)["InvocationStatus"], "Running");
    assert_eq!(cloud.status(&phones[0]), "RUNNING");
    assert!(!cloud.files(&phones[0]).contains_key("/data/late"));
    cloud.finish();
    let item = invocation(&cloud, &phones[0], &invoked);
    assert_eq!((&item["InvocationStatus"], &item["Output"]), (&json!("Success"), &json!("late\n")));
    assert!(cloud.files(&phones[0]).contains_key("/data/late"));
    assert_eq!(cloud.tasks(&answer["RequestId"])[0]["TaskStatus"], "Finished");
    assert_eq!(cloud.ledger(&phones[1]), [("command".to_owned(), "succeeded".to_owned())]);
    let other =
        cloud.ok("DescribeInvocations", &[("InstanceIds.1", &phones[0]), ("InvocationId", "nobody's")]);
    assert_eq!((&other["TotalCount"], &other["Data"]), (&json!("0"), &json!([])));
}

#[test]
fn a_command_that_takes_too_long_is_timed_out() {
    let cloud = cloud(|settings| settings.command_ms = 5_000);
    let phone = &cloud.phones()[0];
    let command = [("InstanceIds.1", phone.as_str()), ("CommandContent", "echo late"), ("Timeout", "2")];
    let answer = cloud.ok("RunCommand", &command);
    cloud.clock.advance(Duration::from_millis(1_999));
    assert_eq!(invocation(&cloud, phone, &answer["InvokeId"])["InvocationStatus"], "Running");
    cloud.clock.advance(Duration::from_millis(1));
    assert_eq!(invocation(&cloud, phone, &answer["InvokeId"])["InvocationStatus"], "Timeout");
    cloud.finish();
    assert_eq!(invocation(&cloud, phone, &answer["InvokeId"])["InvocationStatus"], "Timeout");
}

#[test]
fn the_words_are_settings_and_old_commands_are_forgotten() {
    let cloud = cloud(|settings| {
        settings.invocation_success = "OK".to_owned();
        settings.invocation_failed = "KO".to_owned();
        settings.kept_tasks = 1;
    });
    let phone = &cloud.phones()[0];
    let first = sync(&cloud, phone, "true");
    assert_eq!(first["InvocationStatus"], "OK");
    let second = sync(&cloud, phone, "false");
    assert_eq!(second["InvocationStatus"], "KO");
    assert_eq!(invocation(&cloud, phone, &first["InvocationId"]), Value::Null);
    assert_same(&invocation(&cloud, phone, &second["InvocationId"]), &second);
}
