//! The object store.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use phonevault_simulator::{Request, ServiceName, Settings};

use super::cloud::{Cloud, encode};

fn text(response: &phonevault_simulator::Response) -> String {
    String::from_utf8(response.read_all().unwrap()).unwrap()
}

fn element(document: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let rest = document.split_once(&open).map_or("", |(_, rest)| rest);
    rest.split_once(&close).map_or("", |(value, _)| value).to_owned()
}

#[test]
fn an_object_is_put_looked_at_read_and_removed() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let target = format!("/{}/backups/{}", cloud.bucket, encode("说 明+#.ab"));
    let put =
        cloud.oss("PUT", &target, &[("content-type", "text/x"), ("x-oss-meta-src", "p01")], b"hello oss");
    assert_eq!(put.status, 200, "{}", text(&put));
    assert_eq!(put.header("etag"), Some("\"337B33C02F89493026843983FF272A30\""));
    assert_eq!(put.header("x-oss-hash-crc64ecma"), Some("15021467531229347219"));

    let head = cloud.oss("HEAD", &target, &[], b"");
    assert_eq!(head.status, 200);
    for (name, value) in [
        ("content-length", "9"),
        ("content-type", "text/x"),
        ("etag", "\"337B33C02F89493026843983FF272A30\""),
        ("x-oss-hash-crc64ecma", "15021467531229347219"),
        ("x-oss-object-type", "Normal"),
        ("x-oss-storage-class", "Standard"),
        ("x-oss-meta-src", "p01"),
    ] {
        assert_eq!(head.header(name), Some(value), "{name}");
    }
    assert_eq!(head.header("x-oss-request-id").map(str::len), Some(24));
    assert!(head.header("last-modified").unwrap().ends_with(" GMT"));

    assert_eq!(text(&cloud.oss("GET", &target, &[], b"")), "hello oss");
    let part = cloud.oss("GET", &target, &[("range", "bytes=6-7")], b"");
    assert_eq!((part.status, text(&part).as_str()), (206, "os"));
    assert_eq!(part.header("content-range"), Some("bytes 6-7/9"));
    let beyond = cloud.oss("GET", &target, &[("range", "bytes=9-")], b"");
    assert_eq!((beyond.status, element(&text(&beyond), "Code").as_str()), (416, "InvalidRange"));

    assert_eq!(cloud.oss("DELETE", &target, &[], b"").status, 204);
    assert_eq!(cloud.oss("DELETE", &target, &[], b"").status, 204);
    assert_eq!(cloud.oss("GET", &target, &[], b"").status, 404);
    assert_eq!(cloud.counts("alibaba.oss.PutObject"), (1, 1));
    assert_eq!(cloud.counts("alibaba.oss.HeadObject"), (1, 0));
}

#[test]
fn what_is_not_there_is_told_in_the_vendors_way() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let head = cloud.oss("HEAD", &format!("/{}/none", cloud.bucket), &[], b"");
    assert_eq!(head.status, 404);
    assert!(text(&head).is_empty());
    let hidden = STANDARD.decode(head.header("x-oss-err").unwrap()).unwrap();
    assert_eq!(element(&String::from_utf8(hidden).unwrap(), "Code"), "NoSuchKey");
    let get = cloud.oss("GET", "/no-such-bucket/none", &[], b"");
    assert_eq!((get.status, element(&text(&get), "Code").as_str()), (404, "NoSuchBucket"));
    assert!(get.header("x-oss-ec").is_some());
}

#[test]
fn conditions_and_checksums_are_honoured() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let target = format!("/{}/k", cloud.bucket);
    let wrong = cloud.oss("PUT", &target, &[("content-md5", "CY9rzUYh03PK3k6DJie09g==")], b"hello oss");
    assert_eq!((wrong.status, element(&text(&wrong), "Code").as_str()), (400, "InvalidDigest"));
    assert_eq!(cloud.oss("HEAD", &target, &[], b"").status, 404);
    assert_eq!(cloud.oss("PUT", &target, &[], b"hello oss").status, 200);
    let forbid = [("x-oss-forbid-overwrite", "true")];
    assert_eq!(cloud.oss("PUT", &target, &forbid, b"other").status, 409);
    let tag = "\"337B33C02F89493026843983FF272A30\"";
    assert_eq!(cloud.oss("HEAD", &target, &[("if-match", tag)], b"").status, 200);
    assert_eq!(cloud.oss("HEAD", &target, &[("if-match", "\"0\"")], b"").status, 412);
    assert_eq!(cloud.oss("GET", &target, &[("if-none-match", tag)], b"").status, 304);
}

#[test]
fn signatures_are_needed_and_checked() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let target = format!("/{}/k", cloud.bucket);
    let anonymous = cloud.universe.handle(Request::new(ServiceName::AlibabaOss, "GET", &target));
    assert_eq!((anonymous.status, element(&text(&anonymous), "Code").as_str()), (403, "AccessDenied"));
    let forged = Request::new(ServiceName::AlibabaOss, "GET", &target)
        .with_header("date", "Sun, 01 Mar 2020 08:00:00 GMT")
        .with_header("authorization", "OSS someone:c2ln");
    let forged = cloud.universe.handle(forged);
    assert_eq!((forged.status, element(&text(&forged), "Code").as_str()), (403, "RequestTimeTooSkewed"));
    // The current signature, bucket in the host.
    assert_eq!(cloud.oss("PUT", &target, &[], b"x").status, 200);
    let found = cloud.oss_v4("GET", "/k", "");
    assert_eq!((found.status, text(&found).as_str()), (200, "x"));
    let list = cloud.oss_v4("GET", "/", "list-type=2&max-keys=5&prefix=k");
    assert_eq!(element(&text(&list), "KeyCount"), "1", "{}", text(&list));
}

#[test]
fn a_bucket_is_listed_in_pages() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let keys = ["a/1", "a/2", "a/b/3", "a&b", "c d", "说明"];
    for key in keys {
        assert_eq!(cloud.oss("PUT", &format!("/{}/{}", cloud.bucket, encode(key)), &[], b"x").status, 200);
    }
    let list = |query: &str| {
        let response = cloud.oss("GET", &format!("/{}/?list-type=2{query}", cloud.bucket), &[], b"");
        assert_eq!(response.status, 200, "{}", text(&response));
        text(&response)
    };
    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let query =
            if token.is_empty() { String::new() } else { format!("&continuation-token={}", encode(&token)) };
        let page = list(&format!("&max-keys=2&encoding-type=url{query}"));
        seen.extend(page.split("<Key>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()));
        token = element(&page, "NextContinuationToken");
        assert_eq!(element(&page, "IsTruncated") == "true", !token.is_empty());
        if token.is_empty() {
            break;
        }
    }
    let mut wanted: Vec<String> = keys.iter().map(|key| encode(key).replace("%2F", "/")).collect();
    wanted.sort();
    seen.sort();
    assert_eq!(seen, wanted);

    let rolled = list("&prefix=a/&delimiter=/");
    assert_eq!(element(&rolled, "KeyCount"), "3");
    assert_eq!(element(&element(&rolled, "CommonPrefixes"), "Prefix"), "a/b/");
    assert!(list("&start-after=a/b/3").contains("<KeyCount>2</KeyCount>"));
    assert!(list("").contains("<Key>a&amp;b</Key>"));
    for bad in ["&max-keys=0", "&max-keys=1001", "&encoding-type=xml", "&continuation-token=*"] {
        let response = cloud.oss("GET", &format!("/{}/?list-type=2{bad}", cloud.bucket), &[], b"");
        assert_eq!(
            (response.status, element(&text(&response), "Code").as_str()),
            (400, "InvalidArgument"),
            "{bad}"
        );
    }
}

#[test]
fn what_is_not_offered_stores_nothing() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let target = format!("/{}/k", cloud.bucket);
    assert_eq!(cloud.oss("PUT", &format!("{target}?acl"), &[], b"x").status, 501);
    assert_eq!(cloud.oss("PUT", &target, &[("x-oss-copy-source", "/a/b")], b"").status, 501);
    assert_eq!(cloud.oss("POST", &target, &[], b"x").status, 405);
    assert_eq!(cloud.oss("HEAD", &target, &[], b"").status, 404);
    let slash = cloud.oss("PUT", &format!("/{}/%2Fk", cloud.bucket), &[], b"x");
    assert_eq!(element(&text(&slash), "Code"), "InvalidObjectName");
    let long = cloud.oss("PUT", &format!("/{}/{}", cloud.bucket, "k".repeat(1024)), &[], b"x");
    assert_eq!(element(&text(&long), "Code"), "InvalidObjectName");
}
