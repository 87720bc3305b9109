//! Contents that are made from a number when they are read: nothing of them is stored.

use std::io::{self, Read};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::random::Random;

const NOISE: usize = 1 << 20;
const CHUNK: usize = 64 << 10;

/// What makes a content; with a length it is all there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    pub(super) kind: Kind,
    pub(super) start: u64,
}

/// What a made content looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Bytes that do not compress.
    Noise,
    /// Text that compresses, as settings and databases do.
    Prose,
}

impl Recipe {
    /// The first `bytes` bytes.
    pub(super) fn read(self, bytes: u64) -> Generator {
        let random = Random::starting(self.start);
        Generator { kind: self.kind, random, left: bytes, line: String::new(), slice: 0, piece: 0, at: 0 }
    }

    pub(super) fn sha256(self, bytes: u64) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut reader = self.read(bytes);
        let mut buffer = vec![0; usize::try_from(bytes).unwrap_or(CHUNK).clamp(1, CHUNK)];
        // A generator never fails.
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            hash.update(&buffer[..count]);
        }
        hash.finalize().into()
    }
}

/// One block of noise for everybody.
fn noise() -> &'static [u8] {
    static BLOCK: OnceLock<Vec<u8>> = OnceLock::new();
    BLOCK.get_or_init(|| {
        let mut random = Random::starting(0x7068_6f6e_6576_6c74);
        let mut block = Vec::with_capacity(NOISE);
        while block.len() < NOISE {
            block.extend_from_slice(&random.next().to_le_bytes());
        }
        block
    })
}

/// Makes a content piece by piece. Noise is a row of slices of the common block, each with a head of its own, which is
/// far cheaper than making every byte anew.
#[derive(Debug)]
pub(crate) struct Generator {
    kind: Kind,
    random: Random,
    left: u64,
    /// The line of prose, or head of a slice of noise, that is being given out.
    line: String,
    /// Where in the block the slice begins.
    slice: usize,
    /// Length of the piece (line, or slice with its head), and how much of it was given out.
    piece: usize,
    at: usize,
}

impl Generator {
    fn next_piece(&mut self) {
        use std::fmt::Write;
        self.line.clear();
        self.at = 0;
        // Writing to a String cannot fail.
        match self.kind {
            Kind::Noise => {
                let _ = write!(self.line, "{:016x}", self.random.next());
                self.slice = usize::try_from(self.random.below((NOISE - CHUNK) as u64)).unwrap_or(0);
                self.piece = CHUNK;
            }
            Kind::Prose => {
                let (name, value) = (self.random.below(1000), self.random.next());
                let _ = writeln!(self.line, "<int name=\"value_{name}\" value=\"{value}\" />");
                self.piece = self.line.len();
            }
        }
    }
}

impl Read for Generator {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while done < buffer.len() && self.left > 0 {
            if self.at == self.piece {
                self.next_piece();
            }
            let rest = match self.line.as_bytes().get(self.at..) {
                Some(rest) if !rest.is_empty() => rest,
                _ => &noise()[self.slice + self.at..self.slice + self.piece],
            };
            let most = usize::try_from(self.left).unwrap_or(usize::MAX);
            let count = rest.len().min(buffer.len() - done).min(most);
            buffer[done..done + count].copy_from_slice(&rest[..count]);
            done += count;
            self.at += count;
            self.left -= count as u64;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(kind: Kind, start: u64, bytes: u64, step: usize) -> Vec<u8> {
        let mut reader = Recipe { kind, start }.read(bytes);
        let mut content = Vec::new();
        let mut buffer = vec![0; step];
        loop {
            match reader.read(&mut buffer).unwrap() {
                0 => return content,
                count => content.extend_from_slice(&buffer[..count]),
            }
        }
    }

    #[test]
    fn a_content_does_not_depend_on_how_it_is_read() {
        for kind in [Kind::Noise, Kind::Prose] {
            let whole = all(kind, 7, 200_000, 1 << 20);
            assert_eq!(whole.len(), 200_000);
            assert!(whole == all(kind, 7, 200_000, 777));
            assert!(whole[..1000] == all(kind, 7, 1000, 1000));
            assert!(whole != all(kind, 8, 200_000, 4096));
            assert_eq!(Recipe { kind, start: 7 }.sha256(200_000)[..], Sha256::digest(&whole)[..]);
            assert!(all(kind, 7, 0, 16).is_empty());
        }
    }
}
