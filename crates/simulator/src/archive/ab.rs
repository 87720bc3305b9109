//! The objects behind Alibaba's `.ab` names: a tar inside Android's backup container, or inside one of our own.
//!
//! What the vendor really writes is not known (reference section 8, "Naming"), so both forms exist, chosen by a
//! setting, and both are read whatever the setting says.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::Arc;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};

use super::opaque::{OpaqueReader, OpaqueWriter};
use super::{ArchiveError, Member, tar};
use crate::settings::AlibabaArchive;
use crate::world::{BlobStore, Entry};

/// Container version 5, compressed, not encrypted: what Android itself writes.
const HEADER: &[u8] = b"ANDROID BACKUP\n5\n1\nnone\n";

/// Buffer for both directions.
const BUFFER: usize = 128 << 10;

/// Writes entries as an archive of that form, streaming from the blobs. Gives the number of content bytes.
///
/// The salt only makes opaque archives of equal content differ.
///
/// # Errors
/// The disk, or the receiver of the bytes.
pub(crate) fn write(
    form: AlibabaArchive,
    entries: &[(Arc<str>, Entry)],
    blobs: &BlobStore,
    salt: u64,
    mut out: impl Write,
) -> io::Result<u64> {
    match form {
        AlibabaArchive::Adb => {
            out.write_all(HEADER)?;
            // The fastest level: most of what phones hold is compressed already.
            let mut encoder = ZlibEncoder::new(&mut out, Compression::fast());
            let bytes = tar::write(entries, blobs, &mut encoder)?;
            encoder.finish()?;
            out.flush()?;
            Ok(bytes)
        }
        AlibabaArchive::Opaque => {
            let mut writer = OpaqueWriter::new(&mut out, salt)?;
            let bytes = tar::write(entries, blobs, &mut writer)?;
            writer.finish()?.flush()?;
            Ok(bytes)
        }
    }
}

/// Reads an archive of either form to its end; contents go to the blobs. A damaged one changes nothing but the blobs.
///
/// # Errors
/// Neither form, damaged, cut short, or with a member that may not be unpacked.
pub(crate) fn read(source: impl Read, blobs: &BlobStore) -> Result<Vec<Member>, ArchiveError> {
    let mut source = BufReader::with_capacity(BUFFER, source);
    let beginning = source.fill_buf()?;
    if beginning.starts_with(HEADER) {
        source.consume(HEADER.len());
        return tar::read(Inflater::new(source), blobs);
    }
    let opened = OpaqueReader::new(source).map_err(|error| ArchiveError::Damaged(error.to_string()))?;
    tar::read(opened, blobs)
}

/// A zlib stream that has to be complete: its end is given only after its checksum was found good and nothing follows.
///
/// `flate2`'s own reader takes the end of the file for the end of the stream, so it would not notice a cut.
struct Inflater<R> {
    inner: R,
    state: Decompress,
    ended: bool,
}

impl<R: BufRead> Inflater<R> {
    fn new(inner: R) -> Self {
        Self { inner, state: Decompress::new(true), ended: false }
    }
}

impl<R: BufRead> Read for Inflater<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !out.is_empty() {
            let input = self.inner.fill_buf()?;
            let at_end = input.is_empty();
            let (before_in, before_out) = (self.state.total_in(), self.state.total_out());
            let status = self
                .state
                .decompress(input, out, FlushDecompress::None)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            let consumed = self.state.total_in() - before_in;
            let produced = self.state.total_out() - before_out;
            // Both are bounded by the lengths of the slices.
            self.inner.consume(usize::try_from(consumed).unwrap_or(0));
            let produced = usize::try_from(produced).unwrap_or(0);
            if status == Status::StreamEnd {
                self.ended = true;
                if !self.inner.fill_buf()?.is_empty() {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "something follows the stream"));
                }
                return Ok(produced);
            }
            if produced > 0 {
                return Ok(produced);
            }
            if at_end {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the stream is cut short"));
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [AlibabaArchive; 2] = [AlibabaArchive::Adb, AlibabaArchive::Opaque];

    fn blobs() -> (tempfile::TempDir, BlobStore) {
        let dir = tempfile::tempdir().unwrap();
        let store = BlobStore::new(dir.path().to_owned()).unwrap();
        (dir, store)
    }

    fn entries(blobs: &BlobStore) -> Vec<(Arc<str>, Entry)> {
        let file = |content: &[u8], mode| Entry::file(blobs.put_bytes(content).unwrap(), mode, 10_001);
        let long: String = format!("/data/data/{}/{}", "d".repeat(120), "ä中".repeat(50));
        let noise: Vec<u8> = (0..300_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        vec![
            ("/data/a".into(), Entry::directory(0o2771, 7)),
            ("/data/a/empty".into(), file(b"", 0o600)),
            ("/data/a/empty dir".into(), Entry::directory(0o700, 7)),
            ("/data/a/noise".into(), file(&noise, 0o4755)),
            ("/data/a/link".into(), Entry::symlink("../b//c/", 1)),
            (long.into(), file(b"long name", 0o644)),
        ]
    }

    fn sealed(form: AlibabaArchive, blobs: &BlobStore) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(form, &entries(blobs), blobs, 0x1234_5678_9abc_def1, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn both_forms_give_everything_back() {
        let (_dir, blobs) = blobs();
        for form in FORMS {
            let members = read(sealed(form, &blobs).as_slice(), &blobs).unwrap();
            let back: Vec<(Arc<str>, Entry)> =
                members.into_iter().map(|member| (member.path.into(), member.entry)).collect();
            assert_eq!(back, entries(&blobs), "{form:?}");
        }
    }

    #[test]
    fn only_the_one_form_can_be_recognised() {
        let (_dir, blobs) = blobs();
        assert!(sealed(AlibabaArchive::Adb, &blobs).starts_with(HEADER));
        let opaque = sealed(AlibabaArchive::Opaque, &blobs);
        assert!(!opaque.starts_with(&[0x1f, 0x8b]), "gzip");
        assert_ne!(opaque[0], 0x78, "zlib");
        for text in [&b"ustar"[..], b"ANDROID", b"data/a"] {
            assert!(!opaque.windows(text.len()).any(|window| window == text), "{text:?}");
        }
    }

    #[test]
    fn damage_anywhere_is_noticed() {
        let (_dir, blobs) = blobs();
        for form in FORMS {
            let whole = sealed(form, &blobs);
            let step = whole.len() / 97;
            for at in (0..whole.len()).step_by(step).chain(whole.len() - 8..whole.len()) {
                let mut copy = whole.clone();
                copy[at] = !copy[at];
                assert!(read(copy.as_slice(), &blobs).is_err(), "{form:?}: byte {at} of {}", whole.len());
                assert!(read(&whole[..at], &blobs).is_err(), "{form:?}: cut at {at}");
            }
            let mut longer = whole;
            longer.push(7);
            assert!(read(longer.as_slice(), &blobs).is_err(), "{form:?}: longer");
        }
    }

    #[test]
    fn something_else_is_no_archive() {
        let (_dir, blobs) = blobs();
        for bytes in [&b""[..], b"hello", HEADER, b"ANDROID BACKUP\n5\n1\nAES-256\n", &[0; 4096]] {
            assert!(matches!(read(bytes, &blobs), Err(ArchiveError::Damaged(_))), "{bytes:?}");
        }
    }
}
