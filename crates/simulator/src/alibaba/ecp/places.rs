//! Whether a call's place in the object store can be used, as far as that is looked at before the work begins.

use super::super::fault::Fault;
use super::answer::Call;
use super::location::OssLocation;
use crate::bucket::BucketError;
use crate::settings::AlibabaSettings;
use crate::universe::Universe;
use crate::world::Failure;

/// What the buckets that the product lists begin with (reference 3.6).
pub(super) const BUCKET_PREFIX: &str = "cloudphone-saved-bucket-";

/// Why a bucket cannot be used at all, whether it is there or not.
pub(super) fn foreign_bucket(place: &OssLocation, settings: &AlibabaSettings) -> Option<Failure> {
    (settings.need_bucket_prefix && !place.bucket.starts_with(BUCKET_PREFIX)).then(|| {
        let text = format!("the name of the bucket {} does not begin with {BUCKET_PREFIX}", place.bucket);
        Failure::new(&*settings.foreign_bucket_code, text)
    })
}

/// The bucket is not there.
pub(super) fn no_bucket(place: &OssLocation, settings: &AlibabaSettings) -> Failure {
    Failure::new(&*settings.missing_bucket_code, format!("the bucket {} does not exist", place.bucket))
}

/// The object is not there.
pub(super) fn no_object(place: &OssLocation, settings: &AlibabaSettings) -> Failure {
    Failure::new(&*settings.missing_object_code, format!("{place} does not exist"))
}

/// By setting, refuses a backup into a place that cannot take it; otherwise its task fails.
pub(super) fn check_target(call: Call<'_>, place: &OssLocation) -> Result<(), Fault> {
    at_submission(call.universe, || {
        let settings = &call.universe.settings.alibaba;
        if let Some(failure) = foreign_bucket(place, settings) {
            return Err(failure);
        }
        if !call.universe.oss.has_bucket(&place.bucket) {
            return Err(no_bucket(place, settings));
        }
        if !place.is_folder() && would_overwrite(call.universe, place) {
            return Err(object_exists(place, settings));
        }
        Ok(())
    })
}

/// By setting, refuses a restore from a place where nothing is; otherwise its task fails.
pub(super) fn check_source(call: Call<'_>, place: &OssLocation) -> Result<(), Fault> {
    at_submission(call.universe, || {
        let settings = &call.universe.settings.alibaba;
        if let Some(failure) = foreign_bucket(place, settings) {
            return Err(failure);
        }
        match call.universe.oss.head(&place.bucket, &place.key) {
            Ok(_) => Ok(()),
            Err(BucketError::NoSuchBucket) => Err(no_bucket(place, settings)),
            Err(BucketError::NoSuchKey) => Err(no_object(place, settings)),
            Err(BucketError::Io(error)) => Err(Failure::new("InternalError", error.to_string())),
        }
    })
}

fn would_overwrite(universe: &Universe, place: &OssLocation) -> bool {
    !universe.settings.alibaba.overwrite_objects && universe.oss.head(&place.bucket, &place.key).is_ok()
}

/// An object of that name is there already.
pub(super) fn object_exists(place: &OssLocation, settings: &AlibabaSettings) -> Failure {
    Failure::new(&*settings.object_exists_code, format!("{place} exists already"))
}

fn at_submission(universe: &Universe, check: impl Fn() -> Result<(), Failure>) -> Result<(), Fault> {
    if !universe.settings.alibaba.object_at_submission {
        return Ok(());
    }
    check().map_err(|failure| Fault::new(400, &failure.code, failure.message))
}
