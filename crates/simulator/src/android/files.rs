//! Commands about files.

use std::io::Read;

use super::LONGEST_OUTPUT;
use super::shell::{Done, Shell};
use crate::world::{Entry, Kind, NotADirectory};

/// Directories below which a user's file may be made; the rest of the system is read-only.
const WRITABLE: [&str; 3] = ["/data", "/cache", "/mnt"];
pub(super) const NO_FILE: &str = "No such file or directory";
const IS_DIRECTORY: &str = "Is a directory";

/// Options (letters behind a dash) and operands.
pub(super) fn options<'a>(arguments: &[&'a str]) -> (String, Vec<&'a str>) {
    let end = arguments.iter().position(|word| *word == "--").unwrap_or(arguments.len());
    let (before, after) = arguments.split_at(end);
    let is_option = |word: &&&str| word.len() > 1 && word.starts_with('-');
    let letters = before.iter().filter(is_option).flat_map(|word| word.chars().skip(1)).collect();
    let operands = before.iter().filter(|word| !is_option(word)).chain(after.iter().skip(1));
    (letters, operands.copied().collect())
}

/// `-rw-r-----` and the like.
fn mode_text(entry: &Entry) -> String {
    let kind = match entry.kind {
        Kind::Directory => 'd',
        Kind::File(_) => '-',
        Kind::Symlink(_) => 'l',
    };
    let bits = (0..9).rev().map(|bit| {
        let letter = ['x', 'w', 'r'][bit % 3];
        if entry.mode >> bit & 1 == 1 { letter } else { '-' }
    });
    std::iter::once(kind).chain(bits).collect()
}

fn date(entry: &Entry) -> String {
    let time = i64::try_from(entry.mtime).ok().and_then(|second| jiff::Timestamp::from_second(second).ok());
    time.unwrap_or_default().strftime("%Y-%m-%d %H:%M").to_string()
}

impl Shell<'_> {
    /// The content of a file, at most as much as may be given out.
    pub(super) fn read(&self, word: &str) -> Result<Vec<u8>, String> {
        let mut content = Vec::new();
        self.open(word)?
            .take(LONGEST_OUTPUT as u64 + 1)
            .read_to_end(&mut content)
            .map_err(|e| e.to_string())?;
        Ok(content)
    }

    pub(super) fn open(&self, word: &str) -> Result<Box<dyn Read>, String> {
        if word == "/dev/null" {
            return Ok(Box::new(std::io::empty()));
        }
        let path = self.resolve(word)?;
        match self.entry(&path).map(|entry| &entry.kind) {
            Some(Kind::File(blob)) => {
                let content = self.blobs.open(blob).map_err(|error| error.to_string())?;
                Ok(Box::new(content.take(blob.bytes)))
            }
            Some(_) => Err(IS_DIRECTORY.to_owned()),
            None if path == "/" => Err(IS_DIRECTORY.to_owned()),
            None => Err(NO_FILE.to_owned()),
        }
    }

    /// Makes or replaces a file.
    pub(super) fn write(&mut self, word: &str, content: &[u8]) -> Result<(), String> {
        let path = self.resolve(word)?;
        let old = self.entry(&path);
        if path == "/" || old.is_some_and(Entry::is_directory) {
            return Err(IS_DIRECTORY.to_owned());
        }
        let freed = old.map_or(0, Entry::bytes);
        if content.len() as u64 > self.phone.free_bytes().saturating_add(freed) {
            return Err("No space left on device".to_owned());
        }
        let old = old.cloned();
        self.parent(&path)?;
        let blob = self.blobs.put_bytes(content).map_err(|error| error.to_string())?;
        let entry = old.unwrap_or_else(|| Entry::file(blob, 0o644, 0));
        self.put(&path, Entry { kind: Kind::File(blob), ..entry })
    }

    /// Whether something may be made at `path`: its directory is there, and not part of the system.
    fn parent(&self, path: &str) -> Result<(), String> {
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        if !WRITABLE.iter().any(|root| path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'))) {
            return Err("Read-only file system".to_owned());
        }
        if self.is_directory(above) || WRITABLE.contains(&above) {
            return Ok(());
        }
        Err(if self.entry(above).is_some() { "Not a directory" } else { NO_FILE }.to_owned())
    }

    fn put(&mut self, path: &str, entry: Entry) -> Result<(), String> {
        let mtime = u64::try_from(self.phone.updated_at.as_second()).unwrap_or(0);
        let entry = Entry { mtime, visible: true, ..entry };
        let put = self.phone.tree_mut().insert(path, entry);
        put.map_err(|NotADirectory(_)| "Not a directory".to_owned())
    }

    pub(super) fn ls(&self, arguments: &[&str]) -> Done {
        let (letters, operands) = options(arguments);
        let (long, all) = (letters.contains('l'), letters.contains(['a', 'A']));
        let operands = if operands.is_empty() { vec!["."] } else { operands };
        let mut done = Done::default();
        for word in &operands {
            let found = self.resolve(word).map_err(|why| format!("ls: {word}: {why}"));
            let path = match found {
                Ok(path) => path,
                Err(why) => {
                    done.complain(why);
                    continue;
                }
            };
            if self.is_directory(&path) && !letters.contains('d') {
                if operands.len() > 1 {
                    done.line(&format!("{word}:"));
                }
                for (name, entry) in self.children(&path) {
                    if all || !name.starts_with('.') {
                        done.line(&Self::listed(name, entry, long));
                    }
                }
            } else if let Some(entry) = self.entry(&path) {
                done.line(&Self::listed(word, entry, long));
            } else {
                done.complain(format_args!("ls: {word}: {NO_FILE}"));
            }
        }
        done
    }

    fn listed(name: &str, entry: &Entry, long: bool) -> String {
        if !long {
            return name.to_owned();
        }
        let (uid, gid, bytes) = (entry.uid, entry.gid, entry.bytes());
        let mut line = format!("{} 1 {uid} {gid} {bytes} {} {name}", mode_text(entry), date(entry));
        if let Kind::Symlink(target) = &entry.kind {
            line.push_str(" -> ");
            line.push_str(target);
        }
        line
    }

    pub(super) fn stat(&self, arguments: &[&str]) -> Done {
        let (format, operands) = match arguments {
            ["-c", format, operands @ ..] => (*format, operands),
            operands => {
                ("  File: %n\n  Size: %s\t%F\nAccess: (%a/%A)\tUid: %u\tGid: %g\nModify: %y", operands)
            }
        };
        let mut done = Done::default();
        for word in operands {
            let entry = self.absolute(word).map(|path| self.entry(&path));
            let entry = match entry {
                Ok(Some(entry)) => entry,
                Ok(None) => {
                    done.complain(format_args!("stat: '{word}': {NO_FILE}"));
                    continue;
                }
                Err(why) => {
                    done.complain(format_args!("stat: '{word}': {why}"));
                    continue;
                }
            };
            let mut line = String::new();
            let mut letters = format.chars();
            while let Some(c) = letters.next() {
                match (c, if c == '%' { letters.next() } else { None }) {
                    ('%', Some('n')) => line.push_str(word),
                    ('%', Some('s')) => line.push_str(&entry.bytes().to_string()),
                    ('%', Some('a')) => line.push_str(&format!("{:o}", entry.mode)),
                    ('%', Some('A')) => line.push_str(&mode_text(entry)),
                    ('%', Some('u')) => line.push_str(&entry.uid.to_string()),
                    ('%', Some('g')) => line.push_str(&entry.gid.to_string()),
                    ('%', Some('Y')) => line.push_str(&entry.mtime.to_string()),
                    ('%', Some('y')) => line.push_str(&date(entry)),
                    ('%', Some('F')) => line.push_str(match entry.kind {
                        Kind::Directory => "directory",
                        Kind::File(_) => "regular file",
                        Kind::Symlink(_) => "symbolic link",
                    }),
                    (c, None) => line.push(c),
                    (_, Some(other)) => line.push(other),
                }
            }
            done.line(&line);
        }
        done
    }

    pub(super) fn rm(&mut self, arguments: &[&str]) -> Done {
        let (letters, operands) = options(arguments);
        let mut done = Done::default();
        for word in operands {
            let why = match self.absolute(word) {
                Err(why) => Some(why),
                Ok(path) => match self.entry(&path) {
                    None if letters.contains('f') => None,
                    None => Some(NO_FILE.to_owned()),
                    Some(entry) if entry.is_directory() && !letters.contains(['r', 'R']) => {
                        Some(IS_DIRECTORY.to_owned())
                    }
                    Some(_) => {
                        self.phone.tree_mut().remove(&path);
                        None
                    }
                },
            };
            if let Some(why) = why {
                done.complain(format_args!("rm: {word}: {why}"));
            }
        }
        done
    }

    pub(super) fn mkdir(&mut self, arguments: &[&str]) -> Done {
        let (letters, operands) = options(arguments);
        let mut done = Done::default();
        for word in operands {
            if let Err(why) = self.make_directory(word, letters.contains('p')) {
                done.complain(format_args!("mkdir: '{word}': {why}"));
            }
        }
        done
    }

    fn make_directory(&mut self, word: &str, parents: bool) -> Result<(), String> {
        let path = self.resolve(word)?;
        if self.is_directory(&path) {
            return if parents { Ok(()) } else { Err("File exists".to_owned()) };
        }
        if self.entry(&path).is_some() {
            return Err("File exists".to_owned());
        }
        match self.parent(&path) {
            Err(why) if why != NO_FILE || !parents => Err(why),
            // The tree makes what is missing above.
            _ => self.put(&path, Entry::directory(0o771, 0)),
        }
    }

    pub(super) fn touch(&mut self, arguments: &[&str]) -> Done {
        let mut done = Done::default();
        for word in arguments.iter().filter(|word| !word.starts_with('-')) {
            let path = self.resolve(word);
            let made = match path.as_deref().map(|path| self.entry(path).cloned()) {
                Ok(Some(old)) => self.put(path.as_deref().unwrap_or_default(), old),
                _ => self.write(word, b""),
            };
            if let Err(why) = made {
                done.complain(format_args!("touch: '{word}': {why}"));
            }
        }
        done
    }

    pub(super) fn test(&self, arguments: &[&str]) -> Done {
        let holds = match arguments {
            ["!", rest @ ..] => return Done::status(i32::from(self.test(rest).status == 0)),
            [] => false,
            [word] => !word.is_empty(),
            ["-n", word] => !word.is_empty(),
            ["-z", word] => word.is_empty(),
            [left, "=" | "==", right] => left == right,
            [left, "!=", right] => left != right,
            ["-L" | "-h", word] => {
                let path = self.absolute(word).unwrap_or_default();
                self.entry(&path).is_some_and(|entry| matches!(entry.kind, Kind::Symlink(_)))
            }
            [operator, word] => {
                let Ok(path) = self.resolve(word) else { return Done::status(1) };
                let entry = self.entry(&path);
                match *operator {
                    "-e" | "-r" | "-w" | "-x" => path == "/" || entry.is_some(),
                    "-f" => entry.is_some_and(|entry| matches!(entry.kind, Kind::File(_))),
                    "-d" => self.is_directory(&path),
                    "-s" => entry.is_some_and(|entry| entry.is_directory() || entry.bytes() > 0),
                    other => return Done::failed(2, format_args!("sh: test: {other}: unknown operator")),
                }
            }
            _ => return Done::failed(2, "sh: test: too many arguments"),
        };
        Done::status(i32::from(!holds))
    }

    pub(super) fn df(&self) -> Done {
        let (_, used) = self.phone.files_and_bytes();
        let capacity = self.phone.capacity;
        let free = capacity.saturating_sub(used);
        let share = u128::from(used) * 100 / u128::from(capacity.max(1));
        Done::text(format!(
            "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/block/data {} {} {} {share}% /data\n",
            capacity >> 10,
            used.div_ceil(1024),
            free >> 10,
        ))
    }
}
