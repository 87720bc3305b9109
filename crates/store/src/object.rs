//! Objects as the stores describe them.

use std::time::SystemTime;

use phonevault_core::error::{Error, ErrorKind, Result};
use phonevault_core::location::Location;
use phonevault_core::pipeline::StreamedAnswer;

/// What a store says of one object. What it did not say is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Where it lies.
    pub location: Location,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its tag, without quotes. An MD5 only for objects written in one piece: never verify by it.
    pub etag: Option<String>,
    /// The store's CRC-64/XZ of the content, where the store computes one (OSS).
    pub crc64: Option<u64>,
    /// When it was written.
    pub modified: Option<SystemTime>,
    /// Its storage class; absent for the standard class of OBS. Archived objects cannot be read as they are.
    pub storage_class: Option<String>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectPage {
    /// The objects, in the order of their keys.
    pub objects: Vec<Object>,
    /// What to pass for the next page; `None` at the end.
    pub next: Option<String>,
}

/// The content of an object, piece by piece.
#[derive(Debug)]
pub struct ObjectStream {
    answer: StreamedAnswer,
    location: Location,
    expected: Option<u64>,
    read: u64,
}

impl ObjectStream {
    pub(crate) fn new(answer: StreamedAnswer, location: Location) -> Self {
        let expected = answer.headers.get("content-length").and_then(|length| length.parse().ok());
        Self { answer, location, expected, read: 0 }
    }

    /// The number of bytes that will come, if the store said so.
    #[must_use]
    pub fn bytes(&self) -> Option<u64> {
        self.expected
    }

    /// The next piece; `None` at the end. A body that ends before its announced length is an error.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let chunk = self.answer.chunk().await?;
        match &chunk {
            Some(chunk) => self.read += chunk.len() as u64,
            None if self.expected.is_some_and(|expected| expected != self.read) => {
                let message = format!("{} ended after {} bytes, before its end", self.location, self.read);
                return Err(Error::new(ErrorKind::Transport, message));
            }
            None => {}
        }
        Ok(chunk)
    }
}
