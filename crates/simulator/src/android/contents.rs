//! Commands about what files hold.

use std::io::Read;

use md5::Md5;
use sha2::{Digest, Sha256};

use super::LONGEST_OUTPUT;
use super::files::{NO_FILE, options};
use super::shell::{Done, Shell};
use crate::hex::hex;
use crate::world::Kind;

impl Shell<'_> {
    /// Gives the content of each operand, or of the input where there is none, to `each` with its name.
    fn contents(
        &self,
        command: &str,
        operands: &[&str],
        input: Vec<u8>,
        mut each: impl FnMut(&mut Done, &str, Vec<u8>),
    ) -> Done {
        let mut done = Done::default();
        if operands.is_empty() {
            each(&mut done, "-", input);
            return done;
        }
        for word in operands {
            match self.read(word) {
                Ok(content) => each(&mut done, word, content),
                Err(why) => done.complain(format_args!("{command}: {word}: {why}")),
            }
            if done.out.len() > LONGEST_OUTPUT {
                break;
            }
        }
        done
    }

    pub(super) fn cat(&self, arguments: &[&str], input: Vec<u8>) -> Done {
        self.contents("cat", arguments, input, |done, _, content| done.out.extend_from_slice(&content))
    }

    pub(super) fn grep(&self, arguments: &[&str], input: Vec<u8>) -> Done {
        let (letters, operands) = options(arguments);
        let Some((pattern, files)) = operands.split_first() else {
            return Done::failed(2, "grep: no pattern");
        };
        let mut count = 0;
        let mut done = self.contents("grep", files, input, |done, _, content| {
            for line in String::from_utf8_lossy(&content).lines() {
                if line.contains(pattern) != letters.contains('v') {
                    count += 1;
                    if !letters.contains(['q', 'c']) {
                        done.line(line);
                    }
                }
            }
        });
        if letters.contains('c') {
            done.line(&count.to_string());
        }
        done.status = if done.status != 0 { 2 } else { i32::from(count == 0) };
        done
    }

    pub(super) fn head(&self, arguments: &[&str], input: Vec<u8>) -> Done {
        let (count, files) = match arguments {
            ["-n", count, files @ ..] => (count.parse().unwrap_or(10), files),
            files => (10, files),
        };
        self.contents("head", files, input, |done, _, content| {
            for line in content.split_inclusive(|byte| *byte == b'\n').take(count) {
                done.out.extend_from_slice(line);
            }
        })
    }

    pub(super) fn wc(&self, arguments: &[&str], input: &[u8]) -> Done {
        let (letters, operands) = options(arguments);
        let mut done = Done::default();
        let operands = if operands.is_empty() { vec!["-"] } else { operands };
        for word in operands {
            let mut line = String::new();
            if letters == "c" && word != "-" {
                // The length is known without reading.
                let path = self.resolve(word);
                match path.as_deref().map(|path| self.entry(path).map(|entry| &entry.kind)) {
                    Ok(Some(Kind::File(blob))) => line = blob.bytes.to_string(),
                    _ => {
                        done.complain(format_args!("wc: {word}: {NO_FILE}"));
                        continue;
                    }
                }
            } else {
                let content = if word == "-" { Ok(input.to_vec()) } else { self.read(word) };
                let content = match content {
                    Ok(content) => content,
                    Err(why) => {
                        done.complain(format_args!("wc: {word}: {why}"));
                        continue;
                    }
                };
                let all = letters.is_empty();
                let text = String::from_utf8_lossy(&content);
                let counts = [
                    (letters.contains('l'), text.matches('\n').count()),
                    (letters.contains('w'), text.split_whitespace().count()),
                    (letters.contains('c'), content.len()),
                ];
                let shown = counts.iter().filter(|(wanted, _)| all || *wanted).map(|(_, n)| n.to_string());
                line.push_str(&shown.collect::<Vec<_>>().join(" "));
            }
            done.line(&if word == "-" { line } else { format!("{line} {word}") });
        }
        done
    }

    pub(super) fn sum(&self, command: &str, arguments: &[&str], input: &[u8]) -> Done {
        fn whole<D: Digest>(mut reader: impl Read) -> std::io::Result<String> {
            let mut digest = D::new();
            let mut buffer = vec![0; 64 << 10];
            loop {
                match reader.read(&mut buffer)? {
                    0 => return Ok(hex(&digest.finalize())),
                    count => digest.update(&buffer[..count]),
                }
            }
        }
        let of = |reader: Box<dyn Read + '_>| {
            let sum = if command == "md5sum" { whole::<Md5>(reader) } else { whole::<Sha256>(reader) };
            sum.map_err(|error| error.to_string())
        };
        let mut done = Done::default();
        if arguments.is_empty() {
            match of(Box::new(input)) {
                Ok(sum) => done.line(&format!("{sum}  -")),
                Err(why) => done.complain(format_args!("{command}: -: {why}")),
            }
        }
        for word in arguments {
            match self.open(word).and_then(&of) {
                Ok(sum) => done.line(&format!("{sum}  {word}")),
                Err(why) => done.complain(format_args!("{command}: {word}: {why}")),
            }
        }
        done
    }
}
