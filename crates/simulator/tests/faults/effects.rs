//! For each mutation and each kind of fault that can carry an effect: with `applied` it was done, with `not_applied` it was
//! not, and the caller cannot tell.

use std::thread;

use phonevault_simulator::Delivery;
use serde_json::{Value, json};

use crate::mutations::{MUTATIONS, Mutation, Side};
use crate::shown::shown;

/// What becomes of a call as a whole.
const CALLS: [&str; 11] = [
    "throttle",
    "status:400",
    "status:500",
    "status:502",
    "status:503",
    "status:504",
    "reset",
    "truncated",
    "malformed",
    "html",
    "slow",
];

/// What becomes of the phone's part of it.
fn items(mutation: &Mutation) -> &'static [&'static str] {
    match (mutation.action, mutation.operation) {
        (_, "RunSyncCommand") => &["refuse_item"],
        ("backup", _) => &["refuse_item", "job_stuck", "job_failed", "partial", "corrupt_object"],
        ("restore", _) => &["refuse_item", "job_stuck", "job_failed", "partial"],
        _ => &["refuse_item", "job_stuck", "job_failed"],
    }
}

/// One call under one fault, on a phone of its own.
struct Seen {
    answer: String,
    delivery: Delivery,
    /// What the cloud tells of the work while the fault stands, and after all is over.
    outcomes: [Option<(Value, Value)>; 2],
}

fn provoke(side: &Side, mutation: &Mutation, phone: &str, kind: &str, applied: bool) -> Seen {
    let effect = if applied { "applied" } else { "not_applied" };
    let name = format!("{}.{} {kind} {effect}", mutation.cloud, mutation.operation);
    let prepared = (mutation.prepare)(side, phone);
    let lines_before = side.ledger(phone).len();
    let counted = format!("{}.{}", mutation.cloud, mutation.operation);
    let before = side.counts(&counted);
    side.fault(
        &json!({"cloud": mutation.cloud, "operation": mutation.operation, "kind": kind, "effect": effect}),
    );
    let response = side.send((mutation.request)(side, phone, &prepared));
    let body: Value = serde_json::from_slice(&response.read_all().unwrap()).unwrap_or_default();
    side.universe().advance(std::time::Duration::from_secs(3600));
    let is_call = CALLS.contains(&kind);
    let during = if is_call { None } else { side.outcome(&body) };
    if !is_call {
        assert_eq!(side.universe().audit(), Vec::<String>::new(), "{name} while it stands");
    }
    side.clear();
    let after = if is_call { None } else { side.outcome(&body) };
    // The ledger tells the truth, whatever the caller was told.
    let lines = side.ledger(phone).split_off(lines_before);
    if applied {
        assert_eq!(lines, [(mutation.action.to_owned(), "succeeded".to_owned())], "{name}");
    } else {
        assert!(lines.is_empty(), "{name}: {lines:?}");
    }
    let counts = side.counts(&counted);
    assert_eq!(counts, (before.0 + 1, before.1 + u64::from(applied)), "{name}");
    Seen { answer: shown(&response), delivery: response.delivery, outcomes: [during, after] }
}

fn check(mutation: &Mutation) {
    let kinds: Vec<&str> = CALLS.iter().chain(items(mutation)).copied().collect();
    let side = Side::new(mutation.cloud, 2 * kinds.len());
    let phones = side.phones();
    assert!(phones.len() >= 2 * kinds.len());
    for (kind, phones) in kinds.iter().zip(phones.chunks(2)) {
        let name = format!("{}.{} {kind}", mutation.cloud, mutation.operation);
        let done = provoke(&side, mutation, &phones[0], kind, true);
        let not = provoke(&side, mutation, &phones[1], kind, false);
        assert_eq!(done.delivery, not.delivery, "{name}");
        match *kind {
            // A caller whose patience ends first saw nothing in both cases.
            "slow" => assert!(matches!(done.delivery, Delivery::Delayed(_))),
            // One phone refused: what else could be asked about it is not shown.
            "refuse_item" => assert_eq!(done.answer, not.answer, "{name}"),
            "job_stuck" => {
                assert_eq!(done.answer, not.answer, "{name}");
                assert_eq!(done.outcomes[0], not.outcomes[0], "{name}");
                assert_ne!(done.outcomes[0], done.outcomes[1], "{name}: it is over once it is let go");
            }
            _ => {
                assert_eq!(done.answer, not.answer, "{name}");
                assert_eq!(done.outcomes, not.outcomes, "{name}");
            }
        }
    }
    // The ledger and the request log could be wrong alike: phones and objects have to agree with them.
    assert_eq!(side.universe().audit(), Vec::<String>::new(), "{}", mutation.operation);
}

fn check_all(cloud: &str) {
    thread::scope(|scope| {
        let checks: Vec<_> = MUTATIONS
            .iter()
            .filter(|mutation| mutation.cloud == cloud)
            .map(|mutation| (mutation.operation, scope.spawn(|| check(mutation))))
            .collect();
        for (operation, check) in checks {
            assert!(check.join().is_ok(), "{operation}");
        }
    });
}

#[test]
fn every_mutation_of_huawei_is_applied_or_not_as_the_fault_says() {
    check_all("huawei");
}

#[test]
fn every_mutation_of_alibaba_is_applied_or_not_as_the_fault_says() {
    check_all("alibaba");
}

#[test]
fn no_mutation_of_the_manifest_is_left_out() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for cloud in manifest["clouds"].as_array().unwrap() {
        let operations = cloud["operations"].as_array().unwrap().iter();
        for operation in operations.filter(|operation| operation["effect"] == "mutation") {
            let covered = MUTATIONS
                .iter()
                .any(|known| cloud["name"] == known.cloud && operation["name"] == known.operation);
            assert!(covered, "{} has to be added to the table of mutations", operation["name"]);
        }
    }
}
