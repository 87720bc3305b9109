//! Faults: asking for one, looking at those that stand, clearing them all.

use serde_json::json;

use super::{Answer, Refusal, object};
use crate::injection::{self, Rule};
use crate::service::{Request, Response};
use crate::universe::Universe;

/// `POST /faults`: answers 201 with the fault as it stands, defaults filled in.
pub(super) fn add(universe: &Universe, request: &Request) -> Answer {
    let rule = Rule::parse(&object(request)?).map_err(|why| Refusal::new(400, why))?;
    let answer = rule.to_json();
    universe.injection.add(rule, universe.clock.now()).map_err(|why| Refusal::new(409, why))?;
    Ok(Response::json(201, &answer))
}

/// `GET /faults`: `{"faults":[{…,"hits":N}],"chaos":{"seed":N,"rate":X}|null}`.
pub(super) fn list(universe: &Universe) -> Answer {
    Ok(Response::json(200, &universe.injection.to_json(universe.clock.now())))
}

/// `DELETE /faults`: nothing goes wrong any more, the seeded profile included; work that a fault kept from ending ends.
pub(super) fn clear(universe: &Universe) -> Answer {
    let cleared = universe.injection.clear();
    injection::release_stuck(universe);
    Ok(Response::json(200, &json!({"cleared": cleared})))
}
