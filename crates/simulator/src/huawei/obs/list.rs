//! One page of a bucket (reference 7.5).

use super::Call;
use super::fault::{Fault, escape};
use crate::bucket::ListQuery;
use crate::clock::iso_millis;
use crate::service::Response;
use crate::signature::encoding::encode_path;

/// Greatest and default page size; a value outside counts as this (7.5).
const PAGE: usize = 1000;

pub(super) fn list(call: &Call<'_>) -> Result<Response, Fault> {
    let parameter = |name| call.parameter(name).unwrap_or_default();
    let (prefix, marker, delimiter) = (parameter("prefix"), parameter("marker"), parameter("delimiter"));
    let max_keys = match call.parameter("max-keys") {
        None => PAGE,
        Some(text) => match text.trim().parse::<i64>() {
            Ok(number) => usize::try_from(number).ok().filter(|n| (1..=PAGE).contains(n)).unwrap_or(PAGE),
            Err(_) => return Err(Fault::new(400, "InvalidArgument", "max-keys must be a number")),
        },
    };
    let encoded = match call.parameter("encoding-type") {
        None | Some("") => false,
        Some("url") => true,
        Some(_) => return Err(Fault::new(400, "InvalidArgument", "encoding-type must be url")),
    };
    let name = |text: &str| if encoded { encode_path(text.as_bytes()) } else { escape(text) };
    let query = ListQuery { prefix, after: marker, delimiter, max_keys };
    let listing = call.universe.obs.list(&call.bucket, &query)?;

    let mut xml = String::from("<ListBucketResult xmlns=\"http://obs.myhwclouds.com/doc/2015-06-30/\">");
    let mut element = |tag: &str, text: &str| xml.push_str(&format!("<{tag}>{text}</{tag}>"));
    element("Name", &escape(&call.bucket));
    element("Prefix", &name(prefix));
    element("Marker", &name(marker));
    if let Some(next) = &listing.next {
        element("NextMarker", &name(next));
    }
    element("MaxKeys", &max_keys.to_string());
    if !delimiter.is_empty() {
        element("Delimiter", &name(delimiter));
    }
    if encoded {
        element("EncodingType", "url");
    }
    element("IsTruncated", if listing.next.is_some() { "true" } else { "false" });
    let owner = &call.universe.identity.huawei.domain_id;
    for object in &listing.objects {
        let line = format!(
            "<Key>{}</Key><LastModified>{}</LastModified><ETag>&quot;{}&quot;</ETag><Size>{}</Size>\
             <Owner><ID>{owner}</ID></Owner><StorageClass>{}</StorageClass>",
            name(&object.key),
            iso_millis(object.modified),
            object.etag,
            object.bytes,
            object.storage_class.as_deref().unwrap_or("STANDARD"),
        );
        element("Contents", &line);
    }
    for group in &listing.common_prefixes {
        element("CommonPrefixes", &format!("<Prefix>{}</Prefix>", name(group)));
    }
    xml.push_str("</ListBucketResult>");
    let region = &call.universe.identity.huawei.region;
    Ok(Response::xml(200, &xml).with_header("x-obs-bucket-location", region))
}
