//! Asynchronous commands: shell, push, install, uninstall.

use serde_json::{Value, json};

use crate::cloud::{command, counts, ledger, put, tar_of};
use crate::support::Bench;

#[test]
fn a_shell_command_is_a_job_with_its_output() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let answer = command(&bench, &phone, "shell", "getprop ro.build.version.release");
    assert_eq!(bench.job(&answer)["status"], 1);
    assert_eq!(bench.job(&answer)["execute_msg"], Value::Null);
    bench.finish();
    let job = bench.job(&answer);
    assert_eq!((&job["status"], &job["error_code"]), (&json!(2), &Value::Null));
    assert_eq!(job["execute_msg"], "11\n");
    assert_eq!(ledger(&bench), [("command".to_owned(), "succeeded".to_owned())]);
    assert_eq!(counts(&bench, "RunShellCommand"), (1, 1));

    let made = command(&bench, &phone, "shell", "mkdir -p /data/media/0/made");
    assert_eq!(bench.done(&made).0, 2);
    let quiet = bench.job(&made);
    assert_eq!(quiet["execute_msg"], "");
    let listed = command(&bench, &phone, "shell", "ls /data/media/0");
    bench.finish();
    assert!(bench.job(&listed)["execute_msg"].as_str().unwrap().contains("made"));
}

#[test]
fn the_output_is_cut_at_1024_bytes_of_whole_characters() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let text = "ä".repeat(800);
    bench.edit("PUT", &phone, "/data/media/0/long.txt", text.as_bytes());
    let answer = command(&bench, &phone, "shell", "cat /data/media/0/long.txt");
    bench.finish();
    assert_eq!(bench.job(&answer)["execute_msg"], "ä".repeat(512));
}

#[test]
fn a_failing_command_fails_only_by_setting() {
    for (fails, wanted) in [(false, (2, Value::Null)), (true, (-1, json!("CPS.0397")))] {
        let bench = Bench::new(|config| config.settings.huawei.failed_command_fails = fails);
        let phone = bench.first_phone("huawei");
        let answer = command(&bench, &phone, "shell", "cat /data/none");
        assert_eq!(bench.done(&answer), wanted);
    }
}

#[test]
fn a_pushed_tar_is_unpacked_at_the_root_and_can_be_used_at_once() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let url = |key: &str| format!("obs://{}/{key}", bench.bucket());
    put(&bench, "own.tar", &[], &tar_of(&[("data/local/tmp/a.txt", b"pushed"), ("data/new/b", b"")]));
    let answer = command(&bench, &phone, "push", &url("own.tar"));
    assert_eq!(bench.done(&answer), (2, Value::Null));
    let files = bench.files(&phone, "/data/local/tmp/a.txt");
    assert_eq!(files.len(), 1);
    assert!(bench.entries(&phone).iter().all(|file| file["visible"] == true));
    let entry = &bench.admin("GET", "/ledger", b"").1["entries"][0];
    assert_eq!((&entry["action"], &entry["object"]), (&json!("push"), &json!(url("own.tar"))));
    assert_eq!(counts(&bench, "PushFile"), (1, 1));

    let missing = command(&bench, &phone, "push", &url("none.tar"));
    assert_eq!(bench.done(&missing), (-1, json!("CPS.0104")));
    put(&bench, "bad.tar", &[], b"no tar");
    let bad = command(&bench, &phone, "push", &url("bad.tar"));
    assert_eq!(bench.done(&bad), (-1, json!("CPS.0399")));
}

#[test]
fn a_push_has_a_documented_size_and_may_miss_its_object_at_submission() {
    let bench = Bench::new(|config| {
        config.settings.huawei.max_push_bytes = 1024;
        config.settings.huawei.missing_object_at_submission = true;
    });
    let phone = bench.first_phone("huawei");
    put(&bench, "big.tar", &[], &tar_of(&[("data/x", b"1")]));
    let url = |key: &str| format!("obs://{}/{key}", bench.bucket());
    let big = command(&bench, &phone, "push", &url("big.tar"));
    assert_eq!(bench.done(&big), (-1, json!("CPS.0118")));
    let missing = command(&bench, &phone, "push", &url("none.tar")).1;
    assert_eq!(missing["jobs"][0]["error_code"], "CPS.0104");
}

#[test]
fn apps_are_installed_and_removed() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let apps = || bench.phone(&phone)["apps"].to_string();
    let url = |key: &str| format!("obs://{}/{key}", bench.bucket());
    put(&bench, "dir/com.acme.tool.apk", &[], b"PK code");
    put(&bench, "any.apk", &[("x-obs-meta-package", "org.other"), ("x-obs-meta-version", "2.3")], b"PK");
    put(&bench, "part.apk", &[], b"PK part");

    let one = command(&bench, &phone, "install", &format!("-r {}", url("dir/com.acme.tool.apk")));
    assert_eq!(bench.done(&one), (2, Value::Null));
    assert!(apps().contains("com.acme.tool"));
    assert_eq!(bench.files(&phone, "/data/app/com.acme.tool-").len(), 1);

    let several = format!("{} {}", url("any.apk"), url("part.apk"));
    let many = command(&bench, &phone, "install-multiple", &several);
    assert_eq!(bench.done(&many), (2, Value::Null));
    assert!(apps().contains("org.other"));
    assert_eq!(bench.files(&phone, "/data/app/org.other-").len(), 2);
    assert_eq!(counts(&bench, "InstallApk"), (2, 2));

    bench.edit("PUT", &phone, "/data/data/com.acme.tool/files/kept", b"x");
    let again = command(&bench, &phone, "install", &url("dir/com.acme.tool.apk"));
    assert_eq!(bench.done(&again).0, 2);
    assert_eq!(bench.files(&phone, "/data/data/com.acme.tool/").len(), 1, "the data of a replaced app stays");

    let gone = command(&bench, &phone, "uninstall", "com.acme.tool");
    assert_eq!(bench.done(&gone), (2, Value::Null));
    assert!(!apps().contains("com.acme.tool"));
    assert!(bench.files(&phone, "/data/app/com.acme.tool-").is_empty());
    assert!(bench.files(&phone, "/data/data/com.acme.tool").is_empty());
    let twice = command(&bench, &phone, "uninstall", "com.acme.tool");
    assert_eq!(bench.done(&twice), (-1, json!("CPS.0397")));
    let actions: Vec<String> = ledger(&bench).into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["install", "install", "install", "uninstall", "uninstall"]);
}

#[test]
fn installing_has_its_settings() {
    let bench = Bench::new(|config| {
        let huawei = &mut config.settings.huawei;
        huawei.install_needs_replace_flag = true;
        huawei.apk_must_be_zip = true;
        huawei.max_apk_bytes = 100;
    });
    let phone = bench.first_phone("huawei");
    let url = |key: &str| format!("obs://{}/{key}", bench.bucket());
    put(&bench, "a.b.apk", &[], b"PK");
    put(&bench, "big.apk", &[], &[b'P'; 101]);
    put(&bench, "no.apk", &[], b"text");
    let install = |content: &str| bench.done(&command(&bench, &phone, "install", content));
    assert_eq!(install(&url("a.b.apk")).0, 2);
    assert_eq!(install(&url("a.b.apk")), (-1, json!("CPS.0397")));
    assert_eq!(install(&format!("-r {}", url("a.b.apk"))).0, 2);
    assert_eq!(install(&url("big.apk")), (-1, json!("CPS.0118")));
    assert_eq!(install(&url("no.apk")), (-1, json!("CPS.0397")));
    assert_eq!(install(&url("none.apk")), (-1, json!("CPS.0104")));
}

#[test]
fn commands_are_refused_by_documented_codes() {
    let bench = Bench::new(|config| {
        config.phones = 8;
        config.settings.huawei.max_phones = 3;
        config.settings.huawei.max_servers = 2;
    });
    let phones = bench.phones("huawei");
    let server = bench.cph("GET", &format!("phones/{}", phones[0]), &Value::Null).1["server_id"].clone();
    let send = |body: Value| {
        let (status, answer) = bench.cph("POST", "phones/commands", &body);
        (status, answer["error_code"].as_str().unwrap_or("none").to_owned())
    };
    let body = |extra: Value| {
        let mut body = json!({"command": "shell", "content": "id"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        body
    };
    for (sent, code) in [
        (json!({}), "CPS.0117"),
        (json!({"command": "reboot", "content": "x", "phone_ids": phones}), "CPS.0117"),
        (json!({"command": "shell", "phone_ids": phones}), "CPS.0118"),
        (json!({"command": "push", "content": "obs://b/x.zip", "phone_ids": phones}), "CPS.0118"),
        (json!({"command": "install", "content": "obs://b/x.zip", "phone_ids": phones}), "CPS.0119"),
        (body(json!({})), "CPS.0081"),
        (body(json!({"phone_ids": [], "server_ids": []})), "CPS.0081"),
        (body(json!({"phone_ids": "x"})), "CPS.0080"),
        (body(json!({"phone_ids": [1]})), "CPS.0080"),
        (body(json!({"phone_ids": phones})), "CPS.0190"),
        (body(json!({"server_ids": {}})), "CPS.0094"),
        (body(json!({"server_ids": ["a", "b", "c"]})), "CPS.0096"),
        (body(json!({"server_ids": ["a"]})), "CPS.0016"),
        (body(json!({"server_ids": ["0".repeat(32)]})), "CPS.0015"),
        (body(json!({"server_ids": [server]})), "CPS.0190"),
    ] {
        assert_eq!(send(sent.clone()), (400, code.to_owned()), "{sent}");
    }
    let target = format!("/v1/{}/cloud-phone/phones/commands", bench.project());
    let answer = bench.universe.handle(bench.signed_cph("POST", &target, "{"));
    assert_eq!(crate::cloud::code(&answer), (400, "CPS.0117".to_owned()));
    assert!(ledger(&bench).is_empty());
}

#[test]
fn a_server_stands_for_all_its_phones_and_phone_ids_win() {
    let bench = Bench::new(|config| config.phones = 6);
    let phones = bench.phones("huawei");
    let server = bench.cph("GET", &format!("phones/{}", phones[0]), &Value::Null).1["server_id"].clone();
    let send = |body: &Value| {
        let (_, answer) = bench.cph("POST", "phones/commands", body);
        let ids =
            answer["jobs"].as_array().unwrap().iter().map(|job| job["phone_id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let body = json!({"command": "shell", "content": "id", "server_ids": [server, server]});
    assert_eq!(send(&body), phones);
    bench.finish();
    let body = json!({"command": "shell", "content": "id", "server_ids": [server], "phone_ids": [phones[1]]});
    assert_eq!(send(&body), phones[1..2]);
}

#[test]
fn a_command_wants_a_running_phone_that_is_free() {
    let bench = Bench::new(|_| {});
    let phones = bench.phones("huawei");
    assert_eq!(bench.admin("PATCH", &format!("/phones/{}", phones[1]), br#"{"power":"stopped"}"#).0, 200);
    let stopped = command(&bench, &phones[1], "shell", "id").1;
    assert_eq!(stopped["jobs"][0]["error_code"], "CPS.0141");
    assert_eq!(command(&bench, &phones[0], "shell", "id").0, 200);
    let busy = command(&bench, &phones[0], "uninstall", "com.example.notes").1;
    assert_eq!(busy["jobs"][0]["error_code"], "CPS.0042");
}
