//! The Alibaba side: Cloud Phone (ECP), STS, OSS and the metadata service.

mod actions;
mod ecp;
mod fault;
mod faulty;
mod gate;
mod keys;
mod metadata;
mod oss;
mod parameters;
mod sts;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::injection::Injected;
use crate::service::{Request, Response, ServiceName};
use crate::signature::nonce::NonceLog;
use crate::universe::Universe;
use ecp::{Invocations, Records, Throttle};
pub(crate) use faulty::{
    beginning, called, counted_action, id_header, injected_failure, new_request_id, refuse_injected,
};
use keys::KeyStore;
use metadata::Metadata;

/// What the Alibaba side remembers beside the phones: tasks, backup files, commands, temporary keys and used nonces.
#[derive(Debug, Default)]
pub(crate) struct State {
    records: Mutex<Records>,
    invocations: Mutex<Invocations>,
    nonces: NonceLog,
    keys: KeyStore,
    metadata: Metadata,
    throttle: Throttle,
}

impl State {
    /// The records. Whoever needs the fleet too takes this lock first and the fleet's inside it, never the other
    /// way round.
    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The commands; the same order of locks holds as for [`Self::records`], and the two are never held together.
    fn invocations(&self) -> MutexGuard<'_, Invocations> {
        self.invocations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The phones behind an id that this cloud made up; none for an id that is not known.
    fn phones_behind(&self, id: &str) -> Vec<String> {
        self.records().phones_behind(id)
    }

    /// Lets go of deletions that an injected fault keeps from ending.
    pub(crate) fn release_stuck(&self, universe: &Universe) {
        let mut records = self.records();
        universe.world.with(|fleet| records.release_stuck(fleet));
    }
}

/// Answers a request to one of the Alibaba services.
pub(crate) fn handle(universe: &Universe, request: &Request, injected: &Injected) -> Response {
    match request.service {
        ServiceName::AlibabaEcp => ecp::handle(universe, request, injected),
        ServiceName::AlibabaSts => sts::handle(universe, request),
        ServiceName::AlibabaOss => oss::handle(universe, request),
        _ => metadata::handle(universe, request),
    }
}
