//! Damaging a phone: files vanish and change, as by a bad update or a careless user.

use phonevault::error::Result;
use phonevault::phone::PhoneId;

use super::admin::{Admin, Entry, Tree};

/// At most so many files of one phone are damaged; spread evenly over all that may be.
const MOST: usize = 240;

/// Of the chosen files a third is deleted, a third is changed and a third stays whole: a restore must not harm those
/// either. Only files that the backup holds may be chosen: what was never saved cannot come back. Answers how many were
/// damaged.
pub(super) async fn damage(
    admin: &Admin,
    phone: &PhoneId,
    tree: &Tree,
    saved: impl Fn(&str) -> bool,
) -> Result<usize> {
    let may: Vec<&Entry> =
        tree.values().filter(|entry| entry.kind != "directory" && saved(&entry.path)).collect();
    let step = may.len().div_ceil(MOST).max(1);
    let mut damaged = 0;
    for (index, entry) in may.iter().enumerate().filter(|(index, _)| index % step == 0) {
        match (index / step) % 3 {
            0 => admin.delete(phone, &entry.path).await?,
            1 if entry.kind == "symlink" => admin.delete(phone, &entry.path).await?,
            1 => admin.write(phone, &entry.path, spoiled(entry)).await?,
            _ => continue,
        }
        damaged += 1;
    }
    Ok(damaged)
}

/// Content that no file had before: it names the hash of what it replaces.
fn spoiled(entry: &Entry) -> Vec<u8> {
    format!("spoiled: this was {} bytes of {:?}\n", entry.bytes, entry.sha256).into_bytes()
}
