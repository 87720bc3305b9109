//! What a request asks for, as far as a decision about faults needs to know it.

use crate::service::Request;
use crate::service::ServiceName;
use crate::universe::Universe;
use crate::world::Cloud;
use crate::{alibaba, huawei};

/// What an operation does to phones, for the kinds that concern single phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Doing {
    /// A work that stores an object.
    Backup,
    /// A work that reads one.
    Restore,
    /// Any other work with a job or task that can be asked for.
    Work,
    /// Something that is over when the call is answered.
    AtOnce,
}

/// A call before it is carried out. Each cloud's `faulty` file reads it out of a request.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) cloud: Cloud,
    /// The name under which the request log counts it, for example `BackupApp` or `obs.GetObject`.
    pub(crate) operation: String,
    /// The phones that it works on or asks about; ids that the simulator made up (jobs, tasks, backup files) are
    /// resolved to their phones, so that no decision depends on what order they were given out in.
    pub(crate) phones: Vec<String>,
    /// What tells the call from others of its operation when it names no phone: a key, a name, its parameters; nothing
    /// that the simulator made up, since that would depend on the order of calls.
    pub(crate) other: String,
    /// What it does to its phones; `None` for reads and for whatever concerns no phone.
    pub(crate) doing: Option<Doing>,
    /// Whether it changes anything if it is carried out.
    pub(crate) changes: bool,
    /// Whether a successful answer has a document or content for a body.
    pub(crate) has_body: bool,
}

impl Called {
    /// Reads a request; `None` for services that have no faults.
    pub(super) fn read(universe: &Universe, request: &Request) -> Option<Self> {
        let mut called = match request.service {
            ServiceName::HuaweiCph
            | ServiceName::HuaweiIam
            | ServiceName::HuaweiSts
            | ServiceName::HuaweiObs
            | ServiceName::HuaweiMetadata => huawei::called(universe, request),
            ServiceName::AlibabaEcp
            | ServiceName::AlibabaSts
            | ServiceName::AlibabaOss
            | ServiceName::AlibabaMetadata => alibaba::called(universe, request),
            ServiceName::Admin => return None,
        };
        called.phones.sort_unstable();
        called.phones.dedup();
        Some(called)
    }

    /// Whom the call is about: its phones in order, or what else tells it apart.
    pub(super) fn subject(&self) -> String {
        if self.phones.is_empty() { self.other.clone() } else { self.phones.join(",") }
    }
}
