//! Errors of all kinds, from the data that every language compares itself with.

use std::ffi::OsStr;

use phonevault_test_support::scenarios::{Failure, compare, say, without_nulls};
use serde_json::{Value, json};

use crate::worker::{Way, Worker};

/// Has the library fail in every way of `tests/vectors/errors/kinds.json`; whether C sees every fact of each.
pub(crate) async fn all(program: &OsStr) -> bool {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/errors/kinds.json");
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut worker = Worker::start(program, Way::Blocking).unwrap();
    let mut passed = !cases.is_empty();
    for case in cases {
        let kind = case["kind"].clone();
        let seen = match worker.ask(&json!({"order": "raise", "facts": case})).await {
            Err(Failure::Error(facts)) => compare(&expected(case), &without_nulls(facts)),
            Err(Failure::Broken(why)) => Err(why),
            Ok(answer) => Err(format!("no error, but {answer}")),
        };
        match &seen {
            Ok(()) => say(&format!("error {kind} ... ok")),
            Err(why) => say(&format!("error {kind} ... FAILED\n{why}\n")),
        }
        passed &= seen.is_ok();
    }
    worker.end().await.unwrap();
    passed
}

/// A case as a worker tells errors: without broken rules if there are none.
fn expected(mut case: Value) -> Value {
    if let Some(facts) = case.as_object_mut()
        && facts.get("violations").and_then(Value::as_array).is_some_and(Vec::is_empty)
    {
        facts.remove("violations");
    }
    without_nulls(case)
}
