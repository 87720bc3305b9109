//! The Android of a simulated phone, as far as the clouds' commands reach it: a small shell, installing, unpacking.
//! It works on the phone's tables alone and touches nothing of this machine.

mod contents;
mod files;
mod packages;
mod shell;
mod syntax;

#[cfg(test)]
mod tests;

use crate::archive::{self, ArchiveError, Member};
use crate::world::{Blob, BlobStore, Entry, Phone};

/// Longest command line in bytes; a longer one is not run.
const LONGEST_COMMAND: usize = 64 << 10;
/// Most bytes that a command line gives out; what is over is cut off.
const LONGEST_OUTPUT: usize = 1 << 20;

/// What a command line left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// 0 for success; 127 for a command that does not exist.
    pub(crate) exit_code: i32,
    /// At most 1 MiB; bytes that are not UTF-8 are replaced.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command line as root on a phone. Never fails as such: what goes wrong stands in the output, as on a phone.
/// Files that a restart has yet to make usable are not seen.
pub(crate) fn run(phone: &mut Phone, blobs: &BlobStore, command: &str) -> Output {
    if command.len() > LONGEST_COMMAND {
        let stderr = "sh: command line too long\n".to_owned();
        return Output { exit_code: 126, stdout: String::new(), stderr };
    }
    shell::Shell::new(phone, blobs).run_line(command)
}

/// Installs a package: its entry and its code; data of an earlier version stays.
///
/// # Errors
/// The phone is full, or something on it is in the way; nothing is changed then.
pub(crate) fn install(
    phone: &mut Phone,
    package: &str,
    version: &str,
    apk: Blob,
) -> Result<(), InstallError> {
    let directory = format!("/data/app/{package}-1");
    let mut tree = phone.tree.as_ref().clone();
    let stem = format!("/data/app/{package}-");
    let old: Vec<_> = tree.siblings_with_prefix(&stem).cloned().collect();
    for path in old {
        tree.remove(&path);
    }
    let home = format!("/data/data/{package}");
    let mut put = |path: &str, entry| tree.insert(path, entry).map_err(|_| InstallError::Blocked);
    put(&directory, Entry::directory(0o755, 1000))?;
    put(&format!("{directory}/base.apk"), Entry::file(apk, 0o644, 1000))?;
    put(&home, Entry::directory(0o700, 10_100))?;
    if !phone.can_hold(&tree) {
        return Err(InstallError::NoSpace);
    }
    phone.tree = tree.into();
    phone.apps.insert(package.to_owned(), version.to_owned());
    Ok(())
}

/// Why something was not brought onto a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InstallError {
    NoSpace,
    /// A file stands where a directory is needed.
    Blocked,
}

/// Lays members over the phone's files, all or nothing; they can be used at once.
///
/// # Errors
/// The phone is full, or a member stands below something that is not a directory.
pub(crate) fn unpack(phone: &mut Phone, members: &[Member]) -> Result<(), InstallError> {
    let mut tree = phone.tree.as_ref().clone();
    archive::overlay(&mut tree, members, true).map_err(|_: ArchiveError| InstallError::Blocked)?;
    if !phone.can_hold(&tree) {
        return Err(InstallError::NoSpace);
    }
    phone.tree = tree.into();
    Ok(())
}
