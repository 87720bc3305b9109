//! A container of our own whose bytes look like nothing known.
//!
//! The vendor does not say what its `.ab` files are made of, so a client must not rely on any form. This one is the
//! proof: a tar stream in chunks, each under a keystream, with one checksum over the whole file. Neither tar, gzip,
//! zlib nor the Android backup header can be recognised in it.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// First bytes of the file; deliberately no text and no known signature.
const MAGIC: [u8; 8] = [0x9d, 0xc3, 0x0e, 0xf1, 0x56, 0xa8, 0x7b, 0xe2];

/// Bytes of plain content in a full chunk.
const CHUNK: usize = 256 * 1024;

/// Bytes of the checksum at the end.
const SUM: usize = 32;

/// Every chunk has a keystream of its own, so that a chunk cannot be moved unnoticed and equal chunks differ.
fn apply_keystream(salt: u64, chunk: u64, data: &mut [u8]) {
    let mut state = (salt ^ chunk.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1;
    for piece in data.chunks_mut(8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        for (byte, key) in piece.iter_mut().zip(state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes()) {
            *byte ^= key;
        }
    }
}

/// Writes the container; [`Self::finish`] has to be called, what was not finished is refused when read.
pub(crate) struct OpaqueWriter<W: Write> {
    inner: W,
    salt: u64,
    chunk: u64,
    buffer: Vec<u8>,
    sum: Sha256,
}

impl<W: Write> OpaqueWriter<W> {
    /// Begins a container. The salt only makes files differ, it is no secret and stands in the file.
    pub(crate) fn new(mut inner: W, salt: u64) -> io::Result<Self> {
        let mut sum = Sha256::new();
        for part in [MAGIC, salt.to_le_bytes()] {
            inner.write_all(&part)?;
            sum.update(part);
        }
        Ok(Self { inner, salt, chunk: 0, buffer: Vec::with_capacity(CHUNK), sum })
    }

    fn put_chunk(&mut self) -> io::Result<()> {
        apply_keystream(self.salt, self.chunk, &mut self.buffer);
        // The length runs under the salt as well: a row of equal small numbers would be a pattern.
        let length = (self.buffer.len() as u64 ^ self.salt.rotate_left(17)) as u32;
        let length = length.to_le_bytes();
        for part in [&length[..], &self.buffer] {
            self.inner.write_all(part)?;
            self.sum.update(part);
        }
        self.chunk += 1;
        self.buffer.clear();
        Ok(())
    }

    /// Writes what is left, the mark of the end and the checksum; gives the sink back.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        if !self.buffer.is_empty() {
            self.put_chunk()?;
        }
        self.put_chunk()?;
        self.inner.write_all(&self.sum.finalize())?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for OpaqueWriter<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let taken = data.len().min(CHUNK - self.buffer.len());
        self.buffer.extend_from_slice(&data[..taken]);
        if self.buffer.len() == CHUNK {
            self.put_chunk()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Reads the container back. The end of the stream is given only after the checksum was found good; everything else
/// ends in an error of kind [`io::ErrorKind::InvalidData`] or [`io::ErrorKind::UnexpectedEof`].
pub(crate) struct OpaqueReader<R: Read> {
    inner: R,
    salt: u64,
    chunk: u64,
    buffer: Vec<u8>,
    position: usize,
    sum: Sha256,
    ended: bool,
}

impl<R: Read> OpaqueReader<R> {
    /// Reads the beginning of the container.
    pub(crate) fn new(mut inner: R) -> io::Result<Self> {
        let mut head = [0_u8; 16];
        inner.read_exact(&mut head)?;
        let (magic, salt) = head.split_at(8);
        if magic != MAGIC {
            return Err(damaged("not a container of this form"));
        }
        let mut number = [0_u8; 8];
        number.copy_from_slice(salt);
        let mut sum = Sha256::new();
        sum.update(head);
        let salt = u64::from_le_bytes(number);
        Ok(Self { inner, salt, chunk: 0, buffer: Vec::new(), position: 0, sum, ended: false })
    }

    fn next_chunk(&mut self) -> io::Result<()> {
        let mut number = [0_u8; 4];
        self.inner.read_exact(&mut number)?;
        self.sum.update(number);
        let length = (u32::from_le_bytes(number) ^ self.salt.rotate_left(17) as u32) as usize;
        if length > CHUNK {
            return Err(damaged("a chunk is longer than any chunk can be"));
        }
        self.buffer.resize(length, 0);
        self.position = 0;
        self.inner.read_exact(&mut self.buffer)?;
        self.sum.update(&self.buffer);
        apply_keystream(self.salt, self.chunk, &mut self.buffer);
        self.chunk += 1;
        if length == 0 {
            self.check_end()?;
        }
        Ok(())
    }

    fn check_end(&mut self) -> io::Result<()> {
        let mut stored = [0_u8; SUM];
        self.inner.read_exact(&mut stored)?;
        if self.sum.clone().finalize()[..] != stored {
            return Err(damaged("the checksum is wrong"));
        }
        if self.inner.read(&mut [0_u8; 1])? != 0 {
            return Err(damaged("something follows the checksum"));
        }
        self.ended = true;
        Ok(())
    }
}

impl<R: Read> Read for OpaqueReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position == self.buffer.len() && !self.ended && !out.is_empty() {
            self.next_chunk()?;
        }
        let taken = out.len().min(self.buffer.len() - self.position);
        out[..taken].copy_from_slice(&self.buffer[self.position..self.position + taken]);
        self.position += taken;
        Ok(taken)
    }
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(data: &[u8]) -> Vec<u8> {
        let mut writer = OpaqueWriter::new(Vec::new(), 0x1234_5678_9abc_def0).unwrap();
        writer.write_all(data).unwrap();
        writer.finish().unwrap()
    }

    fn opened(data: &[u8]) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        OpaqueReader::new(data)?.read_to_end(&mut all)?;
        Ok(all)
    }

    #[test]
    fn every_length_comes_back() {
        for length in [0, 1, 7, 8, 9, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let data: Vec<u8> = (0..length).map(|number| (number % 251) as u8).collect();
            assert_eq!(opened(&sealed(&data)).unwrap(), data, "{length}");
        }
    }

    #[test]
    fn nothing_of_the_content_shows() {
        let file = sealed(&[0_u8; 4096]);
        let longest_run = file.chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap();
        assert!(longest_run < 4, "{longest_run} equal bytes in a row");
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed() {
        let whole = sealed(b"some content that is worth keeping");
        for at in 0..whole.len() {
            let mut copy = whole.clone();
            copy[at] ^= 0x10;
            assert!(opened(&copy).is_err(), "byte {at}");
            assert!(opened(&whole[..at]).is_err(), "cut at {at}");
        }
        let mut longer = whole;
        longer.push(0);
        assert!(opened(&longer).is_err());
    }
}
