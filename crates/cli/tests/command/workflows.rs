//! Backup and restore through the command against a simulator in another process.

use crate::common::{Simulator, phonevault, run};
use serde_json::Value;

const FAST: &[&str] = &["--time-scale", "500", "--phones", "2"];

/// Backs up `scope` of the first phone, damages the phone, restores by `from`, and compares everything on the phone.
fn round_trip(simulator: &Simulator, cloud: &str, scheme: &str, scope: &[&str]) -> Value {
    let phone = simulator.phones(cloud)[0].clone();
    let before = simulator.files(&phone);
    let to = format!("{scheme}://{}/nightly/", simulator.bucket(scheme));
    let backup = [&["--output", "json", "backup", &phone, "--to", &to, "--poll", "20"], scope].concat();
    let made = simulator.run(cloud, &backup).expect(0).json()["phones"][0].clone();
    assert_eq!((&made["outcome"], &made["verification"]), (&"succeeded".into(), &"present".into()), "{made}");
    assert!(made["bytes"].as_u64().unwrap() > 0);
    let location = made["location"].as_str().unwrap();
    assert!(location.starts_with(&to), "{location}");
    let victim = before["files"].as_array().unwrap().iter().find(|file| {
        let path = file["path"].as_str().unwrap();
        file["kind"] == "file"
            && (path.starts_with("/data/data/") || path.starts_with("/data/media/0/"))
            && scope.iter().any(|word| path.contains(word))
    });
    let victim = victim.unwrap()["path"].as_str().unwrap();
    simulator.admin("PUT", &format!("/phones/{phone}/files?path={victim}"), b"spoiled");
    assert_ne!(simulator.files(&phone), before);
    let restore =
        ["--output", "json", "restore", "--from", location, "--to", &phone, "--yes", "--poll", "20"];
    let restored = simulator.run(cloud, &restore).expect(0).json();
    assert_eq!(restored["phones"][0]["outcome"], "succeeded");
    assert_eq!(simulator.files(&phone), before);
    restored
}

#[test]
fn huawei_apps_and_paths_come_back_and_the_phone_is_restarted() {
    let simulator = Simulator::start(FAST);
    let phone = simulator.phones("huawei")[0].clone();
    let app = simulator.apps(&phone)[0].clone();
    round_trip(&simulator, "huawei", "obs", &["--app", &app]);
    round_trip(&simulator, "huawei", "obs", &["--path", "/data/media/0"]);
    let story = ["backup", "restore", "restart", "backup", "restore", "restart"];
    assert_eq!(simulator.ledger(&phone), story);
}

#[test]
fn alibaba_apps_paths_and_whole_come_back_and_the_phone_runs_again() {
    for archive in ["adb", "opaque"] {
        let simulator = Simulator::start(&[FAST, &["--alibaba-archive", archive]].concat());
        let phone = simulator.phones("alibaba")[0].clone();
        let app = simulator.apps(&phone)[0].clone();
        round_trip(&simulator, "alibaba", "oss", &["--app", &app]);
        assert_eq!(simulator.ledger(&phone), ["stop", "backup", "start", "restore"]);
        round_trip(&simulator, "alibaba", "oss", &["--path", "/data/media/0"]);
        let phones = simulator.admin("GET", "/phones", b"");
        let own = phones["phones"].as_array().unwrap().iter().find(|one| one["phone_id"] == *phone).unwrap();
        assert_eq!(own["power"], "running");
    }
}

#[test]
fn a_whole_instance_is_a_capability_of_alibaba_only() {
    let simulator = Simulator::start(FAST);
    let phone = simulator.phones("alibaba")[0].clone();
    let to = format!("oss://{}/whole/", simulator.bucket("oss"));
    let made =
        simulator.run("alibaba", &["--output", "json", "backup", &phone, "--whole", "--to", &to]).expect(0);
    let location = made.json()["phones"][0]["location"].as_str().unwrap().to_owned();
    simulator.run("alibaba", &["restore", "--from", &location, "--to", &phone, "--yes"]).expect(0);
    let huawei = simulator.phones("huawei")[0].clone();
    let to = format!("obs://{}/whole/", simulator.bucket("obs"));
    let ran = simulator.run("huawei", &["backup", &huawei, "--whole", "--to", &to]).expect(5);
    assert!(ran.stderr.contains("huawei does not offer backups of scope `whole`"), "{}", ran.stderr);
    assert!(simulator.ledger(&huawei).is_empty());
}

#[test]
fn a_plan_changes_nothing() {
    let simulator = Simulator::start(FAST);
    for (cloud, store, scheme) in [("huawei", "obs", "obs"), ("alibaba", "oss", "oss")] {
        let phone = simulator.phones(cloud)[0].clone();
        let to = format!("{scheme}://{}/p/", simulator.bucket(store));
        let backup = ["--output", "json", "backup", &phone, "--path", "/data/media/0", "--to", &to, "--plan"];
        let plan = simulator.run(cloud, &backup).expect(0).json();
        assert_eq!(plan["plan"][0]["phone_id"], phone);
        assert!(simulator.ledger(&phone).is_empty());
    }
}

#[test]
fn objects_are_not_replaced_unasked_and_a_restore_has_to_be_confirmed() {
    let simulator = Simulator::start(FAST);
    let phone = simulator.phones("huawei")[0].clone();
    let to = format!("obs://{}/one.tar", simulator.bucket("obs"));
    let backup = ["backup", &phone, "--path", "/data/media/0", "--to", &to];
    simulator.run("huawei", &backup).expect(0);
    let ran = simulator.run("huawei", &backup).expect(5);
    assert!(
        ran.stderr.contains("exists already") && ran.stderr.contains("nothing was applied"),
        "{}",
        ran.stderr
    );
    simulator.run("huawei", &[&backup[..], &["--overwrite", "--yes"]].concat()).expect(0);
    let ran = simulator.run("huawei", &["restore", "--from", &to, "--to", &phone]).expect(5);
    assert!(ran.stderr.contains("--yes"), "{}", ran.stderr);
    assert_eq!(simulator.ledger(&phone), ["backup", "backup"]);
}

#[test]
fn a_job_is_taken_up_by_its_token_in_another_process() {
    let simulator = Simulator::start(FAST);
    for (cloud, scheme) in [("huawei", "obs"), ("alibaba", "oss")] {
        let phone = simulator.phones(cloud)[0].clone();
        let to = format!("{scheme}://{}/t/", simulator.bucket(scheme));
        let ran = simulator.run(cloud, &["backup", &phone, "--path", "/data/media/0", "--to", &to]).expect(0);
        let token = ran.stderr.lines().find_map(|line| line.strip_prefix("backup job: ")).unwrap();
        assert!(!token.contains("127.0.0.1"));
        // Cloud and region come from the token.
        for command in ["show", "wait"] {
            let shown =
                run(&mut simulator.command(&["--output", "json", "jobs", command, token])).expect(0).json();
            assert_eq!(shown["phones"][0]["outcome"], "succeeded", "{shown}");
            assert_eq!(shown["phones"][0]["phone_id"], phone);
        }
        let mut elsewhere = simulator.command(&["--region", "elsewhere-1", "jobs", "show", token]);
        assert_ne!(run(&mut elsewhere).code, 0);
    }
}

#[test]
fn phones_are_listed_and_shown_in_every_form() {
    let simulator = Simulator::start(FAST);
    for cloud in ["huawei", "alibaba"] {
        let ids = simulator.phones(cloud);
        let listed = simulator.run(cloud, &["--output", "json", "phones", "list"]).expect(0).json();
        let mut listed: Vec<_> = listed["phones"]
            .as_array()
            .unwrap()
            .iter()
            .map(|phone| phone["phone_id"].as_str().unwrap())
            .collect();
        let mut ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        listed.sort_unstable();
        ids.sort_unstable();
        assert_eq!(listed, ids);
        let shown = simulator.run(cloud, &["--output", "jsonl", "phones", "show", ids[0]]).expect(0);
        assert_eq!(shown.stdout.lines().count(), 1);
        assert_eq!(shown.json()["power"], "running");
        let table = simulator.run(cloud, &["phones", "list"]).expect(0);
        assert!(table.stdout.contains(ids[0]) && table.stdout.contains("running"), "{}", table.stdout);
    }
}

#[test]
fn the_simulator_ends_when_its_parent_goes_or_a_signal_says_so() {
    assert_eq!(Simulator::start(FAST).end(), Some(0));
    for name in ["TERM", "INT"] {
        assert_eq!(Simulator::start(FAST).signal(name), Some(0), "{name}");
    }
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    assert!(run(phonevault().args(["completions", "bash"])).expect(0).stdout.contains("_phonevault"));
    assert!(run(phonevault().arg("man")).expect(0).stdout.contains(".TH phonevault"));
}
