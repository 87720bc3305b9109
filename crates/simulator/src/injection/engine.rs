//! The rules that stand, and the decision about one call.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Injected;
use super::called::Called;
use super::calls::Calls;
use super::chaos::{self, CALLS, Chaos, ITEMS};
use super::counts::{Counts, Room};
use super::doors::Doors;
use super::draw::Draw;
use super::kind::Kind;
use super::rule::{Rule, When, effect};
use crate::service::ServiceName;
use crate::world::{Cloud, WorkFault, WorkFaultKind, later};
use crate::{alibaba, huawei};

/// Most rules at a time.
const MOST_RULES: usize = 1000;

/// All faults of one simulator.
pub(crate) struct Injection {
    /// Whether there is anything to look at: calls are not even read otherwise.
    active: AtomicBool,
    inner: Mutex<Inner>,
    doors: Doors,
}

struct Inner {
    seed: u64,
    rules: Vec<Standing>,
    chaos: Option<(Chaos, Counts)>,
    calls: Calls,
    room: Room,
}

/// A rule with its past.
struct Standing {
    rule: Rule,
    salt: String,
    /// When it ends by itself.
    until: Option<Timestamp>,
    hits: u64,
    counts: Counts,
}

/// A fault of the call as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    pub(super) kind: Kind,
    pub(super) applied: bool,
    pub(super) ms: Option<u64>,
}

/// What was decided about one call.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) wire: Option<Wire>,
    pub(super) injected: Injected,
}

impl std::fmt::Debug for Injection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Injection").field("active", &self.active).finish_non_exhaustive()
    }
}

impl Injection {
    /// `seed` decides about rules with a probability.
    pub(crate) fn new(seed: u64, chaos: Option<Chaos>) -> Self {
        let active = AtomicBool::new(chaos.is_some());
        let chaos = chaos.map(|chaos| (chaos, Counts::default()));
        let (calls, room) = (Calls::default(), Room::default());
        let inner = Mutex::new(Inner { seed, rules: Vec::new(), chaos, calls, room });
        Self { active, inner, doors: Doors::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether any fault may happen at all.
    pub(crate) fn is_active(&self) -> bool {
        self.active.load(Ordering::Relaxed)
    }

    /// Which listeners listen.
    pub(crate) fn doors(&self) -> &Doors {
        &self.doors
    }

    /// Adds a rule, behind those that stand; of several that hit, the oldest counts.
    ///
    /// # Errors
    /// There are too many.
    pub(crate) fn add(&self, rule: Rule, now: Timestamp) -> Result<(), String> {
        let mut inner = self.lock();
        if inner.rules.len() >= MOST_RULES {
            return Err(format!("there are {MOST_RULES} faults already"));
        }
        let lasts = rule.ms.filter(|_| rule.kind == Kind::RefuseConnection).map(Duration::from_millis);
        let until = lasts.map(|lasts| later(now, lasts));
        let salt = rule.salt();
        inner.rules.push(Standing { rule, salt, until, hits: 0, counts: Counts::default() });
        self.active.store(true, Ordering::Relaxed);
        drop(inner);
        self.doors.changed();
        Ok(())
    }

    /// Removes all rules and the seeded profile; gives how many there were.
    pub(crate) fn clear(&self) -> usize {
        let mut inner = self.lock();
        let gone = inner.rules.len() + usize::from(inner.chaos.is_some());
        inner.rules.clear();
        inner.chaos = None;
        inner.room = Room::default();
        self.active.store(false, Ordering::Relaxed);
        drop(inner);
        self.doors.changed();
        gone
    }

    /// The answer of `GET /faults`.
    pub(crate) fn to_json(&self, now: Timestamp) -> Value {
        let mut inner = self.lock();
        inner.expire(now);
        let faults: Vec<Value> = inner
            .rules
            .iter()
            .map(|standing| {
                let mut line = standing.rule.to_json();
                line["hits"] = json!(standing.hits);
                line
            })
            .collect();
        let chaos = inner.chaos.as_ref().map(|(chaos, _)| json!({"seed": chaos.seed, "rate": chaos.rate}));
        json!({"faults": faults, "chaos": chaos})
    }

    /// Whether nobody listens at that address now.
    pub(crate) fn shuts(&self, service: ServiceName, now: Timestamp) -> bool {
        if !self.is_active() {
            return false;
        }
        let mut inner = self.lock();
        inner.expire(now);
        inner.rules.iter().any(|standing| standing.rule.shuts().contains(&service))
    }

    /// Remembers which phones a call was about.
    pub(super) fn remember(&self, called: &Called, request_id: &str) {
        if called.doing.is_none() || request_id.is_empty() {
            return;
        }
        self.lock().calls.remember(request_id, &called.phones);
    }

    /// The phones that the call of this id was about; none if it was none that works on phones, or is forgotten.
    pub(crate) fn phones_of_call(&self, request_id: &str) -> Vec<String> {
        self.lock().calls.phones(request_id)
    }

    /// What is to go wrong with a call that just came in. Every call that a rule fits is counted by that rule, whatever
    /// becomes of it.
    pub(super) fn decide(&self, called: &Called, now: Timestamp) -> Verdict {
        let mut inner = self.lock();
        inner.expire(now);
        inner.decide(called)
    }
}

impl Inner {
    fn expire(&mut self, now: Timestamp) {
        let room = &mut self.room;
        self.rules.retain(|standing| {
            let stands = standing.until.is_none_or(|until| now < until);
            if !stands {
                room.0 += standing.counts.len();
            }
            stands
        });
    }

    fn decide(&mut self, called: &Called) -> Verdict {
        let mut verdict = Verdict::default();
        let subject = called.subject();
        let cloud = called.cloud;
        // First the calls as a whole: where one is not carried out, its phones do not use up anybody's `times`.
        for standing in &mut self.rules {
            if standing.rule.kind.is_item() || !standing.looks_at(called) {
                continue;
            }
            let chosen = standing.chooses(called, self.seed, &subject, &mut self.room);
            if chosen && verdict.wire.is_none() {
                standing.hits += 1;
                let Rule { kind, applied, ms, .. } = standing.rule;
                verdict.wire = Some(Wire { kind, applied, ms });
            }
        }
        let (call_rate, item_rate) =
            self.chaos.as_ref().map_or((0.0, 0.0), |(chaos, _)| chaos::rates(called, chaos.rate));
        if let Some((chaos, counts)) = &mut self.chaos {
            let draw = draw(called, chaos.seed, &subject, "chaos call");
            let nth = counts.next(&draw, &mut self.room);
            let line = chaos::pick(&CALLS, called, call_rate, draw.share(nth));
            if let Some(line) = line.filter(|_| verdict.wire.is_none()) {
                verdict.wire = Some(Wire { kind: line.kind, applied: line.applied, ms: line.ms });
            }
        }
        let done = verdict.wire.is_none_or(|wire| wire.applied || wire.kind == Kind::ClockSkew);
        for standing in &mut self.rules {
            if !standing.rule.kind.is_item() || !standing.looks_at(called) {
                continue;
            }
            for phone in &called.phones {
                let chosen = standing.chooses(called, self.seed, phone, &mut self.room);
                if chosen && done && verdict.injected.of(phone).is_none() {
                    standing.hits += 1;
                    let Rule { kind, applied, ms, .. } = standing.rule;
                    verdict.injected.set(phone, fault(cloud, kind, applied, ms));
                }
            }
        }
        if let Some((chaos, counts)) = &mut self.chaos
            && called.doing.is_some()
        {
            for phone in &called.phones {
                let draw = draw(called, chaos.seed, phone, "chaos item");
                let nth = counts.next(&draw, &mut self.room);
                let line = chaos::pick(&ITEMS, called, item_rate, draw.share(nth));
                if let Some(line) = line.filter(|_| done && verdict.injected.of(phone).is_none()) {
                    verdict.injected.set(phone, fault(cloud, line.kind, line.applied, line.ms));
                }
            }
        }
        verdict
    }
}

impl Standing {
    fn looks_at(&self, called: &Called) -> bool {
        let rule = &self.rule;
        rule.cloud == called.cloud && rule.pattern.matches(&called.operation) && rule.kind.fits(called)
    }

    /// Whether it hits this call, which is counted if that depends on its number.
    fn chooses(&mut self, called: &Called, seed: u64, subject: &str, room: &mut Room) -> bool {
        let draw = draw(called, seed, subject, &self.salt);
        let chosen = match self.rule.when {
            When::Always => true,
            When::Probability(share) => draw.share(self.counts.next(&draw, room)) < share,
            When::Nth(wanted) => self.counts.next(&draw, room) == wanted,
        };
        chosen && self.rule.times.is_none_or(|times| self.hits < times)
    }
}

fn draw<'a>(called: &'a Called, seed: u64, subject: &'a str, salt: &'a str) -> Draw<'a> {
    Draw { seed, cloud: called.cloud.name(), operation: &called.operation, subject, salt }
}

/// The work of a phone under a kind that concerns single phones.
fn fault(cloud: Cloud, kind: Kind, applied: bool, ms: Option<u64>) -> WorkFault {
    let work = match kind {
        Kind::JobStuck => WorkFaultKind::Stuck,
        Kind::JobFailed => WorkFaultKind::Fail,
        Kind::Partial => WorkFaultKind::Partial,
        Kind::CorruptObject => WorkFaultKind::Corrupt,
        _ => WorkFaultKind::Refuse,
    };
    let failure = match cloud {
        Cloud::Huawei => huawei::injected_failure(work),
        Cloud::Alibaba => alibaba::injected_failure(work),
    };
    tracing::debug!(cloud = cloud.name(), kind = kind.name(), effect = effect(applied), "fault on a phone");
    WorkFault { kind: work, applied, failure, hold: ms.map(Duration::from_millis) }
}
