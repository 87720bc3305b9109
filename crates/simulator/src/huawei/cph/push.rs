//! Unpacking an object on a phone: pushed files, and the common part of restores (reference 3, 8).

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::super::fault::ItemFault;
use super::super::obs::is_archived;
use super::ahead::ahead;
use crate::android::{self, InstallError};
use crate::archive::{self, ArchiveError, Member, tar};
use crate::bucket::{BucketError, BucketStore, Object};
use crate::settings::HuaweiSettings;
use crate::universe::Universe;
use crate::world::{Action, After, BlobStore, Failure, Finish, Job, Pace, Phone, Submission, Tree};

/// What a gzip stream begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// An object in a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) bucket: String,
    pub(super) key: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "obs://{}/{}", self.bucket, self.key)
    }
}

/// The object at submission, if it is there.
///
/// # Errors
/// CPS.0104 if it is not and a missing object is noticed at submission.
pub(super) fn look(universe: &Universe, place: &Place) -> Result<Option<Object>, ItemFault> {
    let object = universe.obs.head(&place.bucket, &place.key).ok();
    if object.is_none() && universe.settings.huawei.missing_object_at_submission {
        return Err(ItemFault::new("CPS.0104", "The file does not exist in OBS"));
    }
    Ok(object)
}

/// Whether CPH may use a bucket.
///
/// # Errors
/// It was not authorised, by setting.
pub(super) fn authorised(bucket: &str, settings: &HuaweiSettings) -> Result<(), Failure> {
    if settings.denied_buckets.iter().any(|denied| denied == bucket) {
        let text = format!("CPH is not authorised for the bucket {bucket}");
        return Err(Failure::new(settings.denied_bucket_code.clone(), text));
    }
    Ok(())
}

/// The object in the job.
///
/// # Errors
/// The bucket is not authorised, the object not there (CPS.0104) or archived, or our own disk fails (CPS.0003).
pub(super) fn open(
    obs: &BucketStore,
    place: &Place,
    settings: &HuaweiSettings,
) -> Result<(Object, File), Failure> {
    authorised(&place.bucket, settings)?;
    let (object, file) = obs.open(&place.bucket, &place.key).map_err(|error| match error {
        BucketError::NoSuchBucket | BucketError::NoSuchKey => {
            Failure::new("CPS.0104", format!("{place} does not exist in OBS"))
        }
        BucketError::Io(error) => Failure::new("CPS.0003", format!("reading from OBS failed: {error}")),
    })?;
    if is_archived(&object) {
        let text = format!("{place} is archived and cannot be read directly");
        return Err(Failure::new(settings.archived_object_code.clone(), text));
    }
    Ok((object, file))
}

/// How a tar is unpacked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unpack {
    /// Whether the files can be used at once, instead of after a restart.
    pub(super) usable: bool,
    /// Whether what stands below the topmost members of a restore goes first.
    pub(super) remove_extra: bool,
    /// Only the first half.
    pub(super) partial: bool,
}

/// Reads the tar; the effect lays it over the phone's files.
///
/// # Errors
/// The archive is damaged or holds what may not be unpacked. The effect fails in the same way when a member does not
/// fit, or the phone is full.
pub(super) fn unpack(
    object: &Object,
    file: File,
    how: Unpack,
    phone: &Phone,
    blobs: &BlobStore,
    settings: &HuaweiSettings,
) -> Result<Finish, Failure> {
    let bad = |error: ArchiveError| match error {
        ArchiveError::TooLarge(_) => no_space(settings),
        ArchiveError::Io(error) => Failure::new("CPS.0003", format!("reading the archive failed: {error}")),
        other => Failure::new(settings.bad_archive_code.clone(), other.to_string()),
    };
    let reader = sniffed(file.take(object.bytes), settings.accept_gzip).map_err(|error| bad(error.into()))?;
    // What cannot be on the phone need not be unpacked to our own disk either: a small object may hold very much.
    let checked = how.usable || settings.check_free_space;
    let mut members = match checked {
        true => tar::read_at_most(reader, blobs, phone.capacity),
        false => tar::read(reader, blobs),
    }
    .map_err(bad)?;
    if how.partial {
        members.truncate(members.len().div_ceil(2));
    }
    let (code, full) = (settings.bad_archive_code.clone(), no_space(settings));
    let effect = ahead(phone, move |phone| {
        if how.usable {
            return android::unpack(phone, &members).map_err(|error| match error {
                InstallError::NoSpace => full.clone(),
                InstallError::Blocked => Failure::new(code.as_str(), "a file of the phone is in the way"),
            });
        }
        // On a copy: a member that does not fit must leave the phone as it was.
        let mut tree = Tree::clone(&phone.tree);
        if how.remove_extra {
            for path in topmost(&members) {
                tree.remove(path);
            }
        }
        archive::overlay(&mut tree, &members, false)
            .map_err(|error| Failure::new(code.as_str(), error.to_string()))?;
        if checked && !phone.can_hold(&tree) {
            return Err(full.clone());
        }
        phone.tree = tree.into();
        Ok(())
    });
    Ok(Finish { bytes: object.bytes, note: String::new(), partial: how.partial, effect })
}

fn no_space(settings: &HuaweiSettings) -> Failure {
    Failure::new(settings.disk_full_code.clone(), "there is not enough free space on the phone")
}

/// The members that stand below no other member.
fn topmost(members: &[Member]) -> Vec<&str> {
    let all: HashSet<&str> = members.iter().map(|member| member.path.as_str()).collect();
    let is_top = |path: &&&str| !path.match_indices('/').any(|(at, _)| all.contains(&path[..at]));
    all.iter().filter(is_top).copied().collect()
}

/// The bytes of the tar, whether it is compressed or not.
fn sniffed(mut reader: io::Take<File>, accept_gzip: bool) -> io::Result<Box<dyn Read>> {
    let mut head = Vec::with_capacity(GZIP.len());
    reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut head)?;
    let packed = accept_gzip && head == GZIP;
    let whole = Cursor::new(head).chain(reader);
    if packed { Ok(Box::new(MultiGzDecoder::new(BufReader::new(whole)))) } else { Ok(Box::new(whole)) }
}

/// The work of PushFile: unpacks at the root of the phone.
pub(super) fn work(universe: &Universe, phone_id: &str, place: &Place) -> Submission {
    let (obs, blobs) = (Arc::clone(&universe.obs), Arc::clone(&universe.blobs));
    let settings = universe.huawei.settings(&universe.settings.huawei);
    let object = place.to_string();
    let place = place.clone();
    let job = Job::Heavy(Box::new(move |phone, defects| {
        let (object, file) = open(&obs, &place, &settings)?;
        if object.bytes > settings.max_push_bytes {
            let text = format!(
                "the file has {} bytes, at most {} are allowed",
                object.bytes, settings.max_push_bytes
            );
            return Err(Failure::new(settings.too_large_code.clone(), text));
        }
        let how = Unpack { usable: true, remove_extra: false, partial: defects.partial };
        unpack(&object, file, how, phone, &blobs, &settings)
    }));
    Submission {
        phone_id: phone_id.to_owned(),
        action: Action::Push,
        object: Some(object),
        phases: Vec::new(),
        on_success: After::Previous,
        on_failure: After::Previous,
        pace: Pace::Transfer,
        job,
    }
}
