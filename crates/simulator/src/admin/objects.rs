//! Damage to stored objects.

use serde_json::{Value, json};

use super::{Answer, Refusal, object};
use crate::bucket::BucketError;
use crate::service::{Request, Response};
use crate::universe::Universe;
use crate::world::Cloud;

/// `POST /objects/corrupt {"cloud","bucket","key"}`: flips bits in the middle of the stored bytes; size, ETag and
/// checksum headers stay as they were.
pub(super) fn corrupt(universe: &Universe, request: &Request) -> Answer {
    let body = object(request)?;
    let text = |name: &str| {
        let found = body.get(name).and_then(Value::as_str);
        found.ok_or_else(|| Refusal::new(400, format!("{name} must be a text")))
    };
    let store = match Cloud::parse(text("cloud")?) {
        Some(Cloud::Huawei) => &universe.obs,
        Some(Cloud::Alibaba) => &universe.oss,
        None => return Err(Refusal::new(400, "cloud must be huawei or alibaba")),
    };
    let changed = store.corrupt(text("bucket")?, text("key")?).map_err(|error| match error {
        BucketError::NoSuchBucket | BucketError::NoSuchKey => Refusal::new(404, "there is no such object"),
        BucketError::Io(error) => Refusal::new(500, error.to_string()),
    })?;
    Ok(Response::json(200, &json!({"changed": changed})))
}
