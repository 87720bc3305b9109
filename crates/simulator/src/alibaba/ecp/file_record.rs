//! One backup file as the cloud remembers it, and its states (reference 2.3 and 2.4).

use std::sync::Arc;

use jiff::Timestamp;

use super::content::Wanted;
use super::location::OssLocation;
use super::manifest::Facts;
use crate::world::{Fleet, WorkId, WorkState};

/// A backup file. The facts about the phone are those at the time of the backup.
#[derive(Debug)]
pub(super) struct FileRecord {
    pub(super) id: String,
    pub(super) name: Arc<str>,
    pub(super) description: Arc<str>,
    pub(super) location: OssLocation,
    pub(super) wanted: Arc<Wanted>,
    pub(super) upload_endpoint: Arc<str>,
    /// Its share of the bytes that the call made up and that the files of the call have in common.
    pub(super) share: usize,
    pub(super) instance_id: String,
    pub(super) instance_name: String,
    pub(super) group_id: String,
    pub(super) region: String,
    pub(super) sale_mode: &'static str,
    pub(super) system_version: String,
    pub(super) facts: Facts,
    pub(super) task_id: String,
    pub(super) created_at: Timestamp,
    pub(super) progress: Progress,
}

/// What happened to a backup file so far.
#[derive(Debug)]
pub(super) struct Progress {
    /// The work that writes it.
    backup: WorkId,
    /// How that ended.
    end: Option<BackupEnd>,
    /// Restores that run, the latest last, and when that one began.
    restores: Vec<WorkId>,
    restoring_since: Option<Timestamp>,
    /// End of the last restore, and whether it went well.
    restored: Option<(Timestamp, bool)>,
    deletion: Option<Deletion>,
}

#[derive(Clone, Copy, Debug)]
struct BackupEnd {
    status: &'static str,
    bytes: u64,
    at: Option<Timestamp>,
}

/// A deletion that runs; without an end it is stuck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deletion {
    pub(super) began_at: Timestamp,
    pub(super) ends_at: Option<Timestamp>,
    /// Whether the file is gone at the end.
    pub(super) removes: bool,
}

/// How a backup file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileView {
    pub(super) status: &'static str,
    /// Bytes of the source data; 0 until the backup is over.
    pub(super) bytes: u64,
    pub(super) modified_at: Timestamp,
}

impl Progress {
    /// Of a file whose backup was just accepted.
    pub(super) fn begun(backup: WorkId) -> Self {
        Self {
            backup,
            end: None,
            restores: Vec::new(),
            restoring_since: None,
            restored: None,
            deletion: None,
        }
    }
}

impl FileRecord {
    /// Takes up what ended meanwhile; true while something still runs. The state of the phone's work is the truth, so
    /// that task, file and phone can never disagree.
    pub(super) fn settle(&mut self, fleet: &Fleet) -> bool {
        let progress = &mut self.progress;
        if progress.end.is_none() {
            progress.end = match fleet.work(progress.backup) {
                // A work that was forgotten was over.
                None => Some(BackupEnd { status: "AVAILABLE", bytes: 0, at: None }),
                Some(view) => match view.state {
                    WorkState::Accepted | WorkState::Running => None,
                    WorkState::Failed(_) => {
                        Some(BackupEnd { status: "BACKUP_FAILED", bytes: 0, at: view.finished_at })
                    }
                    WorkState::Done { bytes, partial, .. } => {
                        let status = if partial { "PART_BACKUP_FINISHED" } else { "AVAILABLE" };
                        Some(BackupEnd { status, bytes, at: view.finished_at })
                    }
                },
            };
        }
        let restored = &mut progress.restored;
        progress.restores.retain(|work| {
            let Some(view) = fleet.work(*work) else { return false };
            if let Some(at) = view.finished_at
                && restored.is_none_or(|(last, _)| last <= at)
            {
                *restored = Some((at, !matches!(view.state, WorkState::Failed(_))));
            }
            !view.state.is_final()
        });
        if progress.deletion.is_some_and(|deletion| deletion.is_over(fleet.now()) && !deletion.removes) {
            progress.deletion = None;
        }
        progress.end.is_none() || !progress.restores.is_empty() || progress.deletion.is_some()
    }

    /// How it stands, as of the last [`Self::settle`].
    pub(super) fn view(&self) -> FileView {
        let progress = &self.progress;
        let bytes = progress.end.map_or(0, |end| end.bytes);
        let at = |status, modified_at: Option<Timestamp>| FileView {
            status,
            bytes,
            modified_at: modified_at.unwrap_or(self.created_at),
        };
        if let Some(deletion) = progress.deletion {
            return at("DELETING", Some(deletion.began_at));
        }
        let Some(end) = progress.end else { return at("BACKUPING", None) };
        if !progress.restores.is_empty() {
            return at("RECOVERING", progress.restoring_since);
        }
        match progress.restored {
            Some((time, false)) => at("RECOVERY_FAILED", Some(time)),
            Some((time, true)) => at(end.status, Some(time)),
            None => at(end.status, end.at),
        }
    }

    /// Notes that restores from it began.
    pub(super) fn add_restores(&mut self, works: &[WorkId], now: Timestamp) {
        if !works.is_empty() {
            self.progress.restores.extend_from_slice(works);
            self.progress.restoring_since = Some(now);
        }
    }

    /// Notes that its deletion began.
    pub(super) fn delete(&mut self, deletion: Deletion) {
        self.progress.deletion = Some(deletion);
    }

    /// Ends a deletion that is stuck.
    pub(super) fn release(&mut self, now: Timestamp) {
        if let Some(deletion) = &mut self.progress.deletion {
            deletion.ends_at.get_or_insert(now);
        }
    }

    /// Whether it was deleted and nothing is left to show.
    pub(super) fn is_gone(&self, now: Timestamp) -> bool {
        self.progress.deletion.is_some_and(|deletion| deletion.removes && deletion.is_over(now))
    }
}

impl Deletion {
    fn is_over(self, now: Timestamp) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }
}
