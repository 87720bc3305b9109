//! The simulator's own account of itself: phones, buckets and ledger must tell the same story.

use std::collections::HashMap;
use std::io::{self, Read};

use md5::{Digest, Md5};

use crate::archive::{ab, tar};
use crate::bucket::{BucketStore, Object};
use crate::hex::hex;
use crate::universe::Universe;
use crate::world::{Action, Cloud, Entry, Kind, LedgerEntry, Phone};

/// How many stored bytes are read again at most, so that an end does not take minutes: 256 MiB, the newest objects first.
const MOST_READ: u64 = 256 << 20;
/// Where backups keep what only they know; it is not brought onto a phone.
const OWN: &str = "/.cloud-phone-backup/";

impl Universe {
    /// Everything in which phones, buckets and ledger differ, in words; empty if all is well. Compared are: the works
    /// with the phones that they hold, the servers that they run on and their lines in the ledger; each succeeded
    /// backup of the ledger with the object it must have left, unless a caller deleted or replaced that; each object of
    /// a cloud with a line that explains it; the stored bytes with the checksum noted when they came; and the files of
    /// each phone that was restored last with the archive that was restored. Damage that was ordered (`corrupt_object`,
    /// `POST /objects/corrupt`) is no difference. Of the stored bytes at most 256 MiB are read, the newest objects first.
    #[must_use]
    pub fn audit(&self) -> Vec<String> {
        let (mut differences, lines, restored) = self.world.with(|fleet| {
            let lines: Vec<LedgerEntry> = fleet.ledger().into_iter().cloned().collect();
            (fleet.audit(), lines, fleet.restored())
        });
        let mut budget = MOST_READ;
        for (cloud, scheme, store) in [(Cloud::Huawei, "obs", &self.obs), (Cloud::Alibaba, "oss", &self.oss)]
        {
            let lines: Vec<&LedgerEntry> = lines.iter().filter(|line| line.cloud == cloud).collect();
            let objects = objects(scheme, store);
            differences.extend(backups(&lines, &objects, scheme, store));
            differences.extend(bytes(&objects, store, &mut budget));
            for (phone, line) in restored.iter().filter(|(phone, _)| phone.cloud == cloud) {
                differences.extend(self.files(phone, line, &objects, store, &mut budget));
            }
        }
        differences
    }

    /// The files of a phone against the archive that was restored to it last.
    fn files(
        &self,
        phone: &Phone,
        line: &LedgerEntry,
        objects: &HashMap<String, (String, Object)>,
        store: &BucketStore,
        budget: &mut u64,
    ) -> Option<String> {
        let name = line.object.as_ref()?;
        let (bucket, object) = objects.get(name)?;
        // What was put since then was not what was restored; what a caller made may hold one path twice.
        let same = object.modified < line.accepted_at && object.origin.is_some() && !object.damaged;
        if !same || object.bytes > *budget {
            return None;
        }
        *budget -= object.bytes;
        let (_, file) = store.open(bucket, &object.key).ok()?;
        let members = match phone.cloud {
            Cloud::Huawei => tar::read(file, &self.blobs),
            Cloud::Alibaba => ab::read(file, &self.blobs),
        };
        let members = match members {
            Ok(members) => members,
            Err(error) => return Some(format!("{name} was restored to phone {}, but {error}", phone.id)),
        };
        let mut members = members.iter().filter(|member| !member.path.starts_with(OWN));
        let wrong =
            members.find(|member| !phone.tree.get(&member.path).is_some_and(|own| alike(own, &member.entry)));
        wrong.map(|member| {
            format!("phone {}: {} is not what {name} holds, which was restored to it", phone.id, member.path)
        })
    }
}

fn alike(own: &Entry, saved: &Entry) -> bool {
    own.mode == saved.mode
        && match (&own.kind, &saved.kind) {
            (Kind::Directory, Kind::Directory) => true,
            (Kind::File(own), Kind::File(saved)) => own == saved,
            (Kind::Symlink(own), Kind::Symlink(saved)) => own == saved,
            _ => false,
        }
}

/// All objects by their location.
fn objects(scheme: &str, store: &BucketStore) -> HashMap<String, (String, Object)> {
    let all = store.every_object().into_iter();
    all.map(|(bucket, object)| (format!("{scheme}://{bucket}/{}", object.key), (bucket, object))).collect()
}

/// Succeeded backups without their object, and objects of the cloud without their backup.
fn backups(
    lines: &[&LedgerEntry],
    objects: &HashMap<String, (String, Object)>,
    scheme: &str,
    store: &BucketStore,
) -> Vec<String> {
    let mut differences = Vec::new();
    let made = lines.iter().filter(|line| line.action == Action::Backup && line.result == "succeeded");
    let made: HashMap<&str, &LedgerEntry> =
        made.filter_map(|line| Some((line.object.as_deref()?, *line))).collect();
    for (name, line) in &made {
        let place = name.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")?.split_once('/'));
        let deleted = place.is_some_and(|(bucket, key)| store.was_deleted(bucket, key));
        if !objects.contains_key(*name) && !deleted {
            differences.push(format!("the backup of phone {} is not there: {name}", line.phone_id));
        }
    }
    for (name, (_, object)) in objects {
        if object.origin.is_some() && !made.contains_key(name.as_str()) {
            differences.push(format!("{name} was written by the cloud, but no backup of the ledger did"));
        }
    }
    differences.sort_unstable();
    differences
}

/// Objects whose bytes are not those that were put.
fn bytes(objects: &HashMap<String, (String, Object)>, store: &BucketStore, budget: &mut u64) -> Vec<String> {
    let mut newest: Vec<_> = objects.iter().filter(|(_, (_, object))| !object.damaged).collect();
    newest.sort_by(|(a, (_, first)), (b, (_, second))| (second.modified, b).cmp(&(first.modified, a)));
    let mut differences = Vec::new();
    for (name, (bucket, object)) in newest {
        if object.bytes > *budget {
            break;
        }
        *budget -= object.bytes;
        let sum = store.open(bucket, &object.key).map_err(|error| format!("{error:?}"));
        let sum = sum.and_then(|(_, file)| md5(file).map_err(|error| error.to_string()));
        match sum {
            Ok(sum) if sum == object.md5 => {}
            Ok(_) => differences.push(format!("{name} does not hold the bytes that were put there")),
            Err(error) => differences.push(format!("{name} cannot be read: {error}")),
        }
    }
    differences
}

fn md5(mut reader: impl Read) -> io::Result<String> {
    let mut digest = Md5::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(hex(&digest.finalize())),
            count => digest.update(&buffer[..count]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::bucket::Attributes;
    use crate::clock::Clock;
    use crate::config::{Config, Content};
    use crate::world::{After, Job, Pace, Submission};

    fn universe() -> Arc<Universe> {
        let content = Content::Seeded { bytes_per_phone: 10_000 };
        Universe::new(Config { phones: 2, content, ..Config::default() }, Clock::manual()).unwrap()
    }

    fn put(universe: &Universe, key: &str, origin: Option<&str>) {
        let mut writer = universe.obs.writer().unwrap();
        writer.write_all(b"content").unwrap();
        let attributes = Attributes { origin: origin.map(str::to_owned), ..Attributes::default() };
        universe.obs.put(&universe.identity.obs_bucket, key, writer, attributes).unwrap();
    }

    #[test]
    fn an_object_of_the_cloud_needs_a_line_and_a_line_needs_its_object() {
        let universe = universe();
        put(&universe, "of-a-caller", None);
        assert!(universe.audit().is_empty());
        put(&universe, "from-nowhere", Some("11"));
        let differences = universe.audit();
        assert!(differences.len() == 1 && differences[0].contains("from-nowhere"), "{differences:?}");
        universe.obs.delete(&universe.identity.obs_bucket, "from-nowhere").unwrap();

        // A backup that says it succeeded, and stored nothing.
        let object = format!("obs://{}/promised", universe.identity.obs_bucket);
        universe.world.with(|fleet| {
            let phone_id = fleet.phones(Cloud::Huawei).next().unwrap().id.clone();
            let submission = Submission {
                phone_id,
                action: Action::Backup,
                object: Some(object.clone()),
                phases: Vec::new(),
                on_success: After::Previous,
                on_failure: After::Previous,
                pace: Pace::Transfer,
                job: Job::Instant(Box::new(|_| Ok(()))),
            };
            fleet.submit(submission, None).unwrap();
        });
        assert!(universe.audit().is_empty(), "it is not over yet");
        universe.advance(Duration::from_secs(60));
        let differences = universe.audit();
        assert!(differences.len() == 1 && differences[0].ends_with(&object), "{differences:?}");
        put(&universe, "promised", None);
        assert!(universe.audit().is_empty(), "a caller has put something else there");
        universe.obs.delete(&universe.identity.obs_bucket, "promised").unwrap();
        assert!(universe.audit().is_empty(), "a caller has deleted it");
    }

    #[test]
    fn a_phone_held_by_nobody_is_noticed() {
        let universe = universe();
        universe.world.with(|fleet| {
            let id = fleet.phones(Cloud::Huawei).next().unwrap().id.clone();
            fleet.phone_mut(&id).unwrap().busy = Some(77);
        });
        assert_eq!(universe.audit().len(), 1);
    }
}
