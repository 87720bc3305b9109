//! What the cloud remembers of work: batches with their tasks, and backup files.
//!
//! Nothing here holds a state of its own. A record names the work on the phone, and the state is derived from it when
//! somebody asks, so that task, file and phone can never disagree.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

use super::ecp::Call;
use super::location::OssLocation;
use super::manifest::BackupKind;
use crate::world::{Failure, Fleet, WorkId, WorkState};

/// How the text of a result begins when only a part was done.
pub(super) const PARTIAL_RESULT: &str = "{'success': 'Part'";

/// All records.
#[derive(Debug, Default)]
pub(super) struct Records {
    batches: VecDeque<Batch>,
    tasks: usize,
    files: BTreeMap<u64, FileRecord>,
    next: u64,
}

/// A level-1 task.
#[derive(Debug)]
pub(super) struct Batch {
    /// Position in the lists; later is greater.
    pub(super) number: u64,
    pub(super) task_id: String,
    /// Request id of the call that started it.
    pub(super) invoke_id: String,
    pub(super) task_type: String,
    /// The level-2 tasks, in the order of the request.
    pub(super) children: Vec<Child>,
}

/// A level-2 task: one phone.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) number: u64,
    pub(super) task_id: String,
    pub(super) instance_id: String,
    pub(super) work: WorkId,
}

/// A work that was accepted and is to become a task.
pub(super) struct NewChild {
    pub(super) instance_id: String,
    pub(super) work: WorkId,
}

/// A backup file. The facts about the phone are those at the time of the backup.
#[derive(Debug)]
pub(super) struct FileRecord {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) location: OssLocation,
    pub(super) kind: BackupKind,
    pub(super) all: bool,
    pub(super) apps: Vec<String>,
    pub(super) paths: Vec<String>,
    pub(super) upload_endpoint: String,
    pub(super) instance_id: String,
    pub(super) instance_name: String,
    pub(super) group_id: String,
    pub(super) region: String,
    pub(super) sale_mode: &'static str,
    pub(super) system_version: String,
    pub(super) task_id: String,
    pub(super) created_at: Timestamp,
    /// The work that writes it.
    pub(super) backup: WorkId,
    /// The restores that may still matter for its state.
    pub(super) restores: Vec<WorkId>,
}

/// How a level-2 task stands, in the vendor's words.
#[derive(Clone, Debug)]
pub(super) struct TaskView {
    pub(super) status: &'static str,
    pub(super) started_at: Option<Timestamp>,
    pub(super) finished_at: Option<Timestamp>,
    pub(super) failure: Option<Failure>,
    pub(super) result: String,
}

impl TaskView {
    /// `None` when the work was forgotten.
    pub(super) fn of(fleet: &Fleet, work: WorkId) -> Option<Self> {
        let view = fleet.work(work)?;
        let started_at = (view.state != WorkState::Accepted).then_some(view.started_at);
        let (status, failure, result) = match view.state {
            WorkState::Accepted => ("Waiting", None, String::new()),
            WorkState::Running => ("Processing", None, String::new()),
            WorkState::Done { note, .. } if is_partial(&note) => ("PartFinished", None, note),
            // Written as Python would, as in the vendor's sample.
            WorkState::Done { .. } => ("Finished", None, "{'success': True, 'message': None}".to_owned()),
            WorkState::Failed(failure) => {
                let result = format!("{{'success': False, 'code': '{}'}}", failure.code);
                ("Failed", Some(failure), result)
            }
        };
        Some(Self { status, started_at, finished_at: view.finished_at, failure, result })
    }
}

/// How a backup file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileView {
    pub(super) status: &'static str,
    /// Bytes of the source data; 0 until the backup is over.
    pub(super) bytes: u64,
    pub(super) modified_at: Timestamp,
}

fn is_partial(note: &str) -> bool {
    note.starts_with(PARTIAL_RESULT)
}

impl FileRecord {
    /// Derived from the backup and the restores (reference 2.4).
    pub(super) fn view(&self, fleet: &Fleet) -> FileView {
        let at = |status, bytes, modified_at: Option<Timestamp>| FileView {
            status,
            bytes,
            modified_at: modified_at.unwrap_or(self.created_at),
        };
        let Some(backup) = fleet.work(self.backup) else {
            return at("AVAILABLE", 0, None);
        };
        let (bytes, partial) = match &backup.state {
            WorkState::Accepted | WorkState::Running => return at("BACKUPING", 0, None),
            WorkState::Failed(_) => return at("BACKUP_FAILED", 0, backup.finished_at),
            WorkState::Done { note, bytes } => (*bytes, is_partial(note)),
        };
        let restores: Vec<_> = self.restores.iter().filter_map(|work| fleet.work(*work)).collect();
        if let Some(running) = restores.iter().find(|work| !work.state.is_final()) {
            return at("RECOVERING", bytes, Some(running.accepted_at));
        }
        let last = restores.iter().max_by_key(|work| work.finished_at);
        let status = match last.map(|work| &work.state) {
            Some(WorkState::Failed(_)) => "RECOVERY_FAILED",
            _ if partial => "PART_BACKUP_FINISHED",
            _ => "AVAILABLE",
        };
        at(status, bytes, last.map_or(backup.finished_at, |work| work.finished_at))
    }
}

impl Records {
    /// Makes a batch of the works that a call began; gives the ids of the level-1 task and of the level-2 tasks in order.
    pub(super) fn add_batch(
        &mut self,
        call: Call<'_>,
        task_type: &str,
        children: Vec<NewChild>,
    ) -> (String, Vec<String>) {
        let (ids, settings) = (&call.universe.ids, &call.universe.settings.alibaba);
        let count = children.len() as u64;
        let first = self.next;
        self.next += count + 1;
        // The newest comes first in the lists: the batch before its tasks, and these in the order of the request.
        let children: Vec<Child> = children
            .into_iter()
            .zip((first..first + count).rev())
            .map(|(child, number)| Child {
                number,
                task_id: format!("t-{}", ids.lower(16)),
                instance_id: child.instance_id,
                work: child.work,
            })
            .collect();
        let task_ids = children.iter().map(|child| child.task_id.clone()).collect();
        let task_id = format!("t-{}", ids.lower(16));
        self.tasks += children.len();
        self.batches.push_back(Batch {
            number: first + count,
            task_id: task_id.clone(),
            invoke_id: call.request_id.to_owned(),
            task_type: task_type.to_owned(),
            children,
        });
        while self.tasks > settings.kept_tasks && self.batches.len() > 1 {
            if let Some(oldest) = self.batches.pop_front() {
                self.tasks -= oldest.children.len();
            }
        }
        (task_id, task_ids)
    }

    /// All batches, oldest first.
    pub(super) fn batches(&self) -> impl Iterator<Item = &Batch> {
        self.batches.iter()
    }

    /// Notes a backup file.
    pub(super) fn add_file(&mut self, file: FileRecord) {
        self.files.insert(self.next, file);
        self.next += 1;
    }

    /// All files with their positions, oldest first.
    pub(super) fn files(&self) -> impl DoubleEndedIterator<Item = (u64, &FileRecord)> {
        self.files.iter().map(|(number, file)| (*number, file))
    }

    /// The file of that id.
    pub(super) fn file_by_id(&self, id: &str) -> Option<&FileRecord> {
        self.files.values().rev().find(|file| file.id == id)
    }

    /// The newest file at that place.
    pub(super) fn file_at(&self, location: &OssLocation) -> Option<&FileRecord> {
        self.files.values().rev().find(|file| file.location == *location)
    }

    /// Notes that restores from a file began; those that are over no longer matter.
    pub(super) fn add_restores(&mut self, fleet: &Fleet, file_id: &str, works: &[WorkId]) {
        if let Some(file) = self.files.values_mut().rev().find(|file| file.id == file_id) {
            file.restores.retain(|work| fleet.work(*work).is_some_and(|view| !view.state.is_final()));
            file.restores.extend_from_slice(works);
        }
    }
}
