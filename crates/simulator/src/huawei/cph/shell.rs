//! Shell commands on phones.
//!
//! A command may read much, so it runs on a copy of its phone without any lock; what it changed is brought over then.

use std::sync::Arc;

use super::jobs::cut;
use crate::android;
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, BlobStore, Effect, Entry, Failure, Finish, Job, Pace, Phone, Submission};

/// A command that was run on a copy of a phone.
pub(super) struct Trial {
    before: Phone,
    after: Phone,
    /// What it printed, as much as is ever shown: there may be very many of them.
    pub(super) output: String,
    status: i32,
}

impl Trial {
    pub(super) fn run(phone: &Phone, blobs: &BlobStore, command: &str) -> Self {
        let before = phone.clone();
        let mut after = phone.clone();
        let left = android::run(&mut after, blobs, command);
        let output = cut(&(left.stdout + &left.stderr));
        Self { before, after, output, status: left.exit_code }
    }

    /// Why the command counts as failed, if it does. It leaves nothing on the phone then.
    pub(super) fn failure(&self, settings: &HuaweiSettings) -> Option<Failure> {
        (settings.failed_command_fails && self.status != 0).then(|| {
            let text = format!("the command ended with status {}: {}", self.status, self.output);
            Failure::new(settings.command_failed_code.clone(), text)
        })
    }

    /// Whether it changed the copy, so that something has to be brought over.
    pub(super) fn changes(&self) -> bool {
        self.after.marks() != self.before.marks()
    }

    /// Whether the phone still holds what the command was run on.
    pub(super) fn fits(&self, phone: &Phone) -> bool {
        phone.marks() == self.before.marks()
    }

    /// Brings over what the command changed. On a phone that was changed meanwhile everything else stays as it is.
    pub(super) fn bring(self, phone: &mut Phone) {
        if !self.changes() {
            return;
        }
        if self.fits(phone) {
            phone.tree = self.after.tree;
            phone.apps = self.after.apps;
            phone.properties = self.after.properties;
            return;
        }
        let Self { before, after, .. } = self;
        for (path, _) in before.tree.iter().filter(|(path, _)| after.tree.get(path).is_none()) {
            phone.tree_mut().remove(path);
        }
        let is_new = |(path, entry): &(&Arc<str>, &Entry)| before.tree.get(path) != Some(*entry);
        for (path, entry) in after.tree.iter().filter(is_new) {
            // What was put in the way meanwhile stays.
            let _ = phone.tree_mut().insert(path, entry.clone());
        }
        for (old, new, own) in [
            (&*before.apps, &*after.apps, &mut *phone.apps),
            (&*before.properties, &*after.properties, &mut *phone.properties),
        ] {
            own.retain(|name, _| new.contains_key(name) || !old.contains_key(name));
            let changed = new.iter().filter(|(name, value)| old.get(*name) != Some(*value));
            own.extend(changed.map(|(name, value)| (name.clone(), value.clone())));
        }
    }
}

/// The work of RunShellCommand.
pub(super) fn work(universe: &Universe, phone_id: &str, command: &str) -> Submission {
    let blobs = Arc::clone(&universe.blobs);
    let settings = universe.huawei.settings(&universe.settings.huawei);
    let command = command.to_owned();
    let job = Job::Heavy(Box::new(move |phone, defects| {
        let trial = Trial::run(phone, &blobs, &command);
        if let Some(failure) = trial.failure(&settings) {
            return Err(failure);
        }
        let note = trial.output.clone();
        let effect: Effect = Box::new(move |phone| {
            trial.bring(phone);
            Ok(())
        });
        Ok(Finish { bytes: 0, note, partial: defects.partial, effect })
    }));
    Submission {
        phone_id: phone_id.to_owned(),
        action: Action::Command,
        object: None,
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Fixed(universe.settings.timing.transfer_base),
        job,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Content;
    use crate::world::{Builder, Cloud};

    fn ground() -> (tempfile::TempDir, BlobStore, Phone) {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::new(dir.path().to_owned()).unwrap();
        let content = Content::Seeded { bytes_per_phone: 1000 };
        let builder = Builder::new(1, content, &blobs, jiff::Timestamp::UNIX_EPOCH).unwrap();
        let phone = builder.phone(Cloud::Huawei, 0);
        (dir, blobs, phone)
    }

    #[test]
    fn what_was_read_on_the_copy_is_not_read_again() {
        let (_dir, blobs, mut phone) = ground();
        let source = blobs.put_bytes(&vec![b'x'; 3000]).unwrap();
        phone.tree_mut().insert("/data/source", Entry::file(source, 0o600, 0)).unwrap();
        let trial = Trial::run(&phone, &blobs, "cat /data/source > /data/copy");
        // From now on nothing can be read.
        blobs.close();
        trial.bring(&mut phone);
        assert_eq!(phone.tree.get("/data/copy").map(Entry::bytes), Some(3000));
    }

    #[test]
    fn long_output_is_not_kept() {
        let (_dir, blobs, mut phone) = ground();
        let source = blobs.put_bytes(&vec![b'x'; 500_000]).unwrap();
        phone.tree_mut().insert("/data/source", Entry::file(source, 0o600, 0)).unwrap();
        assert_eq!(Trial::run(&phone, &blobs, "cat /data/source").output.len(), 1024);
    }

    #[test]
    fn only_what_the_command_changed_is_brought_to_a_phone_that_was_changed_meanwhile() {
        let (_dir, blobs, mut phone) = ground();
        let run = |phone: &mut Phone, line: &str| _ = android::run(phone, &blobs, line);
        run(&mut phone, "mkdir /data/gone; touch /data/gone/x; setprop a 1; setprop b 1");
        let line = "rm -r /data/gone; touch /data/new; setprop a 2; pm uninstall com.example.notes";
        let trial = Trial::run(&phone, &blobs, line);
        run(&mut phone, "touch /data/other; setprop b 2; setprop c 3");
        assert!(trial.changes() && !trial.fits(&phone));
        let wanted = trial.after.apps.clone();
        trial.bring(&mut phone);
        assert!(phone.tree.get("/data/gone").is_none() && phone.tree.get("/data/gone/x").is_none());
        assert!(phone.tree.get("/data/new").is_some() && phone.tree.get("/data/other").is_some());
        let property = |name: &str| phone.properties.get(name).map(String::as_str);
        assert_eq!((property("a"), property("b"), property("c")), (Some("2"), Some("2"), Some("3")));
        assert_eq!(*phone.apps, *wanted);
    }
}
