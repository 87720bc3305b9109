//! Faults on demand: what is to go wrong with a call, decided before anything else is done.
//!
//! A decision is a pure function of the seed, the cloud, the operation, the phone (or the set of phones, or what else the
//! call is about) and the how-manieth such call it is; `draw` has the function. It therefore does not depend on how calls
//! to different phones interleave. Kinds of the whole call are decided once for it ([`wire`]); kinds of single phones are
//! decided phone by phone and handed to the operation in [`Injected`].
//!
//! What an operation has to do: pass `call.injected.of(phone_id)` to [`crate::world::Fleet::submit`] for each work that
//! it starts. An operation without work consults it itself before it does anything to the phone: `Refuse` is answered as
//! an item (or, where the vendor has no items, a call) refused with the fault's `failure`, and what it asked for is done
//! all the same if the fault is `applied`; no other kind is ever handed to it.

mod called;
mod calls;
mod chaos;
mod counts;
mod doors;
mod draw;
mod engine;
mod kind;
mod rule;
mod wire;

use std::collections::HashMap;

pub(crate) use called::{Called, Doing};
pub use chaos::Chaos;
pub(crate) use engine::Injection;
pub(crate) use rule::{Rule, same_name};
pub(crate) use wire::{Beginning, Refused};

use crate::service::{Delivery, Request, Response};
use crate::universe::Universe;
use crate::world::WorkFault;
use engine::Verdict;

/// What was decided for one call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Injected {
    works: HashMap<String, WorkFault>,
}

impl Injected {
    /// What is to go wrong with the work on one phone (or with one phone's item, if there is no work).
    pub(crate) fn of(&self, phone_id: &str) -> Option<WorkFault> {
        self.works.get(phone_id).cloned()
    }

    fn set(&mut self, phone_id: &str, fault: WorkFault) {
        self.works.insert(phone_id.to_owned(), fault);
    }
}

/// Answers a request as [`Universe::answer`] would, or worse. Without any fault this costs one look at a flag.
pub(crate) fn handle(universe: &Universe, request: Request) -> Response {
    let injection = &universe.injection;
    if !injection.is_active() {
        return universe.answer(&request, &Injected::default());
    }
    let now = universe.clock.now();
    if injection.shuts(request.service, now) {
        return Response::empty(0).delivered(Delivery::Refused);
    }
    let Some(called) = Called::read(universe, &request) else {
        return universe.answer(&request, &Injected::default());
    };
    match injection.decide(&called, now) {
        Verdict { wire: None, injected } => {
            remembered(universe, &called, universe.answer(&request, &injected))
        }
        Verdict { wire: Some(wire), injected } => wire::carry(universe, request, &called, wire, &injected),
    }
}

/// Remembers what the answered call was about.
fn remembered(universe: &Universe, called: &Called, response: Response) -> Response {
    if let Some(id) = wire::request_id(called.cloud, &response) {
        universe.injection.remember(called, &id);
    }
    response
}

/// Lets go of all work that a fault keeps from ending.
pub(crate) fn release_stuck(universe: &Universe) {
    universe.alibaba.release_stuck(universe);
    universe.world.with(crate::world::Fleet::release_stuck);
}
