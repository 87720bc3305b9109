//! Each way to fail has its exit code and one line that says whether anything was applied.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::common::{Simulator, phonevault, run, signal};

const FAST: &[&str] = &["--time-scale", "500", "--phones", "4"];

#[test]
fn a_wrong_key_is_an_authentication_error() {
    let simulator = Simulator::start(FAST);
    for (cloud, variable) in
        [("huawei", "HUAWEICLOUD_SDK_SK"), ("alibaba", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    {
        let phone = simulator.phones(cloud)[0].clone();
        let ran =
            run(simulator.on(cloud, &["phones", "show", &phone]).env(variable, "wrong-canary")).expect(1);
        assert!(ran.stderr.contains("authentication: "), "{}", ran.stderr);
        assert!(ran.stderr.contains("nothing was applied"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    }
}

#[test]
fn missing_keys_are_a_configuration_error_that_names_the_variables() {
    let simulator = Simulator::start(FAST);
    for (cloud, variable) in [("huawei", "HUAWEICLOUD_SDK_AK"), ("alibaba", "ALIBABA_CLOUD_ACCESS_KEY_ID")] {
        let ran = run(simulator.on(cloud, &["phones", "list"]).env_remove(variable)).expect(2);
        assert!(ran.stderr.contains(variable), "{}", ran.stderr);
    }
}

#[test]
fn an_unknown_phone_is_refused() {
    let simulator = Simulator::start(FAST);
    for (cloud, scheme, unknown) in
        [("huawei", "obs", "deadbeefdeadbeefdeadbeefdeadbeef"), ("alibaba", "oss", "acp-nosuchphone")]
    {
        let ran = simulator.run(cloud, &["phones", "show", unknown]).expect(3);
        assert!(ran.stderr.contains(unknown) || ran.stderr.contains("CPS.0005"), "{}", ran.stderr);
        assert!(ran.stderr.contains("nothing was applied"), "{}", ran.stderr);
        let to = format!("{scheme}://{}/x/", simulator.bucket(scheme));
        let backup = ["backup", unknown, "--path", "/data/media/0", "--to", &to];
        let ran = simulator.run(cloud, &backup).expect(3);
        assert!(ran.stderr.contains("nothing was applied"), "{}", ran.stderr);
    }
}

#[test]
fn a_phone_that_is_busy_is_a_refused_item() {
    // One long job: the second is refused while the first runs.
    let simulator = Simulator::start(&["--time-scale", "0.001", "--phones", "2"]);
    let phone = simulator.phones("huawei")[0].clone();
    let bucket = simulator.bucket("obs").to_owned();
    let first = serde_json::json!({"storage_infos": [{"phone_id": phone, "include_files": ["/data/media/0"],
        "bucket_name": bucket, "object_path": "first.tar"}]});
    simulator.run("huawei", &["call", "huawei", "batch_storage", "--params", &first.to_string()]).expect(0);
    let to = format!("obs://{bucket}/second/");
    let backup = ["--output", "json", "backup", &phone, "--path", "/data/media/0", "--to", &to];
    let ran = simulator.run("huawei", &backup).expect(3);
    assert_eq!(ran.json()["phones"][0]["outcome"], "refused", "{}", ran.stdout);
    assert!(ran.stderr.lines().last().unwrap().ends_with("nothing was applied"), "{}", ran.stderr);
    assert_eq!(simulator.ledger(&phone).len(), 1);
}

#[test]
fn a_failed_job_names_phone_and_cause() {
    let simulator = Simulator::start(FAST);
    let phone = simulator.phones("alibaba")[0].clone();
    let to = format!("oss://{}/x/", simulator.bucket("oss"));
    let backup = ["--output", "json", "backup", &phone, "--path", "/data/no/such/folder", "--to", &to];
    let ran = simulator.run("alibaba", &backup).expect(3);
    let told = ran.json()["phones"][0].clone();
    assert_eq!((&told["outcome"], &told["code"]), (&"failed".into(), &"FilePathNotFound".into()), "{told}");
    let last = ran.stderr.lines().last().unwrap();
    assert!(last.contains(&phone) && last.contains("FilePathNotFound") && last.contains("applied"), "{last}");
}

#[test]
fn a_phone_that_was_stopped_runs_again_after_a_backup_that_failed() {
    let simulator = Simulator::start(FAST);
    let phone = simulator.phones("alibaba")[0].clone();
    let to = format!("oss://{}/x/", simulator.bucket("oss"));
    let backup = ["--output", "json", "backup", &phone, "--app", "com.example.missing", "--to", &to];
    let ran = simulator.run("alibaba", &backup).expect(3);
    assert_eq!(ran.json()["phones"][0]["outcome"], "failed", "{}", ran.stdout);
    assert_eq!(simulator.ledger(&phone), ["stop", "backup", "start"]);
    let shown = simulator.run("alibaba", &["--output", "json", "phones", "show", &phone]).expect(0).json();
    assert_eq!(shown["power"], "running");
}

#[test]
fn an_interrupt_ends_the_wait_and_leaves_a_token_to_go_on_with() {
    let simulator = Simulator::start(&["--time-scale", "0.001", "--phones", "2"]);
    let phone = simulator.phones("huawei")[0].clone();
    let to = format!("obs://{}/slow/", simulator.bucket("obs"));
    let mut command = simulator.on("huawei", &["backup", &phone, "--path", "/data/media/0", "--to", &to]);
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let token = lines.find_map(|line| line.unwrap().strip_prefix("backup job: ").map(str::to_owned)).unwrap();
    signal(&child, "INT");
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest:?}");
    assert!(rest.iter().any(|line| line.contains("jobs wait")), "{rest:?}");
    let shown = run(&mut simulator.command(&["--output", "json", "jobs", "show", &token])).expect(0).json();
    assert_eq!(shown["phones"][0]["phone_id"], phone);
}

#[test]
fn a_wait_that_times_out_is_unknown_and_can_be_taken_up() {
    let simulator = Simulator::start(&["--time-scale", "0.001", "--phones", "2"]);
    let phone = simulator.phones("huawei")[0].clone();
    let to = format!("obs://{}/slow/", simulator.bucket("obs"));
    let backup =
        ["--output", "json", "backup", &phone, "--path", "/data/media/0", "--to", &to, "--timeout", "1"];
    let ran = simulator.run("huawei", &backup).expect(4);
    assert_eq!(ran.json()["phones"][0]["outcome"], "unknown", "{}", ran.stdout);
    assert!(ran.json()["jobs"][0]["token"].as_str().unwrap().starts_with("pv1."));
}

#[test]
fn an_unreachable_endpoint_was_not_sent() {
    let simulator = Simulator::start(FAST);
    for (cloud, service) in [("huawei", "huawei_cph"), ("alibaba", "alibaba_ecp")] {
        // Port 9 of loopback: nothing listens there.
        let endpoint = format!("{service}=http://127.0.0.1:9");
        let ran = simulator.run(cloud, &["--endpoint", &endpoint, "phones", "list"]).expect(1);
        assert!(
            ran.stderr.contains("connect: ") && ran.stderr.contains("nothing was applied"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_machine_without_ca_certificates_is_told_so() {
    let simulator = Simulator::start(FAST);
    let mut command =
        simulator.on("huawei", &["--endpoint", "huawei_cph=https://127.0.0.1:9", "phones", "list"]);
    command.env("SSL_CERT_FILE", "/no/such/file").env("SSL_CERT_DIR", "/no/such/folder");
    let ran = run(&mut command).expect(1);
    assert!(ran.stderr.contains("tls: ") && ran.stderr.contains("CA certificates"), "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing was applied"), "{}", ran.stderr);
}

#[test]
fn bad_input_is_refused_before_anything_is_sent_and_names_the_field() {
    let simulator = Simulator::start(FAST);
    let phones = simulator.phones("huawei");
    let (obs, oss) = (simulator.bucket("obs"), simulator.bucket("oss"));
    let key = format!("obs://{obs}/k.tar");
    let folder = format!("obs://{obs}/f/");
    let foreign = format!("oss://{oss}/f/");
    let sent =
        || simulator.admin("GET", "/requests", b"")["counts"]["huawei.BatchExportCloudPhoneData"].clone();
    let before = sent();
    for (arguments, named) in [
        (vec!["backup", &phones[0], &phones[1], "--path", "/data/x", "--to", &key], "to"),
        (vec!["backup", &phones[0], &phones[0], "--path", "/data/x", "--to", &folder], "phones[1]"),
        (vec!["backup", &phones[0], "--path", "/system/x", "--to", &folder], "include_files[0]"),
        (vec!["backup", &phones[0], "--path", "/data/a b", "--to", &folder], "include_files[0]"),
        (vec!["backup", &phones[0], "--path", "/data/misc/x", "--to", &folder], "include_files[0]"),
        (vec!["backup", &phones[0], "--path", "/data/x", "--to", &foreign], "to"),
        (vec!["backup", &phones[0], "--path", "/data/x", "--to", "obs://BAD_Bucket!/f/"], "to.bucket"),
    ] {
        let ran = simulator.run("huawei", &arguments).expect(5);
        assert!(ran.stderr.contains(named), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("nothing was applied"), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.trim_end().lines().count(), 1, "{}", ran.stderr);
    }
    assert_eq!(sent(), before);
    // Where phones are stopped for a backup, none is stopped for one that is refused.
    let phone = simulator.phones("alibaba")[0].clone();
    let ran = simulator.run("alibaba", &["backup", &phone, "--app", "nodots", "--to", &foreign]).expect(5);
    assert!(ran.stderr.contains("SourceAppList[0]"), "{}", ran.stderr);
    assert!(simulator.ledger(&phone).is_empty());
}

#[test]
fn a_wrong_command_line_or_configuration_is_a_usage_error() {
    for arguments in [
        &["backup"][..],
        &["nonsense"],
        &["--endpoint", "nowhere=http://127.0.0.1:1", "phones", "list"],
        &["--cloud", "huawei", "--region", "no-such-region", "phones", "list"],
        &["phones", "list"],
        &[
            "--endpoint",
            "alibaba_ecp=http://example.com",
            "--cloud",
            "alibaba",
            "--region",
            "cn-shanghai",
            "phones",
            "list",
        ],
    ] {
        let keys = [
            ("HUAWEICLOUD_SDK_AK", "a"),
            ("HUAWEICLOUD_SDK_SK", "b"),
            ("HUAWEICLOUD_SDK_PROJECT_ID", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "a"),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "b"),
        ];
        let ran = run(phonevault().envs(keys).args(arguments)).expect(2);
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
}
