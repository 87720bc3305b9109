//! Virtual time, truth and size, as a caller in the same process sees them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use phonevault_simulator::{Capacity, Clock, Config, Content, Request, ServiceName, Universe};
use serde_json::{Value, json};
use support::Bench;

const APP: &str = "/data/data/com.example.notes";

fn phones(bench: &Bench) -> Vec<String> {
    let (status, page) = bench.cph("GET", "phones?limit=100&offset=0", &Value::Null);
    assert_eq!(status, 200, "{page}");
    let phones = page["phones"].as_array().unwrap();
    phones.iter().map(|phone| phone["phone_id"].as_str().unwrap().to_owned()).collect()
}

/// Starts the export of one phone; the job's id.
fn export(bench: &Bench, phone: &str, key: &str) -> String {
    let info =
        json!({"phone_id": phone, "bucket_name": bench.bucket(), "object_path": key, "include_files": [APP]});
    let (status, answer) = bench.cph("POST", "phones/batch-storage", &json!({"storage_infos": [info]}));
    assert_eq!(status, 200, "{answer}");
    answer["jobs"][0]["job_id"].as_str().unwrap().to_owned()
}

fn restore(bench: &Bench, phone: &str, key: &str) -> String {
    let info = json!({"phone_id": phone, "bucket_name": bench.bucket(), "object_path": key});
    let (status, answer) = bench.cph("POST", "phones/batch-restore", &json!({"restore_infos": [info]}));
    assert_eq!(status, 200, "{answer}");
    answer["jobs"][0]["job_id"].as_str().unwrap().to_owned()
}

fn job(bench: &Bench, id: &str) -> Value {
    bench.cph("GET", &format!("jobs/{id}"), &Value::Null).1
}

fn admin(bench: &Bench, method: &str, target: &str, body: &Value) -> Value {
    let request = Request::new(ServiceName::Admin, method, target).with_body(body.to_string());
    serde_json::from_slice(&bench.universe.handle(request).read_all().unwrap()).unwrap()
}

/// One file of each object, as it lies on the disk.
fn stored(data: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(data.join("obs")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn what_is_true_passes_the_audit_and_what_was_tampered_with_does_not() {
    let data = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(|config| config.data_dir = Some(data.path().join("simulator")));
    bench.tampered = true;
    let ids = phones(&bench);
    for (key, phone) in ["a.tar", "b.tar"].iter().zip(&ids) {
        export(&bench, phone, key);
        bench.finish();
    }
    restore(&bench, &ids[1], "a.tar");
    bench.finish();
    assert_eq!(bench.universe.audit(), Vec::<String>::new());

    // Damage that was ordered is known.
    let order = json!({"cloud": "huawei", "bucket": bench.bucket(), "key": "b.tar"});
    admin(&bench, "POST", "/objects/corrupt", &order);
    assert_eq!(bench.universe.audit(), Vec::<String>::new());

    let first = stored(&data.path().join("simulator")).remove(0);
    let mut bytes = std::fs::read(&first).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&first, bytes).unwrap();
    let differences = bench.universe.audit();
    assert!(differences.iter().any(|line| line.contains("a.tar")), "{differences:?}");
    std::fs::remove_file(&first).unwrap();
    let differences = bench.universe.audit();
    assert!(
        differences.iter().any(|line| line.contains("a.tar") && line.contains("read")),
        "{differences:?}"
    );
    // A caller may delete what is his.
    bench.obs("DELETE", "b.tar", &[], b"");
    let deleted = bench.universe.audit();
    assert!(deleted.iter().all(|line| !line.contains("b.tar")), "{deleted:?}");
}

/// A script of one caller: back up, poll, restore, poll; everything at the pace of the virtual clock.
fn script(bench: &Bench, number: u64, phone: &str) {
    let wait_for = |id: &str| {
        for turn in 0.. {
            let status = job(bench, id)["status"].as_i64().unwrap();
            if status != 1 {
                assert_eq!(status, 2);
                return;
            }
            bench.universe.wait(Duration::from_millis(100 + number % 7 * 30 + turn));
        }
    };
    bench.universe.wait(Duration::from_millis(number % 5));
    let key = format!("run/{phone}.tar");
    wait_for(&export(bench, phone, &key));
    bench.universe.wait(Duration::from_secs(1));
    wait_for(&restore(bench, phone, &key));
    bench.universe.leave();
}

#[test]
fn sixty_four_callers_in_virtual_time_see_the_same_times_on_every_run() {
    let run = || {
        let mut config =
            Config { phones: 128, content: Content::Seeded { bytes_per_phone: 20_000 }, ..Config::default() };
        config.settings.capacity = Capacity { concurrent_jobs_per_server: 3, ..Capacity::default() };
        let bench = Bench::on(config, Clock::manual_at(1_767_225_600));
        let ids = phones(&bench);
        assert_eq!(ids.len(), 64);
        bench.universe.callers(ids.len());
        std::thread::scope(|scope| {
            for (number, phone) in ids.iter().enumerate() {
                let bench = &bench;
                scope.spawn(move || script(bench, number as u64, phone));
            }
        });
        assert_eq!(bench.universe.audit(), Vec::<String>::new());
        admin(&bench, "GET", "/ledger", &Value::Null)["entries"].to_string()
    };
    let runs: BTreeSet<String> = (0..4).map(|_| run()).collect();
    assert_eq!(runs.len(), 1, "four runs, one story");
    let entries: Vec<Value> = serde_json::from_str(runs.first().unwrap()).unwrap();
    assert_eq!(entries.len(), 128);
    assert!(entries.iter().all(|entry| entry["result"] == "succeeded"));
    let ends: BTreeSet<&str> = entries.iter().map(|entry| entry["finished_at"].as_str().unwrap()).collect();
    assert!(ends.len() > 10, "a server takes three jobs at a time: {ends:?}");
}

#[test]
fn telling_the_time_settles_the_work_first() {
    let bench = Bench::new(|_| ());
    let phone = phones(&bench).remove(0);
    let id = export(&bench, &phone, "k.tar");
    bench.universe.advance(Duration::from_secs(3600));
    let job = job(&bench, &id);
    assert_eq!(job["status"], 2);
    let line = &admin(&bench, "GET", "/ledger", &Value::Null)["entries"][0];
    let second = |name: &str| line[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second();
    assert!(
        second("finished_at") - second("accepted_at") < 60,
        "it ended when it was over, not when somebody looked"
    );
}

#[test]
fn a_hundred_thousand_phones_answer_in_process() {
    let config = Config { phones: 100_000, ..Config::default() };
    let bench = Bench::on(config, Clock::manual());
    let (status, page) = bench.cph("GET", "phones?limit=100&offset=49950", &Value::Null);
    assert_eq!((status, page["phones"].as_array().unwrap().len()), (200, 50), "{page}");
    let last = page["phones"][49]["phone_id"].as_str().unwrap();
    export(&bench, last, "last.tar");
    bench.finish();
    let line = admin(&bench, "GET", "/ledger", &Value::Null)["entries"][0].clone();
    assert_eq!((line["result"].as_str(), line["phone_id"].as_str()), (Some("succeeded"), Some(last)));
    assert_eq!(bench.universe.audit(), Vec::<String>::new());
    let again = Universe::new(Config { phones: 100_000, ..Config::default() }, Clock::manual()).unwrap();
    let request = Request::new(ServiceName::Admin, "GET", &format!("/phones/{last}"));
    assert_eq!(again.handle(request).status, 200, "the same seed gives the same phones");
}

#[tokio::test]
async fn a_caller_that_went_away_no_longer_counts_as_waiting() {
    use std::future::Future as _;
    use std::task::{Context, Waker};
    let bench = Bench::new(|_| {});
    bench.universe.callers(2);
    let start = bench.clock.now();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut gone = Box::pin(bench.universe.waited(Duration::from_secs(5)));
        assert!(gone.as_mut().poll(&mut context).is_pending());
    }
    let mut first = Box::pin(bench.universe.waited(Duration::from_secs(30)));
    assert!(first.as_mut().poll(&mut context).is_pending());
    assert_eq!(bench.clock.now(), start);
    let mut second = Box::pin(bench.universe.waited(Duration::from_secs(60)));
    assert!(second.as_mut().poll(&mut context).is_pending());
    assert_eq!(bench.clock.now().duration_since(start).as_secs(), 30);
    assert!(first.as_mut().poll(&mut context).is_ready());
}
