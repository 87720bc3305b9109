//! Compares what the engine knows with what it has noted.

use std::collections::HashMap;

use super::fleet::Fleet;
use super::ledger::LedgerEntry;
use super::phone::Phone;
use super::work::{Action, WorkState};

impl Fleet {
    /// Everything in which phones, works, servers and ledger differ; empty if all is well.
    pub(crate) fn audit(&self) -> Vec<String> {
        let mut differences = self.differences.clone();
        let mut running: HashMap<&str, usize> = HashMap::new();
        for (id, work) in self.works() {
            let phone = &work.view.phone_id;
            let name = format!("{} {id} of phone {phone}", work.view.action.name());
            let over = work.view.state.is_final();
            let holds = self.phones.get(work.phone).is_some_and(|phone| phone.busy == Some(id));
            if holds == over {
                differences.push(format!("{name}: over is {over}, but holding the phone is {holds}"));
            }
            let line = work.ledger.and_then(|line| self.ledger.get(line));
            if let Some(line) = line {
                // A stuck work took effect, and its line was closed, long before it shows.
                let closed = over || work.kept_back.is_some();
                if line.finished_at.is_some() != closed || (line.result == "running") == closed {
                    differences
                        .push(format!("{name}: over is {closed}, but the ledger says {:?}", line.result));
                }
            }
            if work.view.state == WorkState::Running && work.kept_back.is_none() {
                *running.entry(work.server.as_str()).or_default() += 1;
                if work.outcome.is_some() && work.ends_at.is_none() {
                    differences.push(format!("{name}: it has a result, but will never end"));
                }
            }
        }
        for (server, jobs) in &self.servers {
            let found = running.remove(server.as_str()).unwrap_or(0);
            if jobs.running != found {
                differences
                    .push(format!("server {server}: {found} jobs run, but {} are counted", jobs.running));
            }
            let limit = self.capacity.concurrent_jobs_per_server;
            if limit != 0 && jobs.running > limit {
                differences.push(format!("server {server}: {} jobs run, {limit} may", jobs.running));
            }
        }
        differences.extend(
            running.iter().map(|(server, jobs)| format!("server {server}: {jobs} jobs run uncounted")),
        );
        for phone in &self.phones {
            let held = phone.busy.filter(|id| self.work(*id).is_none());
            differences
                .extend(held.map(|id| format!("phone {}: held by work {id}, which is not known", phone.id)));
        }
        let backwards =
            self.ledger.iter().filter(|line| line.finished_at.is_some_and(|end| end < line.accepted_at));
        differences
            .extend(backwards.map(|line| format!("a line of phone {} ends before it begins", line.phone_id)));
        differences
    }

    /// The phones whose files are exactly what a restore has left, with the line of that restore.
    pub(crate) fn restored(&self) -> Vec<(Phone, LedgerEntry)> {
        let lines: HashMap<u64, &LedgerEntry> = self
            .ledger
            .iter()
            .filter(|line| line.action == Action::Restore && line.result == "succeeded" && !line.spoilt)
            .map(|line| (line.sequence, line))
            .collect();
        let changes = self.changes.iter();
        let found = changes.filter_map(|(at, change)| Some((self.phones.get(*at)?, *lines.get(change)?)));
        let mut restored: Vec<(Phone, LedgerEntry)> =
            found.map(|(phone, line)| (phone.clone(), line.clone())).collect();
        restored.sort_by_key(|(phone, _)| phone.number);
        restored
    }
}
