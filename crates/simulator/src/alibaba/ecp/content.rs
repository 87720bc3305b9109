//! What a backup takes from a phone, and what a restore does to one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use super::location::OssLocation;
use super::manifest::{BackupKind, Manifest};
use super::places::{foreign_bucket, no_bucket, no_object, object_exists};
use crate::archive::{ArchiveError, Member, ab};
use crate::bucket::{Attributes, BucketError, BucketStore};
use crate::settings::{AlibabaArchive, AlibabaSettings};
use crate::universe::Universe;
use crate::world::{BlobStore, Defects, Effect, Entry, Failure, Finish, NotADirectory, Phone, Tree};

/// Everything that a whole-instance backup saves and a whole-instance restore replaces.
const DATA: &str = "/data";

/// The stores and choices that the work on a phone needs.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) blobs: Arc<BlobStore>,
    pub(super) oss: Arc<BucketStore>,
    pub(super) settings: AlibabaSettings,
    pub(super) form: AlibabaArchive,
}

impl Tools {
    pub(super) fn of(universe: &Universe) -> Self {
        Self {
            blobs: Arc::clone(&universe.blobs),
            oss: Arc::clone(&universe.oss),
            settings: universe.settings.alibaba.clone(),
            form: universe.settings.alibaba_archive,
        }
    }
}

/// What is to be saved, already checked.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) kind: BackupKind,
    pub(super) apps: Vec<String>,
    /// Normalised absolute paths.
    pub(super) paths: Vec<String>,
    /// Normalised absolute paths; they win.
    pub(super) excluded: Vec<String>,
    pub(super) all: bool,
}

/// What was found of it.
struct Found {
    entries: Vec<(Arc<str>, Entry)>,
    apps: BTreeMap<String, String>,
    missing: Vec<String>,
}

/// The directories of an app that are saved with it: code, data with its caches, media.
fn app_directories(tree: &Tree, package: &str) -> Vec<String> {
    let stem = format!("/data/app/{package}-");
    let code = tree.siblings_with_prefix(&stem).map(ToString::to_string);
    code.chain([format!("/data/data/{package}"), format!("/data/media/0/Android/data/{package}")]).collect()
}

impl Wanted {
    fn find(&self, phone: &Phone, settings: &AlibabaSettings) -> Result<Found, Failure> {
        let mut entries: BTreeMap<Arc<str>, Entry> = BTreeMap::new();
        let mut take = |path: &str| {
            let before = entries.len();
            entries.extend(phone.tree.subtree(path).map(|(path, entry)| (Arc::clone(path), entry.clone())));
            entries.len() > before || entries.contains_key(path)
        };
        let mut apps = BTreeMap::new();
        let mut missing = Vec::new();
        if self.all || self.kind == BackupKind::Instance {
            take(DATA);
            apps.clone_from(&phone.apps);
        }
        for package in &self.apps {
            let Some(version) = phone.apps.get(package) else {
                missing.push((settings.missing_app_code.as_str(), package.clone()));
                continue;
            };
            apps.insert(package.clone(), version.clone());
            for directory in app_directories(&phone.tree, package) {
                take(&directory);
            }
        }
        for path in &self.paths {
            if !take(path) {
                missing.push((settings.missing_path_code.as_str(), path.clone()));
            }
        }
        for path in &self.excluded {
            let gone: Vec<Arc<str>> = phone.tree.subtree(path).map(|(path, _)| Arc::clone(path)).collect();
            for path in gone {
                entries.remove(&path);
            }
        }
        let nothing_left = missing.len() == self.apps.len() + self.paths.len();
        if let Some((code, what)) = missing.first()
            && (!settings.partial_backups || nothing_left)
        {
            return Err(Failure::new(*code, format!("{what} does not exist on the instance")));
        }
        let missing = missing.into_iter().map(|(_, what)| what).collect();
        Ok(Found { entries: entries.into_iter().collect(), apps, missing })
    }

    /// Writes the archive of `phone` to its place. The object appears all at once, or not at all.
    pub(super) fn save(
        &self,
        phone: &Phone,
        defects: Defects,
        place: &OssLocation,
        salt: u64,
        tools: &Tools,
    ) -> Result<Finish, Failure> {
        if let Some(failure) = foreign_bucket(place, &tools.settings) {
            return Err(failure);
        }
        if !tools.oss.has_bucket(&place.bucket) {
            return Err(no_bucket(place, &tools.settings));
        }
        let Found { mut entries, apps, missing } = self.find(phone, &tools.settings)?;
        if defects.partial {
            entries.truncate(entries.len().div_ceil(2));
        }
        let manifest = Manifest::new(self.kind, phone, apps);
        let write = |entries: &mut Vec<(Arc<str>, Entry)>| -> io::Result<_> {
            let data: u64 = entries.iter().map(|(_, entry)| entry.bytes()).sum();
            entries.insert(0, manifest.to_entry(&tools.blobs)?);
            let mut writer = tools.oss.writer()?;
            ab::write(tools.form, entries, &tools.blobs, salt, &mut writer)?;
            Ok((writer, data))
        };
        let (writer, bytes) = write(&mut entries).map_err(|error| disk(&error))?;
        let attributes = Attributes { origin: Some(phone.image_version.clone()), ..Attributes::default() };
        let (oss, place, settings) = (Arc::clone(&tools.oss), place.clone(), tools.settings.clone());
        // The object is there when the task is over, not before.
        let effect = Box::new(move |_: &mut Phone| {
            if !settings.overwrite_objects && oss.head(&place.bucket, &place.key).is_ok() {
                return Err(object_exists(&place, &settings));
            }
            let stored = oss.put(&place.bucket, &place.key, writer, attributes);
            let spoilt = stored
                .and_then(|_| if defects.corrupt { oss.corrupt(&place.bucket, &place.key) } else { Ok(0) });
            spoilt.map(|_| ()).map_err(|error| match error {
                BucketError::Io(error) => disk(&error),
                BucketError::NoSuchBucket | BucketError::NoSuchKey => no_bucket(&place, &settings),
            })
        });
        let mut note = String::new();
        if !missing.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(note, "{{'success': 'Part', 'missing': {missing:?}}}");
        }
        let partial = defects.partial || !missing.is_empty();
        Ok(Finish { bytes, note, partial, effect })
    }
}

/// Reads the archive at `place` and gives the change of the phone. Nothing is changed by a bad one.
pub(super) fn load(
    kind: BackupKind,
    phone: &Phone,
    defects: Defects,
    place: &OssLocation,
    tools: &Tools,
) -> Result<Finish, Failure> {
    let settings = &tools.settings;
    if let Some(failure) = foreign_bucket(place, settings) {
        return Err(failure);
    }
    let (_, file) = tools.oss.open(&place.bucket, &place.key).map_err(|error| match error {
        BucketError::NoSuchBucket => no_bucket(place, settings),
        BucketError::NoSuchKey => no_object(place, settings),
        BucketError::Io(error) => disk(&error),
    })?;
    let bad = |why: String| Failure::new(settings.bad_archive_code.as_str(), why);
    let mut members = ab::read(file, &tools.blobs).map_err(|error| match error {
        ArchiveError::Io(error) => disk(&error),
        other => bad(other.to_string()),
    })?;
    let manifest = Manifest::take(&mut members, &tools.blobs)
        .ok_or_else(|| bad("the file was not generated by a cloud phone".to_owned()))?;
    if settings.match_kind && manifest.kind != kind {
        let text = format!("this file is restored by {}", manifest.kind.restored_by());
        return Err(Failure::new(settings.wrong_kind_code.as_str(), text));
    }
    if settings.enforce_compatibility
        && let Some(why) = manifest.facts.incompatibility(phone)
    {
        return Err(Failure::new(settings.incompatible_code.as_str(), why));
    }
    if defects.partial {
        members.truncate(members.len().div_ceil(2));
    }
    let bytes = members.iter().map(|member| member.entry.bytes()).sum();
    // Tried out on a copy: a restore may also remove, so the sum of the bytes alone says nothing.
    let mut after = phone.clone();
    apply(kind, &mut after, &members, &manifest);
    if !after.can_hold(&after.tree) {
        let text = format!("{bytes} bytes do not fit on the instance");
        return Err(Failure::new(&*settings.no_space_code, text));
    }
    drop(after);
    let effect: Effect = Box::new(move |phone| {
        apply(kind, phone, &members, &manifest);
        Ok(())
    });
    Ok(Finish { bytes, note: String::new(), partial: defects.partial, effect })
}

/// The documented side effects: an app is uninstalled before its saved version is installed, a whole instance is
/// replaced, files are laid over what is there. Everything is visible at once.
fn apply(kind: BackupKind, phone: &mut Phone, members: &[Member], manifest: &Manifest) {
    match kind {
        BackupKind::App => {
            for package in manifest.apps.keys() {
                phone.uninstall(package);
            }
        }
        BackupKind::File => {}
        BackupKind::Instance => {
            phone.tree_mut().remove(DATA);
            phone.apps.clear();
            phone.properties = manifest.properties.clone().into();
        }
    }
    phone.apps.extend(manifest.apps.clone());
    let tree = phone.tree_mut();
    for Member { path, entry } in members {
        // Whatever stands where the archive has a directory gives way. Each turn removes one entry above the path.
        while let Err(NotADirectory(above)) = tree.insert(path, entry.clone()) {
            if tree.remove(&above) == 0 {
                break;
            }
        }
    }
}

fn disk(error: &io::Error) -> Failure {
    Failure::new("InternalError", format!("the disk of the simulator failed: {error}"))
}
