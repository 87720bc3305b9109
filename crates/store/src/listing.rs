//! The answer of a list, in both dialects.

use percent_encoding::percent_decode_str;
use phonevault_core::error::Result;
use phonevault_core::location::Location;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::timestamp;
use serde::Deserialize;

use crate::object::{Object, ObjectPage};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListBucketResult {
    is_truncated: bool,
    encoding_type: Option<String>,
    next_marker: Option<String>,
    next_continuation_token: Option<String>,
    #[serde(default)]
    contents: Vec<Contents>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Contents {
    key: String,
    size: u64,
    #[serde(rename = "ETag")]
    etag: Option<String>,
    last_modified: Option<String>,
    storage_class: Option<String>,
}

pub(crate) fn parse(
    answer: &Answer,
    operation: &Operation,
    scheme: &str,
    bucket: &str,
) -> Result<ObjectPage> {
    let text =
        std::str::from_utf8(&answer.body).map_err(|_| answer.malformed(operation, "the list is no text"))?;
    let list: ListBucketResult = quick_xml::de::from_str(text)
        .map_err(|error| answer.malformed(operation, &format!("the list does not fit: {error}")))?;
    let encoded = list.encoding_type.as_deref() == Some("url");
    let decode = |text: &str| {
        if !encoded {
            return Ok(text.to_owned());
        }
        let decoded = percent_decode_str(text).decode_utf8();
        decoded.map(Into::into).map_err(|_| answer.malformed(operation, "a key is no UTF-8"))
    };
    let mut objects = Vec::with_capacity(list.contents.len());
    for item in &list.contents {
        objects.push(Object {
            location: Location::new(scheme, bucket, decode(&item.key)?),
            bytes: item.size,
            etag: item.etag.as_deref().map(|tag| tag.trim_matches('"').to_owned()),
            crc64: None,
            modified: item.last_modified.as_deref().and_then(timestamp::parse_rfc3339),
            storage_class: item.storage_class.clone(),
        });
    }
    let next = match (list.next_continuation_token, list.next_marker) {
        _ if !list.is_truncated => None,
        (Some(token), _) if !token.is_empty() => Some(token),
        (_, Some(marker)) if !marker.is_empty() => Some(decode(&marker)?),
        // A store may leave the marker out where no delimiter was asked for: the last key is one then.
        _ => match objects.last() {
            Some(last) => Some(last.location.key.clone()),
            None => return Err(answer.malformed(operation, "the list says that more follows, but not where")),
        },
    };
    Ok(ObjectPage { objects, next })
}
