//! Installing and removing apps (reference 3).
//!
//! A package's name stands in a binary form inside an APK, and the phones here are not real ones; so the name is taken
//! from the object: its user metadata `package` (and `version`), else its file name without `.apk`.

use std::io::Read;
use std::sync::Arc;

use super::ahead::ahead;
use super::push::{self, Place};
use crate::android::{self, InstallError};
use crate::bucket::{BucketStore, Object};
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, Blob, BlobStore, Entry, Failure, Finish, Job, Pace, Phone, Submission};

/// Owner of installed code.
const SYSTEM: u32 = 1000;
/// What a ZIP archive begins with.
const ZIP: &[u8] = b"PK";

/// What is to be installed.
struct Package {
    name: String,
    version: String,
    base: Blob,
    /// The other parts by file name.
    parts: Vec<(String, Blob)>,
}

/// The work of InstallApk. Several APKs are the parts of one package.
pub(super) fn install(universe: &Universe, phone_id: &str, flags: &[String], apks: &[Place]) -> Submission {
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.huawei.settings(&universe.settings.huawei);
    let replace = !settings.install_needs_replace_flag || flags.iter().any(|flag| flag == "-r");
    let object = apks.first().map(Place::to_string);
    let apks = apks.to_vec();
    let job = Job::Heavy(Box::new(move |phone, defects| {
        let (package, bytes) = fetch(&apks, &obs, &blobs, &settings)?;
        let effect = ahead(phone, move |phone| put(phone, &package, replace, &settings));
        Ok(Finish { bytes, note: "Success".to_owned(), partial: defects.partial, effect })
    }));
    submission(phone_id, Action::Install, object, Pace::Transfer, job)
}

fn submission(phone_id: &str, action: Action, object: Option<String>, pace: Pace, job: Job) -> Submission {
    Submission {
        phone_id: phone_id.to_owned(),
        action,
        object,
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace,
        job,
    }
}

fn fetch(
    apks: &[Place],
    obs: &BucketStore,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<(Package, u64), Failure> {
    let mut package: Option<Package> = None;
    let mut bytes = 0;
    for place in apks {
        let (object, mut file) = push::open(obs, place, settings)?;
        if object.bytes > settings.max_apk_bytes {
            let text =
                format!("{place} has {} bytes, at most {} are allowed", object.bytes, settings.max_apk_bytes);
            return Err(Failure::new(settings.too_large_code.clone(), text));
        }
        let disk =
            |error: std::io::Error| Failure::new("CPS.0003", format!("reading from OBS failed: {error}"));
        if settings.apk_must_be_zip {
            let mut head = Vec::new();
            file.by_ref().take(ZIP.len() as u64).read_to_end(&mut head).map_err(disk)?;
            if head != ZIP {
                let text = format!("Failure [INSTALL_PARSE_FAILED_NOT_APK]: {place}");
                return Err(Failure::new(settings.command_failed_code.clone(), text));
            }
            file = push::open(obs, place, settings)?.1;
        }
        let blob = blobs.put_reader(&mut file.take(object.bytes)).map_err(disk)?;
        bytes += object.bytes;
        let file_name = place.key.rsplit('/').next().unwrap_or_default().to_owned();
        match &mut package {
            None => {
                let (name, version) = identity(&object, &file_name);
                package = Some(Package { name, version, base: blob, parts: Vec::new() });
            }
            Some(package) => package.parts.push((file_name, blob)),
        }
    }
    let package = package.ok_or_else(|| Failure::new("CPS.0119", "no APK was named"))?;
    Ok((package, bytes))
}

/// Name and version of a package.
fn identity(object: &Object, file_name: &str) -> (String, String) {
    let noted = |wanted: &str| {
        let found = object.metadata.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
    let stem = file_name.strip_suffix(".apk").unwrap_or(file_name);
    let stem: String = stem.chars().map(|c| if legal(c) { c } else { '_' }).collect();
    let own =
        noted("package").filter(|name| name.len() <= 200 && name.chars().all(legal) && name.contains('.'));
    let name = own.unwrap_or_else(|| if stem.contains('.') { stem } else { format!("com.example.{stem}") });
    // A name that is only dots would be no name of a directory.
    let name = if name.split('.').any(str::is_empty) { "com.example.unnamed".to_owned() } else { name };
    (name, noted("version").unwrap_or_else(|| "1.0".to_owned()))
}

/// Puts the code in place of what was there, all of it or nothing; the data of an app that is replaced stays.
fn put(
    phone: &mut Phone,
    package: &Package,
    replace: bool,
    settings: &HuaweiSettings,
) -> Result<(), Failure> {
    let failed = |text: String| Failure::new(settings.command_failed_code.clone(), text);
    let Package { name, version, base, parts } = package;
    if !replace && phone.apps.contains_key(name) {
        return Err(failed(format!("Failure [INSTALL_FAILED_ALREADY_EXISTS]: {name}")));
    }
    let full =
        || Failure::new(settings.disk_full_code.clone(), "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]");
    let mut next = phone.clone();
    android::install(&mut next, name, version, *base).map_err(|error| match error {
        InstallError::NoSpace => full(),
        InstallError::Blocked => failed(format!("Failure [INSTALL_FAILED_INTERNAL_ERROR]: {name}")),
    })?;
    for (file, blob) in parts {
        // The directory was just made, so nothing can be in the way.
        let _ =
            next.tree_mut().insert(&format!("/data/app/{name}-1/{file}"), Entry::file(*blob, 0o644, SYSTEM));
    }
    if !next.can_hold(&next.tree) {
        return Err(full());
    }
    *phone = next;
    Ok(())
}

/// The work of UninstallApk.
pub(super) fn uninstall(universe: &Universe, phone_id: &str, package: &str, keep_data: bool) -> Submission {
    let code = universe.settings.huawei.command_failed_code.clone();
    let pace = Pace::Fixed(universe.settings.timing.transfer_base);
    let package = package.to_owned();
    let job = Job::Heavy(Box::new(move |_, _| {
        let effect = Box::new(move |phone: &mut Phone| {
            if !phone.apps.contains_key(&package) {
                let text = format!("Failure [DELETE_FAILED_INTERNAL_ERROR]: {package} is not installed");
                return Err(Failure::new(code, text));
            }
            if keep_data {
                phone.apps.remove(&package);
                let stem = format!("/data/app/{package}-");
                let old: Vec<Arc<str>> = phone.tree.siblings_with_prefix(&stem).cloned().collect();
                for path in old {
                    phone.tree_mut().remove(&path);
                }
            } else {
                phone.uninstall(&package);
            }
            Ok(())
        });
        Ok(Finish { bytes: 0, note: "Success".to_owned(), partial: false, effect })
    }));
    submission(phone_id, Action::Uninstall, None, pace, job)
}
