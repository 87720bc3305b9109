//! `DescribeBuckets`: the buckets that the product offers for backups (reference 3.6).

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::places::BUCKET_PREFIX;
use super::times;
use crate::bucket::{BucketError, ListQuery, Object};
use crate::clock::iso_millis;
use crate::settings::AlibabaSettings;

/// Answers the buckets whose name begins as the product wants it, each with its first objects. The `FileType` is read
/// and has no effect: it is said not to be usable yet.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let universe = call.universe;
    let settings = &universe.settings.alibaba;
    let account = &universe.identity.alibaba;
    let region = &account.region;
    let names = universe.oss.bucket_names();
    let mut data = Vec::new();
    for name in names.iter().filter(|name| name.starts_with(BUCKET_PREFIX)) {
        let query = ListQuery { prefix: "", after: "", delimiter: "", max_keys: settings.max_listed_objects };
        let objects = match universe.oss.list(name, &query) {
            Ok(listing) => listing.objects,
            Err(BucketError::NoSuchBucket | BucketError::NoSuchKey) => continue,
            Err(BucketError::Io(error)) => return Err(Fault::new(500, "InternalError", error.to_string())),
        };
        let objects: Vec<Value> =
            objects.iter().map(|object| render(name, object, &account.account_id, settings)).collect();
        data.push(json!({
            "BucketName": name,
            "RegionId": region,
            "Location": format!("oss-{region}"),
            "IntranetEndpoint": format!("oss-{region}-internal.aliyuncs.com"),
            "ExtranetEndpoint": format!("oss-{region}.aliyuncs.com"),
            "GmtCreated": times::local(universe.oss.started(), settings.zone_offset_hours),
            "OssObjectList": objects,
        }));
    }
    Ok(Answer::read(json!({"Success": true, "HttpStatusCode": 200, "Message": "success", "Data": data})))
}

fn render(bucket: &str, object: &Object, account: &str, settings: &AlibabaSettings) -> Value {
    json!({
        "BucketName": bucket,
        "Key": object.key,
        "ETag": format!("\"{}\"", object.etag.to_ascii_uppercase()),
        "LastModified": iso_millis(object.modified),
        "Size": object.bytes.div_ceil(settings.bucket_size_unit.max(1)),
        "StorageClass": "Standard",
        "Type": if object.etag == object.md5 { "Normal" } else { "Multipart" },
        "Owner": {"Id": account, "DisplayName": account},
    })
}
