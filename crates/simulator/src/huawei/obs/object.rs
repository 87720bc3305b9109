//! Calls on one object.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Call;
use super::fault::Fault;
use crate::bucket::request::{Condition, RangeAsked, condition, range};
use crate::bucket::{Attributes, Object};
use crate::clock::http_date;
use crate::service::{Response, ResponseBody};

/// Largest object of one PUT.
const PUT_BYTES: u64 = 5 << 30;
/// Prefix of user metadata.
const META: &str = "x-obs-meta-";
/// Storage classes other than the standard one; the last two cannot be read without being restored first, which is not
/// part of this simulator.
const CLASSES: [&str; 3] = ["WARM", "COLD", "DEEP_ARCHIVE"];

/// HEAD and GET: the same but for the body.
pub(super) fn read(call: &Call<'_>) -> Result<Response, Fault> {
    if call.parameter("versionId").is_some_and(|id| id != "null") {
        return Err(Fault::new(404, "NoSuchVersion", "The specified version does not exist"));
    }
    let (object, file) = call.universe.obs.open(&call.bucket, &call.key)?;
    match condition(call.request, &object) {
        Condition::Met => {}
        Condition::NotModified => return Ok(facts(Response::empty(304), &object)),
        Condition::Failed => {
            let text = "At least one of the preconditions you specified did not hold";
            return Err(Fault::new(412, "PreconditionFailed", text));
        }
    }
    if call.request.method == "HEAD" {
        let length = object.bytes.to_string();
        return Ok(facts(Response::empty(200).with_header("content-length", length), &object));
    }
    if is_archived(&object) {
        return Err(Fault::new(
            403,
            "InvalidObjectState",
            "The operation is not valid for the storage class",
        ));
    }
    let (status, offset, bytes) = match range(call.request.header("range"), object.bytes) {
        RangeAsked::Whole => (200, 0, object.bytes),
        RangeAsked::Part { offset, bytes } => (206, offset, bytes),
        RangeAsked::Unsatisfiable => {
            return Err(Fault::new(416, "InvalidRange", "The requested range cannot be satisfied"));
        }
    };
    let mut response = facts(Response::empty(status), &object);
    if status == 206 {
        let text = format!("bytes {offset}-{}/{}", offset + bytes - 1, object.bytes);
        response = response.with_header("content-range", text);
    }
    response.body = ResponseBody::File { file, offset, bytes };
    Ok(response)
}

/// Whether an object has to be restored from the archive before it can be read.
pub(in super::super) fn is_archived(object: &Object) -> bool {
    matches!(object.storage_class.as_deref(), Some("COLD" | "DEEP_ARCHIVE"))
}

fn facts(mut response: Response, object: &Object) -> Response {
    let content_type = object.content_type.as_deref().unwrap_or("binary/octet-stream");
    response = response
        .with_header("etag", format!("\"{}\"", object.etag))
        .with_header("last-modified", http_date(object.modified))
        .with_header("content-type", content_type)
        .with_header("accept-ranges", "bytes");
    if let Some(class) = &object.storage_class {
        response = response.with_header("x-obs-storage-class", class.as_str());
    }
    for (name, value) in &object.metadata {
        response = response.with_header(&format!("{META}{name}"), value.as_str());
    }
    response
}

/// Stores the body; one under the same key is replaced.
pub(super) fn put(call: &Call<'_>) -> Result<Response, Fault> {
    let request = call.request;
    if request.header("x-obs-copy-source").is_some() {
        return Err(Fault::new(501, "NotImplemented", "Copying is not part of this simulator"));
    }
    if request.body.len() > PUT_BYTES {
        return Err(Fault::new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum size"));
    }
    let failed = |error: &io::Error| Fault::new(500, "InternalError", &error.to_string());
    let mut writer = call.universe.obs.writer().map_err(|error| failed(&error))?;
    let mut reader = request.body.reader().map_err(|error| failed(&error))?;
    io::copy(&mut reader, &mut writer).map_err(|error| failed(&error))?;
    if let Some(declared) = request.header("content-md5") {
        let declared = STANDARD.decode(declared.trim()).ok().filter(|md5| md5.len() == 16);
        let declared =
            declared.ok_or_else(|| Fault::new(400, "InvalidDigest", "The Content-MD5 is not valid"))?;
        if declared != writer.md5() {
            return Err(Fault::new(400, "BadDigest", "The Content-MD5 does not match what was received"));
        }
    }
    let metadata = request
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(META)?.to_owned(), value.clone())))
        .collect();
    let content_type = request.header("content-type").map(str::to_owned);
    let storage_class = match request.header("x-obs-storage-class") {
        None | Some("STANDARD") => None,
        Some(class) if CLASSES.contains(&class) => Some(class.to_owned()),
        Some(_) => return Err(Fault::new(400, "InvalidArgument", "The storage class is not known")),
    };
    let attributes = Attributes { content_type, metadata, storage_class, ..Attributes::default() };
    let object = call.universe.obs.put(&call.bucket, &call.key, writer, attributes)?;
    call.changed.set(true);
    Ok(Response::empty(200).with_header("etag", format!("\"{}\"", object.etag)))
}

/// 204 whether the object was there or not.
pub(super) fn delete(call: &Call<'_>) -> Result<Response, Fault> {
    call.changed.set(call.universe.obs.delete(&call.bucket, &call.key)?);
    Ok(Response::empty(204))
}
