//! What the cloud remembers of work: batches with their tasks, and backup files.
//!
//! Nothing here decides a state. A record names the work on the phone, and the state is derived from it when somebody
//! asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::answer::Call;
use super::batch::NewChild;
use super::file_record::FileRecord;
use super::location::OssLocation;
use super::task_view::ChildWork;
use crate::world::{Fleet, WorkId};

/// Most bytes of names, descriptions, packages and paths that the remembered backup files hold together: 256 MiB.
const MOST_TEXT: usize = 256 << 20;

/// All records.
#[derive(Debug, Default)]
pub(in super::super) struct Records {
    batches: BTreeMap<u64, Batch>,
    /// The batch that an id belongs to: task ids of both levels, and ids of calls.
    batch_of: HashMap<String, u64>,
    tasks: usize,
    files: BTreeMap<u64, FileRecord>,
    file_of: HashMap<String, u64>,
    /// Bytes of what callers made up for them.
    text: usize,
    /// The newest file at each place.
    file_at: HashMap<String, u64>,
    /// Files on which something runs.
    unsettled: BTreeSet<u64>,
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

/// A level-2 task: one phone, or one backup file of a phone.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) number: u64,
    pub(super) task_id: String,
    pub(super) instance_id: String,
    pub(super) resource_id: String,
    pub(super) work: ChildWork,
}

/// A call that became tasks.
pub(super) struct Filed {
    /// Of level 1.
    pub(super) task_id: String,
    /// In the order of the request.
    pub(super) children: Vec<FiledChild>,
}

/// One part of it.
pub(super) struct FiledChild {
    pub(super) instance_id: String,
    /// Of level 2.
    pub(super) task_id: String,
    /// Whether the answer tells of it.
    pub(super) shown: bool,
}

impl Filed {
    /// The parts that the answer tells of.
    pub(super) fn shown(&self) -> impl Iterator<Item = &FiledChild> {
        self.children.iter().filter(|child| child.shown)
    }
}

impl Records {
    /// Makes a batch of the works that a call began.
    pub(super) fn add_batch(&mut self, call: Call<'_>, task_type: &str, children: Vec<NewChild>) -> Filed {
        let ids = &call.universe.ids;
        let count = children.len() as u64;
        let first = self.next;
        let number = first + count;
        self.next = number + 1;
        let task_id = format!("t-{}", ids.lower(16));
        let mut filed = Filed { task_id: task_id.clone(), children: Vec::with_capacity(children.len()) };
        // The newest comes first in the lists: the batch before its tasks, and these in the order of the request.
        let children: Vec<Child> = children
            .into_iter()
            .zip((first..number).rev())
            .map(|(NewChild { instance_id, resource_id, work, shown }, number)| {
                let task_id = format!("t-{}", ids.lower(16));
                filed.children.push(FiledChild {
                    instance_id: instance_id.clone(),
                    task_id: task_id.clone(),
                    shown,
                });
                Child { number, task_id, instance_id, resource_id, work }
            })
            .collect();
        for id in children.iter().map(|child| &child.task_id).chain([&task_id]) {
            self.batch_of.insert(id.clone(), number);
        }
        self.batch_of.insert(call.request_id.to_owned(), number);
        self.tasks += weight(&children);
        self.batches.insert(
            number,
            Batch {
                number,
                task_id,
                invoke_id: call.request_id.to_owned(),
                task_type: task_type.to_owned(),
                children,
            },
        );
        while self.tasks > call.universe.settings.alibaba.kept_tasks && self.batches.len() > 1 {
            let Some((_, oldest)) = self.batches.pop_first() else { break };
            self.tasks -= weight(&oldest.children);
            let ids = oldest.children.iter().map(|child| &child.task_id);
            for id in ids.chain([&oldest.task_id, &oldest.invoke_id]) {
                self.batch_of.remove(id);
            }
        }
        filed
    }

    /// All batches, oldest first.
    pub(super) fn batches(&self) -> impl Iterator<Item = &Batch> {
        self.batches.values()
    }

    /// The batch that a task id of either level, or the id of a call, belongs to.
    pub(super) fn batch_of(&self, id: &str) -> Option<&Batch> {
        self.batches.get(self.batch_of.get(id)?)
    }

    /// Notes a backup file.
    pub(super) fn add_file(&mut self, file: FileRecord, kept: usize) {
        let number = self.next;
        self.next += 1;
        self.file_of.insert(file.id.clone(), number);
        self.file_at.insert(file.location.to_string(), number);
        self.unsettled.insert(number);
        self.text += file.share;
        self.files.insert(number, file);
        while self.files.len() > kept.max(1) || (self.text > MOST_TEXT && self.files.len() > 1) {
            let Some(oldest) = self.files.first_key_value().map(|(number, _)| *number) else { break };
            self.forget(oldest);
        }
    }

    fn forget(&mut self, number: u64) {
        let Some(file) = self.files.remove(&number) else { return };
        self.text -= file.share;
        self.file_of.remove(&file.id);
        self.unsettled.remove(&number);
        let place = file.location.to_string();
        if self.file_at.get(&place) == Some(&number) {
            self.file_at.remove(&place);
        }
    }

    /// Brings the backup files up to date. To be called before anything below is asked.
    pub(super) fn settle(&mut self, fleet: &Fleet) {
        let (files, now) = (&mut self.files, fleet.now());
        let mut gone = Vec::new();
        self.unsettled.retain(|number| {
            let Some(file) = files.get_mut(number) else { return false };
            let runs = file.settle(fleet);
            if file.is_gone(now) {
                gone.push(*number);
            }
            runs
        });
        for number in gone {
            self.forget(number);
        }
    }

    /// All files with their positions, oldest first.
    pub(super) fn files(&self) -> impl DoubleEndedIterator<Item = (u64, &FileRecord)> {
        self.files.iter().map(|(number, file)| (*number, file))
    }

    /// The file of that id with its position.
    pub(super) fn file_by_id(&self, id: &str) -> Option<(u64, &FileRecord)> {
        let number = *self.file_of.get(id)?;
        self.files.get(&number).map(|file| (number, file))
    }

    /// The file of that id, to change it.
    pub(super) fn file_mut(&mut self, id: &str) -> Option<&mut FileRecord> {
        let number = *self.file_of.get(id)?;
        self.unsettled.insert(number);
        self.files.get_mut(&number)
    }

    /// The newest file at that place.
    pub(super) fn file_at(&self, location: &OssLocation) -> Option<&FileRecord> {
        self.files.get(self.file_at.get(&location.to_string())?)
    }

    /// Notes that restores from a file began.
    pub(super) fn add_restores(&mut self, fleet: &Fleet, file_id: &str, works: &[WorkId]) {
        if let Some(file) = self.file_mut(file_id) {
            file.add_restores(works, fleet.now());
        }
    }

    /// Lets go of deletions that an injected fault keeps from ending.
    pub(in super::super) fn release_stuck(&mut self, fleet: &Fleet) {
        let now = fleet.now();
        for number in &self.unsettled {
            if let Some(file) = self.files.get_mut(number) {
                file.release(now);
            }
        }
        for child in self.batches.values_mut().flat_map(|batch| &mut batch.children) {
            if let ChildWork::Deletion { ends_at, .. } = &mut child.work {
                ends_at.get_or_insert(now);
            }
        }
    }

    /// The phones behind an id that this cloud made up: of a task of either level, a call, or a backup file. Empty for
    /// an id that is not known.
    pub(in super::super) fn phones_behind(&self, id: &str) -> Vec<String> {
        if let Some((_, file)) = self.file_by_id(id) {
            return vec![file.instance_id.clone()];
        }
        let Some(batch) = self.batch_of(id) else { return Vec::new() };
        let whole = batch.task_id == id || batch.invoke_id == id;
        let wanted = batch.children.iter().filter(|child| whole || child.task_id == id);
        wanted.map(|child| child.instance_id.clone()).collect()
    }
}

/// How much a batch counts: one without tasks counts too, or they could pile up.
fn weight(children: &[Child]) -> usize {
    children.len().max(1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use super::super::content::Wanted;
    use super::super::file_record::Progress;
    use super::super::manifest::{BackupKind, Facts};
    use super::*;

    fn file(number: usize, share: usize) -> FileRecord {
        let wanted = Wanted {
            kind: BackupKind::File,
            apps: Vec::new(),
            paths: Vec::new(),
            excluded: Vec::new(),
            all: true,
        };
        let facts = Facts { image_version: String::new(), custom_image: false, server_type: String::new() };
        FileRecord {
            id: format!("bf-{number}"),
            name: "n".into(),
            description: "d".into(),
            location: OssLocation { bucket: "abc".to_owned(), key: number.to_string() },
            wanted: Arc::new(wanted),
            upload_endpoint: "h".into(),
            share,
            instance_id: String::new(),
            instance_name: String::new(),
            group_id: String::new(),
            region: String::new(),
            sale_mode: "Node",
            system_version: String::new(),
            facts,
            task_id: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            progress: Progress::begun(0),
        }
    }

    #[test]
    fn files_with_long_texts_push_old_ones_out() {
        let mut records = Records::default();
        for number in 0..10 {
            records.add_file(file(number, MOST_TEXT / 4), 1000);
        }
        let left: Vec<&str> = records.files().map(|(_, file)| file.id.as_str()).collect();
        assert_eq!(left, ["bf-6", "bf-7", "bf-8", "bf-9"]);
        assert_eq!((records.file_at.len(), records.unsettled.len()), (4, 4));
        records.add_file(file(10, MOST_TEXT * 2), 1000);
        records.add_file(file(11, 5), 1000);
        assert_eq!((records.files().count(), records.text), (1, 5), "the newest always stays");
        records.add_file(file(12, 7), 1);
        assert_eq!((records.files().count(), records.text), (1, 7), "and so does the count");
    }
}
