//! Single objects: HEAD, GET with a range, PUT, DELETE.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Call;
use super::error::OssError;
use crate::bucket::request::{Condition, RangeAsked, condition, range};
use crate::bucket::{Attributes, BucketError, Object};
use crate::clock::http_date;
use crate::service::{Response, ResponseBody};

/// What an object is when nobody said.
const DEFAULT_TYPE: &str = "application/octet-stream";

/// The prefix of headers with user metadata.
const METADATA: &str = "x-oss-meta-";

impl From<BucketError> for OssError {
    fn from(error: BucketError) -> Self {
        match error {
            BucketError::NoSuchBucket => Self::no_such_bucket(),
            BucketError::NoSuchKey => Self::no_such_key(),
            BucketError::Io(error) => Self::internal(&error),
        }
    }
}

/// `"337B33C02F89493026843983FF272A30"`: upper case, in quotes.
fn etag(object: &Object) -> String {
    format!("\"{}\"", object.etag.to_ascii_uppercase())
}

fn with_facts(mut response: Response, object: &Object) -> Response {
    let facts = [
        ("content-type", object.content_type.clone().unwrap_or_else(|| DEFAULT_TYPE.to_owned())),
        ("etag", etag(object)),
        ("last-modified", http_date(object.modified)),
        ("accept-ranges", "bytes".to_owned()),
        ("x-oss-object-type", if object.etag == object.md5 { "Normal" } else { "Multipart" }.to_owned()),
        ("x-oss-storage-class", "Standard".to_owned()),
        ("x-oss-hash-crc64ecma", object.crc64.to_string()),
    ];
    for (name, value) in facts {
        response = response.with_header(name, value);
    }
    if object.etag == object.md5
        && let Some(md5) = bytes_of(&object.md5)
    {
        response = response.with_header("content-md5", STANDARD.encode(md5));
    }
    for (name, value) in &object.metadata {
        response = response.with_header(&format!("{METADATA}{name}"), value.as_str());
    }
    response
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}

/// The answer that a condition of the request gives instead of the object.
fn refused_by_condition(call: &Call<'_>, object: &Object) -> Result<Option<Response>, OssError> {
    match condition(call.request, object) {
        Condition::Met => Ok(None),
        Condition::NotModified => Ok(Some(Response::empty(304).with_header("etag", etag(object)))),
        Condition::Failed => Err(OssError::new(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold.",
        )),
    }
}

/// `HEAD /key`.
pub(super) fn head(call: &Call<'_>) -> Result<Response, OssError> {
    let object = call.universe.oss.head(call.bucket, call.key)?;
    if let Some(response) = refused_by_condition(call, &object)? {
        return Ok(response);
    }
    let response = Response::empty(200).with_header("content-length", object.bytes.to_string());
    Ok(with_facts(response, &object))
}

/// `GET /key`, whole or a range.
pub(super) fn get(call: &Call<'_>) -> Result<Response, OssError> {
    let (object, file) = call.universe.oss.open(call.bucket, call.key)?;
    if let Some(response) = refused_by_condition(call, &object)? {
        return Ok(response);
    }
    let (status, offset, bytes) = match range(call.request.header("range"), object.bytes) {
        RangeAsked::Whole => (200, 0, object.bytes),
        RangeAsked::Part { offset, bytes } => (206, offset, bytes),
        RangeAsked::Unsatisfiable => {
            let error = OssError::new(416, "InvalidRange", "The requested range cannot be satisfied.");
            return Err(error.with_header("content-range", format!("bytes */{}", object.bytes)));
        }
    };
    let mut response = Response::empty(status);
    response.body = ResponseBody::File { file, offset, bytes };
    if status == 206 {
        let last = offset + bytes - 1;
        response = response.with_header("content-range", format!("bytes {offset}-{last}/{}", object.bytes));
    }
    Ok(with_facts(response, &object))
}

/// `PUT /key`: replaces what is there, unless `x-oss-forbid-overwrite` says not to.
pub(super) fn put(call: &Call<'_>) -> Result<Response, OssError> {
    let (request, oss) = (call.request, &call.universe.oss);
    if request.header("x-oss-copy-source").is_some() {
        return Err(OssError::not_built("copying"));
    }
    let forbidden =
        request.header("x-oss-forbid-overwrite").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    if forbidden && oss.head(call.bucket, call.key).is_ok() {
        return Err(OssError::new(409, "FileAlreadyExists", "The object you specified already exists."));
    }
    let io = |error: io::Error| OssError::internal(&error);
    let mut writer = oss.writer().map_err(io)?;
    io::copy(&mut request.body.reader().map_err(io)?, &mut writer).map_err(io)?;
    if let Some(declared) = request.header("content-md5") {
        let declared = STANDARD.decode(declared.trim()).unwrap_or_default();
        if declared != writer.md5() {
            let text = "The Content-MD5 you specified did not match what we received.";
            return Err(OssError::new(400, "InvalidDigest", text));
        }
    }
    let metadata = request
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(METADATA)?.to_owned(), value.clone())))
        .collect();
    let attributes = Attributes {
        content_type: request.header("content-type").map(str::to_owned),
        metadata,
        ..Attributes::default()
    };
    let object = oss.put(call.bucket, call.key, writer, attributes)?;
    Ok(Response::empty(200)
        .with_header("etag", etag(&object))
        .with_header("x-oss-hash-crc64ecma", object.crc64.to_string()))
}

/// `DELETE /key`; one that is not there is no error.
pub(super) fn delete(call: &Call<'_>) -> Result<Response, OssError> {
    call.universe.oss.delete(call.bucket, call.key)?;
    Ok(Response::empty(204))
}
