//! Buckets with objects on disk, shared by both object stores, which only render what is found here.

mod listing;
mod object;
pub(crate) mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub(crate) use listing::{ListQuery, Listing};
pub(crate) use object::{Attributes, Object, ObjectWriter};

use crate::clock::Clock;

/// Why a bucket call failed.
#[derive(Debug)]
pub(crate) enum BucketError {
    NoSuchBucket,
    NoSuchKey,
    Io(io::Error),
}

impl From<io::Error> for BucketError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// All buckets of one object store.
#[derive(Debug)]
pub(crate) struct BucketStore {
    dir: PathBuf,
    clock: Clock,
    started: Timestamp,
    buckets: Mutex<Buckets>,
}

#[derive(Debug, Default)]
struct Buckets {
    by_name: BTreeMap<String, BTreeMap<String, Object>>,
    /// What was deleted and not put again, as bucket and key.
    deleted: BTreeSet<(String, String)>,
    next_file: u64,
}

impl BucketStore {
    /// An empty store that keeps its objects in the existing directory `dir`.
    pub(crate) fn new(dir: PathBuf, clock: Clock) -> Self {
        let started = clock.now();
        Self { dir, clock, started, buckets: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a bucket; one that exists keeps its objects.
    pub(crate) fn create_bucket(&self, name: &str) {
        self.lock().by_name.entry(name.to_owned()).or_default();
    }

    /// The names of all buckets, in order.
    pub(crate) fn bucket_names(&self) -> Vec<String> {
        self.lock().by_name.keys().cloned().collect()
    }

    /// When the store was opened: its buckets are as old.
    pub(crate) fn started(&self) -> Timestamp {
        self.started
    }

    pub(crate) fn has_bucket(&self, name: &str) -> bool {
        self.lock().by_name.contains_key(name)
    }

    /// A place for the bytes of an object to come; nothing is visible before [`Self::put`].
    pub(crate) fn writer(&self) -> io::Result<ObjectWriter> {
        ObjectWriter::new(&self.dir)
    }

    /// Makes what was written an object, all at once; one under the same key is replaced.
    pub(crate) fn put(
        &self,
        bucket: &str,
        key: &str,
        writer: ObjectWriter,
        attributes: Attributes,
    ) -> Result<Object, BucketError> {
        let finished = writer.finish()?;
        let mut buckets = self.lock();
        let number = buckets.next_file;
        let objects = buckets.by_name.get_mut(bucket).ok_or(BucketError::NoSuchBucket)?;
        let path = self.dir.join(format!("{number:08}.object"));
        finished.file.persist(&path).map_err(|error| error.error)?;
        let object = Object {
            key: key.to_owned(),
            bytes: finished.bytes,
            etag: if attributes.multipart_etag {
                format!("{}-1", finished.md5)
            } else {
                finished.md5.clone()
            },
            md5: finished.md5,
            crc64: finished.crc64,
            modified: self.clock.now(),
            content_type: attributes.content_type,
            metadata: attributes.metadata,
            origin: attributes.origin,
            storage_class: attributes.storage_class,
            damaged: false,
            path,
        };
        let old = objects.insert(key.to_owned(), object.clone());
        buckets.next_file += 1;
        buckets.deleted.remove(&(bucket.to_owned(), key.to_owned()));
        drop(buckets);
        if let Some(old) = old {
            // Readers hold open handles, so the bytes stay for them.
            let _ = fs::remove_file(old.path);
        }
        Ok(object)
    }

    /// The facts about an object.
    pub(crate) fn head(&self, bucket: &str, key: &str) -> Result<Object, BucketError> {
        let buckets = self.lock();
        let objects = buckets.by_name.get(bucket).ok_or(BucketError::NoSuchBucket)?;
        objects.get(key).cloned().ok_or(BucketError::NoSuchKey)
    }

    /// An object with an open handle on its bytes.
    pub(crate) fn open(&self, bucket: &str, key: &str) -> Result<(Object, File), BucketError> {
        // Under the lock, so that a replacement cannot remove the file in between.
        let buckets = self.lock();
        let objects = buckets.by_name.get(bucket).ok_or(BucketError::NoSuchBucket)?;
        let object = objects.get(key).ok_or(BucketError::NoSuchKey)?;
        Ok((object.clone(), File::open(&object.path)?))
    }

    /// Removes an object; false if it was not there.
    pub(crate) fn delete(&self, bucket: &str, key: &str) -> Result<bool, BucketError> {
        let mut buckets = self.lock();
        let objects = buckets.by_name.get_mut(bucket).ok_or(BucketError::NoSuchBucket)?;
        let Some(object) = objects.remove(key) else { return Ok(false) };
        buckets.deleted.insert((bucket.to_owned(), key.to_owned()));
        drop(buckets);
        fs::remove_file(object.path)?;
        Ok(true)
    }

    /// One page of a bucket.
    pub(crate) fn list(&self, bucket: &str, query: &ListQuery<'_>) -> Result<Listing, BucketError> {
        let buckets = self.lock();
        let objects = buckets.by_name.get(bucket).ok_or(BucketError::NoSuchBucket)?;
        Ok(listing::page(objects, query))
    }

    /// Whether somebody deleted the object that was there, and none was put since.
    pub(crate) fn was_deleted(&self, bucket: &str, key: &str) -> bool {
        self.lock().deleted.contains(&(bucket.to_owned(), key.to_owned()))
    }

    /// Every object with the name of its bucket.
    pub(crate) fn every_object(&self) -> Vec<(String, Object)> {
        let buckets = self.lock();
        let all = buckets.by_name.iter();
        all.flat_map(|(name, objects)| objects.values().map(move |object| (name.clone(), object.clone())))
            .collect()
    }

    /// Damages the stored bytes behind the store's back: flips the bits of up to 1024 bytes in the middle.
    /// Size, ETag and checksum stay as they were. Gives the number of bytes changed.
    pub(crate) fn corrupt(&self, bucket: &str, key: &str) -> Result<u64, BucketError> {
        let object = {
            let mut buckets = self.lock();
            let objects = buckets.by_name.get_mut(bucket).ok_or(BucketError::NoSuchBucket)?;
            let object = objects.get_mut(key).ok_or(BucketError::NoSuchKey)?;
            object.damaged = true;
            object.clone()
        };
        let mut file = File::options().read(true).write(true).open(&object.path)?;
        let length = object.bytes.min(1024);
        let from = (object.bytes - length) / 2;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(&mut bytes)?;
        for byte in &mut bytes {
            *byte = !*byte;
        }
        file.seek(SeekFrom::Start(from))?;
        file.write_all(&bytes)?;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, BucketStore) {
        let dir = tempfile::tempdir().unwrap();
        let store = BucketStore::new(dir.path().to_owned(), Clock::manual());
        store.create_bucket("b");
        (dir, store)
    }

    fn put(store: &BucketStore, key: &str, content: &[u8]) -> Object {
        let mut writer = store.writer().unwrap();
        writer.write_all(content).unwrap();
        store.put("b", key, writer, Attributes::default()).unwrap()
    }

    #[test]
    fn put_open_replace_delete() {
        let (dir, store) = store();
        let object = put(&store, "k", b"hello oss");
        assert_eq!(object.md5, "337b33c02f89493026843983ff272a30");
        assert_eq!(object.crc64, 15_021_467_531_229_347_219);
        let (_, mut old) = store.open("b", "k").unwrap();
        put(&store, "k", b"123456789");
        let mut text = String::new();
        old.read_to_string(&mut text).unwrap();
        assert_eq!(text, "hello oss");
        assert_eq!(store.head("b", "k").unwrap().crc64, 11_051_210_869_376_104_954);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(store.delete("b", "k").unwrap());
        assert!(!store.delete("b", "k").unwrap());
        assert!(matches!(store.head("b", "k"), Err(BucketError::NoSuchKey)));
        assert!(matches!(store.head("c", "k"), Err(BucketError::NoSuchBucket)));
    }

    #[test]
    fn a_writer_that_is_dropped_leaves_nothing() {
        let (dir, store) = store();
        let mut writer = store.writer().unwrap();
        writer.write_all(b"half").unwrap();
        drop(writer);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn corruption_keeps_size_and_etag() {
        let (_dir, store) = store();
        let before = put(&store, "k", &vec![7; 5000]);
        assert_eq!(store.corrupt("b", "k").unwrap(), 1024);
        let (after, mut file) = store.open("b", "k").unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert_eq!((after.bytes, &after.etag), (5000, &before.etag));
        assert_eq!(bytes.iter().filter(|b| **b != 7).count(), 1024);
    }
}
