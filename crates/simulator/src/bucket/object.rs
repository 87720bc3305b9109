//! One object: its facts, and how its bytes get to the disk.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crc::{CRC_64_XZ, Crc, Digest, Table};
use jiff::Timestamp;
use md5::{Digest as _, Md5};
use tempfile::NamedTempFile;

use crate::hex::hex;

static CRC64: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_XZ);

/// The facts about a stored object.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) key: String,
    pub(crate) bytes: u64,
    /// Lower-case hex of the content as it was put.
    pub(crate) md5: String,
    /// CRC-64/XZ of the content as it was put.
    pub(crate) crc64: u64,
    /// Without quotes, lower case; not the MD5 when written in parts.
    pub(crate) etag: String,
    pub(crate) modified: Timestamp,
    /// `None`: the store's default.
    pub(crate) content_type: Option<String>,
    /// User metadata, names without the vendor's prefix, lower case.
    pub(crate) metadata: Vec<(String, String)>,
    /// What the cloud's own export noted about the source phone (text of that cloud's choice, never shown to
    /// callers); `None` for objects that a caller put.
    pub(crate) origin: Option<String>,
    /// The storage class in the vendor's word; `None`: the standard one.
    pub(crate) storage_class: Option<String>,
    /// Whether its bytes were damaged on purpose.
    pub(crate) damaged: bool,
    pub(super) path: PathBuf,
}

/// What a caller says about an object to be stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) content_type: Option<String>,
    pub(crate) metadata: Vec<(String, String)>,
    /// Give it the ETag of an object written in parts.
    pub(crate) multipart_etag: bool,
    /// See [`Object::origin`].
    pub(crate) origin: Option<String>,
    /// See [`Object::storage_class`].
    pub(crate) storage_class: Option<String>,
}

/// Takes the bytes of an object to come and computes its checksums on the way.
pub(crate) struct ObjectWriter {
    file: BufWriter<NamedTempFile>,
    md5: Md5,
    crc64: Digest<'static, u64, Table<16>>,
    bytes: u64,
}

pub(super) struct Finished {
    pub(super) file: NamedTempFile,
    pub(super) md5: String,
    pub(super) crc64: u64,
    pub(super) bytes: u64,
}

impl ObjectWriter {
    pub(super) fn new(dir: &Path) -> io::Result<Self> {
        let file = BufWriter::with_capacity(256 << 10, NamedTempFile::new_in(dir)?);
        Ok(Self { file, md5: Md5::new(), crc64: CRC64.digest(), bytes: 0 })
    }

    /// Bytes written so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// MD5 of the bytes written so far, 16 bytes.
    pub(crate) fn md5(&self) -> [u8; 16] {
        self.md5.clone().finalize().into()
    }

    pub(super) fn finish(self) -> io::Result<Finished> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let md5 = hex(&self.md5.finalize());
        Ok(Finished { file, md5, crc64: self.crc64.finalize(), bytes: self.bytes })
    }
}

impl Write for ObjectWriter {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.file.write_all(buffer)?;
        self.md5.update(buffer);
        self.crc64.update(buffer);
        self.bytes += buffer.len() as u64;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl std::fmt::Debug for ObjectWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ObjectWriter").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}
