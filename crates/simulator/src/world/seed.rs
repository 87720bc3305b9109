//! Makes the phones of a fleet from the seed: the same seed gives the same phones, byte for byte.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::blob::{Blob, BlobStore};
use super::folder;
use super::phone::{Cloud, ImageKind, Phone, Power};
use super::tree::{Entry, Tree};
use crate::config::Content;
use crate::random::Random;

mod layout;

use layout::{Plan, Text};

/// Seeded part beside a real folder.
const SMALL: u64 = 2 << 20;
const NOISE: usize = 1 << 20;
const CHUNK: usize = 64 << 10;

/// Makes phones; kept for phones that are added later.
pub(crate) struct Builder {
    seed: u64,
    bytes_per_phone: u64,
    folder: Vec<(String, Entry)>,
    noise: Vec<u8>,
    blobs: Arc<BlobStore>,
    start: Timestamp,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").field("seed", &self.seed).finish_non_exhaustive()
    }
}

impl Builder {
    /// Prepares the contents; reads the folder if there is one.
    pub(crate) fn new(
        seed: u64,
        content: Content,
        blobs: Arc<BlobStore>,
        start: Timestamp,
    ) -> io::Result<Self> {
        let target = content.phone_folder().unwrap_or_default();
        let (bytes_per_phone, folder) = match content {
            Content::Seeded { bytes_per_phone } => (bytes_per_phone, Vec::new()),
            Content::Folder(path) => (SMALL, folder::import(&path, &target, &blobs)?),
        };
        let mut random = Random::labelled(seed, "noise");
        let mut noise = Vec::with_capacity(NOISE);
        while noise.len() < NOISE {
            noise.extend_from_slice(&random.next().to_le_bytes());
        }
        Ok(Self { seed, bytes_per_phone, folder, noise, blobs, start })
    }

    /// The phones 0..count, the clouds by turns beginning with Huawei.
    pub(crate) fn fleet(&self, count: usize) -> io::Result<Vec<Phone>> {
        let workers = thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
        let parts: Vec<io::Result<Vec<Phone>>> = thread::scope(|scope| {
            let part = |worker: usize| {
                move || -> io::Result<Vec<Phone>> {
                    (worker..count).step_by(workers).map(|n| self.phone(cloud_of(n), n)).collect()
                }
            };
            let handles: Vec<_> = (0..workers).map(|worker| scope.spawn(part(worker))).collect();
            let lost = || io::Error::other("a thread that makes phones ended early");
            handles.into_iter().map(|handle| handle.join().unwrap_or_else(|_| Err(lost()))).collect()
        });
        let mut phones = Vec::with_capacity(count);
        for part in parts {
            phones.extend(part?);
        }
        phones.sort_by_key(|phone| phone.number);
        Ok(phones)
    }

    /// One phone; `number` decides everything about it and must be new.
    pub(crate) fn phone(&self, cloud: Cloud, number: usize) -> io::Result<Phone> {
        let mut random = Random::labelled(self.seed, &format!("phone {} {number}", cloud.name()));
        // Within each cloud every fourth phone is older, so that version rules have something to bite on.
        let old = (number / 2) % 4 == 3;
        let plans = layout::phone(&mut random, number, self.bytes_per_phone);
        let mut tree = Tree::default();
        for plan in &plans.entries {
            let entry = self.entry(plan, number)?;
            // The layout names no file as a directory, so nothing can be in the way.
            let _ = tree.insert(&plan.path, entry);
        }
        for (path, entry) in &self.folder {
            let _ = tree.insert(path, entry.clone());
        }
        let age = Duration::from_secs(86_400).saturating_sub(Duration::from_secs(number as u64 * 10));
        let created_at = self
            .start
            .saturating_sub(SignedDuration::try_from(age).unwrap_or(SignedDuration::ZERO))
            .unwrap_or(self.start);
        let mut phone = Phone {
            cloud,
            id: String::new(),
            name: format!("phone-{:03}", number + 1),
            number,
            android: String::new(),
            image_id: String::new(),
            image_version: String::new(),
            image_kind: ImageKind::Public,
            server_type: String::new(),
            server_id: String::new(),
            group_id: String::new(),
            region: String::new(),
            zone: String::new(),
            power: Power::Running,
            apps: plans.apps,
            properties: BTreeMap::from([
                ("ro.serialno".to_owned(), random.hex(16)),
                ("persist.sys.timezone".to_owned(), "Asia/Shanghai".to_owned()),
                ("persist.sys.locale".to_owned(), "zh-CN".to_owned()),
            ]),
            tree: Arc::new(tree),
            created_at,
            updated_at: created_at,
            last_error: None,
            progress: 0,
            busy: None,
        };
        match cloud {
            Cloud::Huawei => {
                let (android, label) = if old { ("9", "cloud_phone") } else { ("11", "cloud_phone_1620") };
                let image_id = Random::labelled(self.seed, &format!("image {android}")).hex(32);
                phone.id = random.hex(32);
                phone.android = android.to_owned();
                phone.image_id = image_id;
                phone.image_version = format!("AOSP {android}.0");
                phone.server_type = label.to_owned();
                phone.server_id = Random::labelled(self.seed, &format!("server {}", number / 16)).hex(32);
                phone.region = "cn-north-4".to_owned();
                phone.zone = "cn-north-4a".to_owned();
            }
            Cloud::Alibaba => {
                let version = if old { "3.5.2.610" } else { "3.5.3.900" };
                let android = if old { "11" } else { "12" };
                let mut shared = Random::labelled(self.seed, &format!("image {version}"));
                phone.id = format!("acp-{}", random.lower(16));
                phone.android = android.to_owned();
                phone.image_id = format!("imgc-{}", shared.lower(14));
                phone.image_version = version.to_owned();
                phone.server_type = if old { "cpm.gx8.16xlarge" } else { "cpm.gx7.10xlarge" }.to_owned();
                let mut group = Random::labelled(self.seed, &format!("group {}", number / 32));
                phone.group_id = format!("ag-{}", group.lower(14));
                phone.server_id = format!("cpn-{}", group.lower(14));
                phone.region = "cn-shanghai".to_owned();
                phone.zone = "cn-shanghai-l".to_owned();
            }
        }
        Ok(phone)
    }

    fn entry(&self, plan: &Plan, number: usize) -> io::Result<Entry> {
        Ok(match &plan.text {
            Text::Directory => Entry::directory(plan.mode, plan.owner),
            Text::Link(target) => Entry::symlink(target, plan.owner),
            Text::Shared(label) => Entry::file(self.noise_blob(label, plan.bytes)?, plan.mode, plan.owner),
            Text::Noise => {
                let label = format!("{number} {}", plan.path);
                Entry::file(self.noise_blob(&label, plan.bytes)?, plan.mode, plan.owner)
            }
            Text::Prose => {
                let label = format!("{number} {}", plan.path);
                Entry::file(self.prose_blob(&label, plan.bytes)?, plan.mode, plan.owner)
            }
        })
    }

    /// Bytes that do not compress: slices of one block of noise, each with a head of its own, which is far
    /// cheaper than making every byte anew.
    fn noise_blob(&self, label: &str, bytes: u64) -> io::Result<Blob> {
        let mut random = Random::labelled(self.seed, label);
        let mut writer = self.blobs.writer();
        let mut left = bytes;
        while left > 0 {
            let size = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let head = random.next().to_le_bytes();
            let head = &head[..size.min(head.len())];
            let from = usize::try_from(random.below((NOISE - CHUNK) as u64)).unwrap_or(0);
            writer.write_all(head)?;
            writer.write_all(&self.noise[from..from + size - head.len()])?;
            left -= size as u64;
        }
        writer.finish()
    }

    /// Text that compresses, as settings and databases do.
    fn prose_blob(&self, label: &str, bytes: u64) -> io::Result<Blob> {
        let mut random = Random::labelled(self.seed, label);
        let size = usize::try_from(bytes).unwrap_or(usize::MAX).min(4 << 20);
        let mut text = String::with_capacity(size + 64);
        while text.len() < size {
            text.push_str("<int name=\"value_");
            text.push_str(&random.below(1000).to_string());
            text.push_str("\" value=\"");
            text.push_str(&random.next().to_string());
            text.push_str("\" />\n");
        }
        self.blobs.put_bytes(&text.as_bytes()[..size])
    }
}

/// The version under which the generator installs a package; `1.0` for any other.
pub(super) fn version_of(package: &str) -> &'static str {
    layout::APPS.iter().find(|(name, _, _)| *name == package).map_or("1.0", |(_, version, _)| version)
}

fn cloud_of(number: usize) -> Cloud {
    if number.is_multiple_of(2) { Cloud::Huawei } else { Cloud::Alibaba }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Kind;
    use std::path::Path;

    fn builder(dir: &Path, seed: u64, bytes: u64) -> Builder {
        let blobs = Arc::new(BlobStore::new(dir.join("blobs")).unwrap());
        Builder::new(seed, Content::Seeded { bytes_per_phone: bytes }, blobs, Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_fleet() {
        let dir = tempfile::tempdir().unwrap();
        let first = builder(dir.path(), 5, 200_000).fleet(3).unwrap();
        let second = builder(dir.path(), 5, 200_000).fleet(3).unwrap();
        let other = builder(dir.path(), 6, 200_000).fleet(3).unwrap();
        for ((a, b), c) in first.iter().zip(&second).zip(&other) {
            assert_eq!(a.id, b.id);
            assert_ne!(a.id, c.id);
            assert!(a.tree.iter().eq(b.tree.iter()));
            assert!(!a.tree.iter().eq(c.tree.iter()));
        }
        assert_eq!(first[0].cloud, Cloud::Huawei);
        assert_eq!(first[1].cloud, Cloud::Alibaba);
        assert_eq!(first[0].id.len(), 32);
        assert!(first[1].id.starts_with("acp-"));
    }

    #[test]
    fn a_phone_has_hundreds_of_files_of_all_kinds_near_the_wanted_size() {
        let dir = tempfile::tempdir().unwrap();
        let phone = builder(dir.path(), 1, 25 << 20).phone(Cloud::Huawei, 0).unwrap();
        assert!((300..1000).contains(&phone.tree.files()), "{} files", phone.tree.files());
        let mib = phone.tree.bytes() >> 20;
        assert!((20..30).contains(&mib), "{mib} MiB");
        let entries: Vec<&Entry> = phone.tree.iter().map(|(_, entry)| entry).collect();
        assert!(entries.iter().any(|e| matches!(e.kind, Kind::File(blob) if blob.bytes == 0)));
        assert!(entries.iter().any(|e| matches!(e.kind, Kind::File(blob) if blob.bytes > 4 << 20)));
        assert!(entries.iter().any(|e| matches!(e.kind, Kind::Symlink(_))));
        assert!(phone.tree.iter().any(|(path, _)| !path.is_ascii()));
        assert!(phone.tree.iter().any(|(path, _)| path.len() > 200));
        assert!(phone.apps.contains_key("com.example.notes"));
    }
}
