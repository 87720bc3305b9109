//! `GET /?list-type=2`: pages of a bucket's keys.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Call;
use super::error::{OssError, escape};
use crate::bucket::ListQuery;
use crate::clock::iso_millis;
use crate::service::Response;
use crate::signature::encoding;

/// Page size when `max-keys` is absent, and the greatest one.
const DEFAULT_KEYS: usize = 100;
const MOST_KEYS: usize = 1000;

/// What the query of a list asks for, decoded.
#[derive(Default)]
struct Asked {
    version_2: bool,
    prefix: String,
    delimiter: String,
    start_after: String,
    token: Option<String>,
    max_keys: Option<String>,
    encoding: Option<String>,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in encoding::query_pairs(query) {
            let value = String::from_utf8_lossy(&value.unwrap_or_default()).into_owned();
            match name.as_slice() {
                b"list-type" => asked.version_2 = value == "2",
                b"prefix" => asked.prefix = value,
                b"delimiter" => asked.delimiter = value,
                b"start-after" => asked.start_after = value,
                b"continuation-token" => asked.token = Some(value),
                b"max-keys" => asked.max_keys = Some(value),
                b"encoding-type" => asked.encoding = Some(value),
                _ => {}
            }
        }
        asked
    }
}

/// Answers one page.
pub(super) fn list(call: &Call<'_>) -> Result<Response, OssError> {
    let asked = Asked::read(&call.request.query);
    if !asked.version_2 {
        return Err(OssError::not_built("any list but list-type=2"));
    }
    let max_keys = match &asked.max_keys {
        None => DEFAULT_KEYS,
        Some(text) => text
            .parse()
            .ok()
            .filter(|number| (1..=MOST_KEYS).contains(number))
            .ok_or_else(|| OssError::invalid_argument("max-keys is not a number from 1 to 1000."))?,
    };
    if [&asked.prefix, &asked.start_after].iter().any(|text| text.len() > 1023) {
        return Err(OssError::invalid_argument("prefix and start-after have less than 1024 bytes."));
    }
    let url_encoded = match asked.encoding.as_deref() {
        None => false,
        Some("url") => true,
        Some(_) => return Err(OssError::invalid_argument("encoding-type can only be url.")),
    };
    let after = match &asked.token {
        None => asked.start_after.clone(),
        Some(token) => STANDARD
            .decode(token)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| OssError::invalid_argument("The continuation token is not valid."))?,
    };
    let query = ListQuery { prefix: &asked.prefix, after: &after, delimiter: &asked.delimiter, max_keys };
    let page = call.universe.oss.list(call.bucket, &query)?;

    let name = |text: &str| {
        if url_encoded { encoding::encode_path(text.as_bytes()) } else { escape(text) }
    };
    let mut document = String::from("<ListBucketResult>");
    let mut put = |element: &str, text: &str| {
        // Writing to a String cannot fail.
        let _ = write!(document, "<{element}>{text}</{element}>");
    };
    put("Name", &escape(call.bucket));
    put("Prefix", &name(&asked.prefix));
    if !asked.start_after.is_empty() {
        put("StartAfter", &name(&asked.start_after));
    }
    put("MaxKeys", &max_keys.to_string());
    put("Delimiter", &name(&asked.delimiter));
    if url_encoded {
        put("EncodingType", "url");
    }
    put("IsTruncated", if page.next.is_some() { "true" } else { "false" });
    put("KeyCount", &(page.objects.len() + page.common_prefixes.len()).to_string());
    if let Some(token) = &asked.token {
        put("ContinuationToken", &escape(token));
    }
    if let Some(next) = &page.next {
        put("NextContinuationToken", &STANDARD.encode(next));
    }
    for object in &page.objects {
        let kind = if object.etag == object.md5 { "Normal" } else { "Multipart" };
        let fields = format!(
            "<Key>{}</Key><LastModified>{}</LastModified><ETag>&quot;{}&quot;</ETag><Type>{kind}</Type>\
             <Size>{}</Size><StorageClass>Standard</StorageClass>",
            name(&object.key),
            iso_millis(object.modified),
            object.etag.to_ascii_uppercase(),
            object.bytes,
        );
        put("Contents", &fields);
    }
    for prefix in &page.common_prefixes {
        put("CommonPrefixes", &format!("<Prefix>{}</Prefix>", name(prefix)));
    }
    document.push_str("</ListBucketResult>");
    Ok(Response::xml(200, &document))
}
