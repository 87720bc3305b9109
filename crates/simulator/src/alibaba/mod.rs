//! The Alibaba side: Cloud Phone (ECP), STS and OSS.

mod actions;
mod backup;
mod content;
mod ecp;
mod fault;
mod files;
mod instances;
mod location;
mod manifest;
mod oss;
mod page;
mod parameters;
mod power;
mod records;
mod restore;
mod sts;
mod targets;
mod tasks;
mod times;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::service::{Request, Response, ServiceName};
use crate::signature::Credential;
use crate::signature::nonce::NonceLog;
use crate::universe::Universe;
use records::Records;

/// What the Alibaba side remembers beside the phones: tasks, backup files and used nonces.
#[derive(Debug, Default)]
pub(crate) struct State {
    records: Mutex<Records>,
    nonces: NonceLog,
}

impl State {
    /// The records. Whoever needs the fleet too takes this lock first and the fleet's inside it, never the other
    /// way round.
    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers a request to one of the Alibaba services.
pub(crate) fn handle(universe: &Universe, request: &Request) -> Response {
    match request.service {
        ServiceName::AlibabaEcp => ecp::handle(universe, request),
        ServiceName::AlibabaSts => sts::handle(universe, request),
        ServiceName::AlibabaOss => oss::handle(universe, request),
        // The metadata service answers so wherever no role is bound to the server.
        _ => Response::bytes(404, "text/plain", "404 - Not Found"),
    }
}

/// The lookup of the account's secret.
fn credential(universe: &Universe, access_key: &str) -> Option<Credential> {
    let account = &universe.identity.alibaba;
    (access_key == account.access_key_id)
        .then(|| Credential { secret: account.access_key_secret.clone(), security_token: None })
}
