//! Simulated time: looking at it, moving it, waiting for it.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Answer, Refusal, object};
use crate::clock::iso_millis;
use crate::service::{Delivery, Request, Response};
use crate::universe::Universe;

/// Longest step in seconds: ten years.
const LONGEST_S: f64 = 10.0 * 366.0 * 86_400.0;
/// Most callers that may take part in virtual time.
const MOST_CALLERS: u64 = 1_000_000;

/// `GET /clock`: `{"now":"…","virtual":true|false}`.
pub(super) fn show(universe: &Universe) -> Answer {
    let clock = universe.clock();
    Ok(Response::json(200, &json!({"now": iso_millis(clock.now()), "virtual": clock.is_virtual()})))
}

/// `POST /clock`, with exactly one of these:
///
/// - `{"advance_s": N}` moves simulated time forward, on any clock;
/// - `{"wait_s": N}` answers when so much simulated time has passed; in virtual time that counts as a waiting caller;
/// - `{"callers": N}` says how many callers take part in virtual time;
/// - `{"leave": true}` says that one of them has done all its calls.
pub(super) fn change(universe: &Universe, request: &Request) -> Answer {
    let body = object(request)?;
    let (name, value) = match body.iter().next() {
        Some(only) if body.len() == 1 => only,
        _ => return Err(Refusal::new(400, "exactly one of advance_s, wait_s, callers and leave is wanted")),
    };
    match name.as_str() {
        "advance_s" => {
            universe.advance(seconds(&body, name)?);
            show(universe)
        }
        "wait_s" => {
            let wait = seconds(&body, name)?;
            // The carrier waits, so that no thread is held; the answer tells nothing that changes meanwhile.
            Ok(Response::json(200, &json!({"waited_s": wait.as_secs_f64()}))
                .delivered(Delivery::Delayed(wait)))
        }
        "callers" => {
            let count = value.as_u64().filter(|count| (1..=MOST_CALLERS).contains(count));
            let count = count.and_then(|count| usize::try_from(count).ok());
            let wanted = || format!("callers: a whole number from 1 to {MOST_CALLERS} is wanted");
            universe.callers(count.ok_or_else(|| Refusal::new(400, wanted()))?);
            Ok(Response::json(200, &json!({"callers": count})))
        }
        "leave" if *value == Value::Bool(true) => {
            universe.leave();
            Ok(Response::json(200, &json!({"left": true})))
        }
        other => Err(Refusal::new(400, format!("{other}: there is no such field"))),
    }
}

fn seconds(body: &Map<String, Value>, name: &str) -> Result<Duration, Refusal> {
    let number = body.get(name).and_then(Value::as_f64).filter(|number| (0.0..=LONGEST_S).contains(number));
    number.map(Duration::from_secs_f64).ok_or_else(|| {
        Refusal::new(400, format!("{name}: a number of seconds from 0 to {LONGEST_S} is wanted"))
    })
}
