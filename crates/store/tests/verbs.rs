//! What goes on the wire, and what is made of the answers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::sync::Arc;

use phonevault_core::credentials::Keys;
use phonevault_core::error::{Applied, ErrorKind};
use phonevault_core::location::Location;
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::{Endpoint, Method};
use phonevault_store::{Dialect, ObjectStore, StoreConfig};

fn store(world: &TestWorld, dialect: Dialect, endpoint: &str) -> ObjectStore {
    let keys = Keys::new("AK-public", "SK-canary-secret").with_security_token("TOKEN-canary");
    let config = StoreConfig {
        dialect,
        endpoint: Endpoint::parse("store", endpoint).unwrap(),
        region: "cn-shanghai".into(),
        keys: Arc::new(keys),
        addressing: None,
    };
    ObjectStore::new(config, world.context())
}

fn at(text: &str) -> Location {
    text.parse().unwrap()
}

fn xml(status: u16, body: &str) -> Reply {
    Reply::Answer(status, vec![("content-type", "application/xml".into())], body.into())
}

#[tokio::test]
async fn buckets_are_virtual_hosts_except_on_loopback() {
    for (endpoint, url) in [
        ("https://obs.cn-north-4.example.com", "https://bk.obs.cn-north-4.example.com/a%20%2B%E4%BD%A0/k"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/bk/a%20%2B%E4%BD%A0/k"),
    ] {
        let world = TestWorld::new(1);
        world.network().reply(Reply::Answer(200, vec![("content-length", "7".into())], vec![]));
        let object = store(&world, Dialect::Obs, endpoint).stat(&at("obs://bk/a +你/k")).await.unwrap();
        assert_eq!(object.bytes, 7);
        let request = &world.network().requests()[0];
        assert_eq!((request.method, request.url()), (Method::Head, url.to_owned()));
        assert!(request.headers.get("authorization").unwrap().starts_with("OBS AK-public:"));
        assert_eq!(request.headers.get("x-obs-security-token"), Some("TOKEN-canary"));
    }
}

#[tokio::test]
async fn oss_is_signed_with_version_4_and_its_facts_are_read() {
    let world = TestWorld::new(1);
    let fields = vec![
        ("content-length", "9".to_owned()),
        ("etag", "\"ABC\"".to_owned()),
        ("x-oss-hash-crc64ecma", "11051210869376104954".to_owned()),
        ("last-modified", "Sun, 01 Mar 2026 08:00:00 GMT".to_owned()),
        ("x-oss-storage-class", "Standard".to_owned()),
    ];
    world.network().reply(Reply::Answer(200, fields, vec![]));
    let object =
        store(&world, Dialect::Oss, "https://oss.example.com").stat(&at("oss://bk/k.ab")).await.unwrap();
    assert_eq!((object.etag.as_deref(), object.crc64), (Some("ABC"), Some(11_051_210_869_376_104_954)));
    assert!(object.modified.is_some());
    let request = &world.network().requests()[0];
    assert!(
        request.headers.get("authorization").unwrap().starts_with("OSS4-HMAC-SHA256 Credential=AK-public/")
    );
}

#[tokio::test]
async fn refusals_keep_code_and_request_id_and_a_missing_object_is_not_found() {
    let world = TestWorld::new(1);
    let store = store(&world, Dialect::Oss, "http://127.0.0.1:9");
    let body =
        "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message><RequestId>R1</RequestId></Error>";
    world.network().reply(xml(403, body));
    let error = store.stat(&at("oss://bk/k")).await.unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Authentication, Some("R1")));
    world.network().reply(Reply::Answer(404, vec![("x-oss-request-id", "R2".into())], vec![]));
    assert!(!store.exists(&at("oss://bk/k")).await.unwrap());
    world.network().reply(Reply::Answer(404, vec![], b"<html>".to_vec()));
    let error = store.exists(&at("oss://bk/k")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed, "a proxy's 404 does not prove that nothing is there");
    world.network().reply(xml(500, "<Error><Code>InternalError</Code></Error>"));
    let error = store.delete(&at("oss://bk/k")).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Server, Applied::Unknown));
}

#[tokio::test]
async fn a_list_is_read_page_by_page_with_decoded_keys() {
    let world = TestWorld::new(1);
    let store = store(&world, Dialect::Oss, "http://127.0.0.1:9");
    world.network().reply(xml(
        200,
        "<ListBucketResult><IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>\
         <NextContinuationToken>t/+1</NextContinuationToken>\
         <Contents><Key>p%2Fa%20b</Key><Size>3</Size><ETag>\"X\"</ETag></Contents></ListBucketResult>",
    ));
    world.network().reply(xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
    world.network().reply(xml(200, "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"));
    let page = store.list(&at("oss://bk/p/"), None).await.unwrap();
    assert_eq!(page.objects[0].location, at("oss://bk/p/a b"));
    let last = store.list(&at("oss://bk/p/"), page.next.as_deref()).await.unwrap();
    assert_eq!((last.objects.len(), last.next), (0, None));
    assert!(world.network().requests()[1].query.contains("continuation-token=t%2F%2B1"));
    let error = store.list(&at("oss://bk/p/"), None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed, "more that cannot be reached must not look like the end");
}

#[tokio::test]
async fn content_that_ends_early_is_an_error_and_ranges_are_inclusive() {
    let world = TestWorld::new(1);
    let store = store(&world, Dialect::Obs, "http://127.0.0.1:9");
    world.network().reply(Reply::Answer(206, vec![("content-length", "5".into())], b"123".to_vec()));
    let mut stream = store.read(&at("obs://bk/k"), Some(10..15)).await.unwrap();
    assert_eq!(world.network().requests()[0].headers.get("range"), Some("bytes=10-14"));
    assert_eq!(stream.chunk().await.unwrap(), Some(b"123".to_vec()));
    assert_eq!(stream.chunk().await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn wrong_locations_are_refused_and_no_secret_is_shown() {
    let world = TestWorld::new(1);
    let store = store(&world, Dialect::Obs, "http://127.0.0.1:9");
    assert_eq!(store.stat(&at("oss://bk/k")).await.unwrap_err().kind(), ErrorKind::Validation);
    assert_eq!(store.delete(&at("obs://bk/dir/")).await.unwrap_err().kind(), ErrorKind::Validation);
    assert!(world.network().requests().is_empty());
    assert!(!format!("{store:?}").contains("canary"));
}
