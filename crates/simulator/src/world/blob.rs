//! Contents of the phones' files: made when they are read, or on disk and addressed by their SHA-256, so that equal
//! contents are stored once.
//!
//! Small contents are appended to one file, since thousands of files are slow to make and to remove; large ones have
//! a file of their own. Where a content is stands in memory only: nothing outlives the simulator.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::generated::{Generator, Recipe};
use crate::hex::hex;

/// Up to here a content is small: held in memory until its name is known, then appended to the common file.
const SMALL: usize = 1 << 20;
const CHUNK: usize = 128 << 10;

/// The name of a content: one that is stored, or one that is made when it is read.
#[derive(Clone, Copy)]
pub(crate) struct Blob {
    pub(crate) bytes: u64,
    source: Source,
}

#[derive(Clone, Copy)]
enum Source {
    /// By its SHA-256.
    Stored([u8; 32]),
    Generated(Recipe),
}

impl Blob {
    pub(crate) fn stored(sha256: [u8; 32], bytes: u64) -> Self {
        Self { bytes, source: Source::Stored(sha256) }
    }

    pub(super) fn generated(recipe: Recipe, bytes: u64) -> Self {
        Self { bytes, source: Source::Generated(recipe) }
    }

    /// SHA-256 of the content; one that is made when read is read for it, which takes its time.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        match self.source {
            Source::Stored(sha256) => sha256,
            Source::Generated(recipe) => recipe.sha256(self.bytes),
        }
    }

    /// [`Self::sha256`] as 64 lower-case hex digits.
    pub(crate) fn hex(&self) -> String {
        hex(&self.sha256())
    }
}

impl PartialEq for Blob {
    /// Whether the contents are the same, wherever they come from.
    fn eq(&self, other: &Self) -> bool {
        let same = || match (self.source, other.source) {
            (Source::Generated(a), Source::Generated(b)) if a == b => true,
            _ => self.sha256() == other.sha256(),
        };
        self.bytes == other.bytes && same()
    }
}

impl Eq for Blob {}

impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.source {
            Source::Stored(sha256) => write!(f, "Blob({}, {} bytes)", hex(&sha256), self.bytes),
            Source::Generated(recipe) => write!(f, "Blob({recipe:?}, {} bytes)", self.bytes),
        }
    }
}

/// The directory of contents. Nothing is ever removed from it while the simulator runs.
#[derive(Debug)]
pub(crate) struct BlobStore {
    dir: PathBuf,
    small: Arc<File>,
    closed: Arc<AtomicBool>,
    inner: Mutex<Inner>,
}

/// What every read and write of contents says once the store is closed.
fn check_open(closed: &AtomicBool) -> io::Result<()> {
    if closed.load(Ordering::Relaxed) {
        Err(io::Error::other("the simulator is being closed"))
    } else {
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Inner {
    places: HashMap<[u8; 32], Place>,
    /// Where the next small content goes.
    end: u64,
}

/// Where a content is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Small { offset: u64 },
    OwnFile,
}

impl BlobStore {
    /// Makes an empty store in `dir`; what an earlier one left there is removed.
    pub(crate) fn new(dir: PathBuf) -> io::Result<Self> {
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(&dir)?;
        let small = File::options().read(true).write(true).create_new(true).open(dir.join("small"))?;
        Ok(Self { dir, small: Arc::new(small), closed: Arc::default(), inner: Mutex::default() })
    }

    /// Makes every read and write of contents fail from now on, so that long work ends soon.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, sha256: &[u8; 32]) -> Option<Place> {
        self.lock().places.get(sha256).copied()
    }

    fn path(&self, sha256: &[u8; 32]) -> PathBuf {
        self.dir.join(hex(sha256))
    }

    fn keep_small(&self, sha256: [u8; 32], content: &[u8]) -> io::Result<()> {
        if self.place(&sha256).is_some() {
            return Ok(());
        }
        let offset = {
            let mut inner = self.lock();
            let offset = inner.end;
            inner.end += content.len() as u64;
            offset
        };
        self.small.write_all_at(content, offset)?;
        // Known only when it is there; two writers of the same content merely waste the space of one.
        self.lock().places.insert(sha256, Place::Small { offset });
        Ok(())
    }

    fn keep_large(&self, sha256: [u8; 32], file: NamedTempFile) -> io::Result<()> {
        if self.place(&sha256).is_none() {
            file.persist(self.path(&sha256)).map_err(|error| error.error)?;
            self.lock().places.insert(sha256, Place::OwnFile);
        }
        Ok(())
    }

    /// Stores a content held in memory.
    pub(crate) fn put_bytes(&self, content: &[u8]) -> io::Result<Blob> {
        let mut writer = self.writer();
        writer.write_all(content)?;
        writer.finish()
    }

    /// Stores everything that `reader` gives.
    pub(crate) fn put_reader(&self, reader: &mut dyn Read) -> io::Result<Blob> {
        let mut writer = self.writer();
        let mut buffer = vec![0; CHUNK];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return writer.finish(),
                Ok(n) => writer.write_all(&buffer[..n])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A writer whose content is stored by [`BlobWriter::finish`] and forgotten when dropped before.
    pub(crate) fn writer(&self) -> BlobWriter<'_> {
        BlobWriter { store: self, hash: Sha256::new(), bytes: 0, memory: Vec::new(), file: None }
    }

    /// Opens a content for reading.
    pub(crate) fn open(&self, blob: &Blob) -> io::Result<Content> {
        let sha256 = match blob.source {
            Source::Stored(sha256) => sha256,
            Source::Generated(recipe) => {
                let source = Bytes::Generated(recipe.read(blob.bytes));
                return Ok(Content { source, closed: Arc::clone(&self.closed) });
            }
        };
        let (file, offset) = match self.place(&sha256) {
            None => return Err(io::Error::new(io::ErrorKind::NotFound, "the content was never stored")),
            Some(Place::Small { offset }) => (Arc::clone(&self.small), offset),
            Some(Place::OwnFile) => (Arc::new(File::open(self.path(&sha256))?), 0),
        };
        let source = Bytes::Stored { file, offset, left: blob.bytes };
        Ok(Content { source, closed: Arc::clone(&self.closed) })
    }
}

/// A content, read from its beginning. Readers do not disturb each other.
#[derive(Debug)]
pub(crate) struct Content {
    source: Bytes,
    closed: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Bytes {
    Stored { file: Arc<File>, offset: u64, left: u64 },
    Generated(Generator),
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        check_open(&self.closed)?;
        match &mut self.source {
            Bytes::Generated(generator) => generator.read(buffer),
            Bytes::Stored { file, offset, left } => {
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(buffer.len());
                let count = file.read_at(&mut buffer[..most], *offset)?;
                *offset += count as u64;
                *left -= count as u64;
                Ok(count)
            }
        }
    }
}

/// Takes the bytes of one content.
pub(crate) struct BlobWriter<'a> {
    store: &'a BlobStore,
    hash: Sha256,
    bytes: u64,
    memory: Vec<u8>,
    file: Option<NamedTempFile>,
}

impl BlobWriter<'_> {
    /// Stores what was written and gives its name.
    pub(crate) fn finish(self) -> io::Result<Blob> {
        let sha256 = self.hash.finalize().into();
        match self.file {
            Some(file) => self.store.keep_large(sha256, file)?,
            None => self.store.keep_small(sha256, &self.memory)?,
        }
        Ok(Blob::stored(sha256, self.bytes))
    }
}

impl Write for BlobWriter<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        check_open(&self.store.closed)?;
        self.hash.update(buffer);
        self.bytes += buffer.len() as u64;
        if let Some(file) = &mut self.file {
            file.write_all(buffer)?;
        } else if self.memory.len() + buffer.len() <= SMALL {
            self.memory.extend_from_slice(buffer);
        } else {
            let mut file = NamedTempFile::new_in(&self.store.dir)?;
            file.write_all(&self.memory)?;
            file.write_all(buffer)?;
            self.memory = Vec::new();
            self.file = Some(file);
        }
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_contents_are_stored_once_and_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let store = BlobStore::new(dir.path().join("blobs")).unwrap();
        let large: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
        let used = || -> u64 {
            fs::read_dir(dir.path().join("blobs"))
                .unwrap()
                .map(|e| e.unwrap().metadata().unwrap().len())
                .sum()
        };
        for content in [&large[..], &large[..1_048_576], &large[..1_048_577], b"small", b"tiny", b""] {
            let a = store.put_bytes(content).unwrap();
            let after_first = used();
            let b = store.put_reader(&mut &content[..]).unwrap();
            assert_eq!((a, used()), (b, after_first));
            let mut back = Vec::new();
            store.open(&a).unwrap().read_to_end(&mut back).unwrap();
            assert!(back == content);
        }
        let empty = store.put_bytes(b"").unwrap();
        assert_eq!(empty.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert!(store.open(&Blob::stored([1; 32], 3)).is_err());
        drop(store);
        BlobStore::new(dir.path().join("blobs")).unwrap();
        assert_eq!(used(), 0, "a new store begins empty");
    }
    #[test]
    fn thousands_of_small_contents_are_one_file_and_a_closed_store_refuses() {
        let dir = tempfile::tempdir().unwrap();
        let store = BlobStore::new(dir.path().join("blobs")).unwrap();
        let blobs: Vec<Blob> =
            (0..3000).map(|n| store.put_bytes(n.to_string().as_bytes()).unwrap()).collect();
        assert_eq!(fs::read_dir(dir.path().join("blobs")).unwrap().count(), 1);
        let mut text = String::new();
        store.open(&blobs[2718]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "2718");
        let mut open = store.open(&blobs[0]).unwrap();
        store.close();
        assert!(open.read(&mut [0]).is_err());
        assert!(store.put_bytes(b"more").is_err());
    }
}
