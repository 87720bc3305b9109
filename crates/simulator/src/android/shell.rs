//! Runs what was read: words become commands, outputs go where they were sent.

use super::syntax::{self, Pipeline, Redirect, STATUS, Simple, When, Word};
use super::{LONGEST_OUTPUT, Output};
use crate::world::{BlobStore, Entry, Kind, Phone, normalise};

/// How deep `sh -c` may stand in `sh -c`.
const DEEPEST: usize = 4;
/// How many links in a row are followed.
const MOST_LINKS: usize = 8;
/// The one place that takes everything.
const NULL: &str = "/dev/null";

/// What one command left.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) status: i32,
    pub(super) out: Vec<u8>,
    pub(super) errors: String,
}

impl Done {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { status: 0, out: text.into().into_bytes(), errors: String::new() }
    }

    pub(super) fn status(status: i32) -> Self {
        Self { status, ..Self::default() }
    }

    /// A failure with one line on the error output.
    pub(super) fn failed(status: i32, why: impl std::fmt::Display) -> Self {
        Self { status, out: Vec::new(), errors: format!("{why}\n") }
    }

    /// Adds a line of text.
    pub(super) fn line(&mut self, line: &str) {
        if self.out.len() < LONGEST_OUTPUT {
            self.out.extend_from_slice(line.as_bytes());
            self.out.push(b'\n');
        }
    }

    /// Notes that a part failed, and goes on.
    pub(super) fn complain(&mut self, why: impl std::fmt::Display) {
        use std::fmt::Write;
        self.status = 1;
        if self.errors.len() < LONGEST_OUTPUT {
            // Writing to a String cannot fail.
            let _ = writeln!(self.errors, "{why}");
        }
    }
}

pub(super) struct Shell<'a> {
    pub(super) phone: &'a mut Phone,
    pub(super) blobs: &'a BlobStore,
    directory: String,
    status: i32,
    depth: usize,
}

impl<'a> Shell<'a> {
    pub(super) fn new(phone: &'a mut Phone, blobs: &'a BlobStore) -> Self {
        Self { phone, blobs, directory: "/".to_owned(), status: 0, depth: 0 }
    }

    pub(super) fn run_line(&mut self, line: &str) -> Output {
        let Done { status, mut out, mut errors } = self.line(line);
        out.truncate(LONGEST_OUTPUT);
        if errors.len() > LONGEST_OUTPUT {
            errors.truncate(errors.floor_char_boundary(LONGEST_OUTPUT));
        }
        Output { exit_code: status, stdout: String::from_utf8_lossy(&out).into_owned(), stderr: errors }
    }

    fn line(&mut self, line: &str) -> Done {
        let variable = |name: &str| match name {
            "HOME" => "/".to_owned(),
            "PWD" => self.directory.clone(),
            "EXTERNAL_STORAGE" => "/sdcard".to_owned(),
            "ANDROID_DATA" => "/data".to_owned(),
            _ => String::new(),
        };
        let pipelines = match syntax::parse(line, variable) {
            Ok(pipelines) => pipelines,
            Err(error) => return Done::failed(2, format_args!("sh: {}", error.0)),
        };
        let mut all = Done::default();
        for Pipeline { when, commands } in pipelines {
            let runs = match when {
                When::Always => true,
                When::Success => self.status == 0,
                When::Failure => self.status != 0,
            };
            if !runs {
                continue;
            }
            let mut input = Vec::new();
            let mut done = Done::default();
            for command in commands {
                done = self.command(command, input);
                input = std::mem::take(&mut done.out);
                all.errors.push_str(&done.errors);
            }
            self.status = done.status;
            all.out.extend_from_slice(&input);
            if all.out.len() > LONGEST_OUTPUT || all.errors.len() > LONGEST_OUTPUT {
                break;
            }
        }
        all.status = self.status;
        all
    }

    fn command(&mut self, simple: Simple, mut input: Vec<u8>) -> Done {
        let mut words = Vec::with_capacity(simple.words.len());
        for word in &simple.words {
            self.expand(word, &mut words);
        }
        for redirect in &simple.redirects {
            if let Redirect::Input { file } = redirect {
                match self.read(file) {
                    Ok(content) => input = content,
                    Err(why) => return Done::failed(1, format_args!("sh: can't open {file}: {why}")),
                }
            }
        }
        let mut done = match words.split_first() {
            None => Done::default(),
            Some((name, arguments)) => {
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                self.builtin(name, &arguments, input)
            }
        };
        for redirect in simple.redirects {
            match redirect {
                Redirect::Input { .. } => {}
                Redirect::ErrorsToOutput => {
                    let errors = std::mem::take(&mut done.errors);
                    done.out.extend_from_slice(errors.as_bytes());
                }
                Redirect::Errors { file } => {
                    let errors = std::mem::take(&mut done.errors);
                    self.redirect(&mut done, &file, errors.into_bytes(), false);
                }
                Redirect::Output { file, append } => {
                    let out = std::mem::take(&mut done.out);
                    self.redirect(&mut done, &file, out, append);
                }
            }
        }
        done
    }

    fn redirect(&mut self, done: &mut Done, file: &str, content: Vec<u8>, append: bool) {
        if file == NULL {
            return;
        }
        let content = match (append, self.read(file)) {
            (true, Ok(mut old)) => {
                old.extend_from_slice(&content);
                old
            }
            _ => content,
        };
        if let Err(why) = self.write(file, &content) {
            done.complain(format_args!("sh: can't create {file}: {why}"));
        }
    }

    /// Puts the status in, and the names for a pattern; a pattern that fits nothing stays as it is.
    fn expand(&self, word: &Word, words: &mut Vec<String>) {
        let text = word.text.replace(STATUS, &self.status.to_string());
        if word.glob
            && let Some((directory, pattern)) = text.rsplit_once('/')
            && let Ok(root) = self.resolve(if directory.is_empty() { "/" } else { directory })
        {
            let before = words.len();
            for (name, _) in self.children(&root) {
                if fits(pattern.as_bytes(), name.as_bytes()) && !name.starts_with('.') {
                    words.push(format!("{directory}/{name}"));
                }
            }
            if words.len() > before {
                return;
            }
        }
        words.push(text);
    }

    fn builtin(&mut self, name: &str, arguments: &[&str], input: Vec<u8>) -> Done {
        match name {
            "true" | ":" => Done::default(),
            "false" => Done::status(1),
            "echo" => {
                let (end, words) = match arguments {
                    ["-n", words @ ..] => ("", words),
                    words => ("\n", words),
                };
                Done::text(format!("{}{end}", words.join(" ")))
            }
            "id" => Done::text("uid=0(root) gid=0(root) groups=0(root) context=u:r:su:s0\n"),
            "whoami" => Done::text("root\n"),
            "pwd" => Done::text(format!("{}\n", self.directory)),
            "cd" => self.change_directory(arguments),
            "sh" | "su" => self.nested(arguments),
            "test" => self.test(arguments),
            "[" => match arguments.split_last() {
                Some((&"]", arguments)) => self.test(arguments),
                _ => Done::failed(2, "sh: [: missing ]"),
            },
            "getprop" => self.getprop(arguments),
            "setprop" => self.setprop(arguments),
            "pm" => self.pm(arguments),
            "dumpsys" => self.dumpsys(arguments),
            "ls" => self.ls(arguments),
            "stat" => self.stat(arguments),
            "cat" => self.cat(arguments, input),
            "wc" => self.wc(arguments, &input),
            "grep" => self.grep(arguments, input),
            "head" => self.head(arguments, input),
            "sha256sum" | "md5sum" => self.sum(name, arguments, &input),
            "rm" => self.rm(arguments),
            "mkdir" => self.mkdir(arguments),
            "touch" => self.touch(arguments),
            "df" => self.df(),
            _ => Done::failed(127, format_args!("sh: {name}: not found")),
        }
    }

    fn nested(&mut self, arguments: &[&str]) -> Done {
        let line = match arguments {
            ["-c", line, ..] | [_, "-c", line, ..] => *line,
            _ => return Done::failed(2, "sh: only -c COMMAND is understood"),
        };
        if self.depth == DEEPEST {
            return Done::failed(2, "sh: nested too deeply");
        }
        let mut inner = Shell {
            directory: self.directory.clone(),
            depth: self.depth + 1,
            ..Shell::new(self.phone, self.blobs)
        };
        inner.line(line)
    }

    fn change_directory(&mut self, arguments: &[&str]) -> Done {
        let wanted = arguments.first().copied().unwrap_or("/");
        match self.resolve(wanted) {
            Ok(path) if self.is_directory(&path) => {
                self.directory = path;
                Done::default()
            }
            Ok(_) => Done::failed(2, format_args!("sh: cd: {wanted}: No such file or directory")),
            Err(why) => Done::failed(2, format_args!("sh: cd: {wanted}: {why}")),
        }
    }

    /// The absolute path that a word means, links followed; `/` for the root.
    pub(super) fn resolve(&self, word: &str) -> Result<String, String> {
        let mut path = self.absolute(word)?;
        for _ in 0..MOST_LINKS {
            let Some(Entry { kind: Kind::Symlink(target), visible: true, .. }) = self.phone.tree.get(&path)
            else {
                return Ok(path);
            };
            let above = path.rsplit_once('/').map_or("", |(above, _)| above);
            path = if target.starts_with('/') {
                self.absolute(target)?
            } else {
                self.absolute(&format!("{above}/{target}"))?
            };
        }
        Err("Too many symbolic links encountered".to_owned())
    }

    /// As [`Self::resolve`], the last link not followed.
    pub(super) fn absolute(&self, word: &str) -> Result<String, String> {
        if word.is_empty() {
            return Err("No such file or directory".to_owned());
        }
        let mut names: Vec<&str> = Vec::new();
        let base = if word.starts_with('/') { "" } else { self.directory.as_str() };
        for name in base.split('/').chain(word.split('/')) {
            match name {
                "" | "." => {}
                ".." => {
                    names.pop();
                }
                name => names.push(name),
            }
        }
        if names.is_empty() {
            return Ok("/".to_owned());
        }
        // Shared storage has several names on every Android.
        let rest = match names.as_slice() {
            ["sdcard", rest @ ..]
            | ["mnt", "sdcard", rest @ ..]
            | ["storage", "emulated", "0", rest @ ..]
            | ["storage", "self", "primary", rest @ ..] => Some(rest),
            _ => None,
        };
        let joined = match rest {
            Some([]) => "/data/media/0".to_owned(),
            Some(rest) => format!("/data/media/0/{}", rest.join("/")),
            None => format!("/{}", names.join("/")),
        };
        normalise(&joined).map_err(|_| "File name too long".to_owned())
    }

    /// The entry at an absolute path, if it can be seen.
    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        self.phone.tree.get(path).filter(|entry| entry.visible)
    }

    pub(super) fn is_directory(&self, path: &str) -> bool {
        path == "/" || self.entry(path).is_some_and(Entry::is_directory)
    }

    /// Names and entries directly below a directory, in order.
    pub(super) fn children<'b>(&'b self, directory: &str) -> Vec<(&'b str, &'b Entry)> {
        let skip = if directory == "/" { 1 } else { directory.len() + 1 };
        let below = self.phone.tree.subtree(directory);
        below
            .filter(|(path, entry)| path.len() > skip && entry.visible && !path[skip..].contains('/'))
            .map(|(path, entry)| (&path[skip..], entry))
            .collect()
    }
}

/// Whether a name fits a pattern with `*` and `?`.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    // Where the last star stands, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(b'?') => (p, n) = (p + 1, n + 1),
            Some(byte) if *byte == name[n] => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}
