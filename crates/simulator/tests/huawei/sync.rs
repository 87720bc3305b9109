//! Synchronous commands.

use serde_json::{Value, json};

use crate::cloud::{counts, ledger, shell};
use crate::support::Bench;

#[test]
fn a_synchronous_command_answers_at_once_for_each_phone() {
    let bench = Bench::new(|config| config.phones = 6);
    let mut phones = bench.phones("huawei");
    assert_eq!(bench.admin("PATCH", &format!("/phones/{}", phones[1]), br#"{"power":"stopped"}"#).0, 200);
    phones.push("f".repeat(32));
    phones.push("odd".to_owned());
    let (status, answer) = shell(&bench, &phones, "echo hello");
    assert_eq!(status, 200);
    let jobs = answer["jobs"].as_array().unwrap();
    assert_eq!(jobs.len(), 5);
    assert_eq!(
        (&jobs[0]["status"], &jobs[0]["execute_msg"], &jobs[0]["error_code"]),
        (&json!(2), &json!("hello\n"), &Value::Null)
    );
    let codes: Vec<&Value> = jobs.iter().map(|job| &job["error_code"]).collect();
    let wanted = [json!(null), json!("CPS.0141"), json!(null), json!("CPS.0005"), json!("CPS.0004")];
    assert_eq!(codes, wanted.iter().collect::<Vec<_>>());
    assert!(jobs[1]["status"] == -1 && jobs[1].get("job_id").is_none());
    // Its job is over at once and can be asked for.
    let id = jobs[0]["job_id"].as_str().unwrap();
    let job = bench.cph("GET", &format!("jobs/{id}"), &Value::Null).1;
    assert_eq!((&job["status"], &job["execute_msg"]), (&json!(2), &json!("hello\n")));
    assert!(job["end_time"].is_string());
    let request_id = answer["request_id"].as_str().unwrap();
    let listed = bench.cph("GET", &format!("jobs?request_id={request_id}"), &Value::Null).1;
    assert_eq!(listed["jobs"].as_array().unwrap().len(), 2);
    assert_eq!(ledger(&bench), vec![("command".to_owned(), "succeeded".to_owned()); 2]);
    assert_eq!(counts(&bench, "RunSyncCommand"), (1, 1));
}

#[test]
fn a_synchronous_command_changes_the_phone() {
    let bench = Bench::new(|_| {});
    let phone = vec![bench.first_phone("huawei")];
    assert_eq!(shell(&bench, &phone, "rm -r /data/media/0/DCIM").1["jobs"][0]["status"], 2);
    assert!(bench.files(&phone[0], "/data/media/0/DCIM").is_empty());
    assert_eq!(shell(&bench, &phone, "setprop persist.sys.locale de-DE").1["jobs"][0]["status"], 2);
    let detail = bench.cph("GET", &format!("phones/{}", phone[0]), &Value::Null).1;
    assert!(detail["property"].as_str().unwrap().contains("\"persist.sys.locale\":\"de-DE\""));
}

#[test]
fn a_synchronous_command_is_refused_by_documented_codes() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    for (body, code) in [
        (json!({"command": "push", "content": "x", "phone_ids": [phone]}), "CPS.0117"),
        (json!({"command": "shell", "content": "", "phone_ids": [phone]}), "CPS.0118"),
        (json!({"command": "shell", "content": "echo $HOME", "phone_ids": [phone]}), "CPS.0118"),
        (json!({"command": "shell", "content": "id"}), "CPS.0081"),
        (json!({"command": "shell", "content": "id", "phone_ids": vec![&phone; 16]}), "CPS.0190"),
    ] {
        let (status, answer) = bench.cph("POST", "phones/sync-commands", &body);
        assert_eq!((status, answer["error_code"].as_str()), (400, Some(code)), "{body}");
    }
}

#[test]
fn a_busy_phone_takes_synchronous_commands_by_setting() {
    for (while_busy, wanted) in [(true, json!(null)), (false, json!("CPS.0042"))] {
        let bench = Bench::new(|config| config.settings.huawei.sync_while_busy = while_busy);
        let phone = bench.first_phone("huawei");
        bench.export(&phone, &["/data/media"], &[], "k.tar");
        assert_eq!(shell(&bench, &[phone], "id").1["jobs"][0]["error_code"], wanted);
    }
}

#[test]
fn an_injected_refusal_says_nothing_about_the_effect() {
    for (effect, done) in [("applied", true), ("not_applied", false)] {
        let bench = Bench::new(|_| {});
        let phone = bench.first_phone("huawei");
        let fault = json!({"cloud": "huawei", "operation": "RunSyncCommand", "kind": "refuse_item",
                           "effect": effect, "nth": 1});
        let (status, answer) = bench.admin("POST", "/faults", fault.to_string().as_bytes());
        assert!(status < 300, "{answer}");
        let job =
            shell(&bench, std::slice::from_ref(&phone), "touch /data/media/0/mark").1["jobs"][0].clone();
        assert!(job["status"] == -1 && job["error_code"].is_string() && job.get("job_id").is_none(), "{job}");
        assert_eq!(bench.files(&phone, "/data/media/0/mark").len(), usize::from(done));
        assert_eq!(ledger(&bench).len(), usize::from(done));
        assert_eq!(counts(&bench, "RunSyncCommand"), (1, u64::from(done)));
    }
}
