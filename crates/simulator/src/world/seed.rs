//! Makes the phones of a fleet from the seed: the same seed gives the same phones, byte for byte.
//!
//! What a phone holds is not made with it but when somebody looks ([`Lazy`]).

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::blob::{Blob, BlobStore};
use super::folder;
use super::generated::{Kind as Made, Recipe as Bytes};
use super::lazy::{Lazy, Recipe};
use super::phone::{Cloud, ImageKind, Phone, Power, Progress, Properties};
use super::tree::{Entry, Tree};
use crate::config::Content;
use crate::random::Random;

mod layout;

use layout::{Plan, Text};

/// Seeded part beside a real folder.
const SMALL: u64 = 2 << 20;

/// Directories that a factory reset brings back as they were at the beginning; everything else goes.
const SYSTEM: [&str; 3] = ["/data/system/", "/data/system_de/", "/data/misc/"];

/// Makes phones; kept for phones that are added later. Clones are cheap.
#[derive(Clone)]
pub(crate) struct Builder {
    factory: Arc<Factory>,
}

/// Everything that decides what a phone holds.
pub(crate) struct Factory {
    seed: u64,
    bytes_per_phone: u64,
    folder: Vec<(String, Entry)>,
    start: Timestamp,
    /// The sets of apps that there are, one for each remainder of a phone's number.
    apps: [OnceLock<Arc<BTreeMap<String, String>>>; layout::APP_SETS],
}

/// What a phone holds after a factory reset.
#[derive(Clone, Debug)]
pub(crate) struct FactoryContent {
    pub(crate) tree: Tree,
    pub(crate) apps: BTreeMap<String, String>,
    pub(crate) properties: Properties,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").field("seed", &self.factory.seed).finish_non_exhaustive()
    }
}

impl Builder {
    /// Prepares the contents; reads the folder if there is one.
    pub(crate) fn new(seed: u64, content: Content, blobs: &BlobStore, start: Timestamp) -> io::Result<Self> {
        let target = content.phone_folder().unwrap_or_default();
        let (bytes_per_phone, folder) = match content {
            Content::Seeded { bytes_per_phone } => (bytes_per_phone, Vec::new()),
            Content::Folder(path) => (SMALL, folder::import(&path, &target, blobs)?),
        };
        let apps = std::array::from_fn(|_| OnceLock::new());
        Ok(Self { factory: Arc::new(Factory { seed, bytes_per_phone, folder, start, apps }) })
    }

    /// The phones of these numbers, the clouds by turns beginning with Huawei. A large fleet is made in parts, so that
    /// it never stands in memory twice.
    pub(crate) fn fleet(&self, numbers: std::ops::Range<usize>) -> io::Result<Vec<Phone>> {
        let make = |range: std::ops::Range<usize>| -> Vec<Phone> {
            range.map(|number| self.phone(cloud_of(number), number)).collect()
        };
        let workers = thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
        let share = numbers.len().div_ceil(workers);
        // Threads cost more than a small fleet.
        if share < 1000 {
            return Ok(make(numbers));
        }
        let lost = || io::Error::other("a thread that makes phones ended early");
        thread::scope(|scope| {
            let part = |worker: usize| {
                let from = numbers.start + worker * share;
                from..numbers.end.min(from + share)
            };
            let handles: Vec<_> =
                (0..workers).map(|worker| scope.spawn(move || make(part(worker)))).collect();
            let mut phones = Vec::with_capacity(numbers.len());
            for handle in handles {
                phones.extend(handle.join().map_err(|_| lost())?);
            }
            Ok(phones)
        })
    }

    /// One phone; `number` decides everything about it and must be new.
    pub(crate) fn phone(&self, cloud: Cloud, number: usize) -> Phone {
        let factory = &self.factory;
        let seed = factory.seed;
        let mut random = Random::labelled(seed, &format!("phone {} {number}", cloud.name()));
        // Within each cloud every fourth phone is older, so that version rules have something to bite on.
        let old = (number / 2) % 4 == 3;
        let age = Duration::from_secs(86_400).saturating_sub(Duration::from_secs(number as u64 * 10));
        let created_at = factory
            .start
            .saturating_sub(SignedDuration::try_from(age).unwrap_or(SignedDuration::ZERO))
            .unwrap_or(factory.start);
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
            apps: self.lazy(cloud, number, |factory, _, number| factory.apps(number)),
            properties: self
                .lazy(cloud, number, |factory, cloud, number| Arc::new(factory.properties(cloud, number))),
            tree: self.lazy(cloud, number, |factory, cloud, number| Arc::new(factory.tree(cloud, number))),
            capacity: u64::MAX,
            created_at,
            updated_at: created_at,
            last_error: None,
            progress: Progress::At(0),
            busy: None,
        };
        match cloud {
            Cloud::Huawei => {
                let (android, label) = if old { ("9", "cloud_phone") } else { ("11", "cloud_phone_1620") };
                let image_id = Random::labelled(seed, &format!("image {android}")).hex(32);
                phone.id = random.hex(32);
                phone.android = android.to_owned();
                phone.image_id = image_id;
                phone.image_version = format!("AOSP {android}.0");
                phone.server_type = label.to_owned();
                phone.server_id = Random::labelled(seed, &format!("server {}", number / 16)).hex(32);
                phone.region = "cn-north-4".to_owned();
                phone.zone = "cn-north-4a".to_owned();
            }
            Cloud::Alibaba => {
                let version = if old { "3.5.2.610" } else { "3.5.3.900" };
                let android = if old { "11" } else { "12" };
                let mut shared = Random::labelled(seed, &format!("image {version}"));
                phone.id = format!("acp-{}", random.lower(16));
                phone.android = android.to_owned();
                phone.image_id = format!("imgc-{}", shared.lower(14));
                phone.image_version = version.to_owned();
                phone.server_type = if old { "cpm.gx8.16xlarge" } else { "cpm.gx7.10xlarge" }.to_owned();
                let mut group = Random::labelled(seed, &format!("group {}", number / 32));
                phone.group_id = format!("ag-{}", group.lower(14));
                phone.server_id = format!("cpn-{}", group.lower(14));
                phone.region = "cn-shanghai".to_owned();
                phone.zone = "cn-shanghai-l".to_owned();
            }
        }
        phone
    }

    fn lazy<T>(&self, cloud: Cloud, number: usize, make: fn(&Factory, Cloud, usize) -> Arc<T>) -> Lazy<T> {
        Lazy::made(Recipe { factory: Arc::clone(&self.factory), cloud, number, make })
    }

    /// What a phone holds after a factory reset: its system files and properties as they were when it was made, no app
    /// and nothing of a user.
    pub(crate) fn factory(&self, phone: &Phone) -> FactoryContent {
        let mut tree = Tree::default();
        for (path, entry) in self.factory.planned(phone.cloud, phone.number) {
            if SYSTEM.iter().any(|root| path.starts_with(root)) {
                let _ = tree.insert(&path, entry);
            }
        }
        let properties = self.factory.properties(phone.cloud, phone.number);
        FactoryContent { tree, apps: BTreeMap::new(), properties }
    }
}

impl FactoryContent {
    /// Makes it the content of a phone.
    pub(crate) fn install(self, phone: &mut Phone) {
        phone.tree = self.tree.into();
        phone.apps = self.apps.into();
        phone.properties = self.properties.into();
    }
}

impl Factory {
    fn content(&self, cloud: Cloud, number: usize) -> (layout::Layout, Random) {
        let mut random = Random::labelled(self.seed, &format!("content {} {number}", cloud.name()));
        let layout = layout::phone(&mut random, number, self.bytes_per_phone);
        (layout, random)
    }

    fn apps(&self, number: usize) -> Arc<BTreeMap<String, String>> {
        let made = || Arc::new(layout::apps(number));
        match self.apps.get(number % layout::APP_SETS) {
            Some(cell) => Arc::clone(cell.get_or_init(made)),
            None => made(),
        }
    }

    fn properties(&self, cloud: Cloud, number: usize) -> Properties {
        let mut random = Random::labelled(self.seed, &format!("properties {} {number}", cloud.name()));
        BTreeMap::from([
            ("ro.serialno".to_owned(), random.hex(16)),
            ("persist.sys.timezone".to_owned(), "Asia/Shanghai".to_owned()),
            ("persist.sys.locale".to_owned(), "zh-CN".to_owned()),
        ])
    }

    /// The generated entries; directories above them are not among them.
    fn planned(&self, cloud: Cloud, number: usize) -> impl Iterator<Item = (String, Entry)> + '_ {
        let (layout, mut random) = self.content(cloud, number);
        layout.entries.into_iter().map(move |plan| {
            let own = random.next();
            let entry = self.entry(&plan, own);
            (plan.path, entry)
        })
    }

    fn tree(&self, cloud: Cloud, number: usize) -> Tree {
        // The layout names no file as a directory.
        let mut tree = Tree::gather(self.planned(cloud, number).map(|(path, entry)| (path.into(), entry)));
        for (path, entry) in &self.folder {
            let _ = tree.insert(path, entry.clone());
        }
        tree
    }

    /// Number of files and links of [`Self::tree`], and bytes of its files, without making it.
    pub(super) fn size(&self, cloud: Cloud, number: usize) -> (usize, u64) {
        if !self.folder.is_empty() {
            // The folder may lie over what is generated.
            let tree = self.tree(cloud, number);
            return (tree.files(), tree.bytes());
        }
        let (layout, _) = self.content(cloud, number);
        let all = layout.entries.iter();
        let files = all.filter(|plan| !matches!(plan.text, Text::Directory));
        files.fold((0, 0), |(files, bytes), plan| (files + 1, bytes + plan.bytes))
    }

    /// `own` makes the bytes of what only this phone has.
    fn entry(&self, plan: &Plan, own: u64) -> Entry {
        let file = |kind, start| {
            let blob = Blob::generated(Bytes { kind, start }, plan.bytes);
            Entry::file(blob, plan.mode, plan.owner)
        };
        match &plan.text {
            Text::Directory => Entry::directory(plan.mode, plan.owner),
            Text::Link(target) => Entry::symlink(target, plan.owner),
            Text::Shared(label) => file(Made::Noise, Random::labelled(self.seed, label).next()),
            Text::Noise => file(Made::Noise, own),
            Text::Prose => file(Made::Prose, own),
        }
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
        let blobs = BlobStore::new(dir.join("blobs")).unwrap();
        Builder::new(seed, Content::Seeded { bytes_per_phone: bytes }, &blobs, Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_fleet() {
        let dir = tempfile::tempdir().unwrap();
        let first = builder(dir.path(), 5, 200_000).fleet(0..3).unwrap();
        let second = builder(dir.path(), 5, 200_000).fleet(0..3).unwrap();
        let other = builder(dir.path(), 6, 200_000).fleet(0..3).unwrap();
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
        let phone = builder(dir.path(), 1, 25 << 20).phone(Cloud::Huawei, 0);
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
        assert_eq!(phone.files_and_bytes(), (phone.tree.files(), phone.tree.bytes()));
    }

    #[test]
    fn a_fleet_made_in_parts_is_the_fleet_made_one_by_one() {
        let dir = tempfile::tempdir().unwrap();
        let builder = builder(dir.path(), 3, 1000);
        let fleet = builder.fleet(0..20_001).unwrap();
        assert!(fleet.iter().enumerate().all(|(at, phone)| phone.number == at));
        let alone = builder.phone(Cloud::Alibaba, 12_345);
        assert_eq!((&fleet[12_345].id, &fleet[12_345].server_id), (&alone.id, &alone.server_id));
    }

    #[test]
    fn what_is_changed_stays_and_what_is_only_looked_at_can_be_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let mut phone = builder(dir.path(), 3, 1000).phone(Cloud::Huawei, 4);
        let before = phone.clone();
        let path = "/data/system/packages.xml";
        let entry = phone.tree.get(path).cloned().unwrap();
        phone.forget();
        assert_eq!(phone.tree.get(path), Some(&entry));
        phone.tree_mut().remove(path);
        phone.apps.insert("a".to_owned(), "1".to_owned());
        phone.forget();
        assert!(phone.tree.get(path).is_none() && phone.apps.contains_key("a"));
        assert!(before.tree.get(path).is_some() && !before.apps.contains_key("a"));
        assert_eq!(phone.files_and_bytes(), (phone.tree.files(), phone.tree.bytes()));
    }

    #[test]
    fn a_factory_reset_keeps_the_system_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let builder = builder(dir.path(), 3, 100_000);
        let mut phone = builder.phone(Cloud::Alibaba, 5);
        let fresh = phone.clone();
        phone.tree_mut().remove("/data/system");
        phone.properties.insert("persist.user".to_owned(), "1".to_owned());
        builder.factory(&phone).install(&mut phone);
        let path = "/data/system/packages.xml";
        assert_eq!(phone.tree.get(path), fresh.tree.get(path));
        assert_eq!(phone.tree.get(path).unwrap().bytes(), fresh.tree.get(path).unwrap().bytes());
        assert_eq!(*phone.properties, *fresh.properties);
        assert!(phone.apps.is_empty());
        assert!(phone.tree.iter().all(|(path, _)| !path.contains("/data/data") && !path.contains("media")));
    }
}
