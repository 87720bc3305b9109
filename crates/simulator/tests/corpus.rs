//! Replays the corpus: requests as text, one folder for each listener. A new case needs no code.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use phonevault_simulator::{ServiceName, Simulator};
use support::{Bench, replay};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("corpus")
}

fn cases(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut cases: Vec<_> = fs::read_dir(corpus().join(folder))
        .unwrap_or_else(|error| panic!("corpus/{folder}: {error}"))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "corpus/{folder} is empty");
    cases
}

/// Every entry of a directory with its size, so that a file written beside its place is seen.
fn listing(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![dir.to_owned()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_case_gets_the_vendors_answer_and_no_file_leaves_its_folder() {
    let outer = tempfile::tempdir().unwrap();
    let data = outer.path().join("data");
    let bench = Bench::new(|config| config.data_dir = Some(data.clone()));
    let mut wrong = Vec::new();
    for service in ServiceName::ALL {
        for (name, text) in cases(service.name()) {
            let case = format!("{}/{name}", service.name());
            let request =
                replay::read(&bench, service, &text).unwrap_or_else(|| panic!("{case}: no request"));
            let response = bench.universe.handle(request);
            let body = response.read_all().unwrap();
            // The name says what it must be answered: `400-what-it-is.http`.
            let wanted: u16 = name.get(..3).and_then(|text| text.parse().ok()).unwrap_or_default();
            if response.status != wanted {
                wrong.push(format!("{case}: {} {}", response.status, String::from_utf8_lossy(&body)));
            }
            bench.finish();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let beside: Vec<PathBuf> =
        fs::read_dir(outer.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(beside, std::slice::from_ref(&data));
    let odd = |path: &PathBuf| ["passwd", "escape", "evil"].iter().any(|word| path.ends_with(word));
    assert_eq!(listing(&data).into_iter().find(odd), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_bytes_never_end_a_listener() {
    let config = Bench::small();
    let simulator = Simulator::start(config).await.unwrap();
    let ready = simulator.ready().clone();
    let thrower = tokio::task::spawn_blocking(move || {
        for service in ServiceName::ALL {
            let address = ready.endpoint(service).strip_prefix("http://").unwrap().to_owned();
            for (name, bytes) in cases("raw") {
                support::throw(&address, &bytes);
                let well = support::throw(
                    &address,
                    b"GET /none HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
                );
                assert!(well.starts_with(b"HTTP/1.1 4"), "{} after {name}", service.name());
            }
        }
    });
    thrower.await.unwrap();
    drop(simulator);
}
