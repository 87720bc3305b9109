//! Single calls by the name of their operation: which of them are asked about first.

use serde_json::{Value, json};

use crate::common::{Ran, Simulator};

const FAST: &[&str] = &["--time-scale", "500", "--phones", "2"];

fn run_shell(simulator: &Simulator, content: &str, more: &[&str]) -> Ran {
    let phone = simulator.phones("huawei")[0].clone();
    let params = json!({"content": content, "phone_ids": [phone]}).to_string();
    let call = ["call", "huawei", "RunShellCommand", "--params", &params];
    simulator.run("huawei", &[&call[..], more].concat())
}

/// How many shell commands reached the cloud.
fn received(simulator: &Simulator) -> u64 {
    let counts = simulator.admin("GET", "/requests", b"")["counts"].clone();
    counts["huawei.RunShellCommand"]["received"].as_u64().unwrap_or_default()
}

#[test]
fn a_command_that_only_reads_runs_unasked_and_one_that_may_destroy_has_to_be_confirmed() {
    let simulator = Simulator::start(FAST);
    let remove = "rm -r /data/media/0";
    let ran = run_shell(&simulator, remove, &[]).expect(5);
    assert!(ran.stderr.contains("RunShellCommand may destroy data"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--yes") && ran.stderr.contains("nothing was applied"), "{}", ran.stderr);
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
    assert_eq!(received(&simulator), 0);
    let begun = |ran: Ran| ran.expect(0).json()["jobs"][0]["job_id"].is_string();
    assert!(begun(run_shell(&simulator, "getprop ro.build.version.release", &[])));
    assert_eq!(received(&simulator), 1);
    assert!(begun(run_shell(&simulator, remove, &["--yes"])));
    assert_eq!(received(&simulator), 2);
}

#[test]
fn a_dry_run_destroys_nothing_and_needs_no_confirmation() {
    let simulator = Simulator::start(FAST);
    let ran = run_shell(&simulator, "rm -r /data/media/0", &["--dry-run"]).expect(0);
    let body: Value = serde_json::from_str(ran.json()["body"].as_str().unwrap()).unwrap();
    assert_eq!((&body["command"], &body["content"]), (&json!("shell"), &json!("rm -r /data/media/0")));
    assert_eq!(received(&simulator), 0);
}
