//! What a caller can send to take memory, time or the truth away.

use std::thread;

use phonevault_simulator::{Request, ServiceName};
use serde_json::{Value, json};

use crate::cloud::{command, counts, ledger, put, shell, tar_of};
use crate::support::{Bench, encode};

#[test]
fn synchronous_commands_at_the_same_time_lose_nothing() {
    let bench = Bench::new(|config| config.settings.huawei.shell_extra_characters = " >".to_owned());
    let phone = bench.first_phone("huawei");
    bench.edit("PUT", &phone, "/data/media/0/lines", b"");
    let target = format!("/v1/{}/cloud-phone/phones/sync-commands", bench.project());
    let requests: Vec<Request> = (0..16)
        .map(|n| {
            let content = format!("echo line-{n} >> /data/media/0/lines");
            let body = json!({"command": "shell", "content": content, "phone_ids": [phone]});
            bench.signed_cph("POST", &target, &body.to_string())
        })
        .collect();
    let universe = &bench.universe;
    thread::scope(|scope| {
        for request in requests {
            scope.spawn(move || assert_eq!(universe.handle(request).status, 200));
        }
    });
    let lines = shell(&bench, &[phone], "wc -l /data/media/0/lines").1["jobs"][0]["execute_msg"].clone();
    assert!(lines.as_str().unwrap().starts_with("16 "), "{lines}");
    assert_eq!(ledger(&bench).len(), 17);
}

#[test]
fn a_command_that_counts_as_failed_leaves_nothing_and_no_long_text() {
    let bench = Bench::new(|config| config.settings.huawei.failed_command_fails = true);
    let phone = bench.first_phone("huawei");
    bench.edit("PUT", &phone, "/data/media/0/long", &vec![b'x'; 200_000]);
    let job =
        shell(&bench, std::slice::from_ref(&phone), "cat /data/media/0/long /data/none").1["jobs"][0].clone();
    assert_eq!((&job["status"], &job["error_code"]), (&json!(-1), &json!("CPS.0397")));
    assert!(job["error_msg"].as_str().unwrap().len() < 1200);
    let line = "touch /data/media/0/mark && cat /data/none";
    assert_eq!(shell(&bench, std::slice::from_ref(&phone), line).1["jobs"][0]["status"], -1);
    assert_eq!(bench.done(&command(&bench, &phone, "shell", line)), (-1, json!("CPS.0397")));
    assert!(bench.files(&phone, "/data/media/0/mark").is_empty());
    // Nothing was applied at once; the job that was accepted says how it ended.
    assert_eq!(ledger(&bench), [("command".to_owned(), "failed: CPS.0397".to_owned())]);
    assert_eq!(counts(&bench, "RunSyncCommand"), (2, 0));
}

#[test]
fn faults_of_single_phones_find_phones_that_a_command_names_by_their_server() {
    for (operation, path) in [("RunShellCommand", "commands"), ("RunSyncCommand", "sync-commands")] {
        let bench = Bench::new(|_| {});
        let phones = bench.phones("huawei");
        let server = bench.cph("GET", &format!("phones/{}", phones[0]), &Value::Null).1["server_id"].clone();
        let fault = json!({"cloud": "huawei", "operation": operation, "kind": "refuse_item",
                           "effect": "not_applied", "nth": 1});
        assert!(bench.admin("POST", "/faults", fault.to_string().as_bytes()).0 < 300);
        let body =
            json!({"command": "shell", "content": "id", "phone_ids": [], "server_ids": [server, server]});
        let jobs = bench.cph("POST", &format!("phones/{path}"), &body).1["jobs"].clone();
        let codes: Vec<&Value> = jobs.as_array().unwrap().iter().map(|job| &job["error_code"]).collect();
        assert_eq!(codes, vec![&json!("CPS.0042"); phones.len()], "{operation}");
        assert_eq!(ledger(&bench), []);
    }
}

#[test]
fn object_calls_are_counted_as_what_they_are_and_applied_when_something_changed() {
    let bench = Bench::new(|_| {});
    let long = "k".repeat(1025);
    assert_eq!(bench.obs("GET", &long, &[], b"").status, 400);
    assert_eq!(bench.obs("PUT", "%ff", &[], b"").status, 400);
    assert_eq!(bench.obs("DELETE", "none", &[], b"").status, 204);
    assert_eq!(bench.obs("PUT", "some", &[], b"x").status, 200);
    assert_eq!(bench.obs("DELETE", "some", &[], b"").status, 204);
    assert_eq!(counts(&bench, "obs.Unknown"), (0, 0));
    assert_eq!(counts(&bench, "obs.GetObject"), (1, 0));
    assert_eq!(counts(&bench, "obs.PutObject"), (2, 1));
    assert_eq!(counts(&bench, "obs.DeleteObject"), (2, 1));
}

#[test]
fn the_log_tells_what_a_caller_of_the_metadata_address_got() {
    let bench = Bench::new(|_| {});
    let fault = json!({"cloud": "huawei", "operation": "metadata.GetSecurityKey", "kind": "status:503",
                       "effect": "applied", "nth": 1});
    assert!(bench.admin("POST", "/faults", fault.to_string().as_bytes()).0 < 300);
    let ask = || {
        let request = Request::new(ServiceName::HuaweiMetadata, "GET", "/openstack/latest/securitykey/");
        bench.universe.handle(request).status
    };
    assert_eq!((ask(), ask()), (503, 200));
    let requests = bench.admin("GET", "/requests", b"").1["requests"].clone();
    let seen: Vec<&Value> = requests.as_array().unwrap().iter().map(|line| &line["status"]).collect();
    assert_eq!(seen, [&json!(503), &json!(200)]);
}

/// A tar with one header of that kind and name, followed by content.
fn raw(kind: tar::EntryType, name: &str, link: &str, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.as_old_mut().linkname[..link.len()].copy_from_slice(link.as_bytes());
    header.set_entry_type(kind);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(content.len() as u64);
    header.set_cksum();
    let mut builder = tar::Builder::new(Vec::new());
    builder.append(&header, content).unwrap();
    builder.into_inner().unwrap()
}

#[test]
fn hostile_archives_fail_their_job_and_change_nothing() {
    use tar::EntryType as Kind;
    let bench = Bench::new(|config| config.settings.capacity.storage_per_phone = 4 << 20);
    let phone = bench.first_phone("huawei");
    let before = bench.files(&phone, "/");
    let through_link =
        [raw(Kind::Symlink, "data/out", "/", b""), raw(Kind::Regular, "data/out/etc/x", "", b"x")];
    let through_link = [&through_link[0][..512], &through_link[1]].concat();
    let deep: Vec<String> = (0..1000).map(|n| format!("data/{n}/{}x", "a/".repeat(2000))).collect();
    let deep: Vec<(&str, &[u8])> = deep.iter().map(|name| (name.as_str(), &b""[..])).collect();
    for (name, content, code) in [
        ("parent", raw(Kind::Regular, "data/../../x", "", b"x"), "CPS.0399"),
        ("absolute", raw(Kind::Regular, "/data/x", "", b"x"), "CPS.0399"),
        ("hard link", raw(Kind::Link, "data/x", "data/y", b""), "CPS.0399"),
        ("through a link", through_link, "CPS.0399"),
        ("long name", raw(Kind::GNULongName, "x", "", &vec![b'n'; 3 << 20]), "CPS.0399"),
        ("long attributes", raw(Kind::XHeader, "x", "", &vec![b'n'; 3 << 20]), "CPS.0399"),
        ("deep names", tar_of(&deep), "CPS.0399"),
        ("very much", raw(Kind::Regular, "data/x", "", &vec![0; 5 << 20]), "CPS.0396"),
    ] {
        put(&bench, "bad.tar", &[], &content);
        assert_eq!(bench.done(&bench.restore(&phone, "bad.tar")), (-1, json!(code)), "restore: {name}");
        let push = command(&bench, &phone, "push", &format!("obs://{}/bad.tar", bench.bucket()));
        assert_eq!(bench.done(&push), (-1, json!(code)), "push: {name}");
        assert_eq!(bench.files(&phone, "/"), before, "{name}");
    }
}

#[test]
fn bodies_and_queries_beyond_reason_get_the_vendors_refusal() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let project = bench.project();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for path in ["batch-storage", "batch-restore", "batch-stop", "batch-restart", "commands", "sync-commands"]
    {
        let target = format!("/v1/{project}/cloud-phone/phones/{path}");
        for body in [deep.as_str(), "\u{0}", "{\"phone_ids\":{}}", "[]", "null", "1e999", "\"x\""] {
            let status = bench.universe.handle(bench.signed_cph("POST", &target, body)).status;
            assert_eq!(status, 400, "{path} {body:.20}");
        }
    }
    for query in ["offset=-1", "limit=99999999999999999999999999999999999999999", "limit=1e3", "status=9e9"] {
        assert_eq!(bench.cph("GET", &format!("phones?{query}"), &Value::Null).0, 400, "{query}");
    }
    let odd = encode("\u{0}../..\u{fffd}");
    for path in [format!("phones/{odd}"), format!("jobs/{odd}"), format!("jobs?request_id={odd}")] {
        let target = format!("/v1/{project}/cloud-phone/{path}");
        let status = bench.universe.handle(bench.signed_cph("GET", &target, "")).status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    // A key is a name in a table, never a path of this machine.
    for key in ["../../../../tmp/x.tar", "/etc/x.tar", "a//../b.tar"] {
        assert_eq!(bench.done(&bench.export(&phone, &["/data/media"], &[], key)).0, 2, "{key}");
        assert_eq!(bench.done(&bench.restore(&phone, key)).0, 2, "{key}");
    }
    let nul = bench.restore(&phone, "a\u{0}b");
    assert_eq!((nul.0, &nul.1["error_code"]), (400, &json!("CPS.0135")));
}

#[test]
fn a_clock_far_in_the_future_breaks_nothing() {
    let bench = Bench::new(|config| {
        let huawei = &mut config.settings.huawei;
        huawei.token_life_s = u64::MAX;
        huawei.lockout_s = u64::MAX;
        huawei.metadata_key_s = u64::MAX;
        huawei.job_visible_after_ms = u64::MAX;
        huawei.image_time_unit_ms = u64::MAX;
        huawei.requests_per_second = u32::MAX;
        huawei.throttle_burst = u32::MAX;
    });
    let phone = bench.first_phone("huawei");
    crate::cloud::token(&bench);
    bench.clock.advance(std::time::Duration::from_secs(300_000_000_000));
    crate::cloud::token(&bench);
    assert_eq!(bench.restart(&phone).0, 200);
    bench.clock.advance(std::time::Duration::MAX);
    crate::cloud::token(&bench);
    assert_eq!(bench.cph("GET", "phones", &Value::Null).0, 200);
    assert_eq!(bench.cph("GET", "images?create_since=9223372036854775807", &Value::Null).0, 200);
    let key = Request::new(ServiceName::HuaweiMetadata, "GET", "/openstack/latest/securitykey");
    assert_eq!(bench.universe.handle(key).status, 200);
}
